
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "DeleteTemplateResult": [
      "DeleteTemplateSuccess",
      "NotFound"
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
    "Model": [
      "ImageModel",
      "SongModel"
    ],
    "Node": [
      "Image",
      "Job",
      "Song",
      "Template"
    ],
    "OrderRequest": [
      "ImageRequest",
      "SongRequest"
    ],
    "PurgeResult": [
      "Conflict",
      "ItemsPurged",
      "NotFound",
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
    