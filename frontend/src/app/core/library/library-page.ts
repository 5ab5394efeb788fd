import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  contentChild,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  OnDestroy,
  signal,
  TemplateRef,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatTooltip } from '@angular/material/tooltip';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { LibraryFilter } from '../../shared/library-filter/library-filter';
import { SelectionBar } from '../../shared/selection-bar/selection-bar';
import { Range, VirtualGrid } from '../../shared/virtual-grid/virtual-grid';
import { CollectDialog } from '../collections/collect-dialog';
import { CollectionFilter } from '../collections/collection-filter';
import { Formats } from '../i18n/formats';
import { ItemChanges } from './library-commands';
import { LibraryQuery, paramsOf, queryOf } from './library-query';
import { Listed, LibraryStore } from './library-store';
import { Selected } from './selection';

/**
 * A page of the library: its list, found by what the address says, with what can be done to all
 * that is selected. Its content is the template of a tile, which gets the tile's index; a tile has
 * that as `data-index`, and what opens it is of the class `open`.
 */
@Component({
  selector: 'app-library-page',
  imports: [
    CollectDialog,
    CollectionFilter,
    EmptyState,
    ErrorState,
    LibraryFilter,
    MatButton,
    MatIcon,
    MatIconButton,
    MatTooltip,
    NgTemplateOutlet,
    RouterLink,
    SelectionBar,
    TranslocoDirective,
    VirtualGrid,
  ],
  templateUrl: './library-page.html',
  styleUrl: './library-page.scss',
  host: {
    '[class.selecting]': 'isSelecting() || store().selection.count() > 0',
    '(keydown)': 'onKeyOfSelection($event)',
  },
})
export class LibraryPage implements OnDestroy {
  readonly of = input.required<'images' | 'songs'>();
  readonly store = input.required<LibraryStore<Listed>>();
  readonly narrowest = input(176);
  readonly fewest = input(3);
  readonly tileHeight = input<number>();

  protected readonly formats = inject(Formats);
  protected readonly window = computed(() => this.store().window);
  protected readonly range = signal<Range>({ from: 0, to: 0 });
  protected readonly tile = contentChild.required<TemplateRef<{ $implicit: number }>>(TemplateRef);
  private readonly grid = viewChild(VirtualGrid);
  private readonly bar = viewChild(SelectionBar);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParams, { requireSync: true });
  private readonly query = computed(() => queryOf(this.params()), { equal: isSame });
  private anchor = 0;
  protected readonly isFiltering = signal(false);
  /** What is to go into a collection. */
  protected readonly collected = signal<Selected | undefined>(undefined);

  /** Whether a click selects instead of opening. */
  readonly isSelecting = signal(false);
  /** The index that the keys begin from. */
  readonly current = signal(0);
  readonly tabStop = computed(() => {
    const { from, to } = this.range();
    return Math.max(from, Math.min(this.current(), to - 1));
  });

  constructor() {
    effect(() => {
      const query = this.query();
      const store = this.store();
      untracked(() => {
        this.current.set(0);
        store.show(query);
      });
    });
    effect(() => {
      const { from, to } = this.range();
      this.window().count();
      untracked(() => {
        this.window().look(from, to);
      });
    });
  }

  ngOnDestroy(): void {
    this.store().hide();
  }

  /** One more or less, or all from the last one to this one. */
  toggle(index: number, isRange: boolean): void {
    const store = this.store();
    const id = store.window.at(index)?.id;
    if (!id) return;
    const isSelected = !store.selection.has(id);
    const [from, to] = isRange ? [this.anchor, index].sort((a, b) => a - b) : [index, index];
    store.select(store.window.ids(from ?? index, to ?? index), isRange || isSelected);
    this.anchor = index;
    this.current.set(index);
  }

  focus(index: number): void {
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

  protected edit(changes: ItemChanges): void {
    void this.store().edit(this.store().selected(), changes);
  }

  protected stopSelecting(): void {
    this.isSelecting.set(false);
    this.store().selection.clear();
  }

  protected onFocus({ target }: FocusEvent): void {
    const tile = (target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (tile) this.current.set(Number(tile.dataset['index']));
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'a' || !this.window().count()) return;
      event.preventDefault();
      this.store().selection.all();
      return;
    }
    const columns = this.grid()?.columns() ?? 1;
    const steps: Record<string, number> = {
      ...(columns > 1 ? { ArrowLeft: -1, ArrowRight: 1 } : {}),
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const to = this.tabStop() + step;
      if (to >= 0 && to < this.window().count()) this.focus(to);
    } else if (event.key === 'x') this.toggle(this.tabStop(), false);
  }

  /** Wherever the focus is, unless something is written or answered there. */
  protected onKeyOfSelection(event: KeyboardEvent): void {
    if (!this.store().selection.count() || event.altKey || event.ctrlKey || event.metaKey) return;
    if ((event.target as HTMLElement).closest('input, textarea, select, dialog')) return;
    const isTrash = this.store().query().isTrash;
    if (event.key === 'Escape') this.stopSelecting();
    else if (isTrash || this.store().isBusy()) return;
    else if (/^[0-5]$/.test(event.key)) this.bar()?.askRating(Number(event.key) || null);
    else if (event.key === 'f') this.bar()?.favour();
    else if (event.key === 'Delete') void this.store().trash(this.store().selected());
  }
}

function isSame(one: LibraryQuery, other: LibraryQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
