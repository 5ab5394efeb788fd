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

/** What to change; what is left out stays as it is. */
export type EditItemsInput = {
  /** Tags that it gets beside those it has; 50 in all at most. */
  addTags?: Array<string> | null | undefined;
  /** Whether it is one of the favourites. */
  favourite?: boolean | null | undefined;
  /** What you want to note; null takes the notes away. */
  notes?: string | null | undefined;
  /** From 1 to 5; null takes the rating away. */
  rating?: number | null | undefined;
  /** Tags that it loses. */
  removeTags?: Array<string> | null | undefined;
  /** Which images and songs. */
  select: ItemSelectionInput;
  /** Its tags from now on, in place of all others. */
  tags?: Array<string> | null | undefined;
  /** A new title, for one thing at a time. */
  title?: string | null | undefined;
};

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

/** Which images and songs: those named by `ids`, all at once or none of them; or all that fit `filter`, of one kind or of both. An empty filter means all outside the trash; for restoreItems and purgeItems, which know only the trash, all in it. */
export type ItemSelectionInput = {
  /** All that fit, however many. */
  filter?: LibraryFilterInput | null | undefined;
  /** Global ids of images and songs, at most 1,000. */
  ids?: Array<string> | null | undefined;
  /** With `filter`: only images (IMAGE), or only songs, of whatever kind (SONG). */
  kind?: JobKind | null | undefined;
};

/** Which images and songs. */
export type ItemsInput = {
  /** Which images and songs. */
  select: ItemSelectionInput;
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

export type LatestWorksQueryVariables = Exact<{
  first: number;
  filter?: LibraryFilterInput | null | undefined;
  order?: LibraryOrderInput | null | undefined;
}>;


export type LatestWorksQuery = { library: { edges: Array<{ cursor: string, node:
        | { __typename: 'Image', placeholder: string, createdAt: string, id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null, thumbnails: { small: { url: string, width: number }, large: { url: string, width: number } } }
        | { __typename: 'Song', createdAt: string, id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
       }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

type ItemsAnswer_ItemsChanged_Fragment = { __typename: 'ItemsChanged', count: number, items: Array<
    | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
    | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
  > };

type ItemsAnswer_NotFound_Fragment = { __typename: 'NotFound', code: FailureCode, message: string, hint: string };

type ItemsAnswer_ValidationError_Fragment = { __typename: 'ValidationError', code: FailureCode, message: string, hint: string };

export type ItemsAnswerFragment =
  | ItemsAnswer_ItemsChanged_Fragment
  | ItemsAnswer_NotFound_Fragment
  | ItemsAnswer_ValidationError_Fragment
;

export type EditItemsMutationVariables = Exact<{
  input: EditItemsInput;
}>;


export type EditItemsMutation = { editItems:
    | { __typename: 'ItemsChanged', count: number, items: Array<
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
      > }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string }
   };

export type TrashItemsMutationVariables = Exact<{
  input: ItemsInput;
}>;


export type TrashItemsMutation = { trashItems:
    | { __typename: 'ItemsChanged', count: number, items: Array<
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
      > }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string }
   };

export type RestoreItemsMutationVariables = Exact<{
  input: ItemsInput;
}>;


export type RestoreItemsMutation = { restoreItems:
    | { __typename: 'ItemsChanged', count: number, items: Array<
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
        | { id: string, title: string, tags: Array<string>, favourite: boolean, rating: number | null, notes: string | null, trashedAt: string | null }
      > }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string }
   };

export type PurgeItemsMutationVariables = Exact<{
  input: ItemsInput;
}>;


export type PurgeItemsMutation = { purgeItems:
    | { __typename: 'Conflict', code: FailureCode, message: string, hint: string }
    | { __typename: 'ItemsPurged', count: number }
    | { __typename: 'NotFound', code: FailureCode, message: string, hint: string }
    | { __typename: 'ValidationError', code: FailureCode, message: string, hint: string }
   };

export type ImageIdsQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
  after?: string | null | undefined;
}>;


export type ImageIdsQuery = { found: { edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean } } };

export type SongIdsQueryVariables = Exact<{
  filter?: LibraryFilterInput | null | undefined;
  after?: string | null | undefined;
}>;


export type SongIdsQuery = { found: { edges: Array<{ cursor: string, node: { id: string } }>, pageInfo: { hasNextPage: boolean } } };

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

export const TileSizesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<TileSizesFragment, unknown>;
export const CollectionTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CollectionTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Collection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"arrangement"}},{"kind":"Field","name":{"kind":"Name","value":"itemCount"}},{"kind":"Field","name":{"kind":"Name","value":"coverImageId"}},{"kind":"Field","name":{"kind":"Name","value":"cover"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<CollectionTileFragment, unknown>;
export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"estimated"}},{"kind":"Field","name":{"kind":"Name","value":"remainingMs"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedUsd"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextStepAt"}},{"kind":"Field","name":{"kind":"Name","value":"cancelRequested"}},{"kind":"Field","name":{"kind":"Name","value":"canCancel"}},{"kind":"Field","name":{"kind":"Name","value":"canRetry"}},{"kind":"Field","name":{"kind":"Name","value":"retryIsFree"}},{"kind":"Field","name":{"kind":"Name","value":"providerJobId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const TimelineEventFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TimelineEvent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JobEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}},{"kind":"Field","name":{"kind":"Name","value":"nextTryAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}}]}}]} as unknown as DocumentNode<TimelineEventFragment, unknown>;
export const ItemWordsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}}]} as unknown as DocumentNode<ItemWordsFragment, unknown>;
export const ItemsAnswerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemsAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}}]} as unknown as DocumentNode<ItemsAnswerFragment, unknown>;
export const FacetCountsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FacetCounts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Facets"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ratings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"favourites"}}]}}]} as unknown as DocumentNode<FacetCountsFragment, unknown>;
export const WorkTileFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}}]} as unknown as DocumentNode<WorkTileFragment, unknown>;
export const LatestWorksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LatestWorks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryOrderInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"library"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"order"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorkTile"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TileSizes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Thumbnails"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"small"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}},{"kind":"Field","name":{"kind":"Name","value":"large"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"width"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorkTile"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Image"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"placeholder"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnails"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TileSizes"}}]}}]}}]}}]} as unknown as DocumentNode<LatestWorksQuery, LatestWorksQueryVariables>;
export const EditItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EditItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EditItemsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"editItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemsAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemsAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<EditItemsMutation, EditItemsMutationVariables>;
export const TrashItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrashItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trashItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemsAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemsAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<TrashItemsMutation, TrashItemsMutationVariables>;
export const RestoreItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RestoreItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"restoreItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemsAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryItem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"favourite"}},{"kind":"Field","name":{"kind":"Name","value":"rating"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"trashedAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ItemsAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ItemWords"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]} as unknown as DocumentNode<RestoreItemsMutation, RestoreItemsMutationVariables>;
export const PurgeItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PurgeItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"purgeItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ItemsPurged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}}]}}]}}]}}]} as unknown as DocumentNode<PurgeItemsMutation, PurgeItemsMutationVariables>;
export const ImageIdsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImageIds"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"found"},"name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<ImageIdsQuery, ImageIdsQueryVariables>;
export const SongIdsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SongIds"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LibraryFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"found"},"name":{"kind":"Name","value":"songs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<SongIdsQuery, SongIdsQueryVariables>;