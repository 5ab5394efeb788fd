import { computed, DestroyRef, effect, inject, linkedSignal, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { JobCommands } from '../../core/jobs/job-commands';
import { hasEnded } from '../../core/jobs/job-states';
import { OrderKey } from '../../core/jobs/order-key';
import { Notices } from '../../core/notices/notices';
import {
  GenerateInstrumentalDocument,
  GenerateSongDocument,
  SongModelsDocument,
  SongOrderDocument,
  SongOrderFieldsFragment,
} from './generated';
import { followOrder } from './follow-order';
import {
  EMPTY_ORDER,
  instrumentalInput,
  orderOf,
  songInput,
  SongModel,
  SongOrder,
} from './song-order';

const ORDER_KEY = 'macki.songOrder';
const JOB_KEY = 'macki.songJob';
const SENT_KEY = 'macki.songOrder.sent';

/** The order of a song: while it is written, while it is sent, and the job it became. */
@Service({ autoProvided: false })
export class SongOrderStore {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly commands = inject(JobCommands);
  private readonly key = new OrderKey(SENT_KEY);
  private readonly jobId = signal(sessionStorage.getItem(JOB_KEY) ?? undefined);
  private readonly _isSending = signal(false);
  private readonly followed = followOrder(() => this.jobId());
  private readonly modelsRead = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: SongModelsDocument }).valueChanges.pipe(
        complete(),
        map(({ models }) => models.filter((each) => each.__typename === 'SongModel')),
      ),
    defaultValue: [],
  });

  readonly order = signal(remembered());
  readonly isSending = this._isSending.asReadonly();
  readonly job = this.followed.job;
  readonly song = this.followed.song;
  /** Those that can still be asked for. */
  readonly models = computed<SongModel[]>(() =>
    this.modelsRead.hasValue() ? this.modelsRead.value().filter((each) => !each.hasEnded) : [],
  );
  /** The chosen one; the server's default while none is. */
  readonly model = computed(() => {
    const name = this.order().model;
    return this.models().find((each) => (name ? each.name === name : each.isDefault));
  });
  /** What the API found wrong, by the field of its input; changing anything asks anew. */
  readonly problems = linkedSignal<SongOrder, Readonly<Record<string, string>>>({
    source: this.order,
    computation: () => ({}),
  });

  constructor() {
    effect(() => {
      sessionStorage.setItem(ORDER_KEY, JSON.stringify(this.order()));
    });
    // Who comes back finds what is still made, not what was made long ago.
    inject(DestroyRef).onDestroy(() => {
      const job = this.job();
      if (job && hasEnded(job)) sessionStorage.removeItem(JOB_KEY);
    });
  }

  /** Answers the request behind the job where it is none that this form is for. */
  async takeOrderOf(jobId: string): Promise<SongOrderFieldsFragment | undefined> {
    try {
      const { data } = await firstValueFrom(
        this.apollo.query({ query: SongOrderDocument, variables: { jobId } }),
      );
      const request = data?.job?.request;
      if (!request) return undefined;
      const order = orderOf(request);
      if (!order) return request;
      this.order.set(order);
    } catch (error) {
      this.notices.broke(error);
    }
    return undefined;
  }

  take(order: SongOrder): void {
    this.order.set(order);
  }

  clear(): void {
    this.order.set(EMPTY_ORDER);
  }

  async place(): Promise<void> {
    if (this._isSending()) return;
    this._isSending.set(true);
    try {
      const answer = await this.send(this.order());
      this.key.answered();
      if (answer && 'job' in answer) this.follow(answer.job.id);
      else if (answer?.__typename === 'ValidationError') {
        this.problems.set(
          Object.fromEntries(answer.fields.map((each) => [each.field, each.message])),
        );
        this.notices.failed(answer);
      } else if (answer) this.notices.failed(answer);
    } catch (error) {
      this.notices.broke(error);
    } finally {
      this._isSending.set(false);
    }
  }

  /** The provider may still charge. */
  cancel(): void {
    const id = this.jobId();
    if (id) void this.commands.cancel(id);
  }

  /** Go on with the failed job, where that is free. */
  async retry(): Promise<void> {
    const id = this.jobId();
    const job = id ? await this.commands.retry(id) : undefined;
    if (job) this.follow(job.id);
  }

  private follow(jobId: string): void {
    sessionStorage.setItem(JOB_KEY, jobId);
    this.jobId.set(jobId);
  }

  private async send(order: SongOrder) {
    const idempotencyKey = this.key.of(order);
    if (order.isInstrumental) {
      const input = { ...instrumentalInput(order), idempotencyKey };
      const { data } = await firstValueFrom(
        this.apollo.mutate({ mutation: GenerateInstrumentalDocument, variables: { input } }),
      );
      return data?.generateInstrumental;
    }
    const input = { ...songInput(order), idempotencyKey };
    const { data } = await firstValueFrom(
      this.apollo.mutate({ mutation: GenerateSongDocument, variables: { input } }),
    );
    return data?.generateSong;
  }
}

/** What was written before the page was left or loaded anew. */
function remembered(): SongOrder {
  try {
    const stored = JSON.parse(sessionStorage.getItem(ORDER_KEY) ?? '{}') as Partial<SongOrder>;
    return { ...EMPTY_ORDER, ...stored };
  } catch {
    return EMPTY_ORDER;
  }
}
