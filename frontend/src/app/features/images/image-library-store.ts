import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { ItemChanges, LibraryCommands } from '../../core/library/library-commands';
import {
  EVERYTHING,
  filterOf,
  isNarrowed,
  LibraryQuery,
  orderOf,
} from '../../core/library/library-query';
import { Answered, PagedWindow } from '../../core/library/paged-window';
import { ImageCountsDocument, ImagePageDocument, ImageTileFragment } from './generated';

export type ImageTileData = ImageTileFragment;

/** The images of the library: found, seen page by page, selected, and changed. */
@Service({ autoProvided: false })
export class ImageLibraryStore {
  private readonly apollo = inject(Apollo);
  private readonly commands = inject(LibraryCommands);
  private readonly landed = inject(LiveJobs).landed;
  private readonly _query = signal<LibraryQuery>(EVERYTHING);
  private readonly _selected = signal<ReadonlySet<string>>(new Set());
  private readonly _isBusy = signal(false);

  readonly window = new PagedWindow<ImageTileData>();
  readonly query = this._query.asReadonly();
  readonly selected = this._selected.asReadonly();
  readonly isBusy = this._isBusy.asReadonly();
  readonly isEmpty = computed(
    () => this.window.isComplete() && !this.window.count() && !this.window.error(),
  );
  readonly isNarrowed = computed(() => isNarrowed(this._query()));
  readonly areFavourites = computed(() =>
    [...this._selected()].every((id) => this.window.find(id)?.favourite),
  );

  private readonly counts = rxResource({
    params: () => filterOf(this._query()),
    stream: ({ params }) =>
      this.apollo
        .query({
          query: ImageCountsDocument,
          variables: { filter: params },
          fetchPolicy: 'no-cache',
        })
        .pipe(map(({ data }) => data?.images)),
  });
  /** Those of before stay until the new ones are there. */
  private readonly lastCounts = signal<ReturnType<typeof this.counts.value>>(undefined);
  readonly facets = computed(() => this.lastCounts()?.facets);
  readonly total = computed(() => this.lastCounts()?.totalCount);

  constructor() {
    effect(() => {
      if (this.counts.hasValue()) this.lastCounts.set(this.counts.value());
    });
    effect(() => {
      const job = this.landed();
      if (job?.kind !== 'IMAGE') return;
      untracked(() => {
        this.window.refreshTop();
        this.counts.reload();
      });
    });
  }

  /** Another query begins anew, with nothing selected. */
  show(query: LibraryQuery): void {
    this._query.set(query);
    this._selected.set(new Set());
    this.window.begin((after) => this.page(query, after));
  }

  select(ids: readonly string[], isSelected: boolean): void {
    this._selected.update((before) => {
      const selected = new Set(before);
      for (const id of ids) {
        if (isSelected) selected.add(id);
        else selected.delete(id);
      }
      return selected;
    });
  }

  clearSelection(): void {
    this._selected.set(new Set());
  }

  async edit(ids: readonly string[], changes: ItemChanges): Promise<void> {
    const isDone = await this.busy(() => this.commands.edit(ids, changes));
    if (!isDone) return;
    const { title, favourite, rating } = changes;
    this.window.change(new Set(ids), (image) => ({
      ...image,
      title: title ?? image.title,
      favourite: favourite ?? image.favourite,
      rating: rating === undefined ? image.rating : rating,
    }));
    this.counts.reload();
  }

  /** Answers whether they are in the trash now; they come back where they were if it is undone. */
  async trash(ids: readonly string[]): Promise<boolean> {
    let putBack: (() => void) | undefined;
    const isDone = await this.busy(() =>
      this.commands.trash(ids, () => {
        putBack?.();
        this.counts.reload();
      }),
    );
    if (isDone) putBack = this.leave(ids);
    return isDone;
  }

  async restore(ids: readonly string[]): Promise<void> {
    if (await this.busy(() => this.commands.restore(ids))) this.leave(ids);
  }

  async purge(ids: readonly string[]): Promise<void> {
    if (await this.busy(() => this.commands.purge(ids))) this.leave(ids);
  }

  private leave(ids: readonly string[]): () => void {
    const putBack = this.window.remove(new Set(ids));
    this.select(ids, false);
    this.counts.reload();
    return putBack;
  }

  private async busy(command: () => Promise<boolean>): Promise<boolean> {
    this._isBusy.set(true);
    try {
      return await command();
    } finally {
      this._isBusy.set(false);
    }
  }

  private async page(query: LibraryQuery, after: string | null): Promise<Answered<ImageTileData>> {
    const { data } = await firstValueFrom(
      this.apollo.query({
        query: ImagePageDocument,
        variables: { filter: filterOf(query), order: orderOf(query), after },
        fetchPolicy: 'no-cache',
      }),
    );
    if (!data) throw new Error('The studio answered without data.');
    return data.images;
  }
}
