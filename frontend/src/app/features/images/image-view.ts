import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Location } from '@angular/common';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink, Scroll } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, take } from 'rxjs';
import { LibraryQuery, paramsOf, queryOf } from '../../core/library/library-query';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { LibraryFilter } from '../../shared/library-filter/library-filter';
import { SelectionBar } from '../../shared/selection-bar/selection-bar';
import { Range, VirtualGrid } from '../../shared/virtual-grid/virtual-grid';
import { ImageLibraryStore } from './image-library-store';
import { ImageLightbox } from './image-lightbox';
import { ImageTile } from './image-tile';

/** The images that were made: to find, to look at, to keep in order. */
@Component({
  selector: 'app-image-view',
  imports: [
    EmptyState,
    ErrorState,
    ImageLightbox,
    ImageTile,
    LibraryFilter,
    MatButton,
    RouterLink,
    SelectionBar,
    TranslocoDirective,
    VirtualGrid,
  ],
  providers: [ImageLibraryStore],
  templateUrl: './image-view.html',
  styleUrl: './image-view.scss',
})
export class ImageView {
  /** From the address: the image that is looked at. */
  readonly image = input<string>();

  protected readonly store = inject(ImageLibraryStore);
  protected readonly window = this.store.window;
  protected readonly isSelecting = signal(false);
  protected readonly current = signal(0);
  private readonly range = signal<Range>({ from: 0, to: 0 });
  private readonly grid = viewChild(VirtualGrid);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly location = inject(Location);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParams, { requireSync: true });
  private readonly query = computed(() => queryOf(this.params()), { equal: isSame });
  private anchor = 0;
  /** Whether the way back leads to the grid. */
  private wasOpenedHere = false;

  protected readonly tabStop = computed(() => {
    const { from, to } = this.range();
    return Math.max(from, Math.min(this.current(), to - 1));
  });
  protected readonly ids = computed(() => [...this.store.selected()]);

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => {
        this.current.set(0);
        this.store.show(query);
      });
    });
    let wasOpen = false;
    effect(() => {
      const isOpen = this.image() !== undefined;
      if (wasOpen && !isOpen) this.comeBack();
      wasOpen = isOpen;
    });
    effect(() => {
      const { from, to } = this.range();
      this.window.count();
      untracked(() => {
        this.window.look(from, to);
      });
    });
  }

  protected ranged(range: Range): void {
    this.range.set(range);
  }

  /** One address for each query, so that it can be linked to and gone back to. */
  protected search(query: LibraryQuery): void {
    const isSameWords = query.text === this.query().text;
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: paramsOf(query),
      replaceUrl: !isSameWords,
      scroll: 'manual',
    });
  }

  protected open(index: number): void {
    const id = this.window.at(index)?.id;
    if (!id) return;
    this.current.set(index);
    this.wasOpenedHere = true;
    void this.lookAt(id, false);
  }

  /** From one image to the next the way back stays the same. */
  protected turn(id: string): void {
    this.current.set(Math.max(0, this.window.indexOf(id)));
    void this.lookAt(id, true);
  }

  protected close(): void {
    if (this.wasOpenedHere) this.location.back();
    else void this.lookAt(null, true);
  }

  protected toggle(index: number, isRange: boolean): void {
    const id = this.window.at(index)?.id;
    if (!id) return;
    const isSelected = !this.store.selected().has(id);
    const [from, to] = isRange ? [this.anchor, index].sort((a, b) => a - b) : [index, index];
    this.store.select(this.window.ids(from ?? index, to ?? index), isRange || isSelected);
    this.anchor = index;
    this.current.set(index);
  }

  protected stopSelecting(): void {
    this.isSelecting.set(false);
    this.store.clearSelection();
  }

  protected onKey(event: KeyboardEvent): void {
    const columns = this.grid()?.columns() ?? 1;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const to = this.tabStop() + step;
      if (to >= 0 && to < this.window.count()) this.focus(to);
    } else if (event.key === 'Escape' && this.store.selected().size) {
      this.stopSelecting();
    } else if (event.key === 'x') {
      this.toggle(this.tabStop(), false);
    }
  }

  protected async trash(): Promise<void> {
    await this.store.trash(this.ids());
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
        this.focus(untracked(this.current));
      });
  }

  private focus(index: number): void {
    this.current.set(index);
    this.grid()?.show(index);
    afterNextRender(
      () => {
        const tile = this.host.querySelector<HTMLElement>(`[data-index="${String(index)}"] .open`);
        tile?.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
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

function isSame(one: LibraryQuery, other: LibraryQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
