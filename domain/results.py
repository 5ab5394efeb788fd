"""What the library keeps of a finished job."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from domain.image import Image, ImageRequest, title_of_prompt
from domain.job import Job
from domain.report import ProviderReport
from domain.song import SongChoice


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
