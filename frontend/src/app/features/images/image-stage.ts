import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureText } from '../../shared/failure-text/failure-text';
import { Formats } from '../../core/i18n/formats';
import { hasEnded, JobRow } from '../../core/jobs/job-states';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { ImageResultsQuery } from './generated';

type Result = NonNullable<ImageResultsQuery['job']>['images'][number];

/** Where an image appears: while it is made by its previews, then itself; or why it does not. */
@Component({
  selector: 'app-image-stage',
  imports: [
    FailureText,
    ConfirmButton,
    JobProgress,
    MatButton,
    MatIcon,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './image-stage.html',
  styleUrl: './image-stage.scss',
})
export class ImageStage {
  readonly job = input<JobRow>();
  readonly previewUrl = input<string>();
  readonly images = input<readonly Result[]>([]);
  readonly isBusy = input(false);

  readonly cancelled = output();
  /** The job whose order is to be changed. */
  readonly varied = output<string>();
  /** The job whose order is to be sent once more, and charged. */
  readonly orderedAgain = output<string>();
  readonly retried = output();

  private readonly formats = inject(Formats);
  protected readonly isMoving = computed(() => {
    const job = this.job();
    return job !== undefined && !hasEnded(job) && job.state !== 'NEEDS_CHECK';
  });
  protected readonly price = computed(() => {
    const usd = this.job()?.estimatedUsd;
    return usd ? this.formats.usd(usd) : undefined;
  });
}
