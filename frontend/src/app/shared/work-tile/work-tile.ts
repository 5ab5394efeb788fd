import { Component, input } from '@angular/core';
import type { WorkTileFragment } from '../../core/library/generated';
import { MediaCard } from '../media-card/media-card';
import { SongCover } from '../song-cover/song-cover';
import { Thumbnail } from '../thumbnail/thumbnail';

/** An image or a song as a quiet tile that leads to it. */
@Component({
  selector: 'app-work-tile',
  imports: [MediaCard, SongCover, Thumbnail],
  template: `
    @let one = work();
    @if (one.__typename === 'Image') {
      <app-media-card
        link="/images"
        [params]="{ image: one.id }"
        [title]="one.title"
        [placeholder]="one.placeholder"
      >
        <app-thumbnail [thumbnails]="one.thumbnails" />
      </app-media-card>
    } @else {
      <app-media-card [link]="['/songs', one.id]" [title]="one.title">
        <app-song-cover class="song" [seed]="one.id" />
      </app-media-card>
    }
  `,
  styles: `
    .song {
      width: 100%;
      border-radius: 0;
    }
  `,
})
export class WorkTile {
  readonly work = input.required<WorkTileFragment>();
}
