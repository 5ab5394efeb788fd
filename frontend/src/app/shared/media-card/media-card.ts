import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** A thing of the library as a tile: its picture as content, its title, a line beneath. */
@Component({
  selector: 'app-media-card',
  imports: [RouterLink],
  template: `
    <a [routerLink]="link()">
      <span class="picture"><ng-content /></span>
      <span class="title">{{ title() }}</span>
      <span class="line">{{ line() }}</span>
    </a>
  `,
  styleUrl: './media-card.scss',
})
export class MediaCard {
  readonly link = input.required<string | readonly string[]>();
  readonly title = input.required<string>();
  readonly line = input('');
}
