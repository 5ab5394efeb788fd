import { Component, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { IconName } from '../../core/icons/icons';

/** Where nothing is yet: what belongs here, and as content the way to get it. */
@Component({
  selector: 'app-empty-state',
  imports: [MatIcon],
  template: `
    <mat-icon [svgIcon]="icon()" aria-hidden="true" />
    <p class="heading">{{ heading() }}</p>
    <p class="text">{{ text() }}</p>
    <ng-content />
  `,
  styleUrl: './empty-state.scss',
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input('');
}
