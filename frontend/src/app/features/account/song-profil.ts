import { Component, computed, inject } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { ErrorState } from '../../shared/error-state/error-state';
import { Money } from '../../shared/money/money';
import { MurekaAccountDocument } from './generated';

/** The account at Mureka. */
@Component({
  selector: 'app-song-profil',
  imports: [ErrorState, MatProgressBar, Money, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h1>{{ t('titles.account') }}</h1>
      @if (account(); as account) {
        <dl>
          <dt>{{ t('account.left') }}</dt>
          <dd><app-money [usd]="account.balanceUsd" /></dd>
          <dt>{{ t('account.spent') }}</dt>
          <dd><app-money [usd]="account.totalSpendingUsd" /></dd>
          <dt>{{ t('account.atOnce') }}</dt>
          <dd>{{ account.concurrentRequestLimit }}</dd>
        </dl>
      } @else if (read.error()) {
        <app-error-state [error]="read.error()" (again)="read.reload()" />
      } @else {
        <mat-progress-bar mode="indeterminate" [attr.aria-label]="t('shared.loading')" />
      }
    </ng-container>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: var(--app-space-2) var(--app-space-5);
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      margin: 0;
    }
  `,
})
export class SongProfil {
  private readonly apollo = inject(Apollo);
  protected readonly read = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: MurekaAccountDocument }).valueChanges.pipe(
        complete(),
        map(({ murekaAccount }) => murekaAccount),
      ),
  });
  protected readonly account = computed(() =>
    this.read.hasValue() ? this.read.value() : undefined,
  );
}
