import type {
  GenerateInstrumentalInput,
  GenerateSongInput,
  SongOrderFieldsFragment,
  SongModelsQuery,
} from './generated';

/** What an extension was asked for. */
export type ExtensionAsked = Extract<SongOrderFieldsFragment, { __typename: 'ExtensionRequest' }>;

export type SongModel = Extract<SongModelsQuery['models'][number], { __typename: 'SongModel' }>;

/** The order as the form holds it; an empty text leaves the choice to the provider. */
export interface SongOrder {
  isInstrumental: boolean;
  lyrics: string;
  style: string;
  title: string;
  /** Empty for the server's default. */
  model: string;
  /** Null for what the model makes if it is not told. */
  n: number | null;
  gender: '' | 'female' | 'male';
  referenceId: string;
  vocalId: string;
  melodyId: string;
}

export const EMPTY_ORDER: SongOrder = {
  isInstrumental: false,
  lyrics: '',
  style: '',
  title: '',
  model: '',
  n: null,
  gender: '',
  referenceId: '',
  vocalId: '',
  melodyId: '',
};

/** As the API takes a song; of songs and templates alike. */
export function songInput(order: SongOrder): GenerateSongInput {
  return {
    ...instrumentalInput(order),
    lyrics: order.lyrics,
    gender: order.gender || null,
    vocalId: order.vocalId || null,
    melodyId: order.melodyId || null,
  };
}

export function instrumentalInput(order: SongOrder): GenerateInstrumentalInput {
  return {
    prompt: order.style.trim() || null,
    model: order.model || null,
    n: order.n,
    title: order.title.trim() || null,
    referenceId: order.referenceId || null,
  };
}

/** The order that was once given; undefined where it was for something else. */
export function orderOf(request: SongOrderFieldsFragment): SongOrder | undefined {
  if (request.__typename !== 'SongRequest' && request.__typename !== 'InstrumentalRequest') {
    return undefined;
  }
  const both = {
    ...EMPTY_ORDER,
    style: request.style ?? '',
    title: request.title ?? '',
    model: request.model,
    n: request.n,
    referenceId: request.referenceId ?? '',
  };
  if (request.__typename === 'InstrumentalRequest') return { ...both, isInstrumental: true };
  return {
    ...both,
    lyrics: request.lyrics,
    gender: request.gender === 'female' || request.gender === 'male' ? request.gender : '',
    vocalId: request.vocalId ?? '',
    melodyId: request.melodyId ?? '',
  };
}

/** Characters as the API counts them: an emoji is one. */
export function characters(text: string): number {
  return [...text].length;
}
