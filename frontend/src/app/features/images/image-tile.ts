import { Component, input, output } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ImageTileData } from './image-library-store';

/** An image in the grid; its colour is there before its picture, at the same place. */
@Component({
  selector: 'app-image-tile',
  imports: [MatIcon, TranslocoDirective],
  templateUrl: './image-tile.html',
  styleUrl: './image-tile.scss',
  host: {
    '[class.selected]': 'isSelected()',
    '[class.selecting]': 'isSelecting()',
    // Around a selected one the ground shows.
    '[style.background-color]': 'isSelected() ? null : image().placeholder',
  },
})
export class ImageTile {
  readonly image = input.required<ImageTileData>();
  readonly isSelected = input(false);
  /** Whether a click selects instead of opening. */
  readonly isSelecting = input(false);
  /** Whether the tab key stops here; of a grid it does at one tile. */
  readonly isTabStop = input(false);

  readonly opened = output();
  /** With whether all from the last one to this one are meant. */
  readonly toggled = output<boolean>();

  protected click(event: MouseEvent): void {
    if (this.isSelecting() || event.shiftKey || event.ctrlKey || event.metaKey) {
      this.toggled.emit(event.shiftKey);
    } else this.opened.emit();
  }
}
