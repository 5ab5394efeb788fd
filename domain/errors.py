"""Everything that can go wrong and is no bug of ours.

StudioError
├── InvalidRequest          the caller can mend it; names every field that is wrong
├── NotFound                no such job, image, song or file
├── FileLost                the library knows the file, but the disk does not have it
├── Conflict                it exists, but its state does not allow this
│   └── StaleJob            somebody else changed the job first; read it again
├── OrderFailed             an order whose end was waited for ended without its result
├── DatabaseUnavailable     our own database does not answer; nothing was changed
│   └── DatabaseFull        it has no room to write
├── QueueUnavailable        what carries our messages does not answer; nothing was changed
├── ProviderError           what a provider answered, or did not
│   ├── Refused             surely not accepted and not charged; asking again changes nothing
│   ├── Busy                surely not accepted and not charged; ask again later
│   ├── OutcomeUnknown      may have been accepted and charged: never sent again by itself
│   ├── GenerationFailed    accepted, and the provider says that it failed
│   └── QueryFailed         a question about a running job got no answer; the job is unchanged
└── MediaError              a file of a result
    ├── DownloadFailed      could not be fetched
    ├── MediaRejected       was fetched, and is not what was promised
    └── StorageFull         there is no room for it

An error carries facts, never an HTTP status of our own faces; each face chooses its words for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class FailureCode(StrEnum):
    """Why a job, a request or a file failed; clients translate it."""

    INVALID_REQUEST = "INVALID_REQUEST"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    AUTHORIZATION = "AUTHORIZATION"
    REGION = "REGION"
    QUOTA = "QUOTA"
    MODERATION = "MODERATION"
    MODEL_UNAVAILABLE = "MODEL_UNAVAILABLE"
    REQUEST_REJECTED = "REQUEST_REJECTED"
    RATE_LIMIT = "RATE_LIMIT"
    PROVIDER_UNAVAILABLE = "PROVIDER_UNAVAILABLE"
    PROVIDER_FAILED = "PROVIDER_FAILED"
    PROVIDER_TIMEOUT = "PROVIDER_TIMEOUT"
    PROVIDER_CANCELLED = "PROVIDER_CANCELLED"
    UNKNOWN_TO_PROVIDER = "UNKNOWN_TO_PROVIDER"
    NO_RESULT = "NO_RESULT"
    DEADLINE = "DEADLINE"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    FILES_UNAVAILABLE = "FILES_UNAVAILABLE"
    FILE_REJECTED = "FILE_REJECTED"
    STORAGE_FULL = "STORAGE_FULL"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    QUEUE_UNAVAILABLE = "QUEUE_UNAVAILABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What happened and what to do next, as a job keeps it and a person reads it."""

    code: FailureCode
    message: str
    hint: str
    http_status: int | None = None


class StudioError(Exception):
    """The root: a message that says what happened, and a hint that says what to do next."""

    code = FailureCode.CONFLICT

    def __init__(
        self,
        message: str,
        *,
        hint: str,
        code: FailureCode | None = None,
        http_status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or type(self).code
        self.http_status = http_status

    @property
    def failure(self) -> Failure:
        return Failure(
            code=self.code, message=self.message, hint=self.hint, http_status=self.http_status
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that is wrong, by the name that the caller used, and why."""

    field: str
    message: str


class InvalidRequest(StudioError):
    code = FailureCode.INVALID_REQUEST

    def __init__(self, *problems: Problem) -> None:
        super().__init__(
            " ".join(f"{problem.field}: {problem.message}" for problem in problems),
            hint="Correct the named fields and send the request again; nothing was charged.",
        )
        self.problems = problems


class NotFound(StudioError):
    code = FailureCode.NOT_FOUND

    def __init__(self, kind: str, identity: object) -> None:
        super().__init__(
            f"There is no {kind} {identity}.",
            hint=f"Check the id; a list of what exists has every {kind}.",
        )


class FileLost(StudioError):
    code = FailureCode.NOT_FOUND

    def __init__(self, sha256: str) -> None:
        super().__init__(
            f"The stored file {sha256} is not on this machine's disk.",
            hint="Bring it back from a backup of the media folder; the studio cannot make it anew.",
        )


class Conflict(StudioError):
    code = FailureCode.CONFLICT


class StaleJob(Conflict):
    def __init__(self, job_id: object) -> None:
        super().__init__(
            f"Job {job_id} was changed by somebody else in the meantime.",
            hint="Read it again and repeat the request.",
        )


class OrderFailed(StudioError):
    """`job_id` is the order's; `retry_after` is given where it was surely not taken and may be sent
    again then."""

    def __init__(
        self, job_id: UUID, failure: Failure, *, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(
            failure.message, hint=failure.hint, code=failure.code, http_status=failure.http_status
        )
        self.job_id = job_id
        self.retry_after = retry_after


class DatabaseUnavailable(StudioError):
    code = FailureCode.DATABASE_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            "The database cannot be reached.",
            hint="Try again in a moment; if it stays so, `macki doctor` says what is wrong.",
        )


class DatabaseFull(DatabaseUnavailable):
    def __init__(self) -> None:
        StudioError.__init__(
            self,
            "There is no room left on the disk of the database.",
            hint="Free some space on that disk: whatever waits then goes on by itself. Nothing was "
            "changed, and no result is lost meanwhile.",
        )


class QueueUnavailable(StudioError):
    code = FailureCode.QUEUE_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            "Redis cannot be reached.",
            hint="Jobs go on when it is back; if it stays so, `macki doctor` says what is wrong.",
        )


class ProviderError(StudioError):
    """What a provider answered; `retry_after` is its own wish, where it gave one."""

    code = FailureCode.PROVIDER_UNAVAILABLE

    def __init__(
        self,
        message: str,
        *,
        hint: str,
        code: FailureCode | None = None,
        http_status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(message, hint=hint, code=code, http_status=http_status)
        self.retry_after = retry_after


class Refused(ProviderError):
    code = FailureCode.REQUEST_REJECTED


class Busy(ProviderError):
    code = FailureCode.RATE_LIMIT


class OutcomeUnknown(ProviderError):
    code = FailureCode.OUTCOME_UNKNOWN


class GenerationFailed(ProviderError):
    code = FailureCode.PROVIDER_FAILED


class QueryFailed(ProviderError):
    code = FailureCode.PROVIDER_UNAVAILABLE


class MediaError(StudioError):
    """A file of a result that could not be made ours."""


class DownloadFailed(MediaError):
    """`reachable` tells whether the server answered at all; an absent network is waited for."""

    code = FailureCode.FILES_UNAVAILABLE

    def __init__(
        self, message: str, *, hint: str, http_status: int | None = None, reachable: bool = True
    ) -> None:
        super().__init__(message, hint=hint, http_status=http_status)
        self.reachable = reachable


class MediaRejected(MediaError):
    code = FailureCode.FILE_REJECTED


class StorageFull(MediaError):
    code = FailureCode.STORAGE_FULL
