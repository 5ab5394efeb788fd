"""Who needs which file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import or_, select

from domain.job_state import JobKind, JobState
from domain.media import MediaFile
from domain.verification import FileUse, UseKind
from persistence.documents import read_deliveries
from persistence.tables import images, job_events, jobs, song_choices, songs
from persistence.transaction import Transaction

_CHOICE_ID = jobs.c.request["choice_id"].as_string().label("choice_id")
_STEMS_MADE = (jobs.c.kind == JobKind.STEMS, jobs.c.state == JobState.SUCCEEDED)

Uses = defaultdict[str, list[FileUse]]


async def uses_of(transaction: Transaction, hashes: Sequence[str]) -> Mapping[str, list[FileUse]]:
    """By hash; each thing once."""
    uses: Uses = defaultdict(list)
    for read in (_by_images, _by_stems, _by_songs, _by_previews, _by_jobs):
        await read(transaction, hashes, uses)
    return {sha256: list(dict.fromkeys(each)) for sha256, each in uses.items()}


async def _by_images(transaction: Transaction, hashes: Sequence[str], uses: Uses) -> None:
    query = select(
        images.c.id, images.c.job_id, images.c.title, images.c.trashed_at, images.c.sha256
    )
    for row in await transaction.rows(query.where(images.c.sha256.in_(hashes))):
        uses[row.sha256].append(
            FileUse(
                kind=UseKind.IMAGE,
                item_id=row.id,
                job_id=row.job_id,
                title=row.title,
                trashed=row.trashed_at is not None,
            )
        )


async def _by_stems(transaction: Transaction, hashes: Sequence[str], uses: Uses) -> None:
    """Also those that others took the place of."""
    made = select(jobs.c.id, jobs.c.deliveries, _CHOICE_ID).where(*_STEMS_MADE)
    brought = [
        (delivery.file.sha256, row.id, UUID(row.choice_id))
        for row in await transaction.rows(made)
        for delivery in read_deliveries(row.deliveries)
        if delivery.file and delivery.file.sha256 in hashes
    ]
    query = (
        select(song_choices.c.id.label("choice_id"), songs.c.id, songs.c.title, songs.c.trashed_at)
        .join(song_choices, song_choices.c.song_id == songs.c.id)
        .where(song_choices.c.id.in_({choice_id for *_, choice_id in brought}))
    )
    rows = {row.choice_id: row for row in await transaction.rows(query)}
    for sha256, job_id, choice_id in brought:
        if song := rows.get(choice_id):
            uses[sha256].append(
                FileUse(
                    kind=UseKind.STEMS,
                    item_id=song.id,
                    job_id=job_id,
                    title=song.title,
                    trashed=song.trashed_at is not None,
                )
            )


async def _by_songs(transaction: Transaction, hashes: Sequence[str], uses: Uses) -> None:
    files = [song_choices.c[f"{each}_sha256"] for each in ("mp3", "lossless", "stems")]
    query = (
        select(songs.c.id, songs.c.job_id, songs.c.title, songs.c.trashed_at, *files)
        .join(song_choices, song_choices.c.song_id == songs.c.id)
        .where(or_(*(each.in_(hashes) for each in files)))
    )
    for row in await transaction.rows(query):
        theirs = {row.mp3_sha256, row.lossless_sha256} & {*hashes}
        if not uses.get(row.stems_sha256):
            theirs |= {row.stems_sha256} & {*hashes}  # of an import: no job here brought them
        for sha256 in theirs:
            uses[sha256].append(
                FileUse(
                    kind=UseKind.SONG,
                    item_id=row.id,
                    job_id=row.job_id,
                    title=row.title,
                    trashed=row.trashed_at is not None,
                )
            )


async def _by_previews(transaction: Transaction, hashes: Sequence[str], uses: Uses) -> None:
    query = select(job_events.c.job_id, job_events.c.preview)
    for row in await transaction.rows(query.where(job_events.c.preview.in_(hashes))):
        use = FileUse(kind=UseKind.PREVIEW, item_id=row.job_id, job_id=row.job_id)
        uses[row.preview].append(use)


async def _by_jobs(transaction: Transaction, hashes: Sequence[str], uses: Uses) -> None:
    for file, job_use in await held_by_jobs(transaction):
        if file.sha256 in hashes:
            uses[file.sha256].append(job_use)


async def stems_brought(transaction: Transaction, choice_ids: Sequence[UUID]) -> Sequence[str]:
    """The archives that jobs brought for the choices, also those that others took the place of."""
    theirs = _CHOICE_ID.in_(map(str, choice_ids))
    query = select(jobs.c.deliveries).where(*_STEMS_MADE, theirs)
    return [
        delivery.file.sha256
        for row in await transaction.rows(query)
        for delivery in read_deliveries(row.deliveries)
        if delivery.file
    ]


async def held_by_jobs(transaction: Transaction) -> Sequence[tuple[MediaFile, FileUse]]:
    """The files that jobs which have not succeeded hold already: a retry goes on with them."""
    query = select(jobs.c.id, jobs.c.deliveries).where(
        jobs.c.state != JobState.SUCCEEDED, jobs.c.accepted_at.is_not(None)
    )
    return [
        (delivery.file, FileUse(kind=UseKind.JOB, item_id=row.id, job_id=row.id))
        for row in await transaction.rows(query)
        for delivery in read_deliveries(row.deliveries)
        if delivery.file
    ]
