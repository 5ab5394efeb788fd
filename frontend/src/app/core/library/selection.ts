import { computed, Signal, signal } from '@angular/core';
import { LibraryFilterInput } from './generated';

export type Kind = 'IMAGE' | 'SONG';

/** All of a kind that fit; `count` is how many their owner was told of. */
export interface Fitting {
  readonly kind: Kind;
  readonly filter: LibraryFilterInput;
  readonly count: number;
}

/** Which images and songs a command is for: those with these ids, or all that fit. */
export type Selected = { readonly ids: readonly string[] } | Fitting;

/** What is selected in a list: single things, or all that it finds, also those not yet read. */
export class Selection {
  private readonly ids = signal<ReadonlySet<string>>(new Set());
  private readonly _isAll = signal(false);

  /** `total`: how many the list finds, as far as is known. */
  constructor(private readonly total: Signal<number | undefined>) {}

  readonly isAll = computed(() => this._isAll() && this.total() !== 0);
  readonly count = computed(() => (this.isAll() ? (this.total() ?? 0) : this.ids().size));

  has(id: string): boolean {
    return this.isAll() || this.ids().has(id);
  }

  /** The single ones; none while all are meant. */
  single(): readonly string[] {
    return [...this.ids()];
  }

  set(ids: readonly string[], isSelected: boolean): void {
    this.ids.update((before) => {
      const selected = new Set(before);
      for (const id of ids) {
        if (isSelected) selected.add(id);
        else selected.delete(id);
      }
      return selected;
    });
  }

  all(): void {
    this.ids.set(new Set());
    this._isAll.set(true);
  }

  /** From all to those that can be seen: a filter knows no exceptions. */
  onlySome(ids: readonly string[]): void {
    this._isAll.set(false);
    this.ids.set(new Set(ids));
  }

  clear(): void {
    this.onlySome([]);
  }
}
