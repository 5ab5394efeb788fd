import { computed, inject, Signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { EMPTY, filter, map, Observable, scan } from 'rxjs';
import { FollowJobDocument, FollowJobSubscription, TimelineEventFragment } from './generated';

type Followed = FollowJobSubscription['jobEvents'];

/** A job while it is followed; everything is undefined or empty before the first event. */
export interface FollowedJob {
  /** As it is now, with its results as soon as they are there. */
  readonly job: Signal<Followed['job'] | undefined>;
  /** Its timeline from the beginning. */
  readonly events: Signal<readonly TimelineEventFragment[]>;
  /** The latest picture of the unfinished image. */
  readonly previewUrl: Signal<string | undefined>;
}

/**
 * Follows the job with that id from its beginning to its end; another id begins anew, none rests.
 * To be called where things are injected.
 */
export function followJob(id: () => string | undefined): FollowedJob {
  const apollo = inject(Apollo);
  const followed = rxResource({
    params: id,
    stream: ({ params }) => eventsOf(apollo, params),
    defaultValue: [],
  });
  const events = computed(() => (followed.hasValue() ? followed.value() : []));
  return {
    events,
    job: computed(() => events().at(-1)?.job),
    previewUrl: computed(
      () => events().findLast(({ previewUrl }) => previewUrl)?.previewUrl ?? undefined,
    ),
  };
}

function eventsOf(apollo: Apollo, jobId: string | undefined): Observable<Followed[]> {
  if (jobId === undefined) return EMPTY;
  return apollo.subscribe({ query: FollowJobDocument, variables: { jobId, after: 0 } }).pipe(
    map(({ data }) => data?.jobEvents),
    filter((event) => event !== undefined),
    scan<Followed, Followed[]>((events, event) => [...events, event], []),
  );
}
