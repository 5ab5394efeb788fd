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
        <span class="notice">
          <mat-icon svgIcon="lost" aria-hidden="true" />
          {{ t('connection.lost') }}
        </span>
      }
    </div>
  `,
  styleUrl: './notice.scss',
})
export class ConnectionNotice {
  private readonly socket = inject(StudioSocket);
  protected readonly isLost = computed(() => this.socket.state() === 'lost');
}
