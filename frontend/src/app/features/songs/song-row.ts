import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { hasEnded, JobRow } from '../../core/jobs/job-states';
import { Player } from '../../core/player/player';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { RatingStars } from '../../shared/rating-stars/rating-stars';
import { SongCover } from '../../shared/song-cover/song-cover';
import { SongRowFragment } from './generated';
import { PlayButton } from './play-button';

const TAGS = 4;

/** A song as a line of the list. */
@Component({
  selector: 'app-song-row',
  imports: [
    JobProgress,
    JobStateLabel,
    MatIcon,
    MatIconButton,
    PlayButton,
    RatingStars,
    RouterLink,
    SongCover,
    TranslocoDirective,
  ],
  templateUrl: './song-row.html',
  styleUrl: './song-row.scss',
  host: { '[class.current]': 'isCurrent()', '[class.selected]': 'isSelected()' },
})
export class SongRow {
  readonly song = input.required<SongRowFragment>();
  /** As it is at this moment. */
  readonly job = input.required<JobRow>();
  readonly isSelected = input(false);
  /** Whether a click selects instead of opening. */
  readonly isSelecting = input(false);
  /** With whether all from the last one to this one are meant. */
  readonly toggled = output<boolean>();
  readonly started = output();
  readonly favoured = output<boolean>();
  readonly rated = output<number | null>();
  readonly restored = output();

  private readonly player = inject(Player);
  protected readonly formats = inject(Formats);
  protected readonly isCurrent = computed(() => this.player.current()?.songId === this.song().id);
  protected readonly choiceIds = computed(() => this.song().choices.map(({ id }) => id));
  protected readonly canPlay = computed(() => this.song().choices.some(({ mp3 }) => mp3));
  protected readonly isMoving = computed(
    () => !hasEnded(this.job()) && this.job().state !== 'NEEDS_CHECK',
  );
  protected readonly line = computed(() => {
    const { tags, prompt } = this.song();
    return tags.slice(0, TAGS).join(' · ') || prompt;
  });
  protected readonly durations = computed(() =>
    this.song()
      .choices.flatMap(({ durationMs }) => durationMs ?? [])
      .map((ms) => this.formats.clock(ms))
      .join(' · '),
  );
}
