import { Component, input } from '@angular/core';

/** Words on one line or more; only to be read. */
@Component({
  selector: 'app-tag-chips',
  template: `
    @if (tags().length) {
      <ul>
        @for (tag of tags(); track tag) {
          <li>{{ tag }}</li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--app-space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 2px var(--app-space-2);
      border-radius: var(--app-radius-s);
      background: var(--app-sunken);
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
  `,
})
export class TagChips {
  readonly tags = input.required<readonly string[]>();
}
