import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { followJob } from '../../core/jobs/follow-job';
import { JobCommands } from '../../core/jobs/job-commands';
import { JobRow } from '../../core/jobs/job-states';
import { ImageHistoryDocument, ImageResultsDocument } from './generated';

/** The job of an order while it is made, and what it made. */
@Service({ autoProvided: false })
export class ImageStageStore {
  private readonly apollo = inject(Apollo);
  private readonly commands = inject(JobCommands);
  private readonly id = signal<string | undefined>(undefined);
  private readonly followed = followJob(() => this.id());

  readonly job = this.followed.job;
  readonly previewUrl = this.followed.previewUrl;

  private readonly results = rxResource({
    params: () => (this.job()?.state === 'SUCCEEDED' ? this.job()?.id : undefined),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: ImageResultsDocument, variables: { jobId: params } })
        .valueChanges.pipe(
          complete(),
          map(({ job }) => job?.images ?? []),
        ),
    defaultValue: [],
  });
  readonly images = computed(() => (this.results.hasValue() ? this.results.value() : []));

  private readonly earlier = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: ImageHistoryDocument }).valueChanges.pipe(
        complete(),
        map(({ jobs }) => jobs.edges.map(({ node }) => node)),
      ),
    defaultValue: [],
  });
  /** The orders of late. */
  readonly history = computed(() => (this.earlier.hasValue() ? this.earlier.value() : []));

  show(jobId: string | undefined): void {
    this.id.set(jobId);
  }

  /** There is no cancel at the provider: it may still charge. */
  async cancel(): Promise<void> {
    const id = this.id();
    if (id) await this.commands.cancel(id);
  }

  /** Answers the new job. */
  async retry(): Promise<JobRow | undefined> {
    const id = this.id();
    return id ? await this.commands.retry(id) : undefined;
  }
}
