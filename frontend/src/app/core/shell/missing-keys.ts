import { Component, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { StudioModels } from '../models/studio-models';

/** What the mock stands in for, and how to go on with it or without it. */
@Component({
  selector: 'app-missing-keys',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'keys'">
      <h2>{{ t('heading') }}</h2>
      <p>{{ t('mocked') }}</p>
      <p>{{ t('real') }}</p>
      <pre tabindex="0">{{
        lines().join(
          '
'
        )
      }}</pre>
      <p class="quiet">{{ t('restart') }}</p>
    </ng-container>
  `,
  styles: `
    h2 {
      margin: 0;
      font: var(--mat-sys-title-medium);
    }
    p {
      margin: var(--app-space-2) 0;
    }
    pre {
      overflow-x: auto;
      margin: var(--app-space-3) 0;
      padding: var(--app-space-3);
      border-radius: var(--app-radius-s);
      background: var(--app-sunken);
      font: 13px/1.6 var(--app-mono);
    }
    .quiet {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class MissingKeys {
  private readonly models = inject(StudioModels);
  protected readonly lines = () => this.models.missingKeys().map((key) => `${key}=…`);
}
