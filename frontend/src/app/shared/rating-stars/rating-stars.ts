import { Component, input, output } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';

const STARS = [1, 2, 3, 4, 5];

/** Five stars to choose from; the chosen one once more takes the rating away. */
@Component({
  selector: 'app-rating-stars',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <div role="group" *transloco="let t" [attr.aria-label]="t('shared.rating')">
      @for (star of stars; track star) {
        <button
          type="button"
          [attr.aria-label]="t('shared.stars', { count: star })"
          [attr.aria-pressed]="rating() === star"
          (click)="rated.emit(rating() === star ? null : star)"
        >
          <mat-icon [svgIcon]="star <= (rating() ?? 0) ? 'star' : 'star-empty'" />
        </button>
      }
    </div>
  `,
  styles: `
    div {
      display: inline-flex;
    }
    button {
      display: grid;
      place-items: center;
      width: 32px;
      height: 32px;
      padding: 0;
      border: 0;
      border-radius: var(--app-radius-pill);
      background: none;
      color: var(--app-star);
      cursor: pointer;
    }
    button:hover {
      background: var(--app-sunken);
    }
  `,
})
export class RatingStars {
  /** 1 to 5; null while it is not rated. */
  readonly rating = input.required<number | null>();
  readonly rated = output<number | null>();
  protected readonly stars = STARS;
}
