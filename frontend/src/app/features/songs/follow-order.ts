import { computed, inject, Signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { followJob } from '../../core/jobs/follow-job';
import { JobRow } from '../../core/jobs/job-states';
import { MadeSongDocument, SongRowFragment } from './generated';

export interface FollowedOrder {
  readonly job: Signal<JobRow | undefined>;
  /** As soon as it can be heard. */
  readonly song: Signal<SongRowFragment | undefined>;
}

/** Follows a job to the song that it makes. To be called where things are injected. */
export function followOrder(jobId: () => string | undefined): FollowedOrder {
  const apollo = inject(Apollo);
  const { job } = followJob(jobId);
  const made = rxResource({
    params: () => (job()?.state === 'SUCCEEDED' ? job()?.song?.id : undefined),
    stream: ({ params }) =>
      apollo.watchQuery({ query: MadeSongDocument, variables: { id: params } }).valueChanges.pipe(
        complete(),
        map(({ song }) => song),
      ),
  });
  const song = computed(() => (made.hasValue() ? (made.value() ?? undefined) : undefined));
  return { job, song };
}
