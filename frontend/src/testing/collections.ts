import type { Collection } from '../app/core/collections/all-collections';

/** A collection as the API tells it; it is empty unless the test says something else. */
export function collection(different: Partial<Collection> = {}) {
  return {
    __typename: 'Collection' as const,
    id: 'collection-1',
    name: 'Winter',
    description: '',
    arrangement: 'BY_HAND' as const,
    itemCount: 0,
    coverImageId: null,
    cover: null,
    ...different,
  };
}
