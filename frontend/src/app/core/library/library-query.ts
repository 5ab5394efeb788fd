import { Params } from '@angular/router';
import { LibraryFilterInput, LibraryOrderInput } from './generated';

export const SORTS = ['newest', 'oldest', 'title', 'best'] as const;
export type Sort = (typeof SORTS)[number];

/** What a list of the library is narrowed down to, as its page's address holds it. */
export interface LibraryQuery {
  readonly text: string;
  readonly models: readonly string[];
  /** All of them. */
  readonly tags: readonly string[];
  /** The global id of what they are in; empty for any. */
  readonly collection: string;
  readonly isFavourite: boolean;
  /** At least so many stars; 0 for any. */
  readonly stars: number;
  /** Days, both included, as 2026-01-31; empty for any. */
  readonly from: string;
  readonly to: string;
  readonly isTrash: boolean;
  readonly sort: Sort;
}

export const EVERYTHING: LibraryQuery = {
  text: '',
  models: [],
  tags: [],
  collection: '',
  isFavourite: false,
  stars: 0,
  from: '',
  to: '',
  isTrash: false,
  sort: 'newest',
};

const ORDERS: Record<Sort, LibraryOrderInput> = {
  newest: { by: 'CREATED_AT', descending: true },
  oldest: { by: 'CREATED_AT', descending: false },
  title: { by: 'TITLE' },
  best: { by: 'RATING' },
};

/** Whatever an address holds: what makes no sense in it is passed over. */
export function queryOf(params: Params): LibraryQuery {
  return {
    text: text(params['q']),
    models: list(params['model']),
    tags: list(params['tag']),
    collection: text(params['collection']),
    isFavourite: params['favourites'] === 'true',
    stars: [1, 2, 3, 4, 5].find((each) => String(each) === params['stars']) ?? 0,
    from: day(params['from']),
    to: day(params['to']),
    isTrash: params['trash'] === 'true',
    sort: SORTS.find((each) => each === params['sort']) ?? 'newest',
  };
}

/** For the address; null takes out of it what is as usual. */
export function paramsOf(query: LibraryQuery): Params {
  return {
    q: query.text || null,
    model: query.models.length ? query.models : null,
    tag: query.tags.length ? query.tags : null,
    collection: query.collection || null,
    favourites: query.isFavourite || null,
    stars: query.stars || null,
    from: query.from || null,
    to: query.to || null,
    trash: query.isTrash || null,
    sort: query.sort === 'newest' ? null : query.sort,
  };
}

/** As the API takes it. Days are those of the one who looks. */
export function filterOf(query: LibraryQuery): LibraryFilterInput {
  return {
    text: query.text.trim() || null,
    models: query.models.length ? [...query.models] : null,
    tags: query.tags.length ? [...query.tags] : null,
    collection: query.collection || null,
    favourite: query.isFavourite || null,
    ratingFrom: query.stars || null,
    createdFrom: query.from ? midnight(query.from, 0) : null,
    createdBefore: query.to ? midnight(query.to, 1) : null,
    trashed: query.isTrash,
  };
}

export function orderOf(query: LibraryQuery): LibraryOrderInput {
  return ORDERS[query.sort];
}

/** Whether anything is narrowed down; the order and the trash are no narrowing. */
export function isNarrowed(query: LibraryQuery): boolean {
  const { models, tags, ...single } = query;
  const { text, collection, isFavourite, stars, from, to } = single;
  const isOne = text || collection || isFavourite || stars || from || to;
  return Boolean(isOne || models.length || tags.length);
}

function midnight(isoDay: string, later: number): string {
  const [year = 0, month = 1, date = 1] = isoDay.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map(text).filter(Boolean);
}

function day(value: unknown): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text(value)) && !Number.isNaN(Date.parse(text(value)))
    ? text(value)
    : '';
}
