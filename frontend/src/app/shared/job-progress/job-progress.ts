import { Component, computed, inject, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { JobRow } from '../../core/jobs/job-states';
import { elapsedMs } from '../time-left/elapsed';
import { TimeLeft } from '../time-left/time-left';

/** How far a job is: a bar, its state in a word, the time that is probably left. */
@Component({
  selector: 'app-job-progress',
  imports: [MatProgressBar, TimeLeft, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <mat-progress-bar
        [mode]="isUnknown() ? 'indeterminate' : 'determinate'"
        [value]="share() * 100"
        [attr.aria-label]="t('shared.progress')"
      />
      <span class="words">
        <span>
          {{ t('states.' + job().state) }}
          @if (share()) {
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
  private readonly elapsed = elapsedMs(() => this.job().progress);

  /** What the server said last; its guesses go on until it says more, and never to the end. */
  protected readonly share = computed(() => {
    const { share, estimated, remainingMs } = this.job().progress;
    if (!estimated || !remainingMs) return share;
    return Math.min(0.95, share + (1 - share) * (this.elapsed() / remainingMs));
  });
  protected readonly isUnknown = computed(() => this.job().state !== 'PENDING' && !this.share());
  protected readonly percent = computed(() => this.formats.percent(this.share()));
}
