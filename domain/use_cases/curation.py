"""What their owner does with images and songs: words about them, the trash, and its emptying.

A selection by filter is read once; what fits only later is left alone. It is worked off in
portions of a transaction each, so that others are served meanwhile; doing it again finishes what
a crash interrupted, but for files of purged things, which the sweep of unneeded files finds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.editing import valid_edit, within_limits
from domain.errors import Conflict
from domain.image import Image
from domain.job_state import IN_FLIGHT, JobKind, JobState
from domain.library import Edit, Item, ItemFilter, ItemKind, Selection
from domain.ports.database import Database, UnitOfWork
from domain.ports.files import MediaStore
from domain.ports.jobs import JobFilter
from domain.ports.time_and_ids import Clock
from domain.requests import StemsRequest
from domain.song import Song
from domain.use_cases.selecting import held, portions
from domain.use_cases.shelves import items_of

SHOWN = 100

Change = Callable[[Image | Song], Image | Song]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """How many were changed, and the first of them as they are now."""

    count: int = 0
    items: tuple[Image | Song, ...] = ()


class Curation:
    def __init__(self, *, database: Database, media: MediaStore, clock: Clock) -> None:
        self._database = database
        self._media = media
        self._clock = clock

    async def edit(self, selection: Selection, change: Edit) -> Changed:
        """Raises InvalidRequest or NotFound."""
        valid_edit(change, selection)
        return await self._change(selection, lambda item: within_limits(item.edit(change)))

    async def trash(self, selection: Selection) -> Changed:
        """Raises InvalidRequest or NotFound."""
        now = self._clock()
        return await self._change(selection, lambda item: item.trash(now))

    async def restore(self, selection: Selection) -> Changed:
        """Raises InvalidRequest or NotFound."""
        return await self._change(_in_trash(selection), lambda item: item.restore())

    async def purge(self, selection: Selection) -> int:
        """Remove for good what lies in the trash, with the files that nothing else needs; answers
        how many. Raises InvalidRequest, NotFound, or Conflict for what is not in the trash or is
        still being made."""
        purged, selection = 0, _in_trash(selection)
        async for portion in portions(self._database, selection):
            async with self._database.begin() as work:
                orphans = list[str]()
                for kind, ids in portion.items():
                    going = await _purgeable(work, kind, ids, selection)
                    orphans += await items_of(work, kind).remove(going)
                    purged += len(going)
                await work.commit()
            for orphan in orphans:
                await self._media.discard(orphan)
        return purged

    async def empty_trash(self, before: datetime) -> int:
        """Remove for good what went to the trash before that moment, but for what is still being
        made; answers how many. Several may do it at once."""
        return await self.purge(Selection(wanted=ItemFilter(trashed_before=before)))

    async def _change(
        self, selection: Selection, change: Callable[[Image | Song], Image | Song]
    ) -> Changed:
        changed = Changed()
        async for portion in portions(self._database, selection):
            async with self._database.begin() as work:
                after = list[Image | Song]()
                for kind, ids in portion.items():
                    found = await held(work, kind, ids, named=selection.ids is not None)
                    items = [change(item) for item in found]
                    await items_of(work, kind).curate(items)
                    after += items
                await work.commit()
            shown = (*changed.items, *after)[:SHOWN]
            changed = Changed(count=changed.count + len(after), items=shown)
        return changed


async def _purgeable(
    work: UnitOfWork, kind: ItemKind, ids: Sequence[UUID], selection: Selection
) -> Sequence[UUID]:
    """Of what a filter found the part that may go; what was named has to be ready to go."""
    named, before = selection.ids is not None, selection.wanted.trashed_before
    found = await held(work, kind, ids, named=named)
    jobs = await work.jobs.get_many([item.job_id for item in found])
    refusals = {item.id: _refusal(item, jobs[item.job_id].state, before) for item in found}
    if kind is ItemKind.SONG:
        refusals |= await _taken_apart(work, found)
    for refusal in refusals.values() if named else ():
        if refusal:
            raise refusal
    return [id for id, refusal in refusals.items() if refusal is None]


def _refusal(item: Item, state: JobState, before: datetime | None) -> Conflict | None:
    if item.trashed_at is None:
        return Conflict(f"{item.title} is not in the trash.", hint="Move it there first.")
    if before and item.trashed_at >= before:  # restored and thrown away again meanwhile
        return Conflict(f"{item.title} came to the trash later.", hint="Wait, or name it.")
    if state in IN_FLIGHT:
        return Conflict(
            f"{item.title} is still being made.",
            hint="Wait for its job, or cancel it, and purge it then.",
        )
    return None


async def _taken_apart(work: UnitOfWork, items: Sequence[Image | Song]) -> Mapping[UUID, Conflict]:
    """What was paid for has to find its song."""
    wanted = JobFilter(states=IN_FLIGHT, kind=JobKind.STEMS)
    jobs = (await work.jobs.get_many(await work.jobs.ids(wanted))).values()
    choices = {job.request.choice_id for job in jobs if isinstance(job.request, StemsRequest)}
    return {
        song.id: Conflict(
            f"{song.title} is being taken apart.",
            hint="Wait for the job that makes its stems, or cancel it, and purge it then.",
        )
        for song in items
        if isinstance(song, Song) and any(choice.id in choices for choice in song.choices)
    }


def _in_trash(selection: Selection) -> Selection:
    return replace(selection, wanted=replace(selection.wanted, trashed=True))
