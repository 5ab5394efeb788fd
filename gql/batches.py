"""Questions about single things, put together to one about many."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

from domain.errors import StudioError
from gql.answers import bound

Key = TypeVar("Key")
Loaded = TypeVar("Loaded")
Absent = TypeVar("Absent")
Part = TypeVar("Part", bound=Hashable)

_AT_ONCE = 1_000
"""Ids of one statement: databases take some ten thousand values."""


class Loader(DataLoader[Key, Loaded]):
    def load(self, key: Key) -> Awaitable[Loaded]:
        """Who is cancelled leaves alone: for each of them the library looks at all the others, and
        an operation that is given up may have ten thousands."""
        return asyncio.shield(super().load(key))


def many(
    read: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Loaded]]], absent: Absent
) -> Loader[UUID, Loaded | Absent]:
    """Of each thing what there is of it."""

    async def load(ids: list[UUID]) -> list[Loaded | Absent]:
        found = await _found(read, ids)
        answers = [found.get(each, absent) for each in ids]
        bound(answers)
        return answers

    return Loader(load_fn=load, cache=False)


def parts_of_many(
    read: Callable[[Sequence[UUID], Part], Awaitable[Mapping[UUID, Loaded]]], absent: Absent
) -> Loader[tuple[UUID, Part], Loaded | Absent]:
    """Of each thing a part; all those at once of which the same part is asked for. What is asked
    for wrongly fails alone."""

    async def load(keys: list[tuple[UUID, Part]]) -> list[Loaded | Absent | StudioError]:
        found: dict[tuple[UUID, Part], Loaded | StudioError] = {}
        for part in dict.fromkeys(part for _, part in keys):
            ids = [id for id, theirs in keys if theirs == part]
            try:
                parts = await _found(partial(_read_part, read, part), ids)
            except StudioError as error:
                found |= {(id, part): error for id in ids}
            else:
                found |= {(id, part): parts[id] for id in ids if id in parts}
        answers = [found.get(each, absent) for each in keys]
        bound(answers)
        return answers

    return Loader(load_fn=load, cache=False)  # pyright: ignore[reportArgumentType]


def _read_part(
    read: Callable[[Sequence[UUID], Part], Awaitable[Mapping[UUID, Loaded]]],
    part: Part,
    ids: Sequence[UUID],
) -> Awaitable[Mapping[UUID, Loaded]]:
    return read(ids, part)


async def _found(
    read: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Loaded]]], ids: Sequence[UUID]
) -> Mapping[UUID, Loaded]:
    """Asks for each id once, however many want to know, and for no more at once than a statement
    takes."""
    wanted, found = list(dict.fromkeys(ids)), dict[UUID, Loaded]()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= await read(wanted[start : start + _AT_ONCE])
    return found
