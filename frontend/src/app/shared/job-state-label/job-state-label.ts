import { Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { IconName } from '../../core/icons/icons';
import { JobState } from '../../core/jobs/job-states';

const ICONS: Record<JobState, IconName> = {
  PENDING: 'waiting',
  SUBMITTING: 'jobs',
  RUNNING: 'jobs',
  ARCHIVING: 'download',
  SUCCEEDED: 'done',
  FAILED: 'alert',
  CANCELLED: 'cancelled',
  NEEDS_CHECK: 'question',
};

/** A job's state: an icon and a word, so that it does not hang on colour. */
@Component({
  selector: 'app-job-state-label',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <mat-icon [svgIcon]="icon()" aria-hidden="true" />
      {{ t('states.' + state()) }}
    </ng-container>
  `,
  styleUrl: './job-state-label.scss',
  host: { '[class]': "'is-' + state().toLowerCase()" },
})
export class JobStateLabel {
  readonly state = input.required<JobState>();
  protected readonly icon = computed(() => ICONS[this.state()]);
}
