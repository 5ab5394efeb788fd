import { Component, computed, inject } from '@angular/core';
import { LibraryPage } from '../../core/library/library-page';
import { Selected } from '../../core/library/selection';
import { WideScreen } from '../../core/theme/wide-screen';
import { Player } from '../../core/player/player';
import { SongRowFragment } from './generated';
import { SongListStore } from './song-list-store';
import { SongRow } from './song-row';
import { queueOf } from './tracks';

/** Of a row, in pixels: on a narrow screen its rating stands below its words. */
const ROW = { wide: 76, narrow: 108 };

/** The songs that were made: to be found, heard and judged. */
@Component({
  selector: 'app-song-view',
  imports: [LibraryPage, SongRow],
  templateUrl: './song-view.html',
})
export class SongView {
  private readonly player = inject(Player);
  private readonly isWide = inject(WideScreen).isWide;
  protected readonly store = inject(SongListStore);
  protected readonly Infinity = Infinity;
  protected readonly rowHeight = computed(() => (this.isWide() ? ROW.wide : ROW.narrow));

  protected only({ id }: SongRowFragment): Selected {
    return { ids: [id] };
  }

  /** What comes after it in the list comes after it in the player, as far as it is read. */
  protected play(song: SongRowFragment): void {
    const { window } = this.store;
    const songs = Array.from({ length: window.count() }, (_, index) => window.at(index));
    const queue = queueOf(songs.filter((each) => each !== undefined));
    this.player.play(
      queue,
      queue.findIndex(({ songId }) => songId === song.id),
    );
  }
}
