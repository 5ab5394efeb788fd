import { Component, input } from '@angular/core';
import { Params, RouterLink } from '@angular/router';

/** A thing of the library as a tile: its picture as content, its title, a line beneath. */
@Component({
  selector: 'app-media-card',
  imports: [RouterLink],
  template: `
    <a [routerLink]="link()" [queryParams]="params()">
      <span class="picture" [style.background-color]="placeholder()"><ng-content /></span>
      <span class="title">{{ title() }}</span>
      @if (line()) {
        <span class="line">{{ line() }}</span>
      }
    </a>
  `,
  styleUrl: './media-card.scss',
})
export class MediaCard {
  readonly link = input.required<string | readonly string[]>();
  readonly params = input<Params>();
  readonly title = input.required<string>();
  readonly line = input('');
  /** A colour that stands for the picture until it is there. */
  readonly placeholder = input<string>();
}
