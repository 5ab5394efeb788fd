"""Addresses of what can be taken along; made only for those who ask for them."""

from urllib.parse import quote

import strawberry

from domain.file_names import readable_name
from domain.image import Image, readable_filename
from domain.media import MediaFile
from domain.song import Song, SongChoice

_COVER = "Add `?cover=` with the global id of an image to put it into the file."


def image_download_url(image: Image) -> str:
    return f"/download/image/{image.id}/{_quoted(image.readable_filename)}"


def image_record_url(image: Image) -> str:
    name = readable_filename(image.title, image.id, "json")
    return f"/download/image/{image.id}/record/{_quoted(name)}"


def song_record_url(song: Song) -> str:
    name = _quoted(readable_name(song.title, "Song"))
    return f"/download/song/{song.id}/record/{name}.json"


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
    def of(cls, song: Song, choice: SongChoice) -> "SongDownloads":
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
