"""Thumbnails and waveforms on the disk: made once, kept beside the files that they are made of.

They are a cache. Whoever removes some of it by hand, or all, loses nothing but the time to make it
again; so it is written without waiting for the disk more than its contents need.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import structlog

from domain.errors import MediaError, MediaRejected, NotFound
from domain.media import Derivative, MediaFile
from persistence.decoding import Undecodable
from persistence.disk import room, sync_file
from persistence.media_store import FileMediaStore
from persistence.thumbnails import thumbnails
from persistence.waveforms import waveform

AT_ONCE = 2
"""Of the threads that decode: each may keep a processor busy, and take the memory of an image."""

_log = structlog.get_logger(__name__)


class FileDerivatives:
    """One for each event loop, whose callers share the work and the turns."""

    def __init__(self, store: FileMediaStore, *, at_once: int = AT_ONCE) -> None:
        self._store = store
        self._turns = asyncio.Semaphore(at_once)
        self._making: dict[str, asyncio.Task[None]] = {}

    async def prepare(self, file: MediaFile) -> None:
        places = [
            self._store.derived_path(file.sha256, each) for each in file.media_type.derivatives
        ]
        if not all(place.is_file() for place in places):
            await asyncio.shield(self._made(file))

    async def path(self, file: MediaFile, derivative: Derivative) -> Path:
        """Where it is; made first if it is missing. Raises what `prepare` raises, and NotFound if
        nothing of the kind is made of such files."""
        place = self._store.derived_path(file.sha256, derivative)
        if derivative not in file.media_type.derivatives:
            raise NotFound("file", place.name)
        if not place.is_file():
            await asyncio.shield(self._made(file))
        return place

    async def sweep(self) -> int:
        return await asyncio.to_thread(self._sweep)

    def _made(self, file: MediaFile) -> asyncio.Task[None]:
        """The one task that does it, whoever asks meanwhile and whoever stops waiting."""
        task = self._making.get(file.sha256)
        if task is None:
            task = self._making[file.sha256] = asyncio.create_task(self._make(file))
            task.add_done_callback(lambda done: self._forget(file.sha256, done))
        return task

    def _forget(self, sha256: str, task: asyncio.Task[None]) -> None:
        """Said here, since perhaps nobody waits any more."""
        del self._making[sha256]
        error = None if task.cancelled() else task.exception()
        if isinstance(error, MediaError):
            _log.warning("derivatives.not_made", sha256=sha256, reason=error.message)
        elif error and not isinstance(error, NotFound):
            _log.error("derivatives.not_made", sha256=sha256, exc_info=error)

    async def _make(self, file: MediaFile) -> None:
        async with self._turns:
            await asyncio.to_thread(self._make_now, file)

    def _make_now(self, file: MediaFile) -> None:
        source = self._store.path(file.sha256)
        try:
            source.stat()  # decoders have other words for what is not there
            contents = _derived(source, file)
        except FileNotFoundError as error:
            raise NotFound("file", file.sha256) from error
        except Undecodable as error:
            raise MediaRejected(
                f"Nothing can be shown of the file {file.sha256}: {error}.",
                hint="Take a backup of the file, or retry its job.",
            ) from error
        hint = "Free some space on that disk; it is made as soon as somebody asks for it again."
        with room(source.parents[2], hint):
            for derivative, content in contents.items():
                self._keep(self._store.derived_path(file.sha256, derivative), content)
        if not source.exists():
            # It was discarded meanwhile, perhaps by somebody who found nothing of it here yet.
            self._store.discard_derived(file.sha256)
            raise NotFound("file", file.sha256)

    def _keep(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        self._store.incoming.mkdir(parents=True, exist_ok=True)
        arriving = self._store.incoming / f"{uuid4()}.part"
        try:
            with arriving.open("xb") as file:
                file.write(content)
                file.flush()
                sync_file(file)
            arriving.replace(place)
        finally:
            arriving.unlink(missing_ok=True)

    def _sweep(self) -> int:
        swept = 0
        for path in self._store.derived.glob("*/*/*"):
            sha256 = path.name.partition(".")[0]
            with suppress(ValueError, FileNotFoundError):
                if not self._store.path(sha256).exists():
                    path.unlink()
                    swept += 1
        return swept


def _derived(source: Path, file: MediaFile) -> Mapping[Derivative, bytes]:
    """Raises Undecodable, or FileNotFoundError."""
    if file.media_type.is_image:
        return thumbnails(source, file.media_type)
    return {each: waveform(source) for each in file.media_type.derivatives}
