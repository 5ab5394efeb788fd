"""Songs: what can be asked for, the choices that come back, and their timed lyrics."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from domain.file_names import readable_name
from domain.library import TAG_LIMIT, TAGS_LIMIT, Item, distinct_tags, shortened
from domain.media import Delivery, MediaFile, MediaType, Role

_HEADING = re.compile(
    r"^[\[(]?\s*(intro|verse|pre-?chorus|chorus|bridge|break|outro|hook|refrain|strophe)"
    r"\b[^\n]{0,20}?[\])]?:?$",
    re.IGNORECASE,
)
_NAMELESS = "Instrumental"


@dataclass(frozen=True, slots=True, kw_only=True)
class SongRequest:
    """What a song job was asked for. `n` is the number of choices, each of which is billed."""

    lyrics: str
    model: str
    prompt: str | None = None
    n: int = 2
    title: str | None = None
    gender: str | None = None
    reference_id: str | None = None
    vocal_id: str | None = None
    melody_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentalRequest:
    """Music without a voice, by a style or in the manner of a reference, one of the two.

    `n` is the number of choices, each of which is billed. `reference_id` is Mureka's id of an
    uploaded instrumental.
    """

    model: str
    prompt: str | None = None
    n: int = 2
    title: str | None = None
    reference_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """A song that goes on where a choice of another one is, from `extend_at_ms` on.

    `provider_song_id` is the provider's id of that choice; its owner does not give it.
    """

    choice_id: UUID
    lyrics: str
    extend_at_ms: int
    model: str
    prompt: str | None = None
    n: int = 2
    title: str | None = None
    provider_song_id: str | None = None


SongMaking = SongRequest | InstrumentalRequest | ExtensionRequest
"""What a song comes of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LyricsWord:
    """Times in milliseconds from the start of the song."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LyricsLine:
    start_ms: int
    end_ms: int
    text: str
    words: tuple[LyricsWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LyricsSection:
    """`kind` is the provider's word: intro, verse, pre-chorus, chorus, bridge, break, outro …"""

    kind: str
    start_ms: int
    end_ms: int
    lines: tuple[LyricsLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SongChoice:
    """One of the versions of a song. The MP3 is always there, the lossless file mostly, the archive
    of its stems if they were asked for.

    `sections` is None where they were not read: they are long, and lists do without them.
    """

    id: UUID
    index: int
    provider_choice_id: str | None
    duration_ms: int | None
    sections: tuple[LyricsSection, ...] | None = ()
    mp3: MediaFile | None = None
    lossless: MediaFile | None = None
    stems: MediaFile | None = None

    @property
    def heard(self) -> MediaFile | None:
        """The file whose waveform is shown."""
        return self.mp3 or self.lossless

    def with_files(self, deliveries: tuple[Delivery, ...]) -> "SongChoice":
        files = {each.role: each.file for each in deliveries if each.index == self.index}
        mp3 = files.get(Role.MP3)
        return replace(
            self,
            mp3=mp3,
            lossless=files.get(Role.FLAC) or files.get(Role.WAV),
            duration_ms=(mp3.duration_ms if mp3 else None) or self.duration_ms,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Song(Item):
    """A song from the moment it is asked for; `choices` fill when the provider has finished.

    `lyrics` is None where they were not read, as in lists; an instrumental has none to sing, which
    is an empty text. `extends` is the choice that it goes on from, which may be gone meanwhile.
    """

    lyrics: str | None
    prompt: str | None
    completed_at: datetime | None = None
    choices: tuple[SongChoice, ...] = ()
    instrumental: bool = False
    extends: UUID | None = None

    @property
    def texts(self) -> tuple[str | None, ...]:
        if self.lyrics is None:
            raise ValueError(f"song {self.id} was read without its lyrics")
        return self.prompt, self.lyrics

    @classmethod
    def begin(cls, *, id: UUID, job_id: UUID, request: SongMaking, now: datetime) -> "Song":
        """The song that a request asks for, before anything is there.

        Mureka returns neither title nor tags, so both come from the request.
        """
        instrumental = isinstance(request, InstrumentalRequest)
        lyrics = "" if instrumental else request.lyrics
        return cls(
            id=id,
            job_id=job_id,
            title=(request.title or "").strip()
            or title_from(lyrics or request.prompt or _NAMELESS),
            lyrics=lyrics,
            prompt=request.prompt,
            tags=tags_from(request.prompt),
            model=request.model,
            created_at=now,
            instrumental=instrumental,
            extends=request.choice_id if isinstance(request, ExtensionRequest) else None,
        )

    def going_on_from(self, other: "Song") -> "Song":
        """Called like the song that it extends, and tagged like it unless a style was asked for."""
        title = shortened(f"{other.title} (extended)")
        return replace(self, title=title, tags=self.tags or other.tags)

    def choice(self, choice_id: UUID) -> SongChoice | None:
        return next((each for each in self.choices if each.id == choice_id), None)

    def without_texts(self) -> "Song":
        """As lists show it: lyrics are long, timed ones many times so."""
        choices = tuple(replace(each, sections=None) for each in self.choices)
        return replace(self, lyrics=None, choices=choices)

    def with_choices(self, choices: tuple[SongChoice, ...]) -> "Song":
        return replace(self, choices=choices)

    def complete(self, deliveries: tuple[Delivery, ...], now: datetime) -> "Song":
        """The song with its files, now that each of them is ours."""
        choices = tuple(choice.with_files(deliveries) for choice in self.choices)
        return replace(self, choices=choices, completed_at=now)

    def choice_name(self, choice: SongChoice) -> str:
        """What the files of a choice are called, without their extensions."""
        return _choice_name(self.title, choice.index)

    def stems_name(self, choice: SongChoice) -> str:
        """What a copy of its stems is called, beside one of the whole choice as a ZIP."""
        return f"{self.choice_name(choice)} - stems.{MediaType.ZIP.extension}"

    def filename(self, choice: SongChoice, file: MediaFile) -> str:
        """The name a person sees, such as `Morning Light - 1.mp3`."""
        return _filename(self.title, choice.index, file.media_type.extension)


def _choice_name(title: str, index: int) -> str:
    return f"{readable_name(title, 'Song')} - {index + 1}"


@lru_cache(maxsize=4_000)
def _filename(title: str, index: int, extension: str) -> str:
    """Lists show the same names again and again."""
    return f"{_choice_name(title, index)}.{extension}"


def title_from(lyrics: str) -> str:
    """The first line that is sung, without section headings; at most 60 characters."""
    lines = (line.strip() for line in lyrics.splitlines())
    sung = next((line for line in lines if line and not _HEADING.match(line)), "Untitled")
    return shortened(sung)


def tags_from(prompt: str | None) -> tuple[str, ...]:
    """The comma-separated parts of a style prompt, each once; long ones are no tags."""
    parts = (part.strip() for part in (prompt or "").split(","))
    return distinct_tags(part for part in parts if len(part) <= TAG_LIMIT)[:TAGS_LIMIT]
