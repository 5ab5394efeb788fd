import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Failed, FailureWords } from '../../core/failures/failure-words';

/** Why something failed and what to do, in the page's language; the studio's own wording behind it. */
@Component({
  selector: 'app-failure-text',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p>{{ words.what(failure()) }}</p>
      <p>{{ words.todo(failure()) }}</p>
      @if (words.knows(failure())) {
        <details [open]="words.needsWording(failure())">
          <summary>{{ t('failure.details') }}</summary>
          <p lang="en">{{ wording() }}</p>
        </details>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--app-space-1);
      overflow-wrap: anywhere;
    }
    p {
      margin: 0;
    }
    p:first-child {
      font-weight: 500;
    }
    summary {
      width: fit-content;
      cursor: pointer;
    }
  `,
})
export class FailureText {
  readonly failure = input.required<Failed>();

  protected readonly words = inject(FailureWords);
  protected readonly wording = computed(() => `${this.failure().message} ${this.failure().hint}`);
}
