import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { OrderKey } from '../../core/jobs/order-key';
import { Failed } from '../../core/failures/failure-words';
import { Notices } from '../../core/notices/notices';
import {
  GenerateImageDocument,
  ImageModelsDocument,
  ImageOrderDocument,
  ImageOrderedFragment,
} from './generated';
import {
  EMPTY_ORDER,
  fitted,
  ImageInput,
  ImageModel,
  ImageOrder,
  inputOf,
  orderOf,
  priceOf,
} from './image-order';

const ORDER_KEY = 'macki.image-order';
const MODEL_KEY = 'macki.image-order.model';
const JOB_KEY = 'macki.image-order.job';
const SENT_KEY = 'macki.image-order.sent';

/** What the API refused, and why, by field. */
interface Refused {
  readonly input: ImageInput;
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * The order of an image: while it is written, while it is sent, and the id of the job it became.
 * All of it outlives a reload and other pages, for as long as the browser's tab.
 */
@Service({ autoProvided: false })
export class ImageOrderStore {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly key = new OrderKey(SENT_KEY);
  private readonly read = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: ImageModelsDocument }).valueChanges.pipe(
        complete(),
        map(({ models }) => models.filter((each): each is ImageModel => 'sizes' in each)),
      ),
    defaultValue: [],
  });
  private readonly refused = signal<Refused | undefined>(undefined);
  private readonly _isSending = signal(false);
  private readonly _failure = signal<Failed | undefined>(undefined);
  private readonly _isUnanswered = signal(false);
  private readonly _jobId = signal(sessionStorage.getItem(JOB_KEY) ?? undefined);

  readonly models = computed(() => (this.read.hasValue() ? this.read.value() : []));
  readonly modelName = signal(sessionStorage.getItem(MODEL_KEY) ?? '');
  /** Undefined until the models are read. */
  readonly model = computed(() => {
    const all = this.models();
    const named = all.find(({ name }) => name === this.modelName());
    return named ?? all.find(({ isDefault }) => isDefault) ?? all[0];
  });
  /** Follows its model: it never holds what that one does not take. */
  readonly order = linkedSignal<ImageModel | undefined, ImageOrder>({
    source: this.model,
    computation: (model, previous) => fitted(previous?.value ?? remembered(), model),
  });
  readonly input = computed(() => {
    const model = this.model();
    return model ? inputOf(this.order(), model) : undefined;
  });
  readonly price = computed(() => {
    const model = this.model();
    return model ? priceOf(this.order(), model) : undefined;
  });

  readonly isSending = this._isSending.asReadonly();
  /** Why the order was not accepted, where no field is to blame. */
  readonly failure = this._failure.asReadonly();
  /** Whether nobody knows if the order has arrived; sent again, it makes no second job. */
  readonly isUnanswered = this._isUnanswered.asReadonly();
  /** The job of the order that was sent last. */
  readonly jobId = this._jobId.asReadonly();
  /** What is wrong with each field, until it is changed. */
  readonly problems = computed<Record<string, string>>(() => {
    const [refused, input] = [this.refused(), this.input()];
    if (!refused || !input) return {};
    const unchanged = [...refused.fields].filter(
      ([field]) => valueIn(input, field) === valueIn(refused.input, field),
    );
    return Object.fromEntries(unchanged);
  });

  constructor() {
    effect(() => {
      sessionStorage.setItem(ORDER_KEY, JSON.stringify(this.order()));
      sessionStorage.setItem(MODEL_KEY, this.modelName());
    });
  }

  /** Fill the form with what was asked for once. */
  take(asked: ImageOrderedFragment): void {
    this.modelName.set(asked.model);
    this.order.set(orderOf(asked, untracked(this.model)));
  }

  async takeOrderOf(jobId: string): Promise<void> {
    const asked = await this.asked(jobId);
    if (asked) this.take(asked);
  }

  /** Send what the form holds. */
  async place(): Promise<void> {
    const input = this.input();
    if (input) await this.send(input);
  }

  /** Send what that job was asked for once more, which is charged again. */
  async placeOrderOf(jobId: string): Promise<void> {
    const asked = await this.asked(jobId);
    if (!asked) return;
    const { prompt, model, n, size, quality, style, outputFormat } = asked;
    const { outputCompression, background, moderation, previews } = asked;
    const first = { prompt, model, n, size, quality, style, outputFormat };
    await this.send({ ...first, outputCompression, background, moderation, previews });
  }

  private async send(input: ImageInput): Promise<void> {
    if (this._isSending()) return;
    this._isSending.set(true);
    this._failure.set(undefined);
    this._isUnanswered.set(false);
    const idempotencyKey = this.key.of(input);
    try {
      const { data } = await firstValueFrom(
        this.apollo.mutate({
          mutation: GenerateImageDocument,
          variables: { input: { ...input, idempotencyKey } },
        }),
      );
      const answer = data?.generateImage;
      if (!answer) throw new Error('The studio answered without data.');
      this.key.answered();
      if (answer.__typename === 'GenerateImageSuccess') this.follow(answer.job.id);
      else if (answer.__typename === 'ValidationError') this.refuse(input, answer);
      else this._failure.set(answer);
    } catch (error) {
      console.warn(error);
      this._isUnanswered.set(true);
    } finally {
      this._isSending.set(false);
    }
  }

  /** The job is what the page is about from now on. */
  follow(jobId: string): void {
    this.refused.set(undefined);
    sessionStorage.setItem(JOB_KEY, jobId);
    this._jobId.set(jobId);
  }

  private refuse(
    input: ImageInput,
    answer: Failed & { fields: readonly { field: string; message: string }[] },
  ): void {
    const fields = new Map(answer.fields.map(({ field, message }) => [field, message]));
    this.refused.set({ input, fields });
    this._failure.set(answer);
  }

  private async asked(jobId: string): Promise<ImageOrderedFragment | undefined> {
    try {
      const { data } = await firstValueFrom(
        this.apollo.query({ query: ImageOrderDocument, variables: { jobId } }),
      );
      const request = data?.job?.request;
      return request?.__typename === 'ImageRequest' ? request : undefined;
    } catch (error) {
      this.notices.broke(error);
      return undefined;
    }
  }
}

function remembered(): ImageOrder {
  const stored = sessionStorage.getItem(ORDER_KEY);
  const order = stored ? (JSON.parse(stored) as Partial<ImageOrder>) : {};
  return { ...EMPTY_ORDER, ...order };
}

function valueIn(input: ImageInput, field: string): unknown {
  return (input as Readonly<Record<string, unknown>>)[field];
}
