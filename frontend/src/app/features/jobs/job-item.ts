import { Component, computed, inject, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { FailureWords } from '../../core/failures/failure-words';
import { Formats } from '../../core/i18n/formats';
import { hasEnded, JobRow } from '../../core/jobs/job-states';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { Money } from '../../shared/money/money';

/** A job as a line of the list. */
@Component({
  selector: 'app-job-item',
  imports: [JobProgress, JobStateLabel, MatIcon, Money, RouterLink],
  templateUrl: './job-item.html',
  styleUrl: './job-item.scss',
})
export class JobItem {
  readonly job = input.required<JobRow>();

  private readonly formats = inject(Formats);
  protected readonly words = inject(FailureWords);
  protected readonly created = computed(() => this.formats.moment(this.job().createdAt));
  protected readonly isMoving = computed(
    () => !hasEnded(this.job()) && this.job().state !== 'NEEDS_CHECK',
  );
}
