import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureText } from '../../shared/failure-text/failure-text';
import { Formats } from '../../core/i18n/formats';
import { hasEnded } from '../../core/jobs/job-states';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { ErrorState } from '../../shared/error-state/error-state';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { Money } from '../../shared/money/money';
import { JobResolution } from './job-resolution';
import { JobTimeline } from './job-timeline';
import { JobViewStore } from './job-view-store';

/** One job with its timeline, and everything that its owner can do with it. */
@Component({
  selector: 'app-job-view',
  imports: [
    FailureText,
    ConfirmButton,
    ErrorState,
    JobProgress,
    JobResolution,
    JobStateLabel,
    JobTimeline,
    MatButton,
    MatIcon,
    MatProgressBar,
    Money,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [JobViewStore],
  templateUrl: './job-view.html',
  styleUrl: './job-view.scss',
})
export class JobView {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly router = inject(Router);
  protected readonly formats = inject(Formats);
  protected readonly store = inject(JobViewStore);
  protected readonly job = this.store.job;
  protected readonly isMoving = computed(() => {
    const job = this.job();
    return job !== undefined && !hasEnded(job) && job.state !== 'NEEDS_CHECK';
  });
  protected readonly generator = computed(() =>
    this.job()?.kind === 'IMAGE' ? '/images/new' : '/songs/new',
  );

  constructor() {
    effect(() => {
      this.store.show(this.id());
    });
  }

  /** The new job is where it goes on. */
  protected async retry(): Promise<void> {
    const job = await this.store.retry();
    if (job) await this.router.navigate(['/jobs', job.id]);
  }
}
