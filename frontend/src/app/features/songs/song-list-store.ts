import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { watchPages } from '../../core/graphql/watch-pages';
import { LiveJobs } from '../../core/jobs/live-jobs';
import {
  LibraryFilterInput,
  LibraryOrderInput,
  SongFacetsDocument,
  SongsDocument,
} from './generated';

export const SORTS = ['newest', 'oldest', 'title', 'rating'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list is narrowed down to, as the address holds it. */
export interface SongSearch {
  readonly text?: string;
  readonly tag?: string;
  readonly model?: string;
  readonly favourites?: string;
  readonly rating?: string;
  readonly trash?: string;
  readonly sort?: string;
}

const ORDERS: Record<Sort, LibraryOrderInput> = {
  newest: { by: 'CREATED_AT' },
  oldest: { by: 'CREATED_AT', descending: false },
  title: { by: 'TITLE' },
  rating: { by: 'RATING' },
};

/** The songs, by what the address asks for; each search is a list of its own in the cache. */
@Service({ autoProvided: false })
export class SongListStore {
  private readonly apollo = inject(Apollo);
  private readonly landed = inject(LiveJobs).landed;
  private readonly search = signal<SongSearch>({});
  private readonly filter = computed(() => filterOf(this.search()), {
    // The same search is no other list.
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  readonly sort = computed<Sort>(
    () => SORTS.find((each) => each === this.search().sort) ?? 'newest',
  );
  readonly isNarrowed = computed(() => Object.keys(this.filter()).length > 0);
  readonly pages = watchPages({
    query: SongsDocument,
    variables: () => ({ filter: this.filter(), order: ORDERS[this.sort()] }),
    connection: ({ songs }) => songs,
  });
  private readonly facetsRead = rxResource({
    params: () => ({ filter: this.filter(), landed: this.landed()?.id }),
    stream: ({ params }) =>
      this.apollo
        .query({
          query: SongFacetsDocument,
          variables: { filter: params.filter },
          fetchPolicy: 'no-cache',
        })
        .pipe(map(({ data }) => data?.songs)),
  });
  readonly facets = computed(() =>
    this.facetsRead.hasValue() ? this.facetsRead.value() : undefined,
  );
  /** Whether there is nothing to show, and nothing is awaited. */
  readonly isEmpty = computed(
    () => !this.pages.items().length && !this.pages.isLoading() && !this.pages.error(),
  );

  find(search: SongSearch): void {
    this.search.set(search);
  }
}

/** Whatever an address may hold: what is no rating means none. */
function filterOf(search: SongSearch): LibraryFilterInput {
  const rating = Number(search.rating);
  const text = search.text?.trim();
  return {
    ...(text ? { text: text.slice(0, 200) } : {}),
    ...(search.tag ? { tags: [search.tag] } : {}),
    ...(search.model ? { models: [search.model] } : {}),
    ...(search.favourites ? { favourite: true } : {}),
    ...(rating >= 1 && rating <= 5 ? { ratingFrom: Math.floor(rating) } : {}),
    ...(search.trash ? { trashed: true } : {}),
  };
}
