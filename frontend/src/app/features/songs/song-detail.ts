import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { CollectDialog } from '../../core/collections/collect-dialog';
import { Formats } from '../../core/i18n/formats';
import { ItemChanges } from '../../core/library/library-commands';
import { Player } from '../../core/player/player';
import { ErrorState } from '../../shared/error-state/error-state';
import { RatingStars } from '../../shared/rating-stars/rating-stars';
import { SongCover } from '../../shared/song-cover/song-cover';
import { ChoiceCard } from './choice-card';
import { ExtendDialog } from './extend-dialog';
import { ExtendSongInput } from './generated';
import { OrderProgress } from './order-progress';
import { DetailedChoice, DetailedSong, SongDetailStore } from './song-detail-store';
import { ExtensionAsked } from './song-order';
import { SongWords } from './song-words';
import { TimedLyrics } from './timed-lyrics';
import { trackOf } from './tracks';

/** One song: its versions side by side, its lyrics in step, and what can be done with it. */
@Component({
  selector: 'app-song-detail',
  imports: [
    ChoiceCard,
    CollectDialog,
    ErrorState,
    ExtendDialog,
    MatButton,
    MatIcon,
    MatIconButton,
    MatProgressBar,
    OrderProgress,
    RatingStars,
    RouterLink,
    SongCover,
    SongWords,
    TimedLyrics,
    TranslocoDirective,
  ],
  providers: [SongDetailStore],
  templateUrl: './song-detail.html',
  styleUrl: './song-detail.scss',
})
export class SongDetail {
  /** From the address. */
  readonly id = input.required<string>();
  /** From the address: the job whose extension is to be ordered again. */
  readonly again = input<string>();

  private readonly router = inject(Router);
  private readonly player = inject(Player);
  protected readonly formats = inject(Formats);
  protected readonly store = inject(SongDetailStore);
  protected readonly song = this.store.song;
  protected readonly extendedChoice = signal<DetailedChoice | undefined>(undefined);
  protected readonly isCollecting = signal(false);
  protected readonly asked = signal<ExtensionAsked | undefined>(undefined);
  protected readonly save = (change: ItemChanges): Promise<boolean> => this.store.edit(change);
  /** The choice whose lyrics are in view: the one that played last, else the first. */
  protected readonly heard = linkedSignal<string | undefined, DetailedChoice | undefined>({
    source: () => this.player.current()?.id,
    computation: (id, before) => {
      const choices = this.song()?.choices ?? [];
      const is = (wanted: string | undefined) => choices.find((each) => each.id === wanted);
      return is(id) ?? is(before?.value?.id) ?? choices[0];
    },
  });
  protected readonly positionMs = computed(() => {
    const heard = this.heard();
    return heard && this.player.isCurrent(heard.id) ? this.player.positionMs() : undefined;
  });

  constructor() {
    effect(() => {
      this.store.show(this.id());
    });
    effect(() => {
      const [jobId, song] = [this.again(), this.song()];
      if (jobId && song) void this.takeExtensionOf(jobId, song);
    });
  }

  /** Another version goes on where the first one is. */
  protected play(song: DetailedSong, choice: DetailedChoice): void {
    const track = trackOf(song, choice);
    if (!track) return;
    if (this.player.current()?.songId === song.id) {
      this.player.swap(track);
      if (!this.player.isPlaying()) this.player.toggle();
      return;
    }
    const queue = song.choices.flatMap((each) => trackOf(song, each) ?? []);
    this.player.play(
      queue,
      queue.findIndex(({ id }) => id === track.id),
    );
  }

  protected seek(song: DetailedSong, choice: DetailedChoice | undefined, ms: number): void {
    if (!choice) return;
    if (!this.player.isCurrent(choice.id)) this.play(song, choice);
    this.player.seek(ms);
  }

  protected async extend(wish: ExtendSongInput): Promise<void> {
    if (await this.store.extend(wish)) this.endExtension();
  }

  protected endExtension(): void {
    this.extendedChoice.set(undefined);
    this.asked.set(undefined);
  }

  /** Once: loaded anew, the page does not ask again. */
  private async takeExtensionOf(jobId: string, song: DetailedSong): Promise<void> {
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
    const asked = await this.store.askedOf(jobId);
    const choice = song.choices.find(({ id }) => id === asked?.choice?.id);
    if (!asked || !choice) return;
    this.asked.set(asked);
    this.extendedChoice.set(choice);
  }
}
