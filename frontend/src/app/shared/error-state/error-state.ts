import { Component, computed, effect, inject, input, output } from '@angular/core';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { StudioSocket } from '../../core/connection/studio-socket';

/** Where something could not be read: why, and once more, by hand or when the connection is back. */
@Component({
  selector: 'app-error-state',
  imports: [MatButton, MatIcon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'shared'">
      <mat-icon svgIcon="alert" aria-hidden="true" />
      <p class="heading" role="alert">{{ t('notRead') }}</p>
      <p class="text">{{ words() ?? t('unreachable') }}</p>
      <button matButton="tonal" type="button" (click)="again.emit()">{{ t('again') }}</button>
    </ng-container>
  `,
  styleUrl: '../empty-state/empty-state.scss',
})
export class ErrorState {
  readonly error = input.required<unknown>();
  readonly again = output();

  private readonly connection = inject(StudioSocket).state;

  constructor() {
    let wasLost = false;
    effect(() => {
      if (wasLost && this.connection() === 'connected') this.again.emit();
      wasLost = this.connection() === 'lost';
    });
  }

  /** The API's own words, where it has answered. */
  protected readonly words = computed(() => {
    const error = this.error();
    return CombinedGraphQLErrors.is(error) ? error.message : undefined;
  });
}
