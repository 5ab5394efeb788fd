import { computed, inject, Signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { defer, EMPTY, filter, map, Observable, repeat, scan, tap, timer } from 'rxjs';
import { FollowJobDocument, FollowJobSubscription, TimelineEventFragment } from './generated';
import { hasEnded } from './job-states';

type Followed = FollowJobSubscription['jobEvents'];

const AGAIN_MS = 3_000;

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
  let last: Followed | undefined;
  return defer(() => {
    const after = last?.sequence ?? 0;
    return apollo.subscribe({ query: FollowJobDocument, variables: { jobId, after } });
  }).pipe(
    map(({ data }) => data?.jobEvents),
    filter((event) => event !== undefined),
    tap((event) => (last = event)),
    // A studio that is stopped in good order ends the stream before the job has ended.
    repeat({ delay: () => (last && hasEnded(last.job) ? EMPTY : timer(AGAIN_MS)) }),
    scan<Followed, Followed[]>((events, event) => [...events, event], []),
  );
}
