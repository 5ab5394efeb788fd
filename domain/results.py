"""What the library keeps of a finished job."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from domain.image import Image, ImageRequest, title_of_prompt
from domain.job import Job
from domain.media import MediaFile, Role
from domain.report import ProviderReport
from domain.song import Song, SongChoice, SongMaking


def choices_of(report: ProviderReport, new_id: Callable[[], UUID]) -> tuple[SongChoice, ...]:
    """The choices of a song, before their files are here."""
    return tuple(
        SongChoice(
            id=new_id(),
            index=result.index,
            provider_choice_id=result.provider_choice_id,
            duration_ms=result.duration_ms,
            sections=result.sections,
        )
        for result in report.results
        if result.files
    )


def song_of_retry(job: Job, new_id: Callable[[], UUID]) -> Song:
    """The song of a retried job, made anew; with a choice for each file that is owed."""
    assert isinstance(job.request, SongMaking)
    song = Song.begin(id=new_id(), job_id=job.id, request=job.request, now=job.created_at)
    owed = sorted({delivery.index for delivery in job.deliveries})
    return song.with_choices(
        tuple(
            SongChoice(id=new_id(), index=index, provider_choice_id=None, duration_ms=None)
            for index in owed
        )
    )


def images_of(job: Job, now: datetime, new_id: Callable[[], UUID]) -> tuple[Image, ...]:
    """The images of a job whose files are all here; none for other kinds of jobs."""
    if not isinstance(job.request, ImageRequest):
        return ()
    return tuple(
        Image(
            id=new_id(),
            job_id=job.id,
            index=delivery.index,
            title=title_of_prompt(job.request.prompt),
            prompt=job.request.prompt,
            revised_prompt=delivery.revised_prompt,
            model=job.model,
            file=delivery.file,
            created_at=now,
        )
        for delivery in job.deliveries
        if delivery.file is not None
    )


def shown_of(job: Job) -> tuple[MediaFile, ...]:
    """The files that lists and players show: the images, and of songs what is heard, each once."""
    files = (each.file for each in job.deliveries if each.role in (Role.IMAGE, Role.MP3))
    return tuple({file.sha256: file for file in files if file}.values())
