"""Everything that a job can ask of a provider."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from domain.image import ImageRequest
from domain.job_state import JobKind
from domain.song import ExtensionRequest, InstrumentalRequest, SongMaking, SongRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class StemsRequest:
    """The choice of a song to be taken apart: voice, drums, bass and the rest, each alone.

    `url` is where the provider has that choice; its owner does not give it.
    """

    choice_id: UUID
    url: str | None = None
    model: str = "auto"
    n: int = 1

    @property
    def prompt(self) -> str | None:
        """Nothing is asked for in words."""
        return None


OfChoice = ExtensionRequest | StemsRequest
"""What begins with a choice that there is."""

Request = ImageRequest | SongMaking | StemsRequest

KINDS: Mapping[type[Request], JobKind] = {
    ImageRequest: JobKind.IMAGE,
    SongRequest: JobKind.SONG,
    InstrumentalRequest: JobKind.INSTRUMENTAL,
    ExtensionRequest: JobKind.EXTENSION,
    StemsRequest: JobKind.STEMS,
}


def wish_of(request: Request) -> Request:
    """What its owner asked for, without what the studio found out for it."""
    match request:
        case ExtensionRequest():
            return replace(request, provider_song_id=None)
        case StemsRequest():
            return replace(request, url=None)
        case _:
            return request
