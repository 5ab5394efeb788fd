import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Player } from '../../core/player/player';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { ShowMore } from '../../shared/show-more/show-more';
import { SongRowFragment } from './generated';
import { SongCommands } from './song-commands';
import { SongFilters } from './song-filters';
import { SongListStore, SongSearch } from './song-list-store';
import { SongRow } from './song-row';
import { queueOf } from './tracks';

/** The songs that were made: to be found, heard and judged. */
@Component({
  selector: 'app-song-view',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatProgressBar,
    RouterLink,
    ShowMore,
    SongFilters,
    SongRow,
    TranslocoDirective,
  ],
  providers: [SongListStore],
  templateUrl: './song-view.html',
  styleUrl: './song-view.scss',
})
export class SongView {
  // From the address, so that what was found can be linked to and gone back to.
  readonly text = input<string>();
  readonly tag = input<string>();
  readonly model = input<string>();
  readonly favourites = input<string>();
  readonly rating = input<string>();
  readonly trash = input<string>();
  readonly sort = input<string>();

  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly player = inject(Player);
  protected readonly store = inject(SongListStore);
  protected readonly commands = inject(SongCommands);
  protected readonly pages = this.store.pages;
  protected readonly search = computed<SongSearch>(() => ({
    ...present('text', this.text()),
    ...present('tag', this.tag()),
    ...present('model', this.model()),
    ...present('favourites', this.favourites()),
    ...present('rating', this.rating()),
    ...present('trash', this.trash()),
    ...present('sort', this.sort()),
  }));

  constructor() {
    effect(() => {
      this.store.find(this.search());
    });
  }

  protected narrow(queryParams: Partial<Record<keyof SongSearch, string | null>>): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams,
      queryParamsHandling: 'merge',
      // Each word of a search is no step to go back to.
      replaceUrl: 'text' in queryParams,
    });
  }

  /** What comes after it in the list comes after it in the player. */
  protected play(song: SongRowFragment): void {
    const queue = queueOf(this.pages.items());
    this.player.play(
      queue,
      queue.findIndex(({ songId }) => songId === song.id),
    );
  }
}

function present<Key extends keyof SongSearch>(key: Key, value: string | undefined): SongSearch {
  return value ? { [key]: value } : {};
}
