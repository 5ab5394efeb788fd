import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { followJob } from '../../core/jobs/follow-job';
import { JobCommands } from '../../core/jobs/job-commands';
import { JobRow } from '../../core/jobs/job-states';
import { JobViewDocument } from './generated';

/** One job: what it is, what has happened to it, and what can be done with it. */
@Service({ autoProvided: false })
export class JobViewStore {
  private readonly apollo = inject(Apollo);
  private readonly commands = inject(JobCommands);
  private readonly id = signal<string | undefined>(undefined);
  private readonly _isBusy = signal(false);

  private readonly read = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: JobViewDocument, variables: { id: params } })
        .valueChanges.pipe(
          complete(),
          map(({ job }) => job),
        ),
  });
  private readonly followed = followJob(() => this.id());

  readonly job = computed(() =>
    this.read.hasValue() ? (this.read.value() ?? undefined) : undefined,
  );
  readonly events = this.followed.events;
  readonly error = this.read.error;
  readonly isLoading = computed(() => this.read.isLoading() && !this.job());
  /** While an answer to a command is awaited. */
  readonly isBusy = this._isBusy.asReadonly();

  show(id: string): void {
    this.id.set(id);
  }

  again(): void {
    this.read.reload();
  }

  cancel(): Promise<JobRow | undefined> {
    return this.withJob((id) => this.commands.cancel(id));
  }

  /** Answers the new job. */
  retry(): Promise<JobRow | undefined> {
    return this.withJob((id) => this.commands.retry(id));
  }

  adopt(providerJobId: string): Promise<JobRow | undefined> {
    return this.withJob((id) => this.commands.adopt(id, providerJobId));
  }

  submitAgain(): Promise<JobRow | undefined> {
    return this.withJob((id) => this.commands.submitAgain(id));
  }

  private async withJob(
    command: (id: string) => Promise<JobRow | undefined>,
  ): Promise<JobRow | undefined> {
    const id = this.id();
    if (id === undefined || this._isBusy()) return undefined;
    this._isBusy.set(true);
    try {
      return await command(id);
    } finally {
      this._isBusy.set(false);
    }
  }
}
