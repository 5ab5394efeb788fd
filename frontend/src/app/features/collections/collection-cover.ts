import { Component, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { Collection } from '../../core/collections/all-collections';
import { SongCover } from '../../shared/song-cover/song-cover';
import { Thumbnail } from '../../shared/thumbnail/thumbnail';

/** What a collection looks like: its image, else what its songs look like. */
@Component({
  selector: 'app-collection-cover',
  imports: [MatIcon, SongCover, Thumbnail],
  template: `
    @if (collection().cover; as cover) {
      <app-thumbnail [thumbnails]="cover.thumbnails" />
    } @else if (collection().itemCount) {
      <app-song-cover class="song" [seed]="collection().id" />
    } @else {
      <mat-icon svgIcon="collections" aria-hidden="true" />
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .song {
      width: 100%;
      border-radius: 0;
    }
    mat-icon {
      width: 32%;
      height: 32%;
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class CollectionCover {
  readonly collection = input.required<Collection>();
}
