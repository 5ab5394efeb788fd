"""Addresses of what can be taken along; made only for those who ask for them."""

from urllib.parse import quote
from uuid import UUID

import strawberry

from domain import image, song
from domain.file_names import readable_name
from domain.media import MediaFile

_COVER = "Add `?cover=` with the global id of an image to put it into the file."


def image_download_url(title: str, image_id: UUID, extension: str) -> str:
    name = image.readable_filename(title, image_id, extension)
    return f"/download/image/{image_id}/{_quoted(name)}"


def image_record_url(title: str, image_id: UUID) -> str:
    name = image.readable_filename(title, image_id, "json")
    return f"/download/image/{image_id}/record/{_quoted(name)}"


def song_record_url(title: str, song_id: UUID) -> str:
    return f"/download/song/{song_id}/record/{_quoted(readable_name(title, 'Song'))}.json"


@strawberry.type(
    description="Where to take a choice along, from this server's root: files that bear title, "
    "prompt, model, date and lyrics, under readable names. The stored files stay as they are."
)
class SongDownloads:
    mp3: str | None = strawberry.field(
        description=f"The MP3, with timed lyrics as well; null until it is ours. {_COVER}"
    )
    lossless: str | None = strawberry.field(
        description=f"FLAC or WAV, where there is one. {_COVER}"
    )
    stems: str | None = strawberry.field(
        description="The archive of its stems, as it is stored; null where there are none."
    )
    text: str = strawberry.field(description="The lyrics as plain text, with headings.")
    lrc: str = strawberry.field(
        description="The lyrics with times, as LRC; 409 where nothing is timed. Add `?words` to "
        "time each word."
    )
    release: str = strawberry.field(
        description="All of it as a ZIP: the sound, stems, cover, lyrics, and provenance.json, "
        "which says where it comes from. Add `?cover=` with the global id of an image."
    )

    @classmethod
    def of(cls, song: song.Song, choice: song.SongChoice) -> "SongDownloads":
        root, name = f"/download/song/{song.id}/{choice.index}", _quoted(song.choice_name(choice))

        def sound(kind: str, file: MediaFile | None) -> str | None:
            return f"{root}/{kind}/{name}.{file.media_type.extension}" if file else None

        return cls(
            mp3=sound("mp3", choice.mp3),
            lossless=sound("lossless", choice.lossless),
            stems=f"{root}/stems/{_quoted(song.stems_name(choice))}" if choice.stems else None,
            text=f"{root}/text/{name}.txt",
            lrc=f"{root}/lrc/{name}.lrc",
            release=f"{root}/release/{name}.zip",
        )


def _quoted(name: str) -> str:
    return quote(name, safe="")
