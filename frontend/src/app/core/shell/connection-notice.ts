import { Component, computed, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { StudioSocket } from '../connection/studio-socket';

/** Says when the studio is out of reach. It is silent while all is well. */
@Component({
  selector: 'app-connection-notice',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <div role="status" *transloco="let t">
      @if (isLost()) {
        <span class="lost">
          <mat-icon svgIcon="lost" aria-hidden="true" />
          {{ t('connection.lost') }}
        </span>
      }
    </div>
  `,
  styles: `
    .lost {
      display: inline-flex;
      align-items: center;
      gap: var(--app-space-2);
      padding: var(--app-space-1) var(--app-space-3);
      border-radius: var(--app-radius-pill);
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
      font: var(--mat-sys-label-medium);
    }
  `,
})
export class ConnectionNotice {
  private readonly socket = inject(StudioSocket);
  protected readonly isLost = computed(() => this.socket.state() === 'lost');
}
