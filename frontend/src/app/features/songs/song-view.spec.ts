import { inputBinding, signal } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { choiceRow, songRow } from '../../../testing/songs';
import { SilentSound } from '../../../testing/sound';
import { Player, SOUND } from '../../core/player/player';
import { EditSongDocument, SongsDocument } from './generated';
import { SongView } from './song-view';

describe('the library of songs', () => {
  const text = signal<string | undefined>(undefined);
  let apollo: ApolloTestingController;
  let fixture: ComponentFixture<SongView>;

  beforeEach(() => {
    text.set(undefined);
    TestBed.configureTestingModule({
      providers: [provideTranslocoScope('songs'), { provide: SOUND, useValue: new SilentSound() }],
    });
    fixture = TestBed.createComponent(SongView, { bindings: [inputBinding('text', text)] });
    fixture.detectChanges();
    apollo = TestBed.inject(ApolloTestingController);
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const asked = () => vi.waitFor(() => apollo.expectOne(SongsDocument));
  async function shown(songs: ReturnType<typeof songRow>[]) {
    (await asked()).flushData({
      songs: {
        __typename: 'SongConnection',
        edges: songs.map((node) => ({ __typename: 'SongEdge', cursor: node.id, node })),
        pageInfo: {
          __typename: 'PageInfo',
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: null,
          endCursor: null,
        },
      },
    });
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(page().querySelectorAll('app-song-row')).toHaveLength(songs.length);
    });
  }

  it('plays a song with what comes after it, and passes over what has no sound', async () => {
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
    await shown([songRow()]);
    page().querySelector<HTMLElement>('.heart')?.click();
    const { operation } = await vi.waitFor(() => apollo.expectOne(EditSongDocument));
    expect(operation.variables['input']).toEqual({ select: { ids: ['song-1'] }, favourite: true });
  });

  it('asks for what the address searches', async () => {
    await asked();
    text.set('rain');
    fixture.detectChanges();
    const { operation } = await asked();
    expect(operation.variables['filter']).toEqual({ text: 'rain' });
  });

  it('says that nothing fits, and not that there is nothing', async () => {
    await asked();
    text.set('nowhere');
    fixture.detectChanges();
    await shown([]);
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(page().textContent).toContain('Nothing fits');
    });
  });
});
