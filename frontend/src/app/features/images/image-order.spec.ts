import { imageModel } from '../../../testing/images';
import { EMPTY_ORDER, fitted, inputOf, orderOf, OWN, priceOf } from './image-order';

describe('the order of an image', () => {
  const model = imageModel();
  const old = imageModel({
    name: 'dall-e-3',
    nLimit: 1,
    sizes: ['1024x1024', '1792x1024'],
    takesAnySize: false,
    qualities: ['standard', 'hd'],
    styles: ['vivid', 'natural'],
    formats: [],
    backgrounds: [],
    moderations: [],
    previewsLimit: 0,
  });

  it('begins with what has a known price', () => {
    const order = fitted(EMPTY_ORDER, model);
    expect(order).toMatchObject({ size: '1024x1024', quality: 'medium', outputFormat: 'png' });
    expect(priceOf(order, model)).toEqual({ each: '0.053', total: '0.053', asOf: '2026-11-22' });
  });

  it('costs so much for each image', () => {
    const price = priceOf({ ...fitted(EMPTY_ORDER, model), n: '4' }, model);
    expect(Number(price?.total)).toBeCloseTo(0.212);
  });

  it.each([{ size: 'auto' }, { size: OWN, ownSize: '1024x1024' }, { quality: 'auto' }])(
    'has no known price with %o',
    (different) => {
      expect(priceOf({ ...fitted(EMPTY_ORDER, model), ...different }, model)).toBeUndefined();
    },
  );

  it('becomes for another model what that one takes', () => {
    const order = fitted({ ...fitted(EMPTY_ORDER, model), n: '10', size: OWN }, old);
    expect(order).toMatchObject({
      n: '1',
      size: '1024x1024',
      quality: 'standard',
      style: 'vivid',
      outputFormat: '',
      previews: '0',
    });
  });

  it('sends nothing that its model does not know', () => {
    const input = inputOf(fitted({ ...EMPTY_ORDER, prompt: 'a fox' }, old), old);
    expect(input).toMatchObject({ model: 'dall-e-3', outputFormat: null, background: null });
  });

  it('compresses only what can be compressed', () => {
    const order = { ...fitted(EMPTY_ORDER, model), outputCompression: '80' };
    expect(inputOf(order, model).outputCompression).toBeNull();
    expect(inputOf({ ...order, outputFormat: 'webp' }, model).outputCompression).toBe(80);
  });

  it('is again what was asked for once, also in a size of its own', () => {
    const order = {
      ...fitted(EMPTY_ORDER, model),
      prompt: 'a fox',
      size: OWN,
      ownSize: '1280x720',
    };
    const { size, ...input } = inputOf(order, model);
    const asked = { n: 1, previews: 0, quality: null, style: null, outputFormat: null };
    const rest = { outputCompression: null, background: null, moderation: null };
    const again = orderOf(
      { ...asked, ...rest, prompt: input.prompt, model: 'gpt-image-2', size: size ?? null },
      model,
    );
    expect(again).toMatchObject({ prompt: 'a fox', size: OWN, ownSize: '1280x720' });
  });
});
