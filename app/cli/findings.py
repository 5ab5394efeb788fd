"""What there is to import in a folder: records of exports with their files, and other files.

A song that is there as MP3 and as FLAC or WAV, under one name in one folder, is one song.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from domain.errors import MediaRejected
from domain.foreign import foreign_image, foreign_song
from domain.media import MediaFile, MediaType, Role
from domain.record import document_of
from persistence.inspection import inspect, media_type_of
from persistence.tagging.reading import read_words

_EXTENSIONS = (".png", ".jpg", ".jpeg", ".webp", ".mp3", ".flac", ".wav")
_FORMATS = ("macki-image", "macki-song")
_HEAD_BYTES = 64
_RECORD_BYTES = 16 * 1024 * 1024
_ROLES = ("mp3", "lossless", "stems")


class Unfit(Exception):
    """Why a file is not imported."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`files` are those of the record by their hashes, each with its role; `odd` are the archives
    of which the record says that they are."""

    record: bytes
    files: Mapping[str, tuple[Path, str]]
    odd: frozenset[str] = frozenset()

    def look_closely(self) -> None:
        """As the studio will. Raises Unfit."""
        for sha256, (path, role) in self.files.items():
            try:
                inspect(path, Role[role], damaged_too=sha256 in self.odd)
            except MediaRejected as error:
                raise Unfit(error.message) from error


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read; reading raises Unfit."""

    name: str
    reading: Callable[[], Finding]

    def read(self) -> Finding:
        try:
            return self.reading()
        except OSError as error:
            raise Unfit(error.strerror or str(error)) from error


@dataclass(slots=True)
class _Files:
    records: list[tuple[Path, dict[str, Any]]] = field(
        default_factory=list[tuple[Path, dict[str, Any]]]
    )
    media: list[Path] = field(default_factory=list[Path])


def found_in(folder: Path) -> Iterator[Found]:
    """In order of their names; links are not followed, hidden files are passed over."""
    root = folder if folder.is_dir() else folder.parent
    files = _listed(folder)
    told = set[Path]()
    for path, record in files.records:
        named = list(_named(path, record))
        told.update(each for each, _ in named)
        yield Found(
            str(path.relative_to(root)),
            lambda path=path, record=record, named=named: _of_record(path, record, named),
        )
    songs = dict[tuple[Path, str], list[Path]]()
    for path in files.media:
        if path in told:
            continue
        if path.suffix.lower() in (".mp3", ".flac", ".wav"):
            songs.setdefault((path.parent, path.stem.casefold()), []).append(path)
        else:
            yield Found(str(path.relative_to(root)), lambda path=path: _of_image(path))
    for paths in songs.values():
        yield from _of_one_name(paths, root)


def _of_one_name(paths: Sequence[Path], root: Path) -> Iterator[Found]:
    """An MP3 and one lossless file belong together; of anything else each stands alone."""
    mp3s = [path for path in paths if path.suffix.lower() == ".mp3"]
    pairs = [paths] if len(paths) == 2 and len(mp3s) == 1 else [[path] for path in paths]
    for pair in pairs:
        yield Found(
            " + ".join(str(path.relative_to(root)) for path in pair),
            lambda pair=pair: _of_sounds(pair),
        )


def _listed(folder: Path) -> _Files:
    files = _Files()
    for path in [folder] if folder.is_file() else _walked(folder):
        if path.suffix.lower() == ".json":
            if record := _record_in(path):
                files.records.append((path, record))
        elif path.suffix.lower() in _EXTENSIONS:
            files.media.append(path)
    return files


def _walked(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _record_in(path: Path) -> dict[str, Any] | None:
    """None for other people's JSON."""
    try:
        if path.stat().st_size > _RECORD_BYTES:
            return None
        record: Any = json.loads(path.read_bytes())
        return record if record["format"] in _FORMATS else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _named(path: Path, record: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files that a record names beside it, each with what it says of it."""
    choices: Any = record.get("choices")
    owners: list[tuple[Any, str]] = [(record, "file")]
    if type(choices) is list:
        owners += [(each, role) for each in cast(list[Any], choices) for role in _ROLES]
    for owner, role in owners:
        entry: Any = _part(owner, role)
        name: Any = _part(entry, "name")
        if isinstance(name, str) and name == Path(name).name:
            yield path.parent / name, entry


def _part(of: Any, name: str) -> Any:
    return of.get(name) if isinstance(of, dict) else None  # pyright: ignore


def _of_record(
    path: Path, record: dict[str, Any], named: Sequence[tuple[Path, dict[str, Any]]]
) -> Finding:
    """The files as they are now: somebody may have changed their words since."""
    files, odd = dict[str, tuple[Path, str]](), set[str]()
    for file, entry in named:
        if not file.is_file() or file.is_symlink():
            raise Unfit(f"{file.name} is missing beside it")
        looked = _looked_at(file, archives=True)
        if oddity := _oddity_in(entry):
            odd.add(looked.sha256)
        entry.update(document_of(replace(looked, oddity=oddity)))
        files[looked.sha256] = file, Role.of(looked.media_type).value
    return Finding(json.dumps(record).encode(), files, frozenset(odd))


def _oddity_in(entry: dict[str, Any]) -> str | None:
    """The studio has to know, to take an archive that is damaged; it then judges for itself."""
    oddity: Any = entry.get("oddity")
    return oddity if isinstance(oddity, str) else None


def _of_image(path: Path) -> Finding:
    file = _looked_at(path)
    words = read_words(path, file.media_type)
    record = foreign_image(words, file, path.stem, _changed_at(path))
    return _finding([(path, file)], document_of(record))


def _of_sounds(paths: Sequence[Path]) -> Finding:
    looked = [(path, _looked_at(path)) for path in paths]
    told = {file: read_words(path, file.media_type) for path, file in looked}
    record = foreign_song(told, paths[0].stem, min(_changed_at(path) for path in paths))
    return _finding(looked, document_of(record))


def _finding(looked: Sequence[tuple[Path, MediaFile]], record: Any) -> Finding:
    files = {file.sha256: (path, Role.of(file.media_type).value) for path, file in looked}
    return Finding(json.dumps(record).encode(), files)


def _looked_at(path: Path, *, archives: bool = False) -> MediaFile:
    """`archives` are nothing by themselves, only in a record."""
    with path.open("rb") as file:
        media_type = media_type_of(file.read(_HEAD_BYTES))
        if media_type is None or (media_type is MediaType.ZIP and not archives):
            raise Unfit("its bytes are no PNG, JPEG, WebP, MP3, FLAC or WAV")
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return MediaFile(sha256=digest, media_type=media_type, size_bytes=file.tell())


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
