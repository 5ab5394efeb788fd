import { computed, inject, Signal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { Apollo, QueryRef } from 'apollo-angular';
import { complete } from './complete';
import { Notices } from '../notices/notices';

interface Connection<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Watched<Data, Variables, Node> {
  query: TypedDocumentNode<Data, Variables>;
  /**
   * Other ones begin another list; nothing is read while they are undefined. The document itself
   * takes `$after`.
   */
  variables: () => Variables | undefined;
  connection: (data: Data) => Connection<Node> | undefined;
}

/** A list that grows page by page and is live: whatever the cache learns of its things shows. */
export interface Pages<Node, Data = unknown> {
  /** All that was answered, also what stands beside the list; undefined until it is. */
  readonly data: Signal<Data | undefined>;
  readonly items: Signal<readonly Node[]>;
  readonly isLoading: Signal<boolean>;
  /** What was thrown; undefined while all is well. */
  readonly error: Signal<unknown>;
  readonly hasMore: Signal<boolean>;
  readonly isLoadingMore: Signal<boolean>;
  /** The next page. */
  more(): Promise<void>;
  /** Read once more after an error. */
  again(): void;
}

/** To be called where things are injected; the lists of `cache.ts` can be watched so. */
export function watchPages<Data, Variables extends OperationVariables, Node>(
  watched: Watched<Data, Variables, Node>,
): Pages<Node, Data> {
  const apollo = inject(Apollo);
  const notices = inject(Notices);
  const isLoadingMore = signal(false);
  let ref: QueryRef<Data, Variables> | undefined;

  const read = rxResource({
    params: watched.variables,
    stream: ({ params }) => {
      ref = apollo.watchQuery({ query: watched.query, variables: params });
      return ref.valueChanges.pipe(complete());
    },
  });
  const data = computed(() => (read.hasValue() ? (read.value() as Data) : undefined));
  const connection = computed(() => {
    const answered = data();
    return answered && watched.connection(answered);
  });
  const page = computed(() => connection()?.pageInfo);

  return {
    data,
    items: computed(() => connection()?.edges.map(({ node }) => node) ?? []),
    isLoading: computed(() => read.isLoading() && !connection()),
    error: read.error,
    hasMore: computed(() => page()?.hasNextPage ?? false),
    isLoadingMore: isLoadingMore.asReadonly(),
    more: async () => {
      if (isLoadingMore() || !page()?.hasNextPage) return;
      isLoadingMore.set(true);
      try {
        const after = page()?.endCursor;
        await ref?.fetchMore({ variables: { after } as unknown as Partial<Variables> });
      } catch (error) {
        notices.broke(error);
      } finally {
        isLoadingMore.set(false);
      }
    },
    again: () => {
      read.reload();
    },
  };
}
