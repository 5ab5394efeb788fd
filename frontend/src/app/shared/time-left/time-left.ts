import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';

const TICK_MS = 1_000;

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
  private readonly left = signal(0);
  protected readonly clock = computed(() => this.formats.clock(this.left()));

  constructor() {
    effect((onCleanup) => {
      const end = Date.now() + this.ms();
      const count = (): void => {
        this.left.set(Math.max(0, end - Date.now()));
      };
      count();
      const ticking = setInterval(count, TICK_MS);
      onCleanup(() => {
        clearInterval(ticking);
      });
    });
  }
}
