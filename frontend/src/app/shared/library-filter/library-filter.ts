import { Component, computed, effect, input, linkedSignal, model, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { FacetCountsFragment } from '../../core/library/generated';
import { EVERYTHING, isNarrowed, LibraryQuery, SORTS } from '../../core/library/library-query';

const WRITING_MS = 250;
const FEW_TAGS = 24;
const STARS = [1, 2, 3, 4, 5];

/**
 * Searches, narrows down and orders a list of the library; what it is told, it shows. Its content is
 * a further condition.
 */
@Component({
  selector: 'app-library-filter',
  imports: [MatButton, MatIcon, TranslocoDirective],
  templateUrl: './library-filter.html',
  styleUrl: './library-filter.scss',
})
export class LibraryFilter {
  readonly query = input.required<LibraryQuery>();
  readonly facets = input<FacetCountsFragment>();
  /** What is searched, in words. */
  readonly label = input.required<string>();
  /** Whether the conditions are in view. */
  readonly isOpen = model(false);
  /** The whole query after a change; of what is written only when the hand rests. */
  readonly changed = output<LibraryQuery>();

  protected readonly text = linkedSignal(() => this.query().text);
  protected readonly sorts = SORTS;
  protected readonly stars = STARS;

  protected readonly models = computed(() =>
    withChosen(this.facets()?.models ?? [], this.query().models),
  );
  protected readonly tags = computed(() =>
    withChosen(this.facets()?.tags.slice(0, FEW_TAGS) ?? [], this.query().tags),
  );
  /** How many conditions there are beside the text. */
  protected readonly conditions = computed(() => {
    const { models, tags, collection, isFavourite, stars, from, to } = this.query();
    const single = [collection, isFavourite, stars, from, to].filter(Boolean).length;
    return models.length + tags.length + single;
  });
  protected readonly isNarrowed = computed(() => isNarrowed(this.query()));

  constructor() {
    effect((onCleanup) => {
      const text = this.text();
      if (text === this.query().text) return;
      const resting = setTimeout(() => {
        this.change({ text });
      }, WRITING_MS);
      onCleanup(() => {
        clearTimeout(resting);
      });
    });
  }

  protected change(part: Partial<LibraryQuery>): void {
    this.changed.emit({ ...this.query(), text: this.text(), ...part });
  }

  protected toggle(of: 'models' | 'tags', value: string): void {
    const chosen = this.query()[of];
    const others = chosen.filter((each) => each !== value);
    this.change({ [of]: others.length < chosen.length ? others : [...chosen, value] });
  }

  protected clear(): void {
    const { isTrash, sort } = this.query();
    this.text.set('');
    this.changed.emit({ ...EVERYTHING, isTrash, sort });
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  protected sortOf(event: Event): LibraryQuery['sort'] {
    return SORTS.find((each) => each === this.valueOf(event)) ?? 'newest';
  }
}

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** What is chosen can be taken back even where nothing has it any more. */
function withChosen(counted: readonly Counted[], chosen: readonly string[]): Counted[] {
  const known = new Set(counted.map(({ value }) => value));
  const lost = chosen.filter((value) => !known.has(value));
  return [...lost.map((value) => ({ value, count: 0 })), ...counted];
}
