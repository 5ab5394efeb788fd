"""The choice of a song that an order begins with: whether its provider still has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import Conflict, NotFound
from domain.job import Job
from domain.job_state import IN_FLIGHT, JobKind, JobState, Provider
from domain.media import Role
from domain.ports.database import UnitOfWork
from domain.ports.jobs import JobFilter
from domain.song import Song, SongChoice

ADDRESS_LIFE = timedelta(days=30)
"""How long Mureka keeps a finished song at its address."""


@dataclass(frozen=True, slots=True)
class Source:
    """`job` is the one that made the song."""

    song: Song
    choice: SongChoice
    job: Job

    @classmethod
    async def of(cls, work: UnitOfWork, choice_id: UUID) -> "Source":
        """Raises NotFound, or Conflict while the song is not finished."""
        song = (await work.songs.of_choices([choice_id])).get(choice_id)
        choice = song.choice(choice_id) if song else None
        if song is None or choice is None:
            raise NotFound("song choice", choice_id)
        job = await work.jobs.get(song.job_id)
        if job.state is not JobState.SUCCEEDED:
            raise Conflict(
                f"{song.title} is not finished: its job is {job.state}.",
                hint="Wait until all its files are here, then order again.",
            )
        return cls(song, choice, job)


def id_at_provider(source: Source, *, at_vendor: bool) -> str:
    """The provider's id of the choice. Raises Conflict if it cannot go on from it."""
    _must_be_there(source, at_vendor=at_vendor)
    if source.song.instrumental:
        raise Conflict(
            f"{source.song.title} is an instrumental, and Mureka extends only songs.",
            hint="Extend a song, or order another instrumental. Nothing was charged.",
        )
    if source.choice.provider_choice_id is None:
        raise Conflict(
            f"Mureka gave no id for this version of {source.song.title}, so it cannot be told "
            "which song to extend.",
            hint="Extend another version of it, or order the song anew. Nothing was charged.",
        )
    return source.choice.provider_choice_id


def address_at_provider(source: Source, now: datetime, *, at_vendor: bool) -> str:
    """Where the provider has the choice. Raises Conflict if it has it no longer."""
    _must_be_there(source, at_vendor=at_vendor)
    url = next(
        (
            each.url
            for each in source.job.deliveries
            if each.index == source.choice.index and each.role is Role.MP3 and each.url
        ),
        None,
    )
    if url is None:
        raise Conflict(
            f"Nobody knows any more where Mureka has {source.song.title}.",
            hint="Only songs that it made for this studio can be taken apart. Nothing was charged.",
        )
    must_be_kept_yet(source, now)
    return url


def must_be_kept_yet(source: Source, now: datetime) -> None:
    """Raises Conflict once the provider has removed the choice."""
    if now - (source.job.submitted_at or source.job.created_at) >= ADDRESS_LIFE:
        raise Conflict(
            f"Mureka keeps songs for {ADDRESS_LIFE.days} days, and {source.song.title} is older: "
            "it cannot be taken apart any more.",
            hint="Order the song anew and its stems within that time. Nothing was charged.",
        )


async def claim_stems(work: UnitOfWork, choice_id: UUID, *, anew: bool = False) -> Job | None:
    """The job that is taking the choice apart; None if the way is free, and then for this
    transaction alone. Raises NotFound, or Conflict if the stems are here and not wanted `anew`."""
    song = (await work.songs.of_choices([choice_id])).get(choice_id)
    if song is None:
        raise NotFound("song choice", choice_id)
    await work.songs.hold([song.id])
    song = (await work.songs.of_choices([choice_id])).get(choice_id)
    choice = song.choice(choice_id) if song else None
    if choice and choice.stems and not anew:
        raise Conflict(
            "The stems of this version are here already.",
            hint="Take them from the song. To order them again is charged again: order the same "
            "as their job did.",
        )
    wanted = JobFilter(states=IN_FLIGHT, kind=JobKind.STEMS, choice_id=choice_id)
    for job_id in await work.jobs.ids(wanted):
        return await work.jobs.get(job_id)
    return None


def _must_be_there(source: Source, *, at_vendor: bool) -> None:
    """The mock's songs are nothing to the vendor, nor the vendor's to the mock."""
    if source.job.provider is not Provider.MUREKA or source.job.at_vendor is not at_vendor:
        raise Conflict(
            f"{source.song.title} was made elsewhere than at the Mureka that is set now.",
            hint="Go back to MUREKA_BASE_URL and MUREKA_API_KEY of then, or order the song anew. "
            "Nothing was charged.",
        )
