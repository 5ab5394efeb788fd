import type { FieldPolicy } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';

type Relay = ReturnType<typeof relayStylePagination>;
type Merge = Exclude<Relay['merge'], boolean | undefined>;

/**
 * A list that grows page by page, one per filter and order.
 *
 * Asked again from its top, because something new has come, it keeps the pages behind: nobody is
 * thrown back to the first one while reading.
 */
export function endlessList(...keyArgs: string[]): FieldPolicy {
  const relay = relayStylePagination(keyArgs);
  const splice = relay.merge as Merge;
  const merge: Merge = (existing, incoming, options) => {
    const isTop = !options.args?.['after'] && !options.args?.['before'];
    const seam = isTop ? incoming?.edges?.at(-1)?.cursor : undefined;
    const at = existing?.edges.findIndex((edge) => edge.cursor === seam) ?? -1;
    const merged = splice(existing, incoming, options);
    if (!existing || !merged || at < 0) return merged;
    return {
      ...merged,
      edges: [...merged.edges, ...existing.edges.slice(at + 1)],
      pageInfo: {
        ...merged.pageInfo,
        endCursor: existing.pageInfo.endCursor,
        hasNextPage: existing.pageInfo.hasNextPage,
      },
    };
  };
  return { ...relay, merge } as FieldPolicy;
}
