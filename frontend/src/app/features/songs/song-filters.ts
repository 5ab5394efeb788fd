import { Component, computed, effect, input, output, signal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { SongSearch, Sort, SORTS } from './song-list-store';

const TAGS = 12;
const REST_MS = 300;

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** Narrows the list of songs down; what is chosen goes into the address. */
@Component({
  selector: 'app-song-filters',
  imports: [MatIcon, TranslocoDirective],
  templateUrl: './song-filters.html',
  styleUrl: './song-filters.scss',
})
export class SongFilters {
  readonly search = input.required<SongSearch>();
  readonly sort = input.required<Sort>();
  readonly tags = input<readonly Counted[]>([]);
  readonly models = input<readonly Counted[]>([]);
  /** What is different; null takes a condition away. */
  readonly changed = output<Partial<Record<keyof SongSearch, string | null>>>();

  protected readonly sorts = SORTS;
  protected readonly ratings = [3, 4, 5];
  protected readonly typed = signal<string | undefined>(undefined);
  /** The chosen ones stay in view, also where nothing has them. */
  protected readonly tagsInView = computed(() => {
    const chosen = this.search().tag;
    const names = this.tags().map(({ value }) => value);
    return [...new Set([...(chosen ? [chosen] : []), ...names])].slice(0, TAGS);
  });
  protected readonly modelsInView = computed(() => {
    const chosen = this.search().model;
    const names = this.models().map(({ value }) => value);
    return [...new Set([...(chosen ? [chosen] : []), ...names])].sort();
  });

  constructor() {
    // Not at each letter: an answer is worth it only when the hand rests.
    effect((onCleanup) => {
      const text = this.typed();
      if (text === undefined) return;
      const waiting = setTimeout(() => {
        this.changed.emit({ text: text || null });
      }, REST_MS);
      onCleanup(() => {
        clearTimeout(waiting);
      });
    });
  }
}
