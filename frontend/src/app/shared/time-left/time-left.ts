import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { elapsedMs } from './elapsed';

/** The time that is probably left; it counts down between two words of the server. */
@Component({
  selector: 'app-time-left',
  imports: [TranslocoDirective],
  template: `<ng-container *transloco="let t">{{
    t('shared.left', { time: clock() })
  }}</ng-container>`,
  styles: `
    :host {
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class TimeLeft {
  /** In milliseconds, when it was told. */
  readonly ms = input.required<number>();

  private readonly formats = inject(Formats);
  private readonly elapsed = elapsedMs(this.ms);
  protected readonly clock = computed(() =>
    this.formats.clock(Math.max(0, this.ms() - this.elapsed())),
  );
}
