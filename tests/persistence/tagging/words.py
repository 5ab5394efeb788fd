"""Files with words in them, written and read back by somebody else."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import soundfile  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image

from domain.media import MediaFile, MediaType, Role
from domain.song import LyricsLine, LyricsSection
from domain.tags import Tags, fit_text
from persistence.media_store import FileMediaStore
from persistence.tagging.copies import FileCopies

TAGS = Tags(
    identity=UUID("3f9a1c00-0000-4000-8000-00000000beef"),
    title="Grüße & <Küsse> 🎵",
    prompt="Ein Leuchtturm\nin der Dämmerung, 水彩 🖌️",
    model="gpt-image-2",
    created_at=datetime(2026, 11, 25, 14, 25, 30, tzinfo=UTC),
    keywords=("meer & wind", "Küste"),
    lyrics="[Verse]\nGrüße vom Meer 🎵",
    sections=(
        LyricsSection(
            kind="verse",
            start_ms=0,
            end_ms=2000,
            lines=(
                LyricsLine(start_ms=250, end_ms=900, text="Grüße vom Meer 🎵"),
                LyricsLine(start_ms=1000, end_ms=1900, text="und zurück"),
            ),
        ),
    ),
    duration_ms=2000,
)

LONG = replace(
    TAGS,
    title=fit_text("x" * 5_000),
    prompt=fit_text("🖌️&<" * 10_000),
    lyrics=fit_text("Zeile \x00 mit \x07 Zeichen \ud800\n" * 5_000),
)


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


class Desk:
    """A store, and what leaves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = FileMediaStore(folder)
        self.copies = FileCopies(self.store, folder / ".outgoing")

    async def keep(self, content: bytes, role: Role = Role.IMAGE) -> MediaFile:
        return await self.store.store(whole(content), role)

    async def tagged(self, file: MediaFile, tags: Tags = TAGS) -> bytes:
        async with self.copies.tagged(file, tags) as copy:
            content = b"".join(copy.blocks())
            assert len(content) == copy.size_bytes
            return content

    @asynccontextmanager
    async def unchanged(self, file: MediaFile) -> AsyncGenerator[None]:
        before = self.store.path(file.sha256).read_bytes()
        yield
        assert self.store.path(file.sha256).read_bytes() == before


def drawn(media_type: MediaType, mode: str = "RGB", **options: Any) -> bytes:
    """Noise with an even gradient, in any mode that the format takes."""
    noise = np.random.default_rng(7).integers(0, 255, (48, 65, 4), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(noise, "RGBA").convert(mode).save(file, media_type.name, **options)
    return file.getvalue()


def pixels(content: bytes) -> tuple[str, bytes]:
    with Image.open(BytesIO(content)) as image:
        image.load()
        return image.mode, image.tobytes()


def samples(content: bytes) -> bytes:
    data, rate = soundfile.read(BytesIO(content), dtype="int16")  # pyright: ignore
    return bytes(data.tobytes()) + str(rate).encode()
