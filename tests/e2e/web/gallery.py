"""A library of many images in a studio's folder, before it is started."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image as Picture

from domain.image import Image
from domain.job_state import JobEvent, JobState
from domain.media import MediaFile, Role
from persistence.engine import create_engine
from persistence.media_store import FileMediaStore
from persistence.migrate import migrate
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import image_job, image_of

_BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
_OF_A_JOB = 10
_COLOURS = ("#7a8b9c", "#b3574e", "#3f7d58", "#c9a24b", "#5b4d8e", "#2f6f8f")


async def hang(data: Path, count: int) -> None:
    """In a folder that exists: images called "Picture 0" and so on, the last one the newest; every
    tenth is tagged "harbour" and rated with four stars, every twentieth is a favourite."""
    engine = create_engine(f"sqlite+aiosqlite:///{data / 'macki.db'}")
    await migrate(engine)
    store = FileMediaStore(data / "media")
    files = [await store.store(_picture(colour), Role.IMAGE) for colour in _COLOURS]
    async with SqlDatabase(engine, _publish).begin() as work:
        for first in range(0, count, _OF_A_JOB):
            job = image_job(state=JobState.SUCCEEDED, due_at=None, finished_at=_BEGIN)
            await work.jobs.add(job)
            for number in range(first, min(first + _OF_A_JOB, count)):
                image = image_of(job, number - first)
                await work.images.add(_hung(image, number, files[number % len(files)]))
        await work.commit()
    await engine.dispose()


def _hung(image: Image, number: int, file: MediaFile) -> Image:
    tenth = number % 10 == 0
    return replace(
        image,
        title=f"Picture {number}",
        prompt=f"What stands at place {number}",
        file=file,
        created_at=_BEGIN + timedelta(minutes=number),
        tags=("harbour",) if tenth else (),
        rating=4 if tenth else None,
        favourite=number % 20 == 0,
    )


async def _picture(colour: str) -> AsyncIterator[bytes]:
    file = BytesIO()
    Picture.new("RGB", (48, 48), colour).save(file, "PNG")
    yield file.getvalue()


async def _publish(events: Sequence[JobEvent]) -> None:
    """Nobody listens yet."""
