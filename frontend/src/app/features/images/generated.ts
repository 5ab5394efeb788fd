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

/** What the image should be. Which values a model takes is in `models`; leave out what the provider may choose. */
export type GenerateImageInput = {
  /** transparent, opaque or auto. */
  background?: string | null | undefined;
  /** A name for this order, of 1 to 200 characters: sent again with the same name, it makes no second job but answers the first one. A name that another order has is a Conflict. */
  idempotencyKey?: string | null | undefined;
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

export type ImageModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImageModelsQuery = { models: Array<
    | { name: string, isDefault: boolean, isMocked: boolean, hasEnded: boolean, promptLimit: number, nLimit: number, sizes: Array<string>, takesAnySize: boolean, qualities: Array<string>, styles: Array<string>, formats: Array<string>, backgrounds: Array<string>, moderations: Array<string>, previewsLimit: number, prices: Array<{ quality: string | null, usd: string, asOf: string }> }
    | Record<PropertyKey, never>
  > };

export type GenerateImageMutationVariables = Exact<{
  input: GenerateImageInput;
}>;


export type GenerateImageMutation = { generateImage:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'GenerateImageSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ field: string, message: string }> }
   };

export type ImageOrderedFragment = { prompt: string, model: string, n: number, size: string | null, quality: string | null, style: string | null, outputFormat: string | null, outputCompression: number | null, background: string | null, moderation: string | null, previews: number };

export type ImageOrderQueryVariables = Exact<{
  jobId: string;
}>;


export type ImageOrderQuery = { job: { id: string, request:
      | { __typename: 'ExtensionRequest' }
      | { __typename: 'ImageRequest', prompt: string, model: string, n: number, size: string | null, quality: string | null, style: string | null, outputFormat: string | null, outputCompression: number | null, background: string | null, moderation: string | null, previews: number }
      | { __typename: 'InstrumentalRequest' }
      | { __typename: 'SongRequest' }
      | { __typename: 'StemsRequest' }
     } | null };

export type ImageResultsQueryVariables = Exact<{
  jobId: string;
}>;


export type ImageResultsQuery = { job: { id: string, images: Array<{ downloadUrl: string, id: string, title: string, favourite: boolean, rating: number | null, createdAt: string, placeholder: string, file: { url: string, filename: string }, thumbnails: { small: { url: string, width: number, height: number }, large: { url: string, width: number, height: number } } }> } | null };

export type ImageHistoryQueryVariables = Exact<{ [key: string]: never; }>;


export type ImageHistoryQuery = { jobs: { edges: Array<{ cursor: string, node: { id: string, prompt: string | null, model: string, state: JobState, images: Array<{ id: string, placeholder: string, thumbnails: { small: { url: string } } }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ImageTemplateFragment = { id: string, name: string, request:
    | { __typename: 'ExtensionRequest' }
    | { __typename: 'ImageRequest', prompt: string, model: string, n: number, size: string | null, quality: string | null, style: string | null, outputFormat: string | null, outputCompression: number | null, background: string | null, moderation: string | null, previews: number }
    | { __typename: 'InstrumentalRequest' }
    | { __typename: 'SongRequest' }
    | { __typename: 'StemsRequest' }
   };

export type ImageTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type ImageTemplatesQuery = { templates: Array<{ id: string, name: string, request:
      | { __typename: 'ExtensionRequest' }
      | { __typename: 'ImageRequest', prompt: string, model: string, n: number, size: string | null, quality: string | null, style: string | null, outputFormat: string | null, outputCompression: number | null, background: string | null, moderation: string | null, previews: number }
      | { __typename: 'InstrumentalRequest' }
      | { __typename: 'SongRequest' }
      | { __typename: 'StemsRequest' }
     }> };

export type SaveImageTemplateMutationVariables = Exact<{
  input: SaveTemplateInput;
}>;


export type SaveImageTemplateMutation = { saveTemplate:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'SaveTemplateSuccess', template: { id: string, name: string, request:
          | { __typename: 'ExtensionRequest' }
          | { __typename: 'ImageRequest', prompt: string, model: string, n: number, size: string | null, quality: string | null, style: string | null, outputFormat: string | null, outputCompression: number | null, background: string | null, moderation: string | null, previews: number }
          | { __typename: 'InstrumentalRequest' }
          | { __typename: 'SongRequest' }
          | { __typename: 'StemsRequest' }
         } }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string, fields: Array<{ message: string }> }
   };

export type DeleteImageTemplateMutationVariables = Exact<{
  templateId: string;
}>;


export type DeleteImageTemplateMutation = { deleteTemplate:
    | { __typename: 'DeleteTemplateSuccess' }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
   };

export type ImageTileFragment = { id: string, title: string, favourite: boolean, rating: number | null, createdAt: string, placeholder: string, thumbnails: { small: { url: string, width: number, height: number }, large: { url: string, width: number, height: number } } };

export type ImagePageQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
  order?: LibraryOrderInput | null | undefined;
  after?: string | null | undefined;
}>;


export type ImagePageQuery = { images: { edges: Array<{ cursor: string, node: { id: string, title: string, favourite: boolean, rating: number | null, createdAt: string, placeholder: string, thumbnails: { small: { url: string, width: number, height: number }, large: { url: string, width: number, height: number } } } }>, pageInfo: { hasNextPage: boolean } } };

export type ImageCountsQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
}>;


export type ImageCountsQuery = { images: { totalCount: number, facets: { favourites: number, models: Array<{ value: string, count: number }>, tags: Array<{ value: string, count: number }>, ratings: Array<{ rating: number | null, count: number }> } } };

export type ImageDetailQueryVariables = Exact<{
  id: string;
}>;


export type ImageDetailQuery = { image: { prompt: string, revisedPrompt: string | null, model: string, downloadUrl: string, id: string, title: string, favourite: boolean, rating: number | null, createdAt: string, placeholder: string, tags: Array<string>, notes: string | null, trashedAt: string | null, file: { url: string, filename: string, mediaType: string, sizeBytes: number, width: number | null, height: number | null }, job: { id: string, estimatedUsd: string | null, request:
        | { __typename: 'ExtensionRequest' }
        | { __typename: 'ImageRequest', n: number, quality: string | null }
        | { __typename: 'InstrumentalRequest' }
        | { __typename: 'SongRequest' }
        | { __typename: 'StemsRequest' }
       }, thumbnails: { small: { url: string, width: number, height: number }, large: { url: string, width: number, height: number } } } | null };

export const TileSizesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<TileSizesFragment, unknown>;
export const CollectionTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CollectionTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Collection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"arrangement"}},{"kind":"Field","name":{"kind":"Name","value":"itemCount"}},{"kind":"Field","name":{"kind":"Name","value":"coverImageId"}},{"kind":"Field","name":{"kind":"Name","value":"cover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<CollectionTileFragment, unknown>;
export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const TimelineEventFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEvent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"nextTryAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}}]}}]} as unknown as DocumentNode<TimelineEventFragment, unknown>;
export const FacetCountsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FacetCounts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Facets"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ratings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"favourites"}}]}}]} as unknown as DocumentNode<FacetCountsFragment, unknown>;
export const ItemWordsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}}]} as unknown as DocumentNode<ItemWordsFragment, unknown>;
export const WorkTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<WorkTileFragment, unknown>;
export const ImageOrderedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageOrdered"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"outputFormat"}},{"kind":"Field","name":{"kind":"Name","value":"outputCompression"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"moderation"}},{"kind":"Field","name":{"kind":"Name","value":"previews"}}]}}]} as unknown as DocumentNode<ImageOrderedFragment, unknown>;
export const ImageTemplateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageOrdered"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageOrdered"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"outputFormat"}},{"kind":"Field","name":{"kind":"Name","value":"outputCompression"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"moderation"}},{"kind":"Field","name":{"kind":"Name","value":"previews"}}]}}]} as unknown as DocumentNode<ImageTemplateFragment, unknown>;
export const ImageTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]} as unknown as DocumentNode<ImageTileFragment, unknown>;
export const ImageModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"IMAGE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageModel"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"isMocked"}},{"kind":"Field","name":{"kind":"Name","value":"hasEnded"}},{"kind":"Field","name":{"kind":"Name","value":"promptLimit"}},{"kind":"Field","name":{"kind":"Name","value":"nLimit"}},{"kind":"Field","name":{"kind":"Name","value":"sizes"}},{"kind":"Field","name":{"kind":"Name","value":"takesAnySize"}},{"kind":"Field","name":{"kind":"Name","value":"qualities"}},{"kind":"Field","name":{"kind":"Name","value":"styles"}},{"kind":"Field","name":{"kind":"Name","value":"formats"}},{"kind":"Field","name":{"kind":"Name","value":"backgrounds"}},{"kind":"Field","name":{"kind":"Name","value":"moderations"}},{"kind":"Field","name":{"kind":"Name","value":"previewsLimit"}},{"kind":"Field","name":{"kind":"Name","value":"prices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"usd"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImageModelsQuery, ImageModelsQueryVariables>;
export const GenerateImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateImageSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<GenerateImageMutation, GenerateImageMutationVariables>;
export const ImageOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageOrdered"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageOrdered"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"outputFormat"}},{"kind":"Field","name":{"kind":"Name","value":"outputCompression"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"moderation"}},{"kind":"Field","name":{"kind":"Name","value":"previews"}}]}}]} as unknown as DocumentNode<ImageOrderQuery, ImageOrderQueryVariables>;
export const ImageResultsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageResults"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]} as unknown as DocumentNode<ImageResultsQuery, ImageResultsQueryVariables>;
export const ImageHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageHistory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"IMAGE"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"images"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ImageHistoryQuery, ImageHistoryQueryVariables>;
export const ImageTemplatesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageTemplates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"templates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"IMAGE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTemplate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageOrdered"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"outputFormat"}},{"kind":"Field","name":{"kind":"Name","value":"outputCompression"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"moderation"}},{"kind":"Field","name":{"kind":"Name","value":"previews"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageOrdered"}}]}}]}}]} as unknown as DocumentNode<ImageTemplatesQuery, ImageTemplatesQueryVariables>;
export const SaveImageTemplateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveImageTemplate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTemplateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveTemplate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTemplateSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"template"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTemplate"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageOrdered"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}},{"kind":"Field","name":{"kind":"Name","value":"style"}},{"kind":"Field","name":{"kind":"Name","value":"outputFormat"}},{"kind":"Field","name":{"kind":"Name","value":"outputCompression"}},{"kind":"Field","name":{"kind":"Name","value":"background"}},{"kind":"Field","name":{"kind":"Name","value":"moderation"}},{"kind":"Field","name":{"kind":"Name","value":"previews"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTemplate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Template"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageOrdered"}}]}}]}}]} as unknown as DocumentNode<SaveImageTemplateMutation, SaveImageTemplateMutationVariables>;
export const DeleteImageTemplateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteImageTemplate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteTemplate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"templateId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"templateId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteImageTemplateMutation, DeleteImageTemplateMutationVariables>;
export const ImagePageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImagePage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryOrderInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"60"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"order"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]} as unknown as DocumentNode<ImagePageQuery, ImagePageQueryVariables>;
export const ImageCountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageCounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"facets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FacetCounts"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FacetCounts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Facets"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ratings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"favourites"}}]}}]} as unknown as DocumentNode<ImageCountsQuery, ImageCountsQueryVariables>;
export const ImageDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImageTile"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"revisedPrompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"mediaType"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"quality"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImageTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}}]} as unknown as DocumentNode<ImageDetailQuery, ImageDetailQueryVariables>;