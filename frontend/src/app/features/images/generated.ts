/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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
  /** A name for this request: sent again with the same name, it makes no second job. */
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

/** What a job makes. */
export type JobKind =
  /** One or more images. */
  | 'IMAGE'
  /** A song with its choices. */
  | 'SONG';

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
  /** Older than this moment. */
  createdBefore?: string | null | undefined;
  /** Not older than this moment. */
  createdFrom?: string | null | undefined;
  /** Only favourites (true), or only others (false). */
  favourite?: boolean | null | undefined;
  /** Made by one of these models. */
  models?: Array<string> | null | undefined;
  /** Rated at least so, from 1 to 5. */
  ratingFrom?: number | null | undefined;
  /** Whose job is in one of these states. */
  states?: Array<JobState> | null | undefined;
  /** With all of these tags. */
  tags?: Array<string> | null | undefined;
  /** Words that all stand somewhere in the title, tags, notes, prompt or lyrics; upper and lower case are the same. */
  text?: string | null | undefined;
  /** What lies in the trash (true), what does not (false), or both. */
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
  /** Mureka songs. */
  | 'MUREKA'
  /** OpenAI Images, or a server that speaks its language. */
  | 'OPENAI';

/** What a list is ordered by. */
export type SortKey =
  /** When it became ours; of a song, when it was ordered. */
  | 'CREATED_AT'
  /** The rating; what is not rated counts as 0. */
  | 'RATING'
  /** The title, as in a dictionary: without case and accents. */
  | 'TITLE';

export type JobRowFragment = { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null };

export type TimelineEventFragment = { sequence: number, at: string, kind: EventKind, state: JobState, message: string, attempt: number, progress: number | null, code: FailureCode | null, httpStatus: number | null, nextTryAt: string | null, previewUrl: string | null };

export type ImagesQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
  order?: LibraryOrderInput | null | undefined;
  after?: string | null | undefined;
}>;


export type ImagesQuery = { images: { edges: Array<{ cursor: string, node: { id: string, title: string, model: string, createdAt: string, file: { url: string } } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ImageDetailQueryVariables = Exact<{
  id: string;
}>;


export type ImageDetailQuery = { image: { id: string, title: string, prompt: string, model: string, file: { url: string, width: number | null, height: number | null } } | null };

export type GenerateImageMutationVariables = Exact<{
  input: GenerateImageInput;
}>;


export type GenerateImageMutation = { generateImage:
    | { __typename: 'Conflict', message: string, hint: string }
    | { __typename: 'GenerateImageSuccess', job: { id: string, kind: JobKind, provider: Provider, model: string, prompt: string | null, state: JobState, attempt: number, estimatedUsd: string | null, createdAt: string, finishedAt: string | null, nextStepAt: string | null, cancelRequested: boolean, canCancel: boolean, canRetry: boolean, retryIsFree: boolean, providerJobId: string | null, progress: { share: number, estimated: boolean, remainingMs: number | null }, failure: { code: FailureCode, message: string, hint: string } | null } }
    | { __typename: 'ValidationError', message: string, hint: string }
   };

export type ImageOrderQueryVariables = Exact<{
  jobId: string;
}>;


export type ImageOrderQuery = { job: { id: string, request:
      | { __typename: 'ImageRequest', prompt: string }
      | { __typename: 'SongRequest' }
     } | null };

export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const TimelineEventFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEvent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"nextTryAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}}]}}]} as unknown as DocumentNode<TimelineEventFragment, unknown>;
export const ImagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Images"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryOrderInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"30"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"order"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ImagesQuery, ImagesQueryVariables>;
export const ImageDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]} as unknown as DocumentNode<ImageDetailQuery, ImageDetailQueryVariables>;
export const GenerateImageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateImage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateImageSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<GenerateImageMutation, GenerateImageMutationVariables>;
export const ImageOrderDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageOrder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"jobId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"request"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImageRequest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prompt"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImageOrderQuery, ImageOrderQueryVariables>;