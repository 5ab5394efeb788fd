"""Files that no row needs any more."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, delete, select

from persistence.media import MEDIA, owed_to_jobs
from persistence.tables import images, job_events, media_files, song_choices
from persistence.transaction import Transaction

_AT_ONCE = 500


async def forget_orphans(transaction: Transaction, hashes: Iterable[str]) -> Sequence[str]:
    """Delete what is known of those files that nothing refers to; answers their hashes."""
    candidates = sorted(set(hashes))
    orphans: list[str] = []
    if not candidates:
        return orphans
    await transaction.lock(MEDIA)
    owed = await owed_to_jobs(transaction)
    for start in range(0, len(candidates), _AT_ONCE):
        some = candidates[start : start + _AT_ONCE]
        used = await _used(transaction, some)
        orphans += [each for each in some if each not in used and each not in owed]
    for start in range(0, len(orphans), _AT_ONCE):
        gone = media_files.c.sha256.in_(orphans[start : start + _AT_ONCE])
        await transaction.write(delete(media_files).where(gone))
    return orphans


async def _used(transaction: Transaction, hashes: Sequence[str]) -> Collection[str]:
    used: set[str] = set()
    columns: tuple[ColumnElement[str], ...] = (
        images.c.sha256,
        song_choices.c.mp3_sha256,
        song_choices.c.lossless_sha256,
        song_choices.c.stems_sha256,
        job_events.c.preview,
    )
    for column in columns:
        query = select(column.label("sha256")).where(column.in_(hashes)).distinct()
        used.update(row.sha256 for row in await transaction.rows(query))
    return used
