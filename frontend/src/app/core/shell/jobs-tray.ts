import { Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureWords } from '../failures/failure-words';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { hasEnded } from '../jobs/job-states';
import { LiveJobs } from '../jobs/live-jobs';

/** What is on its way and what waits for a decision, from any page. */
@Component({
  selector: 'app-jobs-tray',
  imports: [
    JobProgress,
    JobStateLabel,
    MatButton,
    MatIcon,
    MatIconButton,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './jobs-tray.html',
  styleUrl: './jobs-tray.scss',
})
export class JobsTray {
  protected readonly jobs = inject(LiveJobs);
  protected readonly words = inject(FailureWords);
  protected readonly hasEnded = hasEnded;
  protected readonly count = computed(
    () => this.jobs.inFlight().length + this.jobs.undecided().length,
  );
}
