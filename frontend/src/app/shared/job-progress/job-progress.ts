import { Component, computed, inject, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { JobRow } from '../../core/jobs/job-states';
import { TimeLeft } from '../time-left/time-left';

/** How far a job is: a bar, its state in a word, the time that is probably left. */
@Component({
  selector: 'app-job-progress',
  imports: [MatProgressBar, TimeLeft, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <mat-progress-bar
        [mode]="isWaiting() ? 'query' : 'determinate'"
        [value]="job().progress.share * 100"
        [attr.aria-label]="t('shared.progress')"
      />
      <span class="words">
        <span>
          {{ t('states.' + job().state) }}
          @if (!isWaiting()) {
            · {{ percent() }}
          }
        </span>
        @if (job().progress.remainingMs; as ms) {
          <app-time-left [ms]="ms" />
        }
      </span>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--app-space-1);
    }
    .words {
      display: flex;
      justify-content: space-between;
      gap: var(--app-space-3);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class JobProgress {
  readonly job = input.required<Pick<JobRow, 'state' | 'progress'>>();

  private readonly formats = inject(Formats);
  protected readonly isWaiting = computed(() => this.job().state === 'PENDING');
  protected readonly percent = computed(() => this.formats.percent(this.job().progress.share));
}
