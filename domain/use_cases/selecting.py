"""Which images and songs a selection means, in portions of a transaction each."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from uuid import UUID

from domain.editing import valid_selection
from domain.errors import NotFound
from domain.image import Image
from domain.library import ItemKind, Selection
from domain.ports.database import Database, UnitOfWork
from domain.song import Song
from domain.use_cases.shelves import items_of

PORTION = 200

Portion = Mapping[ItemKind, Sequence[UUID]]
"""What is changed in one transaction."""


async def portions(database: Database, selection: Selection) -> AsyncGenerator[Portion]:
    """What is named goes all at once or not at all. Raises InvalidRequest."""
    valid_selection(selection)
    if selection.ids is not None:
        # In one order, so that two who name the same things never wait for each other.
        named = selection.ids
        yield {kind: tuple(dict.fromkeys(named[kind])) for kind in ItemKind if kind in named}
        return
    for kind in selection.kinds:
        async with database.read() as work:
            ids = await items_of(work, kind).ids(selection.wanted)
        for start in range(0, len(ids), PORTION):
            yield {kind: ids[start : start + PORTION]}


async def held(
    work: UnitOfWork, kind: ItemKind, ids: Sequence[UUID], *, named: bool
) -> Sequence[Image | Song]:
    """In the order of the ids. What a filter found and is gone meanwhile is left out; what was
    named has to be there, else NotFound."""
    by_id = {item.id: item for item in await items_of(work, kind).hold(ids)}
    for id in ids if named else ():
        if id not in by_id:
            raise NotFound(kind.lower(), id)
    return [by_id[id] for id in ids if id in by_id]
