import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { layOut } from '../../../testing/layout';
import { choiceRow, songRow } from '../../../testing/songs';
import { SilentSound } from '../../../testing/sound';
import {
  EditItemsDocument,
  RestoreItemsDocument,
  SongIdsDocument,
  TrashItemsDocument,
} from '../../core/library/generated';
import { Player, SOUND } from '../../core/player/player';
import { SongCountsDocument, SongPageDocument } from './generated';
import { SongListStore } from './song-list-store';
import { SongView } from './song-view';

describe('the library of songs', () => {
  let apollo: ApolloTestingController;
  let fixture: ComponentFixture<SongView>;

  beforeEach(() => {
    layOut();
    TestBed.configureTestingModule({
      providers: [
        provideTranslocoScope('songs'),
        SongListStore,
        { provide: SOUND, useValue: new SilentSound() },
      ],
    });
    apollo = TestBed.inject(ApolloTestingController);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const asked = () => vi.waitFor(() => apollo.expectOne(SongPageDocument));
  const store = () => TestBed.inject(SongListStore);
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const tile = page().querySelector('app-song-row .open');
    tile?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    fixture.detectChanges();
  };
  const button = (label: string) =>
    [...page().querySelectorAll('button')].find(
      (each) => each.getAttribute('aria-label') === label || each.textContent.trim() === label,
    );

  async function opened(address = '/') {
    await TestBed.inject(Router).navigateByUrl(address);
    fixture = TestBed.createComponent(SongView);
    fixture.detectChanges();
  }

  async function shown(songs: ReturnType<typeof songRow>[], totalCount = songs.length) {
    (await asked()).flushData({
      songs: {
        __typename: 'SongConnection',
        edges: songs.map((node) => ({ __typename: 'SongEdge', cursor: node.id, node })),
        pageInfo: { __typename: 'PageInfo', hasNextPage: totalCount > songs.length },
      },
    });
    const facets = { __typename: 'Facets', models: [], tags: [], ratings: [], favourites: 0 };
    const counts = await vi.waitFor(() => {
      fixture.detectChanges();
      return apollo.expectOne(SongCountsDocument);
    });
    counts.flushData({
      songs: { __typename: 'SongConnection', totalCount, facets },
    });
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(page().querySelectorAll('app-song-row')).toHaveLength(songs.length);
      expect(store().total()).toBe(totalCount);
    });
  }

  it('plays a song with what comes after it, and passes over what has no sound', async () => {
    await opened();
    await shown([
      songRow(),
      songRow({ id: 'song-2', choices: [] }),
      songRow({ id: 'song-3', choices: [choiceRow(3)] }),
    ]);
    page().querySelector<HTMLElement>('app-play-button button')?.click();
    const player = TestBed.inject(Player);
    expect(player.current()?.songId).toBe('song-1');
    player.next();
    expect(player.current()?.songId).toBe('song-3');
  });

  it('makes a favourite of a song', async () => {
    await opened();
    await shown([songRow()]);
    page().querySelector<HTMLElement>('.heart')?.click();
    const { operation } = await vi.waitFor(() => apollo.expectOne(EditItemsDocument));
    expect(operation.variables['input']).toEqual({ select: { ids: ['song-1'] }, favourite: true });
  });

  it('asks for what the address searches', async () => {
    await opened('/?q=rain&stars=4');
    const { operation } = await asked();
    expect(operation.variables['filter']).toMatchObject({ text: 'rain', ratingFrom: 4 });
  });

  it('says that nothing fits, and not that there is nothing', async () => {
    await opened('/?q=nowhere');
    await shown([]);
    expect(page().textContent).toContain('Nothing fits');
  });

  it('rates all that fit only after it has said how many they are', async () => {
    await opened('/?q=rain');
    await shown([songRow()], 1_234);
    press('a', { ctrlKey: true });
    expect(page().textContent).toContain('All 1,234 selected');
    press('4');
    apollo.expectNone(EditItemsDocument);
    await vi.waitFor(() => {
      expect(page().querySelector('dialog[open]')?.textContent).toContain('Rate all 1,234');
    });
    page().querySelector('dialog form')?.dispatchEvent(new Event('submit'));
    const { operation } = await vi.waitFor(() => apollo.expectOne(EditItemsDocument));
    expect(operation.variables['input']).toMatchObject({
      select: { kind: 'SONG', filter: { text: 'rain', trashed: false } },
      rating: 4,
    });
  });

  it('brings back from the trash just those that it has put there', async () => {
    await opened();
    await shown([songRow()], 2);
    press('a', { ctrlKey: true });
    button('Move to the trash')?.click();
    for (const [id, hasNextPage] of [
      ['song-1', true],
      ['song-2', false],
    ] as const) {
      (await vi.waitFor(() => apollo.expectOne(SongIdsDocument))).flushData({
        found: {
          __typename: 'SongConnection',
          edges: [{ __typename: 'SongEdge', cursor: id, node: { __typename: 'Song', id } }],
          pageInfo: { __typename: 'PageInfo', hasNextPage },
        },
      });
    }
    const trashed = await vi.waitFor(() => apollo.expectOne(TrashItemsDocument));
    const select = { ids: ['song-1', 'song-2'] };
    expect(trashed.operation.variables['input']).toEqual({ select });
    trashed.flushData({ trashItems: { __typename: 'ItemsChanged', count: 2, items: [] } });
    const undo = await vi.waitFor(() => {
      const found = document.querySelector<HTMLElement>('.mat-mdc-snack-bar-action');
      if (!found) throw new Error('no undo yet');
      return found;
    });
    expect(document.querySelector('mat-snack-bar-container')?.textContent).toContain('trash: 2');
    undo.click();
    const restored = await vi.waitFor(() => apollo.expectOne(RestoreItemsDocument));
    expect(restored.operation.variables['input']).toEqual({ select });
  });

  it('of all leaves those that it shows when one of them is taken out', async () => {
    await opened();
    await shown([songRow(), songRow({ id: 'song-2' })], 50);
    press('a', { ctrlKey: true });
    press('x');
    expect(store().selected()).toEqual({ ids: ['song-2'] });
  });

  it('keeps its place for who comes back, and shows what is new', async () => {
    await opened();
    await shown([songRow()]);
    fixture.destroy();
    fixture = TestBed.createComponent(SongView);
    fixture.detectChanges();
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(page().querySelectorAll('app-song-row')).toHaveLength(1);
    });
    await shown([songRow({ id: 'song-new' }), songRow()]);
  });
});
