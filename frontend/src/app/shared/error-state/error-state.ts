import { Component, computed, effect, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { failureIn, FailureWords } from '../../core/failures/failure-words';
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

  private readonly failureWords = inject(FailureWords);
  /** Undefined where the API has not answered at all. */
  private readonly failure = computed(() => failureIn(this.error()));

  protected words(): string | undefined {
    const failure = this.failure();
    return failure && this.failureWords.line(failure);
  }
}
