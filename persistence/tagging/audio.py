"""Words and a cover in MP3, FLAC and WAV; the sound is copied as it is."""

from collections.abc import Callable, Iterator
from typing import IO, Any

from domain.lyrics import timed_lines
from domain.media import MediaType
from domain.tags import SOFTWARE, Tags, fit_text

IDENTITY = "MACKI_ITEM"
_UTF8, _MILLISECONDS, _LYRICS, _FRONT_COVER = 3, 2, 1, 3
_LANGUAGE = "XXX"
"""ID3's word for: not known."""


def write_mp3(file: IO[bytes], tags: Tags, cover: bytes | None) -> None:
    """In place. Frames that are there and not ours stay."""
    from mutagen.mp3 import MP3

    _write_id3(MP3(file), file, tags, cover)


def write_wav(file: IO[bytes], tags: Tags, cover: bytes | None) -> None:
    """In place, as a chunk of ID3."""
    from mutagen.wave import WAVE

    _write_id3(WAVE(file), file, tags, cover)


def _write_id3(sound: Any, file: IO[bytes], tags: Tags, cover: bytes | None) -> None:
    from mutagen import id3

    words: Any = sound.tags
    if words is None:
        sound.add_tags()
        words = sound.tags
    for key in ("TIT2", "TDRC", "TCON", "TSSE", "COMM", "TXXX", "USLT", "SYLT", "APIC", "TENC"):
        words.delall(key)
    frames: Any = id3
    for frame in _frames(frames, tags):
        words.add(frame)
    if cover is not None and tags.cover:
        words.add(
            frames.APIC(
                encoding=_UTF8,
                mime=tags.cover.media_type.value,
                type=_FRONT_COVER,
                desc="Cover",
                data=cover,
            )
        )
    file.seek(0)
    sound.save(file, v2_version=4, padding=_no_padding)


def _frames(id3: Any, tags: Tags) -> Iterator[Any]:
    yield id3.TIT2(encoding=_UTF8, text=tags.title)
    yield id3.TDRC(encoding=_UTF8, text=f"{tags.created_at:%Y-%m-%dT%H:%M:%S}")
    yield id3.TENC(encoding=_UTF8, text=SOFTWARE)
    yield id3.TXXX(encoding=_UTF8, desc="MODEL", text=tags.model)
    yield id3.TXXX(encoding=_UTF8, desc=IDENTITY, text=str(tags.identity))
    if tags.keywords:
        yield id3.TCON(encoding=_UTF8, text=list(tags.keywords))
    if tags.prompt:
        yield id3.COMM(encoding=_UTF8, lang=_LANGUAGE, desc="", text=tags.prompt)
    if tags.lyrics:
        yield id3.USLT(encoding=_UTF8, lang=_LANGUAGE, desc="", text=tags.lyrics)
    if lines := timed_lines(tags.sections):
        timed = [(fit_text(line.text), max(line.start_ms, 0)) for line in lines]
        yield id3.SYLT(
            encoding=_UTF8, lang=_LANGUAGE, format=_MILLISECONDS, type=_LYRICS, desc="", text=timed
        )


def write_flac(file: IO[bytes], tags: Tags, cover: bytes | None) -> None:
    """In place. Comments that are there and not ours stay."""
    from mutagen.flac import FLAC, Picture

    sound: Any = FLAC(file)
    words: Any = sound.tags
    if words is None:
        sound.add_tags()
        words = sound.tags
    for name, values in _comments(tags):
        words[name] = [each for each in values if each]
    sound.clear_pictures()
    if cover is not None and tags.cover:
        picture: Any = Picture()
        picture.type, picture.mime = _FRONT_COVER, tags.cover.media_type.value
        picture.width, picture.height = tags.cover.width or 0, tags.cover.height or 0
        picture.depth, picture.desc, picture.data = 24, "Cover", cover
        sound.add_picture(picture)
    file.seek(0)
    sound.save(file, padding=_no_padding)


def _comments(tags: Tags) -> Iterator[tuple[str, list[str]]]:
    yield "TITLE", [tags.title]
    yield "DATE", [f"{tags.created_at:%Y-%m-%dT%H:%M:%SZ}"]
    yield "ENCODED-BY", [SOFTWARE]
    yield "MODEL", [tags.model]
    yield IDENTITY, [str(tags.identity)]
    yield "GENRE", list(tags.keywords)
    yield "DESCRIPTION", [tags.prompt]
    yield "LYRICS", [tags.lyrics]


def _no_padding(_: Any) -> int:
    """So that the same words make the same bytes, whatever was there before."""
    return 0


WRITERS: dict[MediaType, Callable[[IO[bytes], Tags, bytes | None], None]] = {
    MediaType.MP3: write_mp3,
    MediaType.FLAC: write_flac,
    MediaType.WAV: write_wav,
}
