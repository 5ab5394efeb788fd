import { TestBed } from '@angular/core/testing';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow } from '../../../testing/jobs';
import { imageModel } from '../../../testing/images';
import { GenerateImageDocument, ImageModelsDocument } from './generated';
import { ImageOrderStore } from './image-order-store';

describe('the store of an order', () => {
  let apollo: ApolloTestingController;

  beforeEach(() => {
    sessionStorage.clear();
    TestBed.configureTestingModule({ providers: [ImageOrderStore] });
    apollo = TestBed.inject(ApolloTestingController);
  });

  async function opened(): Promise<ImageOrderStore> {
    const store = TestBed.inject(ImageOrderStore);
    const models = await vi.waitFor(() => apollo.expectOne(ImageModelsDocument));
    models.flushData({ models: [imageModel()] });
    await vi.waitFor(() => {
      expect(store.model()?.name).toBe('gpt-image-2');
    });
    store.order.update((order) => ({ ...order, prompt: 'a fox' }));
    return store;
  }

  const sent = () => vi.waitFor(() => apollo.expectOne(GenerateImageDocument));
  const keyOf = (operation: { variables: Record<string, unknown> }) =>
    (operation.variables['input'] as { idempotencyKey: string }).idempotencyKey;
  const success = {
    generateImage: { __typename: 'GenerateImageSuccess', job: jobRow({ kind: 'IMAGE' }) },
  };

  it('follows the job that its order became, and remembers it', async () => {
    const store = await opened();
    const placing = store.place();
    (await sent()).flushData(success);
    await placing;
    expect(store.jobId()).toBe('job-1');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [ImageOrderStore] });
    expect(TestBed.inject(ImageOrderStore).jobId()).toBe('job-1');
  });

  it('sends nothing while it sends', async () => {
    const store = await opened();
    const placing = store.place();
    await store.place();
    (await sent()).flushData(success);
    await placing;
    apollo.expectNone(GenerateImageDocument);
  });

  it('sends an order whose answer was lost under the same name', async () => {
    const store = await opened();
    const placing = store.place();
    const first = await sent();
    const name = keyOf(first.operation);
    first.networkError(new TypeError('Failed to fetch'));
    await placing;
    expect(store.isUnanswered()).toBe(true);

    const again = store.place();
    const second = await sent();
    expect(keyOf(second.operation)).toBe(name);
    second.flushData(success);
    await again;

    const third = store.place();
    const another = await sent();
    expect(keyOf(another.operation)).not.toBe(name);
    another.flushData(success);
    await third;
  });

  it('says at each field what is wrong with it, until it is changed', async () => {
    const store = await opened();
    const placing = store.place();
    (await sent()).flushData({
      generateImage: {
        __typename: 'ValidationError',
        code: 'INVALID_REQUEST',
        message: 'It cannot be sent.',
        hint: 'Change it.',
        fields: [{ __typename: 'FieldProblem', field: 'prompt', message: 'Too long.' }],
      },
    });
    await placing;
    expect(store.problems()).toEqual({ prompt: 'Too long.' });
    store.order.update((order) => ({ ...order, prompt: 'an owl' }));
    expect(store.problems()).toEqual({});
  });
});
