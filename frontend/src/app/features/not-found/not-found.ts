import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../../shared/empty-state/empty-state';

@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButton, RouterLink, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h1 class="visually-hidden">{{ t('titles.notFound') }}</h1>
      <app-empty-state icon="question" [heading]="t('titles.notFound')" [text]="t('notFound.text')">
        <a matButton="tonal" routerLink="/">{{ t('nav.home') }}</a>
      </app-empty-state>
    </ng-container>
  `,
})
export class NotFound {}
