import { InMemoryCache } from '@apollo/client/core';
import { endlessList } from './endless-list';
import possible from './possible-types.generated';

/** Everything with a global id is held once; `possibleTypes` lets fragments on interfaces match. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: possible.possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          library: endlessList('filter', 'order'),
          jobs: endlessList('filter'),
        },
      },
      Collection: { fields: { items: endlessList('filter', 'order') } },
      // Sums and counts belong to their parent, whole: what is asked together is kept together.
      Queue: { merge: true },
      ImageModel: { keyFields: ['name'] },
      SongModel: { keyFields: ['name'] },
      MurekaAccount: { keyFields: ['accountId'] },
    },
  });
}
