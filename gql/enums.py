"""The domain's enumerations as the schema shows them, each value with a description."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from domain.collection import Arrangement
from domain.errors import FailureCode
from domain.job_state import EventKind, JobKind, JobState, Provider
from domain.paging import SortKey

E = TypeVar("E", bound=Enum)


def _describe(cls: type[E], description: str, values: Mapping[E, str]) -> None:
    if "__strawberry_definition__" not in vars(cls):
        strawberry.enum(cls)
    # Fields may hold the definition already: it is completed, not replaced.
    definition: StrawberryEnumDefinition = vars(cls)["__strawberry_definition__"]
    definition.description = description
    for value in definition.values:
        value.description = values[cls[value.name]]


def describe_enums() -> None:
    """Give every enumeration its place in the schema; called once, when the schema is built."""
    _describe(JobKind, "What a job makes.", _KINDS)
    _describe(Provider, "The service that does the work.", _PROVIDERS)
    _describe(JobState, "Where a job is on its way.", _STATES)
    _describe(SortKey, "What a list is ordered by.", _SORT_KEYS)
    _describe(Arrangement, "In which order a collection shows what is in it.", _ARRANGEMENTS)
    _describe(EventKind, "What an event tells.", _EVENTS)
    _describe(FailureCode, "Why something failed; the same word always means the same.", _CODES)


_KINDS = {
    JobKind.IMAGE: "One or more images.",
    JobKind.SONG: "A song with its choices.",
    JobKind.INSTRUMENTAL: "A song without a voice, with its choices.",
    JobKind.EXTENSION: "A song that goes on from another one, with its choices.",
    JobKind.STEMS: "The stems of a song choice: voice and instruments, each alone.",
}

_PROVIDERS = {
    Provider.OPENAI: "OpenAI Images, or a server that speaks its language.",
    Provider.MUREKA: "Mureka songs.",
}

_STATES = {
    JobState.PENDING: "Waits for us: for its turn, or for a free slot at the provider.",
    JobState.SUBMITTING: "The paid request is on its way; its outcome is not known yet.",
    JobState.RUNNING: "The provider works on it.",
    JobState.ARCHIVING: "Finished at the provider; its files are being made ours.",
    JobState.SUCCEEDED: "Every file is here. An end state.",
    JobState.FAILED: "It failed; `failure` says why and what to do. An end state.",
    JobState.CANCELLED: "Cancelled; the provider may still charge for it. An end state.",
    JobState.NEEDS_CHECK: "Nobody knows whether the paid request was taken: resolve it.",
}

_SORT_KEYS = {
    SortKey.CREATED_AT: "When it became ours; of a song, when it was ordered.",
    SortKey.TITLE: "The title, as in a dictionary: without case and accents.",
    SortKey.RATING: "The rating; what is not rated counts as 0.",
}

_ARRANGEMENTS = {
    Arrangement.BY_HAND: "As you put it there.",
    Arrangement.BY_DATE: "The newest first.",
}

_EVENTS = {
    EventKind.MOVED: "The job is in a new state.",
    EventKind.WAITING: "Something did not work and will be tried again at `nextTryAt`.",
    EventKind.PROGRESS: "It is further than before.",
    EventKind.PREVIEW: "A picture of the unfinished image.",
    EventKind.NOTED: "Something worth knowing that changes nothing.",
}

_CODES = {
    FailureCode.INVALID_REQUEST: "The request cannot be sent as it is.",
    FailureCode.NOT_FOUND: "There is no such thing.",
    FailureCode.CONFLICT: "Its present state does not allow this.",
    FailureCode.AUTHORIZATION: "The provider does not accept our key.",
    FailureCode.REGION: "The provider does not serve this region.",
    FailureCode.QUOTA: "The account at the provider has no budget left.",
    FailureCode.MODERATION: "The provider's content rules forbid it.",
    FailureCode.MODEL_UNAVAILABLE: "The provider does not offer the model.",
    FailureCode.REQUEST_REJECTED: "The provider refused the request.",
    FailureCode.RATE_LIMIT: "The provider wants fewer requests at a time.",
    FailureCode.PROVIDER_UNAVAILABLE: "The provider could not be reached.",
    FailureCode.PROVIDER_FAILED: "The provider took the request and failed to fulfil it.",
    FailureCode.PROVIDER_TIMEOUT: "The provider took too long by its own rules.",
    FailureCode.PROVIDER_CANCELLED: "It was cancelled at the provider.",
    FailureCode.UNKNOWN_TO_PROVIDER: "The provider does not know the job.",
    FailureCode.NO_RESULT: "The provider reported success without any file.",
    FailureCode.DEADLINE: "It ran longer than we wait; a retry follows it again, free of charge.",
    FailureCode.OUTCOME_UNKNOWN: "Whether the paid request was taken is not known.",
    FailureCode.FILES_UNAVAILABLE: "A file of the result could not be fetched.",
    FailureCode.FILE_REJECTED: "A file of the result is not what it should be.",
    FailureCode.STORAGE_FULL: "There is no room on the disk.",
    FailureCode.DATABASE_UNAVAILABLE: "The studio's own database does not answer.",
    FailureCode.QUEUE_UNAVAILABLE: "What carries our messages does not answer.",
}
