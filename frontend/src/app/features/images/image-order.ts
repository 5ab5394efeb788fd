import {
  ImageModelsQuery,
  ImageOrderedFragment,
  ImageRequestInput,
  SaveTemplateInput,
} from './generated';

export type ImageModel = Extract<ImageModelsQuery['models'][number], { sizes: readonly string[] }>;
export type ImageInput = NonNullable<SaveTemplateInput['image']> & ImageRequestInput;

/** The order as its form holds it: what is chosen by its word, what the model lacks empty. */
export interface ImageOrder {
  readonly prompt: string;
  readonly n: string;
  readonly size: string;
  /** Where `size` is OWN. */
  readonly ownSize: string;
  readonly quality: string;
  readonly style: string;
  readonly outputFormat: string;
  readonly outputCompression: string;
  readonly background: string;
  readonly moderation: string;
  readonly previews: string;
}

/** The choice of a size that is written. */
export const OWN = 'own';

export const EMPTY_ORDER: ImageOrder = {
  prompt: '',
  n: '1',
  size: '',
  ownSize: '',
  quality: '',
  style: '',
  outputFormat: '',
  outputCompression: '',
  background: '',
  moderation: '',
  previews: '2',
};

/** The same order for another model: what that one does not take becomes what is usual. */
export function fitted(order: ImageOrder, model: ImageModel | undefined): ImageOrder {
  if (!model) return order;
  return {
    ...order,
    n: most(order.n, model.nLimit),
    size:
      order.size === OWN && model.takesAnySize ? OWN : either(order.size, model.sizes, '1024x1024'),
    quality: either(order.quality, model.qualities, 'medium', 'standard'),
    style: either(order.style, model.styles),
    outputFormat: either(order.outputFormat, model.formats, 'png'),
    background: either(order.background, model.backgrounds, 'auto'),
    moderation: either(order.moderation, model.moderations, 'auto'),
    previews: most(order.previews, model.previewsLimit),
  };
}

/** As the API takes it. */
export function inputOf(order: ImageOrder, model: ImageModel): ImageInput {
  const isCompressed = order.outputFormat === 'jpeg' || order.outputFormat === 'webp';
  return {
    prompt: order.prompt,
    model: model.name,
    n: Number(order.n),
    size: (order.size === OWN ? order.ownSize.trim() : order.size) || null,
    quality: order.quality || null,
    style: order.style || null,
    outputFormat: order.outputFormat || null,
    outputCompression:
      isCompressed && order.outputCompression ? Number(order.outputCompression) : null,
    background: order.background || null,
    moderation: order.moderation || null,
    previews: Number(order.previews),
  };
}

/** What was asked for once, as the form holds it. */
export function orderOf(asked: ImageOrderedFragment, model: ImageModel | undefined): ImageOrder {
  const isNamed = !model || !asked.size || model.sizes.includes(asked.size);
  return fitted(
    {
      prompt: asked.prompt,
      n: String(asked.n),
      size: isNamed ? (asked.size ?? '') : OWN,
      ownSize: isNamed ? '' : (asked.size ?? ''),
      quality: asked.quality ?? '',
      style: asked.style ?? '',
      outputFormat: asked.outputFormat ?? '',
      outputCompression: asked.outputCompression?.toString() ?? '',
      background: asked.background ?? '',
      moderation: asked.moderation ?? '',
      previews: String(asked.previews),
    },
    model,
  );
}

export interface ImagePrice {
  /** US dollars, of one image and of all. */
  readonly each: string;
  readonly total: string;
  /** The day it was looked up. */
  readonly asOf: string;
}

/** Undefined where it is not known: prices are known for 1024x1024 and some qualities only. */
export function priceOf(order: ImageOrder, model: ImageModel): ImagePrice | undefined {
  if (order.size && order.size !== '1024x1024') return undefined;
  const price = model.prices.find(({ quality }) => (quality ?? '') === order.quality);
  if (!price) return undefined;
  const total = String(Number(price.usd) * Number(order.n));
  return { each: price.usd, total, asOf: price.asOf };
}

function either(value: string, allowed: readonly string[], ...usual: string[]): string {
  return [value, ...usual].find((each) => allowed.includes(each)) ?? allowed[0] ?? '';
}

function most(value: string, limit: number): string {
  return String(Math.min(Number(value) || 0, limit));
}
