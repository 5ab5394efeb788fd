import { Location } from '@angular/common';
import { Component, effect, inject, input, untracked, viewChild } from '@angular/core';
import { ActivatedRoute, Router, Scroll } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, take } from 'rxjs';
import { LibraryPage } from '../../core/library/library-page';
import { ImageLibraryStore } from './image-library-store';
import { ImageLightbox } from './image-lightbox';
import { ImageTile } from './image-tile';

/** The images that were made: to find, to look at, to keep in order. */
@Component({
  selector: 'app-image-view',
  imports: [ImageLightbox, ImageTile, LibraryPage, TranslocoDirective],
  providers: [ImageLibraryStore],
  templateUrl: './image-view.html',
})
export class ImageView {
  /** From the address: the image that is looked at. */
  readonly image = input<string>();

  protected readonly store = inject(ImageLibraryStore);
  private readonly page = viewChild.required(LibraryPage);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly route = inject(ActivatedRoute);
  /** Whether the way back leads to the grid. */
  private wasOpenedHere = false;

  constructor() {
    let wasOpen = false;
    effect(() => {
      const isOpen = this.image() !== undefined;
      if (wasOpen && !isOpen) this.comeBack();
      wasOpen = isOpen;
    });
  }

  protected open(index: number): void {
    const id = this.store.window.at(index)?.id;
    if (!id) return;
    this.page().current.set(index);
    this.wasOpenedHere = true;
    void this.lookAt(id, false);
  }

  /** From one image to the next the way back stays the same. */
  protected turn(id: string): void {
    this.page().current.set(Math.max(0, this.store.window.indexOf(id)));
    void this.lookAt(id, true);
  }

  protected close(): void {
    if (this.wasOpenedHere) this.location.back();
    else void this.lookAt(null, true);
  }

  /** To the tile of what was looked at last, when the router has put the page where it was. */
  private comeBack(): void {
    this.wasOpenedHere = false;
    this.router.events
      .pipe(
        filter((event) => event instanceof Scroll),
        take(1),
      )
      .subscribe(() => {
        const page = untracked(this.page);
        page.focus(untracked(page.current));
      });
  }

  private lookAt(image: string | null, replaceUrl: boolean): Promise<boolean> {
    return this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { image },
      queryParamsHandling: 'merge',
      replaceUrl,
      scroll: 'manual',
    });
  }
}
