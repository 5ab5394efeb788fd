import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';

/** US dollars; an unknown price is said in words and never shown as 0. */
@Component({
  selector: 'app-money',
  imports: [TranslocoDirective],
  template: `<ng-container *transloco="let t">{{
    amount() ?? t('shared.unknownPrice')
  }}</ng-container>`,
  styles: `
    :host {
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class Money {
  /** The decimal that the API sends. */
  readonly usd = input.required<string | null>();

  private readonly formats = inject(Formats);
  protected readonly amount = computed(() => {
    const usd = this.usd();
    return usd === null ? undefined : this.formats.usd(usd);
  });
}
