import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { GraphQLError } from 'graphql';
import { collection } from '../../../testing/collections';
import { layOut } from '../../../testing/layout';
import {
  DeleteCollectionDocument,
  RemoveFromCollectionDocument,
  SaveCollectionDocument,
} from '../../core/collections/generated';
import { CollectionItemsDocument } from './generated';
import { CollectionView } from './collection-view';

function song(id: string) {
  const words = { tags: [], favourite: false, rating: null, notes: null, trashedAt: null };
  return { __typename: 'Song', id, title: id, createdAt: '2026-01-01T12:00:00Z', ...words };
}

describe('the page of a collection', () => {
  beforeEach(layOut);
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  async function opened() {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('collections')] });
    const fixture = TestBed.createComponent(CollectionView, {
      bindings: [inputBinding('id', signal('collection-1'))],
    });
    fixture.detectChanges();
    const apollo = TestBed.inject(ApolloTestingController);
    const asked = await vi.waitFor(() => apollo.expectOne(CollectionItemsDocument));
    return { fixture, apollo, asked, root: fixture.nativeElement as HTMLElement };
  }

  const held = collection({
    arrangement: 'BY_DATE',
    coverImageId: 'image-9',
    description: 'For the calendar',
    itemCount: 3,
  });

  async function shown(...titles: string[]) {
    const page = await opened();
    page.asked.flushData({
      collection: {
        ...held,
        items: {
          __typename: 'LibraryConnection',
          edges: titles.map((id) => ({ __typename: 'LibraryEdge', cursor: id, node: song(id) })),
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: false,
            hasPreviousPage: false,
            startCursor: titles[0] ?? null,
            endCursor: titles.at(-1) ?? null,
          },
        },
      },
    });
    await vi.waitFor(() => {
      expect(page.root.querySelector('h1')?.textContent).toBe('Winter');
    });
    const shownTitles = () =>
      [...page.root.querySelectorAll('li')].map((each) => each.textContent.trim());
    return { ...page, shownTitles };
  }

  const button = (root: HTMLElement, text: string) =>
    [...root.querySelectorAll('button')].find((each) => each.textContent.trim() === text);

  it('shows what is in it in the order of the API, and a way to more where there is nothing', async () => {
    const { shownTitles } = await shown('c', 'a', 'b');
    expect(shownTitles()).toEqual(['c', 'a', 'b']);
    TestBed.resetTestingModule();
    const { root } = await shown();
    expect(root.querySelector('app-empty-state')?.textContent).toContain('Nothing is here yet');
  });

  it('takes out one thing and keeps the others in their places, and the keys where they were', async () => {
    const { root, apollo, shownTitles } = await shown('c', 'a', 'b');
    root.querySelector<HTMLElement>('[aria-label="Take “a” out"]')?.click();
    const taken = apollo.expectOne(RemoveFromCollectionDocument);
    expect(taken.operation.variables['input']).toEqual({
      collectionId: 'collection-1',
      select: { ids: ['a'] },
    });
    const changed = collection({ ...held, itemCount: 2 });
    taken.flushData({
      removeFromCollection: { __typename: 'CollectionChanged', count: 1, collection: changed },
    });
    await vi.waitFor(() => {
      expect(shownTitles()).toEqual(['c', 'b']);
    });
    expect(root.querySelector('.count')?.textContent).toContain('2 in it');
    await vi.waitFor(() => {
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Take “b” out');
    });
  });

  it('keeps cover, order and description when only the name is changed', async () => {
    const { root, apollo, fixture } = await shown('a');
    button(root, 'Edit')?.click();
    const name = await vi.waitFor(() => {
      const line = root.querySelector<HTMLInputElement>('app-collection-name input');
      if (line?.value !== 'Winter') throw new Error('It is not there yet.');
      return line;
    });
    name.value = 'Snow';
    name.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    root.querySelector('form')?.dispatchEvent(new Event('submit'));
    const { variables } = apollo.expectOne(SaveCollectionDocument).operation;
    expect(variables['input']).toEqual({
      collectionId: 'collection-1',
      name: 'Snow',
      description: 'For the calendar',
      arrangement: 'BY_DATE',
      coverImageId: 'image-9',
    });
  });

  it('is deleted only after it was asked', async () => {
    const { root, apollo } = await shown('a');
    button(root, 'Delete')?.click();
    apollo.expectNone(DeleteCollectionDocument);
    expect(root.querySelector('app-confirm-button')?.textContent).toContain('stays in the library');
    button(root, 'Delete the collection')?.click();
    apollo.expectOne(DeleteCollectionDocument);
  });

  it('says that there is none of that address', async () => {
    const { root, asked } = await opened();
    asked.graphqlErrors([new GraphQLError('None.', { extensions: { code: 'NOT_FOUND' } })]);
    await vi.waitFor(() => {
      expect(root.querySelector('h1')?.textContent).toBe('Not found');
    });
  });
});
