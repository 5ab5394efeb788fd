/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** In which order a collection shows what is in it. */
export type Arrangement =
  /** The newest first. */
  | 'BY_DATE'
  /** As you put it there. */
  | 'BY_HAND';

/** What an event tells. */
export type EventKind =
  /** The job is in a new state. */
  | 'MOVED'
  /** Something worth knowing that changes nothing. */
  | 'NOTED'
  /** A picture of the unfinished image. */
  | 'PREVIEW'
  /** It is further than before. */
  | 'PROGRESS'
  /** Something did not work and will be tried again at `nextTryAt`. */
  | 'WAITING';

/** Which song is to go on, from where, and with which lyrics. */
export type ExtendSongInput = {
  /** The global id of the song choice that goes on. */
  choice: string;
  /** From which moment on, 8,000 to 420,000 milliseconds from the start; later than the end means the end. */
  extendAtMs: number;
  /** A name for this order, of 1 to 200 characters: sent again with the same name, it makes no second job but answers the first one. A name that another order has is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** What is sung from there on. */
  lyrics: string;
  /** A model of the catalogue that extends songs; the newest one if left out. */
  model?: string | null | undefined;
  /** How many choices, 1 to 3; each is charged. 2 if left out. */
  n?: number | null | undefined;
  /** The style. */
  prompt?: string | null | undefined;
  /** The title; made from that of the extended song if left out. */
  title?: string | null | undefined;
};

/** Why something failed; the same word always means the same. */
export type FailureCode =
  /** The provider does not accept our key. */
  | 'AUTHORIZATION'
  /** Its present state does not allow this. */
  | 'CONFLICT'
  /** The studio's own database does not answer. */
  | 'DATABASE_UNAVAILABLE'
  /** It ran longer than we wait; a retry follows it again, free of charge. */
  | 'DEADLINE'
  /** A file of the result could not be fetched. */
  | 'FILES_UNAVAILABLE'
  /** A file of the result is not what it should be. */
  | 'FILE_REJECTED'
  /** The request cannot be sent as it is. */
  | 'INVALID_REQUEST'
  /** The provider does not offer the model. */
  | 'MODEL_UNAVAILABLE'
  /** The provider's content rules forbid it. */
  | 'MODERATION'
  /** There is no such thing. */
  | 'NOT_FOUND'
  /** The provider reported success without any file. */
  | 'NO_RESULT'
  /** Whether the paid request was taken is not known. */
  | 'OUTCOME_UNKNOWN'
  /** It was cancelled at the provider. */
  | 'PROVIDER_CANCELLED'
  /** The provider took the request and failed to fulfil it. */
  | 'PROVIDER_FAILED'
  /** The provider took too long by its own rules. */
  | 'PROVIDER_TIMEOUT'
  /** The provider could not be reached. */
  | 'PROVIDER_UNAVAILABLE'
  /** What carries our messages does not answer. */
  | 'QUEUE_UNAVAILABLE'
  /** The account at the provider has no budget left. */
  | 'QUOTA'
  /** The provider wants fewer requests at a time. */
  | 'RATE_LIMIT'
  /** The provider does not serve this region. */
  | 'REGION'
  /** The provider refused the request. */
  | 'REQUEST_REJECTED'
  /** There is no room on the disk. */
  | 'STORAGE_FULL'
  /** The provider does not know the job. */
  | 'UNKNOWN_TO_PROVIDER';

/** What the instrumental should be: give either a prompt or a reference. */
export type GenerateInstrumentalInput = {
  /** A name for this order, of 1 to 200 characters: sent again with the same name, it makes no second job but answers the first one. A name that another order has is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** A model of the catalogue; the server's default if left out. */
  model?: string | null | undefined;
  /** How many choices, 1 to 3; each is charged. 2 if left out. */
  n?: number | null | undefined;
  /** The style, such as: calm piano, rain. */
  prompt?: string | null | undefined;
  /** The provider's id of an instrumental to be like. */
  referenceId?: string | null | undefined;
  /** The title; the first line of the prompt if left out. */
  title?: string | null | undefined;
};

/** What the song should be. */
export type GenerateSongInput = {
  /** The voice: female or male. */
  gender?: string | null | undefined;
  /** A name for this order, of 1 to 200 characters: sent again with the same name, it makes no second job but answers the first one. A name that another order has is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** What is sung; headings such as [Verse] or [Chorus] structure it. */
  lyrics: string;
  /** The provider's id of a melody. */
  melodyId?: string | null | undefined;
  /** A model of the catalogue; the server's default if left out. */
  model?: string | null | undefined;
  /** How many choices, 1 to 3; each is charged. 2 if left out. */
  n?: number | null | undefined;
  /** The style, such as: acoustic folk, gentle melody. */
  prompt?: string | null | undefined;
  /** The provider's id of a reference song. */
  referenceId?: string | null | undefined;
  /** The title; the first line if left out. */
  title?: string | null | undefined;
  /** The provider's id of a voice. */
  vocalId?: string | null | undefined;
};

/** What the image should be. Which values a model takes is in `models`; leave out what the provider may choose. */
export type ImageRequestInput = {
  /** transparent, opaque or auto. */
  background?: string | null | undefined;
  /** A model of the catalogue; the server's default if left out. */
  model?: string | null | undefined;
  /** low or auto. */
  moderation?: string | null | undefined;
  /** How many images; each is charged. 1 if left out. */
  n?: number | null | undefined;
  /** 0 to 100 percent, for jpeg and webp. */
  outputCompression?: number | null | undefined;
  /** png, jpeg or webp. */
  outputFormat?: string | null | undefined;
  /** How many pictures of the unfinished image to show; the provider may charge a little for each. None if left out. */
  previews?: number | null | undefined;
  /** What you want to see. */
  prompt: string;
  /** Such as low or high. */
  quality?: string | null | undefined;
  /** Such as 1024x1024, in pixels, or auto. */
  size?: string | null | undefined;
  /** For models with styles only. */
  style?: string | null | undefined;
};

/** What the instrumental should be: give either a prompt or a reference. */
export type InstrumentalRequestInput = {
  /** A model of the catalogue; the server's default if left out. */
  model?: string | null | undefined;
  /** How many choices, 1 to 3; each is charged. 2 if left out. */
  n?: number | null | undefined;
  /** The style, such as: calm piano, rain. */
  prompt?: string | null | undefined;
  /** The provider's id of an instrumental to be like. */
  referenceId?: string | null | undefined;
  /** The title; the first line of the prompt if left out. */
  title?: string | null | undefined;
};

/** What a job makes. */
export type JobKind =
  /** A song that goes on from another one, with its choices. */
  | 'EXTENSION'
  /** One or more images. */
  | 'IMAGE'
  /** A song without a voice, with its choices. */
  | 'INSTRUMENTAL'
  /** A song with its choices. */
  | 'SONG'
  /** The stems of a song choice: voice and instruments, each alone. */
  | 'STEMS';

/** Where a job is on its way. */
export type JobState =
  /** Finished at the provider; its files are being made ours. */
  | 'ARCHIVING'
  /** Cancelled; the provider may still charge for it. An end state. */
  | 'CANCELLED'
  /** It failed; `failure` says why and what to do. An end state. */
  | 'FAILED'
  /** Nobody knows whether the paid request was taken: resolve it. */
  | 'NEEDS_CHECK'
  /** Waits for us: for its turn, or for a free slot at the provider. */
  | 'PENDING'
  /** The provider works on it. */
  | 'RUNNING'
  /** The paid request is on its way; its outcome is not known yet. */
  | 'SUBMITTING'
  /** Every file is here. An end state. */
  | 'SUCCEEDED';

/** Which images or songs; every given condition must hold. */
export type LibraryFilterInput = {
  /** What is in this collection. */
  collection?: string | null | undefined;
  /** Older than this moment. With its time zone, such as 2026-12-01T00:00:00+01:00. */
  createdBefore?: string | null | undefined;
  /** Not older than this moment. With its time zone, such as 2026-12-01T00:00:00+01:00. */
  createdFrom?: string | null | undefined;
  /** Only favourites (true), or only others (false). */
  favourite?: boolean | null | undefined;
  /** Made by one of these models, at most 50. */
  models?: Array<string> | null | undefined;
  /** Rated at least so, from 1 to 5. */
  ratingFrom?: number | null | undefined;
  /** Whose job is in one of these states. */
  states?: Array<JobState> | null | undefined;
  /** With all of these tags, at most 10. */
  tags?: Array<string> | null | undefined;
  /** Words that all stand somewhere in the title, tags, notes, prompt or lyrics; upper and lower case are the same. At most 200 characters in 16 words. */
  text?: string | null | undefined;
  /** What lies in the trash (true), what does not (false), or both (null). */
  trashed?: boolean | null | undefined;
};

/** By what a list is ordered. */
export type LibraryOrderInput = {
  /** What decides. */
  by: SortKey;
  /** The greatest first. If left out: the newest and the best first, titles from A to Z. */
  descending?: boolean | null | undefined;
};

/** Which song is to be taken apart. */
export type MakeStemsInput = {
  /** The global id of the song choice. */
  choice: string;
  /** A name for this order, of 1 to 200 characters: sent again with the same name, it makes no second job but answers the first one. A name that another order has is a Conflict. */
  idempotencyKey?: string | null | undefined;
};

/** The service that does the work. */
export type Provider =
  /** Nobody: its owner brought the files along. */
  | 'IMPORTED'
  /** Mureka songs. */
  | 'MUREKA'
  /** OpenAI Images, or a server that speaks its language. */
  | 'OPENAI';

/** A template as it is to be: give one of image, song and instrumental. */
export type SaveTemplateInput = {
  /** What the image should be. */
  image?: ImageRequestInput | null | undefined;
  /** What the instrumental should be. */
  instrumental?: InstrumentalRequestInput | null | undefined;
  /** Its name, 1 to 100 characters. */
  name: string;
  /** What the song should be. */
  song?: SongRequestInput | null | undefined;
  /** The template to change; a new one is made if left out. */
  templateId?: string | null | undefined;
};

/** What the song should be. */
export type SongRequestInput = {
  /** The voice: female or male. */
  gender?: string | null | undefined;
  /** What is sung; headings such as [Verse] or [Chorus] structure it. */
  lyrics: string;
  /** The provider's id of a melody. */
  melodyId?: string | null | undefined;
  /** A model of the catalogue; the server's default if left out. */
  model?: string | null | undefined;
  /** How many choices, 1 to 3; each is charged. 2 if left out. */
  n?: number | null | undefined;
  /** The style, such as: acoustic folk, gentle melody. */
  prompt?: string | null | undefined;
  /** The provider's id of a reference song. */
  referenceId?: string | null | undefined;
  /** The title; the first line if left out. */
  title?: string | null | undefined;
  /** The provider's id of a voice. */
  vocalId?: string | null | undefined;
};

/** What a list is ordered by. */
export type SortKey =
  /** When it became ours; of a song, when it was ordered. */
  | 'CREATED_AT'
  /** The rating; what is not rated counts as 0. */
  | 'RATING'
  /** The title, as in a dictionary: without case and accents. */
  | 'TITLE';

export type CollectionTileFragment = { id: string, name: string, description: string, arrangement: Arrangement, itemCount: number, coverImageId: string | null, cover: { id: string, placeholder: string, thumbnails: { small: { url: string, width: number }, large: { url: string, width: number } } } | null };

export type JobRowFragment = { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null };

export type TimelineEventFragment = { sequence: number, at: string, kind: EventKind, state: JobState, message: string, attempt: number, progress: number | null, code: FailureCode | null, httpStatus: number | null, nextTryAt: string | null, previewUrl: string | null };

type ItemWords_Image_Fragment = { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null };

type ItemWords_Song_Fragment = { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null };

export type ItemWordsFragment =
  | ItemWords_Image_Fragment
  | ItemWords_Song_Fragment
;

export type FacetCountsFragment = { favourites: number, models: Array<{ value: string, count: number }>, tags: Array<{ value: string, count: number }>, ratings: Array<{ rating: number | null, count: number }> };

export type TileSizesFragment = { small: { url: string, width: number }, large: { url: string, width: number } };

type WorkTile_Image_Fragment = { __typename: 'Image', placeholder: string, createdAt: string, id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null, thumbnails: { small: { url: string, width: number }, large: { url: string, width: number } } };

type WorkTile_Song_Fragment = { __typename: 'Song', createdAt: string, id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null };

export type WorkTileFragment =
  | WorkTile_Image_Fragment
  | WorkTile_Song_Fragment
;

export type MakeStemsMutationVariables = Exact<{
  input: MakeStemsInput;
}>;


export type MakeStemsMutation = { makeStems:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'MakeStemsSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string }
   };

export type ExtendSongMutationVariables = Exact<{
  input: ExtendSongInput;
}>;


export type ExtendSongMutation = { extendSong:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'ExtendSongSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ field: string, message: string }> }
   };

export type SongDetailQueryVariables = Exact<{
  id: string;
}>;


export type SongDetailQuery = { song: { lyrics: string, completedAt: string | null, id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, prompt: string | null, model: string, isInstrumental: boolean, createdAt: string, trashedAt: string | null, extends: { id: string, song: { id: string, title: string } } | null, choices: Array<{ id: string, index: number, durationMs: number | null, waveformUrl: string | null, lossless: { url: string, filename: string, sizeBytes: number, mediaType: string } | null, stems: { oddity: string | null, file: { url: string, sizeBytes: number }, tracks: Array<{ name: string, sizeBytes: number }> } | null, downloads: { mp3: string | null, lossless: string | null, stems: string | null, text: string, lrc: string, release: string }, sections: Array<{ kind: string, startMs: number, endMs: number, lines: Array<{ startMs: number, endMs: number, text: string }> }>, mp3: { url: string, filename: string, sizeBytes: number } | null }>, job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } } | null };

export type StemsInFlightQueryVariables = Exact<{ [key: string]: never; }>;


export type StemsInFlightQuery = { jobs: { edges: Array<{ node: { id: string, request:
          | { __typename: 'ExtensionRequest' }
          | { __typename: 'ImageRequest' }
          | { __typename: 'InstrumentalRequest' }
          | { __typename: 'SongRequest' }
          | { __typename: 'StemsRequest', choiceId: string }
         } }> } };

export type SongPageQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
  order?: LibraryOrderInput | null | undefined;
  after?: string | null | undefined;
}>;


export type SongPageQuery = { songs: { edges: Array<{ cursor: string, node: { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, prompt: string | null, model: string, isInstrumental: boolean, createdAt: string, trashedAt: string | null, job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null }, choices: Array<{ id: string, index: number, durationMs: number | null, waveformUrl: string | null, mp3: { url: string, filename: string, sizeBytes: number } | null }> } }>, pageInfo: { hasNextPage: boolean } } };

export type SongCountsQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
}>;


export type SongCountsQuery = { songs: { totalCount: number, facets: { favourites: number, models: Array<{ value: string, count: number }>, tags: Array<{ value: string, count: number }>, ratings: Array<{ rating: number | null, count: number }> } } };

export type SongModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type SongModelsQuery = { models: Array<
    | { __typename: 'ImageModel', name: string, isDefault: boolean, isMocked: boolean, promptLimit: number, nLimit: number, nDefault: number, hasEnded: boolean, prices: Array<{ usd: string, asOf: string }> }
    | { __typename: 'SongModel', lyricsLimit: number, extendsSongs: boolean, name: string, isDefault: boolean, isMocked: boolean, promptLimit: number, nLimit: number, nDefault: number, hasEnded: boolean, prices: Array<{ usd: string, asOf: string }> }
  > };

export type GenerateSongMutationVariables = Exact<{
  input: GenerateSongInput;
}>;


export type GenerateSongMutation = { generateSong:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'GenerateSongSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ field: string, message: string }> }
   };

export type GenerateInstrumentalMutationVariables = Exact<{
  input: GenerateInstrumentalInput;
}>;


export type GenerateInstrumentalMutation = { generateInstrumental:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'GenerateInstrumentalSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ field: string, message: string }> }
   };

type SongOrderFields_ExtensionRequest_Fragment = { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null };

type SongOrderFields_ImageRequest_Fragment = { __typename: 'ImageRequest' };

type SongOrderFields_InstrumentalRequest_Fragment = { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null };

type SongOrderFields_SongRequest_Fragment = { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null };

type SongOrderFields_StemsRequest_Fragment = { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null };

export type SongOrderFieldsFragment =
  | SongOrderFields_ExtensionRequest_Fragment
  | SongOrderFields_ImageRequest_Fragment
  | SongOrderFields_InstrumentalRequest_Fragment
  | SongOrderFields_SongRequest_Fragment
  | SongOrderFields_StemsRequest_Fragment
;

export type SongOrderQueryVariables = Exact<{
  jobId: string;
}>;


export type SongOrderQuery = { job: { id: string, request:
      | { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null }
      | { __typename: 'ImageRequest' }
      | { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null }
      | { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null }
      | { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null }
     } | null };

export type MadeSongQueryVariables = Exact<{
  id: string;
}>;


export type MadeSongQuery = { song: { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, prompt: string | null, model: string, isInstrumental: boolean, createdAt: string, trashedAt: string | null, job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null }, choices: Array<{ id: string, index: number, durationMs: number | null, waveformUrl: string | null, mp3: { url: string, filename: string, sizeBytes: number } | null }> } | null };

export type SongTemplateFragment = { id: string, name: string, updatedAt: string, request:
    | { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null }
    | { __typename: 'ImageRequest' }
    | { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null }
    | { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null }
    | { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null }
   };

export type SongTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type SongTemplatesQuery = { songs: Array<{ id: string, name: string, updatedAt: string, request:
      | { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null }
      | { __typename: 'ImageRequest' }
      | { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null }
      | { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null }
      | { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null }
     }>, instrumentals: Array<{ id: string, name: string, updatedAt: string, request:
      | { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null }
      | { __typename: 'ImageRequest' }
      | { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null }
      | { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null }
      | { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null }
     }> };

export type SaveSongTemplateMutationVariables = Exact<{
  input: SaveTemplateInput;
}>;


export type SaveSongTemplateMutation = { saveTemplate:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'SaveTemplateSuccess', template: { id: string, name: string, updatedAt: string, request:
          | { __typename: 'ExtensionRequest', lyrics: string, extendAtMs: number, model: string, n: number, title: string | null, style: string | null, choice: { id: string, song: { id: string } } | null }
          | { __typename: 'ImageRequest' }
          | { __typename: 'InstrumentalRequest', model: string, n: number, title: string | null, referenceId: string | null, style: string | null }
          | { __typename: 'SongRequest', lyrics: string, model: string, n: number, title: string | null, gender: string | null, referenceId: string | null, vocalId: string | null, melodyId: string | null, style: string | null }
          | { __typename: 'StemsRequest', choice: { id: string, song: { id: string } } | null }
         } }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ field: string, message: string }> }
   };

export type DeleteSongTemplateMutationVariables = Exact<{
  templateId: string;
}>;


export type DeleteSongTemplateMutation = { deleteTemplate:
    | { __typename: 'DeleteTemplateSuccess' }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
   };

export type ChoiceRowFragment = { id: string, index: number, durationMs: number | null, waveformUrl: string | null, mp3: { url: string, filename: string, sizeBytes: number } | null };

export type SongRowFragment = { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, prompt: string | null, model: string, isInstrumental: boolean, createdAt: string, trashedAt: string | null, job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null }, choices: Array<{ id: string, index: number, durationMs: number | null, waveformUrl: string | null, mp3: { url: string, filename: string, sizeBytes: number } | null }> };

export const TileSizesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<TileSizesFragment, unknown>;
export const CollectionTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CollectionTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Collection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"arrangement"}},{"kind":"Field","name":{"kind":"Name","value":"itemCount"}},{"kind":"Field","name":{"kind":"Name","value":"coverImageId"}},{"kind":"Field","name":{"kind":"Name","value":"cover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<CollectionTileFragment, unknown>;
export const TimelineEventFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEvent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"nextTryAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}}]}}]} as unknown as DocumentNode<TimelineEventFragment, unknown>;
export const FacetCountsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FacetCounts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Facets"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ratings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"favourites"}}]}}]} as unknown as DocumentNode<FacetCountsFragment, unknown>;
export const ItemWordsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}}]} as unknown as DocumentNode<ItemWordsFragment, unknown>;
export const WorkTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<WorkTileFragment, unknown>;
export const SongOrderFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongOrderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrderRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}},{"kind":"Field","name":{"kind":"Name","value":"vocalId"}},{"kind":"Field","name":{"kind":"Name","value":"melodyId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentalRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtensionRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"extendAtMs"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SongOrderFieldsFragment, unknown>;
export const SongTemplateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongOrderFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongOrderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrderRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}},{"kind":"Field","name":{"kind":"Name","value":"vocalId"}},{"kind":"Field","name":{"kind":"Name","value":"melodyId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentalRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtensionRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"extendAtMs"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SongTemplateFragment, unknown>;
export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const ChoiceRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongChoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"waveformUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mp3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}}]} as unknown as DocumentNode<ChoiceRowFragment, unknown>;
export const SongRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Song"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"isInstrumental"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChoiceRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongChoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"waveformUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mp3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}}]} as unknown as DocumentNode<SongRowFragment, unknown>;
export const MakeStemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeStems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MakeStemsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"makeStems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MakeStemsSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<MakeStemsMutation, MakeStemsMutationVariables>;
export const ExtendSongDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExtendSong"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExtendSongInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"extendSong"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtendSongSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<ExtendSongMutation, ExtendSongMutationVariables>;
export const SongDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"song"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongRow"}},{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"extends"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lossless"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oddity"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"downloads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mp3"}},{"kind":"Field","name":{"kind":"Name","value":"lossless"}},{"kind":"Field","name":{"kind":"Name","value":"stems"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"lrc"}},{"kind":"Field","name":{"kind":"Name","value":"release"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"startMs"}},{"kind":"Field","name":{"kind":"Name","value":"endMs"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startMs"}},{"kind":"Field","name":{"kind":"Name","value":"endMs"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongChoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"waveformUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mp3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Song"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"isInstrumental"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChoiceRow"}}]}}]}}]} as unknown as DocumentNode<SongDetailQuery, SongDetailQueryVariables>;
export const StemsInFlightDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StemsInFlight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"inFlight"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"STEMS"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choiceId"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<StemsInFlightQuery, StemsInFlightQueryVariables>;
export const SongPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryOrderInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"songs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"30"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"order"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongChoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"waveformUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mp3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Song"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"isInstrumental"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChoiceRow"}}]}}]}}]} as unknown as DocumentNode<SongPageQuery, SongPageQueryVariables>;
export const SongCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongCounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"songs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"facets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FacetCounts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FacetCounts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Facets"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ratings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"favourites"}}]}}]} as unknown as DocumentNode<SongCountsQuery, SongCountsQueryVariables>;
export const SongModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"SONG"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"isMocked"}},{"kind":"Field","name":{"kind":"Name","value":"promptLimit"}},{"kind":"Field","name":{"kind":"Name","value":"nLimit"}},{"kind":"Field","name":{"kind":"Name","value":"nDefault"}},{"kind":"Field","name":{"kind":"Name","value":"hasEnded"}},{"kind":"Field","name":{"kind":"Name","value":"prices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"usd"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongModel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyricsLimit"}},{"kind":"Field","name":{"kind":"Name","value":"extendsSongs"}}]}}]}}]}}]} as unknown as DocumentNode<SongModelsQuery, SongModelsQueryVariables>;
export const GenerateSongDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateSong"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateSongInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateSong"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateSongSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<GenerateSongMutation, GenerateSongMutationVariables>;
export const GenerateInstrumentalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateInstrumental"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateInstrumentalInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateInstrumental"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateInstrumentalSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<GenerateInstrumentalMutation, GenerateInstrumentalMutationVariables>;
export const SongOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongOrderFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongOrderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrderRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}},{"kind":"Field","name":{"kind":"Name","value":"vocalId"}},{"kind":"Field","name":{"kind":"Name","value":"melodyId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentalRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtensionRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"extendAtMs"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SongOrderQuery, SongOrderQueryVariables>;
export const MadeSongDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MadeSong"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"song"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChoiceRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongChoice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"waveformUrl"}},{"kind":"Field","name":{"kind":"Name","value":"mp3"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Song"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"isInstrumental"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChoiceRow"}}]}}]}}]} as unknown as DocumentNode<MadeSongQuery, MadeSongQueryVariables>;
export const SongTemplatesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongTemplates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"songs"},"name":{"kind":"Name","value":"templates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"SONG"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongTemplate"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"instrumentals"},"name":{"kind":"Name","value":"templates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"INSTRUMENTAL"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongTemplate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongOrderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrderRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}},{"kind":"Field","name":{"kind":"Name","value":"vocalId"}},{"kind":"Field","name":{"kind":"Name","value":"melodyId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentalRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtensionRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"extendAtMs"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongOrderFields"}}]}}]}}]} as unknown as DocumentNode<SongTemplatesQuery, SongTemplatesQueryVariables>;
export const SaveSongTemplateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveSongTemplate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTemplateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveTemplate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTemplateSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"template"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongTemplate"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongOrderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OrderRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SongRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"gender"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}},{"kind":"Field","name":{"kind":"Name","value":"vocalId"}},{"kind":"Field","name":{"kind":"Name","value":"melodyId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InstrumentalRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"referenceId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ExtensionRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lyrics"}},{"kind":"Field","name":{"kind":"Name","value":"extendAtMs"}},{"kind":"Field","alias":{"kind":"Name","value":"style"},"name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StemsRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"choice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"song"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SongTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SongOrderFields"}}]}}]}}]} as unknown as DocumentNode<SaveSongTemplateMutation, SaveSongTemplateMutationVariables>;
export const DeleteSongTemplateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteSongTemplate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteTemplate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"templateId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteSongTemplateMutation, DeleteSongTemplateMutationVariables>;