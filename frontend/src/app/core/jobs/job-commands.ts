import { inject, Service } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map, Observable } from 'rxjs';
import { Notices } from '../notices/notices';
import {
  CancelJobDocument,
  JobAnswerFragment,
  ResolveJobDocument,
  ResolveJobInput,
  RetryJobDocument,
} from './generated';
import { JobRow } from './job-states';

/**
 * What its owner can do with a job. Each answers the job after it, of a retry the new one; or
 * undefined where it was refused or did not get through, which a notice has said by then.
 */
@Service()
export class JobCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);

  /** There is no cancel at the providers: they may still charge. */
  cancel(jobId: string): Promise<JobRow | undefined> {
    const answer = this.apollo.mutate({ mutation: CancelJobDocument, variables: { jobId } });
    return this.done(answer.pipe(map(({ data }) => data?.cancelJob)));
  }

  /** Free where the job's `retryIsFree` says so, else charged again. */
  retry(jobId: string): Promise<JobRow | undefined> {
    const answer = this.apollo.mutate({ mutation: RetryJobDocument, variables: { jobId } });
    return this.done(answer.pipe(map(({ data }) => data?.retryJob)));
  }

  /** It ran: follow it under the provider's id. */
  adopt(jobId: string, providerJobId: string): Promise<JobRow | undefined> {
    return this.resolve({ jobId, resolution: 'ADOPT', providerJobId });
  }

  /** May be charged twice. */
  submitAgain(jobId: string): Promise<JobRow | undefined> {
    return this.resolve({ jobId, resolution: 'SUBMIT_AGAIN' });
  }

  private resolve(input: ResolveJobInput): Promise<JobRow | undefined> {
    const answer = this.apollo.mutate({ mutation: ResolveJobDocument, variables: { input } });
    return this.done(answer.pipe(map(({ data }) => data?.resolveJob)));
  }

  private async done(
    answer$: Observable<JobAnswerFragment | undefined>,
  ): Promise<JobRow | undefined> {
    try {
      const answer = await firstValueFrom(answer$);
      if (answer?.__typename === 'JobSuccess') return answer.job;
      if (answer) this.notices.failed(answer);
    } catch (error) {
      this.notices.broke(error);
    }
    return undefined;
  }
}
