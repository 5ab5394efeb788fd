import { inject, Service } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map, Observable } from 'rxjs';
import { JobRow } from '../../core/jobs/job-states';
import { OrderKey } from '../../core/jobs/order-key';
import { Failed } from '../../core/failures/failure-words';
import { Notices } from '../../core/notices/notices';
import { ExtendSongDocument, ExtendSongInput, MakeStemsDocument } from './generated';

/**
 * What can be made of a song, which is charged. Answers the job; undefined where it was refused or
 * did not get through, which a notice has said by then.
 */
@Service()
export class SongCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly stemsKey = new OrderKey('macki.stems.sent');
  private readonly extensionKey = new OrderKey('macki.extension.sent');

  makeStems(choice: string): Promise<JobRow | undefined> {
    const input = { choice, idempotencyKey: this.stemsKey.of(choice) };
    const answer = this.apollo.mutate({ mutation: MakeStemsDocument, variables: { input } });
    return this.ordered(answer.pipe(map(({ data }) => data?.makeStems)), this.stemsKey);
  }

  extend(wish: ExtendSongInput): Promise<JobRow | undefined> {
    const input = { ...wish, idempotencyKey: this.extensionKey.of(wish) };
    const answer = this.apollo.mutate({ mutation: ExtendSongDocument, variables: { input } });
    return this.ordered(answer.pipe(map(({ data }) => data?.extendSong)), this.extensionKey);
  }

  private async ordered(
    answer$: Observable<Ordered | undefined>,
    key: OrderKey,
  ): Promise<JobRow | undefined> {
    try {
      const answer = await firstValueFrom(answer$);
      key.answered();
      if (answer && 'job' in answer) return answer.job;
      if (answer) this.refused(answer);
    } catch (error) {
      this.notices.broke(error);
    }
    return undefined;
  }

  private refused(answer: Refused): void {
    const [problem] = answer.fields ?? [];
    this.notices.failed({ ...answer, message: problem?.message ?? answer.message });
  }
}

interface Refused extends Failed {
  fields?: readonly { message: string }[];
}
type Ordered = { job: JobRow } | Refused;
