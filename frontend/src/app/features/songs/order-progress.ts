import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureText } from '../../shared/failure-text/failure-text';
import { hasEnded, JobRow } from '../../core/jobs/job-states';
import { Player } from '../../core/player/player';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { SongCover } from '../../shared/song-cover/song-cover';
import { Formats } from '../../core/i18n/formats';
import { ChoiceRowFragment, SongRowFragment } from './generated';
import { PlayButton } from './play-button';
import { letterOf, trackOf } from './tracks';

/** What became of an order, in the place where it was given: on its way, failed, or to be heard. */
@Component({
  selector: 'app-order-progress',
  imports: [
    FailureText,
    ConfirmButton,
    JobProgress,
    JobStateLabel,
    MatButton,
    MatIcon,
    PlayButton,
    RouterLink,
    SongCover,
    TranslocoDirective,
  ],
  templateUrl: './order-progress.html',
  styleUrl: './order-progress.scss',
})
export class OrderProgress {
  readonly job = input.required<JobRow>();
  /** As soon as it is there. */
  readonly song = input<SongRowFragment>();
  readonly cancelled = output();
  readonly retried = output();

  private readonly player = inject(Player);
  protected readonly formats = inject(Formats);
  protected readonly letterOf = letterOf;
  protected readonly isMoving = computed(
    () => !hasEnded(this.job()) && this.job().state !== 'NEEDS_CHECK',
  );

  protected play(song: SongRowFragment, choice: ChoiceRowFragment): void {
    const queue = song.choices.flatMap((each) => trackOf(song, each) ?? []);
    this.player.play(
      queue,
      queue.findIndex(({ id }) => id === choice.id),
    );
  }
}
