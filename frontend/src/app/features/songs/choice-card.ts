import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureText } from '../../shared/failure-text/failure-text';
import { Formats } from '../../core/i18n/formats';
import { JobRow } from '../../core/jobs/job-states';
import { Player } from '../../core/player/player';
import { Waveform } from '../../core/player/waveform';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { ChoiceDownloads } from './choice-downloads';
import { PlayButton } from './play-button';
import { DetailedChoice } from './song-detail-store';
import { letterOf } from './tracks';

/** One version of a song: heard, saved, taken apart, gone on from. */
@Component({
  selector: 'app-choice-card',
  imports: [
    FailureText,
    ChoiceDownloads,
    ConfirmButton,
    JobProgress,
    MatButton,
    MatIcon,
    PlayButton,
    RouterLink,
    TranslocoDirective,
    Waveform,
  ],
  templateUrl: './choice-card.html',
  styleUrl: './choice-card.scss',
  host: { '[class.current]': 'isCurrent()' },
})
export class ChoiceCard {
  readonly choice = input.required<DetailedChoice>();
  readonly title = input.required<string>();
  /** The job that takes it apart. */
  readonly stemsJob = input<JobRow>();
  /** Whether a model extends songs. */
  readonly canExtend = input(false);
  readonly isBusy = input(false);
  /** From its beginning, or where the other version was. */
  readonly started = output();
  /** To play from that moment on, in milliseconds. */
  readonly sought = output<number>();
  readonly extended = output();
  readonly stemsWanted = output();

  protected readonly player = inject(Player);
  protected readonly formats = inject(Formats);
  protected readonly letter = computed(() => letterOf(this.choice().index));
  protected readonly isCurrent = computed(() => this.player.isCurrent(this.choice().id));
  protected readonly positionMs = computed(() => (this.isCurrent() ? this.player.positionMs() : 0));
  protected readonly duration = computed(() => {
    const ms = this.choice().durationMs;
    return ms === null ? '' : this.formats.clock(ms);
  });
}
