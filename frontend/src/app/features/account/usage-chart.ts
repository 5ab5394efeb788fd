import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { Money } from '../../shared/money/money';
import { Chart, COLOURS, Measure, UsageEntry } from './usage-series';

/** Bars by day, and the same as a table for who cannot or would not see them. */
@Component({
  selector: 'app-usage-chart',
  imports: [Money, TranslocoDirective],
  templateUrl: './usage-chart.html',
  styleUrl: './usage-chart.scss',
})
export class UsageChart {
  readonly chart = input.required<Chart>();
  readonly entries = input.required<readonly UsageEntry[]>();
  readonly measure = input.required<Measure>();
  /** What each group is called. */
  readonly nameOf = input<(name: string) => string>((name) => name);

  protected readonly formats = inject(Formats);
  protected readonly top = computed(() => this.amount(this.chart().top));
  protected readonly first = computed(() => this.day(this.chart().days[0]));
  protected readonly last = computed(() => this.day(this.chart().days.at(-1)));

  protected colourOf(at: number): number {
    return Math.min(at, COLOURS - 1);
  }

  protected amount(value: number): string {
    return this.measure() === 'money' ? this.formats.usd(String(value)) : String(value);
  }

  private day(iso: string | undefined): string {
    return iso === undefined ? '' : this.formats.day(iso);
  }
}
