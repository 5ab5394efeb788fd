"""What belongs to a release of a song, and the paper that says where all of it comes from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from domain.image import Image
from domain.job import Job
from domain.media import MediaFile
from domain.ports.files import Copy
from domain.record import ImageRecord, SongRecord, document_of
from domain.song import Song, SongChoice
from domain.tags import SOFTWARE, Tags, fit_text, tags_of_choice, tags_of_image


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stored file under the name that it gets; with `tags` a copy that bears them."""

    name: str
    file: MediaFile
    tags: Tags | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of the release. `made_from` is the hash of the stored file that it is a copy of."""

    name: str
    size_bytes: int
    sha256: str
    blocks: Callable[[], Iterator[bytes]]
    made_from: str | None = None

    @classmethod
    def of_copy(cls, planned: Planned, copy: Copy) -> "Member":
        return cls(
            name=planned.name,
            size_bytes=copy.size_bytes,
            sha256=copy.sha256,
            blocks=copy.blocks,
            made_from=planned.file.sha256,
        )

    @classmethod
    def of_text(cls, name: str, text: str) -> "Member":
        content = text.encode("utf-8", "replace")
        return cls(
            name=name,
            size_bytes=len(content),
            sha256=sha256(content).hexdigest(),
            blocks=lambda: iter((content,)),
        )


def release_members(
    song: Song, choice: SongChoice, job: Job, pictured: tuple[Image, Job] | None
) -> Iterator[Planned]:
    """Its media; `pictured` is the cover, and the job that made it."""
    cover = pictured[0].file if pictured else None
    tags = tags_of_choice(song, choice, job.provider, cover)
    for file in (choice.lossless, choice.mp3):
        if file:
            yield Planned(name=song.filename(choice, file), file=file, tags=tags)
    if choice.stems:
        yield Planned(name=song.stems_name(choice), file=choice.stems)
    if pictured:
        image, painted = pictured
        name = f"cover.{image.file.media_type.extension}"
        yield Planned(name=name, file=image.file, tags=tags_of_image(image, painted.provider))


def provenance(
    song: Song,
    choice: SongChoice,
    job: Job,
    pictured: tuple[Image, Job] | None,
    members: Sequence[Member],
    version: str,
) -> Mapping[str, Any]:
    """Who made what of which words, when and for how much; the hash of every file, and of the
    stored one that it was copied from. Nothing in it depends on when it is asked for."""
    alone = song.with_choices((choice,))
    return {
        "format": "macki-provenance",
        "version": 1,
        "studio": {"software": SOFTWARE, "version": version},
        "title": fit_text(song.title),
        "choice": choice.index + 1,
        "song": document_of(SongRecord.of(alone, job)),
        "cover": document_of(ImageRecord.of(*pictured)) if pictured else None,
        "files": [
            {
                "name": each.name,
                "size_bytes": each.size_bytes,
                "sha256": each.sha256,
                "stored_sha256": each.made_from,
            }
            for each in members
        ],
    }
