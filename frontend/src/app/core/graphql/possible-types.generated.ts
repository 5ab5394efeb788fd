
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "CollectionResult": [
      "CollectionChanged",
      "NotFound",
      "ValidationError"
    ],
    "DeleteCollectionResult": [
      "DeleteCollectionSuccess",
      "NotFound"
    ],
    "DeleteTemplateResult": [
      "DeleteTemplateSuccess",
      "NotFound"
    ],
    "ExtendSongResult": [
      "Conflict",
      "ExtendSongSuccess",
      "NotFound",
      "ValidationError"
    ],
    "Failure": [
      "Conflict",
      "NotFound",
      "ValidationError"
    ],
    "GenerateImageResult": [
      "Conflict",
      "GenerateImageSuccess",
      "ValidationError"
    ],
    "GenerateInstrumentalResult": [
      "Conflict",
      "GenerateInstrumentalSuccess",
      "ValidationError"
    ],
    "GenerateSongResult": [
      "Conflict",
      "GenerateSongSuccess",
      "ValidationError"
    ],
    "ItemsResult": [
      "ItemsChanged",
      "NotFound",
      "ValidationError"
    ],
    "JobResult": [
      "Conflict",
      "JobSuccess",
      "NotFound",
      "ValidationError"
    ],
    "JobsResult": [
      "JobsChanged",
      "NotFound",
      "ValidationError"
    ],
    "LibraryItem": [
      "Image",
      "Song"
    ],
    "MakeStemsResult": [
      "Conflict",
      "MakeStemsSuccess",
      "NotFound",
      "ValidationError"
    ],
    "Model": [
      "ImageModel",
      "SongModel"
    ],
    "Node": [
      "Collection",
      "Image",
      "Job",
      "PastRequest",
      "Song",
      "Template"
    ],
    "OrderRequest": [
      "ExtensionRequest",
      "ImageRequest",
      "InstrumentalRequest",
      "SongRequest",
      "StemsRequest"
    ],
    "PurgeResult": [
      "Conflict",
      "ItemsPurged",
      "NotFound",
      "ValidationError"
    ],
    "SaveCollectionResult": [
      "Conflict",
      "NotFound",
      "SaveCollectionSuccess",
      "ValidationError"
    ],
    "SaveTemplateResult": [
      "Conflict",
      "NotFound",
      "SaveTemplateSuccess",
      "ValidationError"
    ]
  }
};
      export default result;
    