import { computed, signal } from '@angular/core';

export interface Edge<Item> {
  readonly cursor: string;
  readonly node: Item;
}

/** What the server answers to one question for a page. */
export interface Answered<Item> {
  readonly edges: readonly Edge<Item>[];
  readonly pageInfo: { hasNextPage: boolean };
}

export type Ask<Item> = (after: string | null) => Promise<Answered<Item>>;

interface Page<Item> {
  readonly count: number;
  /** The cursor of its last item. */
  readonly end: string;
  /** Undefined while they are far from what is looked at. */
  readonly edges: readonly Edge<Item>[] | undefined;
}

/** So many pages on each side of what is looked at keep their items. */
const NEAR = 3;
/** The next page is asked for when the end is so many items away. */
const AHEAD = 60;

/**
 * A list of any length that is read page by page, by cursors, and forgets the items of the pages
 * that nobody looks at: of those it keeps where they begin and how many there are, and reads them
 * again when somebody comes back.
 *
 * It does not go through Apollo's cache, which would hold every item there ever was.
 */
export class PagedWindow<Item extends { readonly id: string }> {
  private readonly pages = signal<readonly Page<Item>[]>([]);
  private readonly hasMore = signal(true);
  private readonly _isLoading = signal(false);
  private readonly _error = signal<unknown>(undefined);
  private readonly starts = computed(() => {
    let start = 0;
    return this.pages().map(({ count }) => (start += count) - count);
  });
  private readonly asked = new Set<string | null>();
  private ask: Ask<Item> | undefined;
  private looked = { from: 0, to: 0 };
  /** Answers to what was asked before the list began anew are not for it. */
  private era = 0;

  /** How many are known so far; there may be more behind them. */
  readonly count = computed(() => this.pages().reduce((sum, page) => sum + page.count, 0));
  readonly isLoading = this._isLoading.asReadonly();
  readonly error = this._error.asReadonly();
  readonly isComplete = computed(() => !this.hasMore());

  /** Begin anew, with another question. */
  begin(ask: Ask<Item>): void {
    this.ask = ask;
    this.era += 1;
    this.asked.clear();
    this.pages.set([]);
    this.hasMore.set(true);
    this._error.set(undefined);
    void this.read(null, (answer) => {
      this.append(answer);
    });
  }

  /** What is on the screen: reads what is missing for it, and forgets what is far from it. */
  look(from: number, to: number): void {
    this.looked = { from, to };
    if (to + AHEAD >= this.count() && this.hasMore() && this.pages().length) this.readNext();
    const [first, last] = this.inView();
    this.pages().forEach(({ edges }, at) => {
      if (at >= first && at <= last && !edges) this.readAgain(at);
    });
    const isFar = (at: number): boolean => at < first - NEAR || at > last + NEAR;
    if (this.pages().some(({ edges }, at) => edges && isFar(at))) {
      this.pages.update((pages) =>
        pages.map((page, at) => (isFar(at) ? { ...page, edges: undefined } : page)),
      );
    }
  }

  /** Once more, after an error. */
  again(): void {
    this._error.set(undefined);
    const { ask } = this;
    if (!ask) return;
    if (this.pages().length) this.look(this.looked.from, this.looked.to);
    else this.begin(ask);
  }

  /** Undefined while its page is not read. */
  at(index: number): Item | undefined {
    const page = this.pageAt(index);
    return this.pages()[page]?.edges?.[index - (this.starts()[page] ?? 0)]?.node;
  }

  /** -1 where it is not among what is read. */
  indexOf(id: string): number {
    for (const [at, { edges }] of this.pages().entries()) {
      const within = edges?.findIndex(({ node }) => node.id === id) ?? -1;
      if (within >= 0) return (this.starts()[at] ?? 0) + within;
    }
    return -1;
  }

  find(id: string): Item | undefined {
    return this.at(this.indexOf(id));
  }

  /** The ids from one index to another, as far as they are read. */
  ids(from: number, to: number): string[] {
    const found: string[] = [];
    for (let index = from; index <= to; index++) {
      const item = this.at(index);
      if (item) found.push(item.id);
    }
    return found;
  }

  change(ids: ReadonlySet<string>, change: (item: Item) => Item): void {
    this.edit((edges) =>
      edges.map((edge) => (ids.has(edge.node.id) ? { ...edge, node: change(edge.node) } : edge)),
    );
  }

  /** Answers how to put them back where they were. */
  remove(ids: ReadonlySet<string>): () => void {
    const before = this.pages();
    this.edit((edges) => edges.filter(({ node }) => !ids.has(node.id)));
    const after = this.pages();
    this.look(this.looked.from, this.looked.to);
    return () => {
      if (this.pages() === after) this.pages.set(before);
      else if (this.ask) this.begin(this.ask);
    };
  }

  /** What is new at the top comes in, unless the top is far away. */
  refreshTop(): void {
    const top = this.pages()[0];
    if (!top && this.ask && !this._isLoading()) this.begin(this.ask);
    if (!top?.edges) return;
    const known = new Set(top.edges.map(({ node }) => node.id));
    void this.read(null, ({ edges }) => {
      const meeting = edges.findIndex(({ node }) => known.has(node.id));
      const fresh = edges.slice(0, Math.max(0, meeting));
      const end = fresh.at(-1)?.cursor;
      if (meeting < 0 && edges.length && this.ask) this.begin(this.ask);
      else if (end !== undefined) {
        this.pages.update((pages) => [{ count: fresh.length, end, edges: fresh }, ...pages]);
      }
    });
  }

  /** What has changed meanwhile shows: what is near is read again, the rest for who comes back. */
  refresh(): void {
    const [first, last] = this.inView();
    this.pages.update((pages) =>
      pages.map((page, at) => (at < first || at > last ? { ...page, edges: undefined } : page)),
    );
    for (let at = first; at <= last && at < this.pages().length; at++) this.readAgain(at);
  }

  private readNext(): void {
    const after = this.pages().at(-1)?.end;
    if (after !== undefined) {
      void this.read(after, (answer) => {
        this.append(answer);
      });
    }
  }

  /** Where its last item is no longer among them, the next page begins elsewhere and is unread. */
  private readAgain(at: number): void {
    void this.read(this.pages()[at - 1]?.end ?? null, ({ edges }) => {
      const kept = edges.findIndex(({ cursor }) => cursor === this.pages()[at]?.end) + 1;
      const isMoved = kept === 0;
      this.pages.update((pages) =>
        pages.map((page, each) => {
          if (isMoved && each === at + 1) return { ...page, edges: undefined };
          if (each !== at) return page;
          const now = isMoved ? edges : edges.slice(0, kept);
          return { edges: now, count: now.length, end: now.at(-1)?.cursor ?? page.end };
        }),
      );
      if (isMoved) this.look(this.looked.from, this.looked.to);
    });
  }

  private append({ edges, pageInfo }: Answered<Item>): void {
    const end = edges.at(-1)?.cursor;
    if (end !== undefined) {
      this.pages.update((pages) => [...pages, { count: edges.length, end, edges }]);
    }
    this.hasMore.set(pageInfo.hasNextPage && end !== undefined);
  }

  private async read(after: string | null, take: (answer: Answered<Item>) => void): Promise<void> {
    if (!this.ask || this.asked.has(after)) return;
    const { era } = this;
    this.asked.add(after);
    this._isLoading.set(true);
    try {
      const answer = await this.ask(after);
      if (era !== this.era) return;
      this._error.set(undefined);
      take(answer);
    } catch (error) {
      if (era === this.era) this._error.set(error);
    } finally {
      if (era === this.era) {
        this.asked.delete(after);
        this._isLoading.set(this.asked.size > 0);
      }
    }
  }

  private edit(change: (edges: readonly Edge<Item>[]) => readonly Edge<Item>[]): void {
    this.pages.update((pages) =>
      pages.map((page) => {
        if (!page.edges) return page;
        const edges = change(page.edges);
        return { ...page, edges, count: edges.length };
      }),
    );
  }

  /** The first and the last page of what is looked at. */
  private inView(): [number, number] {
    const { from, to } = this.looked;
    return [this.pageAt(from), this.pageAt(Math.max(from, to - 1))];
  }

  /** The page that an index lies in, by halving. */
  private pageAt(index: number): number {
    const starts = this.starts();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return low;
  }
}
