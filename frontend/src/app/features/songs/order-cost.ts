import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { SongModel } from './song-order';

/** What an order will cost; what is not known is said, never shown as 0. */
@Component({
  selector: 'app-order-cost',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'songs.cost'">
      @if (model().isMocked) {
        <span class="mock">{{ t('mocked') }}</span>
      }
      @if (cost(); as cost) {
        <span>{{ t('about', cost) }}</span>
      } @else {
        <span>{{ t('unknown', { count: n() }) }}</span>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .mock {
      color: var(--app-mock);
    }
  `,
})
export class OrderCost {
  readonly model = input.required<SongModel>();
  /** How many choices. */
  readonly n = input.required<number>();

  private readonly formats = inject(Formats);
  protected readonly cost = computed(() => {
    const [price] = this.model().prices;
    if (!price) return undefined;
    return {
      total: this.formats.usd(String(Number(price.usd) * this.n())),
      each: this.formats.usd(price.usd),
      count: this.n(),
      day: this.formats.day(price.asOf),
    };
  });
}
