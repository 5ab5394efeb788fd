import { inject, Service } from '@angular/core';
import type { Reference } from '@apollo/client/cache';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map, Observable } from 'rxjs';
import { JobRow } from '../../core/jobs/job-states';
import { OrderKey } from '../../core/jobs/order-key';
import { Notices } from '../../core/notices/notices';
import {
  EditItemsInput,
  EditSongDocument,
  ExtendSongDocument,
  ExtendSongInput,
  SongsAnswerFragment,
  MakeStemsDocument,
  RestoreSongsDocument,
  TrashSongsDocument,
} from './generated';

export type SongEdit = Omit<EditItemsInput, 'select'>;

/**
 * What its owner can do with a song. Answers whether it was done; where it was not, a notice has
 * said why by then.
 */
@Service()
export class SongCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly stemsKey = new OrderKey('macki.stems.sent');
  private readonly extensionKey = new OrderKey('macki.extension.sent');

  edit(id: string, change: SongEdit): Promise<boolean> {
    const variables = { input: { select: { ids: [id] }, ...change } };
    return this.done(
      this.apollo
        .mutate({ mutation: EditSongDocument, variables })
        .pipe(map(({ data }) => data?.editItems)),
    );
  }

  async trash(id: string): Promise<boolean> {
    const answer = this.apollo.mutate({ mutation: TrashSongsDocument, variables: { ids: [id] } });
    return this.movedAway(id, await this.done(answer.pipe(map(({ data }) => data?.trashItems))));
  }

  async restore(id: string): Promise<boolean> {
    const answer = this.apollo.mutate({ mutation: RestoreSongsDocument, variables: { ids: [id] } });
    return this.movedAway(id, await this.done(answer.pipe(map(({ data }) => data?.restoreItems))));
  }

  /** Is charged; answers the job that brings them. */
  makeStems(choice: string): Promise<JobRow | undefined> {
    const input = { choice, idempotencyKey: this.stemsKey.of(choice) };
    const answer = this.apollo.mutate({ mutation: MakeStemsDocument, variables: { input } });
    return this.ordered(answer.pipe(map(({ data }) => data?.makeStems)), this.stemsKey);
  }

  /** Is charged; answers the job that makes the new song. */
  extend(wish: ExtendSongInput): Promise<JobRow | undefined> {
    const input = { ...wish, idempotencyKey: this.extensionKey.of(wish) };
    const answer = this.apollo.mutate({ mutation: ExtendSongDocument, variables: { input } });
    return this.ordered(answer.pipe(map(({ data }) => data?.extendSong)), this.extensionKey);
  }

  private async done(answer$: Observable<SongsAnswerFragment | undefined>): Promise<boolean> {
    try {
      const answer = await firstValueFrom(answer$);
      if (answer?.__typename === 'ItemsChanged') return true;
      if (answer) this.refused(answer);
    } catch (error) {
      this.notices.broke(error);
    }
    return false;
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
    this.notices.failed({ message: problem?.message ?? answer.message, hint: answer.hint });
  }

  /** From the lists that it was in; those that it is in now are read anew. */
  private movedAway(id: string, isDone: boolean): boolean {
    if (isDone) void this.apollo.client.refetchQueries({ updateCache: withoutIt(id) });
    return isDone;
  }
}

interface Refused {
  message: string;
  hint: string;
  fields?: readonly { message: string }[];
}
type Ordered = { job: JobRow } | Refused;

interface List {
  edges: readonly { node: Reference }[];
}

type UpdateCache = NonNullable<Parameters<Apollo['client']['refetchQueries']>[0]['updateCache']>;

function withoutIt(id: string): UpdateCache {
  return (cache) => {
    const drop = (list: List | Reference): List | Reference => {
      if (!('edges' in list)) return list;
      const edges = list.edges.filter(({ node }) => !node.__ref.endsWith(`:${id}`));
      return edges.length < list.edges.length ? { ...list, edges } : list;
    };
    cache.modify({ fields: { songs: drop as never, library: drop as never } });
  };
}
