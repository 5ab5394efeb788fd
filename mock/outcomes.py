"""The words of the table of scenarios: what may happen to a request, and what to its result."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is being generated; a song stands for all that Mureka makes."""

    IMAGE = "image"
    SONG = "song"
    TEXT = "text"


class Reason(StrEnum):
    """Why a POST is refused; each vendor words it its own way."""

    INVALID_TOKEN = "invalid token"
    RATE = "rate limit"
    QUOTA = "quota"
    MODERATION = "moderation"
    RETIRED_MODEL = "retired model"
    UNKNOWN_PARAMETER = "unknown parameter"
    REGION = "region"
    SERVER_ERROR = "server error"
    OVERLOAD = "overload"
    PROXY = "proxy"


class Answer(StrEnum):
    """How the answer to an accepted POST arrives."""

    WHOLE = "whole"
    NEVER = "never"
    DROPPED = "dropped"
    TRUNCATED = "truncated"
    BAD_BASE64 = "bad base64"
    BROKEN_STREAM = "broken stream"
    CUT_SHORT = "cut short"


class Ending(StrEnum):
    """How a song ends."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    TIMEOUTED = "timeouted"
    CANCELLED = "cancelled"
    UNKNOWN_WORD_FIRST = "unknown word first"
    NO_CHOICES = "no choices"
    SPARSE_CHOICES = "sparse choices"


class Download(StrEnum):
    """What happens when a finished file is fetched."""

    WHOLE = "whole"
    FAILS_ONCE = "fails once"
    GONE = "gone"
    SLOW = "slow"
    TRUNCATED = "truncated"
    HTML = "html"


@dataclass(frozen=True)
class Scenario:
    """One row; after `refused_times` refusals of the same text the next request for it passes."""

    code: str
    kinds: tuple[Kind, ...]
    title: str
    effect: str
    example: str
    refusal: Reason | None = None
    refused_times: int | None = None
    answer: Answer = Answer.WHOLE
    ending: Ending = Ending.SUCCEEDED
    download: Download = Download.WHOLE
