"""What a provider tells us of a job, in our words."""

from dataclasses import dataclass
from enum import StrEnum

from domain.media import MediaFile, Role
from domain.song import LyricsSection


class ProviderStatus(StrEnum):
    WAITING = "WAITING"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    TIMED_OUT = "TIMED_OUT"
    CANCELLED = "CANCELLED"
    UNRECOGNISED = "UNRECOGNISED"


UNDER_WAY = frozenset({ProviderStatus.WAITING, ProviderStatus.RUNNING, ProviderStatus.UNRECOGNISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file of a result: behind an address, or its bytes when the answer itself carried them.

    `file` is our copy, once those bytes were stored.
    """

    role: Role
    url: str | None = None
    content: bytes | None = None
    file: MediaFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One image, or one choice of a song, as the provider describes it."""

    index: int
    files: tuple[RemoteFile, ...]
    provider_choice_id: str | None = None
    revised_prompt: str | None = None
    duration_ms: int | None = None
    sections: tuple[LyricsSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderReport:
    """One answer about a job. `word` is the provider's own status, for the timeline."""

    status: ProviderStatus
    word: str = ""
    progress: float | None = None
    reason: str | None = None
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A paid request was taken: an id to follow, or, where the answer was the result, a report."""

    provider_job_id: str | None = None
    report: ProviderReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A picture of an image that is still being made; `index` counts from 0."""

    index: int
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A song provider's account. Money in US cents; `recharge_cents`, what was paid in so far, is
    None where the provider does not say."""

    account_id: str
    balance_cents: int
    spending_cents: int
    concurrent_requests: int
    recharge_cents: int | None = None
