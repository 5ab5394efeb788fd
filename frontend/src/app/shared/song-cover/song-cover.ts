import { Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';

/** A song has no picture: colours of its own stand in, the same each time. */
@Component({
  selector: 'app-song-cover',
  imports: [MatIcon],
  template: `
    @if (!isBare()) {
      <mat-icon svgIcon="song" aria-hidden="true" />
    }
  `,
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      width: 56px;
      aspect-ratio: 1;
      border-radius: var(--app-radius-s);
      background: linear-gradient(
        135deg,
        oklch(0.62 0.15 var(--hue)),
        oklch(0.42 0.13 calc(var(--hue) + 70))
      );
      color: rgb(255 255 255 / 85%);
    }
    mat-icon {
      width: 42%;
      height: 42%;
    }
  `,
  host: { '[style.--hue]': 'hue()' },
})
export class SongCover {
  /** What the colours are made from, such as the song's id. */
  readonly seed = input.required<string>();

  /** Where something else lies on it. */
  readonly isBare = input(false);

  protected readonly hue = computed(
    () =>
      // FNV-1a, since ids differ little.
      [...this.seed()].reduce(
        (hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0,
        2_166_136_261,
      ) % 360,
  );
}
