import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  contentChild,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  TemplateRef,
} from '@angular/core';

export interface Range {
  /** The first index, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** Rows beyond the screen, on both sides. */
const AHEAD = 3;

/**
 * Any number of tiles of which only those near the screen exist. The page itself scrolls; tiles of
 * a row are equally wide. The content is a template with the tile's index as `$implicit`.
 *
 * The CDK's virtual scroll knows rows only, not how many tiles fit into one; so this is our own.
 */
@Component({
  selector: 'app-virtual-grid',
  imports: [NgTemplateOutlet],
  template: `
    <div
      class="tiles"
      role="list"
      [attr.aria-label]="label()"
      [style.grid-template-columns]="'repeat(' + columns() + ', minmax(0, 1fr))'"
      [style.grid-auto-rows.px]="rowHeight() - gap()"
      [style.gap.px]="gap()"
      [style.transform]="'translateY(' + top() + 'px)'"
    >
      @for (index of indexes(); track index) {
        <div role="listitem" [attr.aria-posinset]="index + 1" [attr.aria-setsize]="setSize()">
          <ng-container *ngTemplateOutlet="tile(); context: { $implicit: index }" />
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      overflow-anchor: none;
    }
    .tiles {
      display: grid;
    }
    .tiles > div {
      min-width: 0;
    }
  `,
  host: { '[style.height.px]': 'height()' },
})
export class VirtualGrid {
  readonly count = input.required<number>();
  readonly label = input.required<string>();
  /** How many there are in all, as far as is known. */
  readonly total = input<number>();
  /** How wide a tile should be at least, in pixels; as many as fit stand in a row. */
  readonly narrowest = input(176);
  /** So many stand in a row however narrow it is; 1, with `narrowest` endless, makes a list. */
  readonly fewest = input(3);
  readonly gap = input(4);
  /** The height of a tile in pixels; squares if left out. */
  readonly tileHeight = input<number>();
  /** What exists now. */
  readonly ranged = output<Range>();

  protected readonly tile = contentChild.required<TemplateRef<{ $implicit: number }>>(TemplateRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly width = signal(0);
  private readonly above = signal(0);
  private readonly screen = signal(0);

  readonly columns = computed(() => {
    const fitting = Math.floor((this.width() + this.gap()) / (this.narrowest() + this.gap()));
    return Math.max(this.fewest(), fitting);
  });
  protected readonly rowHeight = computed(() => {
    const free = this.width() - this.gap() * (this.columns() - 1);
    return (this.tileHeight() ?? Math.max(1, free / this.columns())) + this.gap();
  });
  private readonly rows = computed(() => Math.ceil(this.count() / this.columns()));
  protected readonly height = computed(() => Math.max(0, this.rows() * this.rowHeight()));

  private readonly firstRow = computed(() =>
    this.bounded(Math.floor(this.above() / this.rowHeight()) - AHEAD),
  );
  private readonly lastRow = computed(() =>
    this.bounded(Math.ceil((this.above() + this.screen()) / this.rowHeight()) + AHEAD),
  );
  private readonly range = computed<Range>(
    () =>
      this.width()
        ? {
            from: this.firstRow() * this.columns(),
            to: Math.min(this.count(), this.lastRow() * this.columns()),
          }
        : { from: 0, to: 0 },
    { equal: (one, other) => one.from === other.from && one.to === other.to },
  );
  protected readonly indexes = computed(() => {
    const { from, to } = this.range();
    return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  });
  protected readonly top = computed(() => this.firstRow() * this.rowHeight());
  protected readonly setSize = computed(() => this.total() ?? -1);

  constructor() {
    const destroyed = inject(DestroyRef);
    effect(() => {
      this.ranged.emit(this.range());
    });
    afterNextRender(() => {
      const measure = (): void => {
        this.measure();
      };
      const resizing = new ResizeObserver(measure);
      resizing.observe(this.host);
      // What grows above the grid moves it, too.
      resizing.observe(document.body);
      addEventListener('scroll', measure, { passive: true });
      destroyed.onDestroy(() => {
        resizing.disconnect();
        removeEventListener('scroll', measure);
      });
      this.measure();
    });
  }

  /** Bring a tile into sight, at the edge that is nearer. */
  show(index: number): void {
    const top = Math.floor(index / this.columns()) * this.rowHeight();
    const bottom = top + this.rowHeight();
    const { above, below } = this.covered();
    const begin = this.above() + above;
    const end = this.above() + this.screen() - below;
    if (top < begin) scrollBy({ top: top - begin, behavior: 'instant' });
    else if (bottom > end) scrollBy({ top: bottom - end, behavior: 'instant' });
    this.measure();
  }

  /** What the page's own bars hide of the screen. */
  private covered(): { above: number; below: number } {
    const of = (name: string): number =>
      Number.parseFloat(getComputedStyle(document.documentElement)[name as 'scrollPaddingTop']) ||
      0;
    return { above: of('scrollPaddingTop'), below: of('scrollPaddingBottom') };
  }

  private measure(): void {
    const box = this.host.getBoundingClientRect();
    this.width.set(box.width);
    this.above.set(-box.top);
    this.screen.set(innerHeight);
  }

  private bounded(row: number): number {
    return Math.max(0, Math.min(this.rows(), row));
  }
}
