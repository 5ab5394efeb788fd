import type { ImageModel } from '../app/features/images/image-order';

/** A model of the catalogue with everything that a form can ask for. */
export function imageModel(different: Partial<ImageModel> = {}) {
  return {
    __typename: 'ImageModel' as const,
    name: 'gpt-image-2',
    isDefault: true,
    isMocked: true,
    hasEnded: false,
    promptLimit: 32_000,
    nLimit: 10,
    sizes: ['auto', '1024x1024', '1536x1024', '1024x1536'],
    takesAnySize: true,
    qualities: ['auto', 'low', 'medium', 'high'],
    styles: [],
    formats: ['png', 'jpeg', 'webp'],
    backgrounds: ['auto', 'opaque', 'transparent'],
    moderations: ['auto', 'low'],
    previewsLimit: 3,
    prices: [
      { __typename: 'Price' as const, quality: 'low', usd: '0.006', asOf: '2026-11-22' },
      { __typename: 'Price' as const, quality: 'medium', usd: '0.053', asOf: '2026-11-22' },
    ],
    ...different,
  };
}
