import { Component, computed, input } from '@angular/core';
import type { TileSizesFragment } from '../../core/library/generated';

/** A picture that a tile's title names; the browser chooses the size that fits. */
@Component({
  selector: 'app-thumbnail',
  template: `
    <img
      alt=""
      loading="lazy"
      sizes="(min-width: 840px) 180px, 45vw"
      [attr.srcset]="srcset()"
      [src]="thumbnails().small.url"
    />
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class Thumbnail {
  readonly thumbnails = input.required<TileSizesFragment>();

  protected readonly srcset = computed(() => {
    const { small, large } = this.thumbnails();
    return [small, large].map(({ url, width }) => `${url} ${String(width)}w`).join(', ');
  });
}
