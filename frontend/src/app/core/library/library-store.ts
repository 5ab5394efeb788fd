import { computed, effect, inject, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { Observable } from 'rxjs';
import { FacetCountsFragment, LibraryFilterInput } from './generated';
import { ItemChanges, LibraryCommands } from './library-commands';
import { EVERYTHING, filterOf, isNarrowed, LibraryQuery } from './library-query';
import { Answered, PagedWindow } from './paged-window';
import { Kind, Selected, Selection } from './selection';

/** What every item of a list has. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly favourite: boolean;
  readonly rating: number | null;
}

/** How many a filter finds, and what further conditions would leave. */
export interface Counts {
  readonly totalCount: number;
  readonly facets: FacetCountsFragment;
}

/** A list of the library: found, seen page by page, selected, and changed. */
export abstract class LibraryStore<Item extends Listed> {
  protected readonly apollo = inject(Apollo);
  private readonly commands = inject(LibraryCommands);
  private readonly _query = signal<LibraryQuery>(EVERYTHING);
  private readonly _isBusy = signal(false);
  private readonly hasBegun = signal(false);
  /** Whether a page shows it. */
  protected isShown = false;

  protected abstract readonly kind: Kind;
  protected abstract page(query: LibraryQuery, after: string | null): Promise<Answered<Item>>;
  protected abstract countsOf(filter: LibraryFilterInput): Observable<Counts | undefined>;

  readonly window = new PagedWindow<Item>();
  readonly query = this._query.asReadonly();
  readonly isBusy = this._isBusy.asReadonly();
  readonly isEmpty = computed(
    () => this.window.isComplete() && !this.window.count() && !this.window.error(),
  );
  readonly isNarrowed = computed(() => isNarrowed(this._query()));

  private readonly counts = rxResource({
    params: () => (this.hasBegun() ? filterOf(this._query()) : undefined),
    stream: ({ params }) => this.countsOf(params),
  });
  /** Those of before stay until the new ones are there. */
  private readonly lastCounts = signal<Counts | undefined>(undefined);
  readonly facets = computed(() => this.lastCounts()?.facets);
  readonly total = computed(() => this.lastCounts()?.totalCount);

  readonly selection = new Selection(this.total);
  readonly areFavourites = computed(() =>
    this.selection.isAll()
      ? this.facets()?.favourites === this.total()
      : this.selection.single().every((id) => this.window.find(id)?.favourite),
  );

  constructor() {
    effect(() => {
      if (this.counts.hasValue()) this.lastCounts.set(this.counts.value());
    });
  }

  /** Another query begins anew; the same one keeps its place and learns what has changed. */
  show(query: LibraryQuery): void {
    const isSame = this.hasBegun() && JSON.stringify(query) === JSON.stringify(this._query());
    this.isShown = true;
    this.selection.clear();
    if (isSame) {
      this.refresh();
      return;
    }
    this._query.set(query);
    this.hasBegun.set(true);
    this.begin();
  }

  /** Until it is shown again it need not be kept up to date. */
  hide(): void {
    this.isShown = false;
  }

  selected(): Selected {
    return this.selection.isAll()
      ? { kind: this.kind, filter: filterOf(this._query()), count: this.selection.count() }
      : { ids: this.selection.single() };
  }

  /** One more or less; of all, those that are read stay. */
  select(ids: readonly string[], isSelected: boolean): void {
    if (this.selection.isAll()) {
      this.selection.onlySome(this.window.ids(0, this.window.count() - 1));
    }
    this.selection.set(ids, isSelected);
  }

  async edit(selected: Selected, changes: ItemChanges): Promise<void> {
    if (!(await this.busy(() => this.commands.edit(selected, changes)))) return;
    if ('ids' in selected) this.window.change(new Set(selected.ids), changed<Item>(changes));
    if ('filter' in selected || changes.addTags) this.window.refresh();
    this.counts.reload();
  }

  /** Answers whether they are in the trash now; they come back where they were if it is undone. */
  async trash(selected: Selected): Promise<boolean> {
    let putBack: (() => void) | undefined;
    const isDone = await this.busy(() =>
      this.commands.trash(selected, () => {
        putBack?.();
        this.counts.reload();
      }),
    );
    if (isDone) putBack = this.leave(selected);
    return isDone;
  }

  async restore(selected: Selected): Promise<void> {
    if (await this.busy(() => this.commands.restore(selected))) this.leave(selected);
  }

  async purge(selected: Selected): Promise<void> {
    if (await this.busy(() => this.commands.purge(selected))) this.leave(selected);
    else this.refresh();
  }

  /** What is new at the top. */
  protected letIn(): void {
    this.window.refreshTop();
    this.counts.reload();
  }

  /** What is new, and what has changed elsewhere. */
  protected refresh(): void {
    this.window.refresh();
    this.letIn();
  }

  private begin(): void {
    const query = this._query();
    this.window.begin((after) => this.page(query, after));
  }

  /** They are no longer in this list; answers how to put them back. */
  private leave(selected: Selected): () => void {
    this.counts.reload();
    if ('ids' in selected) {
      this.select(selected.ids, false);
      return this.window.remove(new Set(selected.ids));
    }
    this.selection.clear();
    this.begin();
    return () => {
      this.begin();
    };
  }

  private async busy(command: () => Promise<boolean>): Promise<boolean> {
    this._isBusy.set(true);
    try {
      return await command();
    } finally {
      this._isBusy.set(false);
    }
  }
}

/** At once what a tile shows; the rest comes when it is read again. */
function changed<Item extends Listed>(changes: ItemChanges): (item: Item) => Item {
  const { title, favourite, rating } = changes;
  return (item) => ({
    ...item,
    title: title ?? item.title,
    favourite: favourite ?? item.favourite,
    rating: rating === undefined ? item.rating : rating,
  });
}
