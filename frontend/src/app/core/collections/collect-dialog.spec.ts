import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloTestingController } from 'apollo-angular/testing';
import { collection } from '../../../testing/collections';
import { layOut } from '../../../testing/layout';
import { Selected } from '../library/selection';
import { CollectDialog } from './collect-dialog';
import { AddToCollectionDocument, CollectionsDocument, SaveCollectionDocument } from './generated';

describe('the question which collection it goes into', () => {
  beforeEach(layOut);
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  async function shown(selected: Selected, ...there: ReturnType<typeof collection>[]) {
    const fixture = TestBed.createComponent(CollectDialog, {
      bindings: [inputBinding('selected', signal(selected)), outputBinding('closed', vi.fn())],
    });
    fixture.detectChanges();
    const apollo = TestBed.inject(ApolloTestingController);
    const asked = await vi.waitFor(() => apollo.expectOne(CollectionsDocument));
    asked.flushData({ collections: there });
    const root = fixture.nativeElement as HTMLElement;
    const dialog = root.querySelector('dialog') as HTMLDialogElement;
    const words = () => dialog.textContent;
    const make = async (name: string) => {
      const line = root.querySelector('input') as HTMLInputElement;
      line.value = name;
      line.dispatchEvent(new Event('input'));
      await fixture.whenStable();
      root.querySelector('form')?.dispatchEvent(new Event('submit'));
      return vi.waitFor(() => apollo.expectOne(SaveCollectionDocument));
    };
    return { apollo, root, dialog, words, make, fixture };
  }

  it('is answered by one of those that there are', async () => {
    const selected = { ids: ['a', 'b'] };
    const { apollo, root, dialog, words } = await shown(selected, collection({ itemCount: 7 }));
    await vi.waitFor(() => {
      expect(words()).toContain('7 in it');
    });
    expect(words()).toContain('Put 2 into a collection');
    root.querySelector<HTMLElement>('li button')?.click();
    expect(dialog.open).toBe(false);
    const { variables } = apollo.expectOne(AddToCollectionDocument).operation;
    expect(variables['input']).toEqual({
      collectionId: 'collection-1',
      select: { ids: ['a', 'b'] },
    });
  });

  it('is for all that fit, also those that nobody has scrolled to', async () => {
    const filter = { text: 'sea' };
    const { apollo, root, words } = await shown(
      { kind: 'IMAGE', filter, count: 1_200 },
      collection(),
    );
    await vi.waitFor(() => {
      expect(words()).toContain('Winter');
    });
    expect(words()).toContain('Put all 1,200 into a collection');
    root.querySelector<HTMLElement>('li button')?.click();
    const { variables } = apollo.expectOne(AddToCollectionDocument).operation;
    expect(variables['input']).toMatchObject({ select: { kind: 'IMAGE', filter } });
  });

  it('is answered by a new one, which is made first', async () => {
    const { apollo, dialog, make } = await shown({ ids: ['a'] });
    const save = await make('Sea');
    apollo.expectNone(AddToCollectionDocument);
    const made = collection({ id: 'collection-2', name: 'Sea' });
    save.flushData({ saveCollection: { __typename: 'SaveCollectionSuccess', collection: made } });
    const add = await vi.waitFor(() => apollo.expectOne(AddToCollectionDocument));
    expect(add.operation.variables['input']).toMatchObject({ collectionId: 'collection-2' });
    expect(dialog.open).toBe(false);
  });

  it('keeps a name that is taken, says so beside it, and no longer once it is changed', async () => {
    const { apollo, root, dialog, make, fixture } = await shown({ ids: ['a'] });
    (await make(' Winter ')).flushData({
      saveCollection: {
        __typename: 'Conflict',
        code: 'CONFLICT',
        message: 'There is a collection “Winter” already.',
        hint: 'Take another name.',
      },
    });
    const again = await vi.waitFor(() => apollo.expectOne(CollectionsDocument));
    again.flushData({ collections: [collection()] });
    const problem = () => root.querySelector('[role=alert]')?.textContent;
    await vi.waitFor(() => {
      expect(problem()).toBe('Another collection has this name.');
    });
    expect(dialog.open).toBe(true);
    const line = root.querySelector('input') as HTMLInputElement;
    line.value = 'Winter 2';
    line.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(problem()).toBe('');
  });

  it('tells of any other refusal what it says itself', async () => {
    const { make, root } = await shown({ ids: ['a'] });
    (await make('Sea')).flushData({
      saveCollection: {
        __typename: 'ValidationError',
        code: 'INVALID_REQUEST',
        message: 'Not so.',
        hint: '',
        fields: [{ __typename: 'FieldProblem', message: 'No such signs.' }],
      },
    });
    await vi.waitFor(() => {
      expect(root.querySelector('[role=alert]')?.textContent).toBe('No such signs.');
    });
  });
});
