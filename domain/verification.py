"""What a look at the stored files finds: those that are not as they were stored."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.media import MediaFile


class Condition(StrEnum):
    """How a stored file is. UNDECODABLE has the very bytes that were stored."""

    GOOD = "GOOD"
    MISSING = "MISSING"
    DAMAGED = "DAMAGED"
    UNREADABLE = "UNREADABLE"
    UNDECODABLE = "UNDECODABLE"


class Outcome(StrEnum):
    """RESTORED is as it was stored again; LOST is for its owner to mend; UNUSED is missed by
    nobody."""

    RESTORED = "RESTORED"
    LOST = "LOST"
    UNUSED = "UNUSED"


class UseKind(StrEnum):
    IMAGE = "IMAGE"
    SONG = "SONG"
    STEMS = "STEMS"
    PREVIEW = "PREVIEW"
    JOB = "JOB"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUse:
    """Who needs a file: an image, a song, the stems of one, the preview of a job, or a job that may
    go on with it. `item_id` is that of the song for its stems, whose `job_id` is that of the job
    which brought them; for the last two it is the job's own id."""

    kind: UseKind
    item_id: UUID
    job_id: UUID
    title: str = ""
    trashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFinding:
    """`reason` says why a file that is lost was not fetched again."""

    file: MediaFile
    condition: Condition
    outcome: Outcome
    uses: tuple[FileUse, ...] = ()
    reason: str = ""
