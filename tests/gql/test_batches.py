"""Questions that wait for each other are asked together, and are given up for little."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from uuid import UUID

import pytest

from domain.errors import InvalidRequest, Problem, StudioError
from gql.answers import ANSWER_LIMIT, AnswerTooLarge
from gql.batches import many, parts_of_many


class Asked:
    """Answers each id with its number, and remembers what it was asked at once."""

    def __init__(self) -> None:
        self.at_once: list[Sequence[UUID]] = []

    async def read(self, ids: Sequence[UUID]) -> Mapping[UUID, int]:
        self.at_once.append(ids)
        return {id: id.int for id in ids if id.int}

    async def part(self, ids: Sequence[UUID], part: str) -> Mapping[UUID, str]:
        if part == "wrong":
            raise InvalidRequest(Problem("first", "wrong"))
        return {id: f"{part} of {number}" for id, number in (await self.read(ids)).items()}


async def test_each_is_asked_for_once_and_no_statement_has_too_many() -> None:
    asked = Asked()
    loader = many(asked.read, 0)
    numbers = [*range(2_500), *range(2_500)]
    answers = await asyncio.gather(*(loader.load(UUID(int=n)) for n in numbers))
    assert answers == numbers
    assert [len(ids) for ids in asked.at_once] == [1_000, 1_000, 500]


async def test_parts_are_asked_for_together_where_they_are_alike() -> None:
    asked = Asked()
    loader = parts_of_many(asked.part, "none")
    keys = [(UUID(int=n), part) for n in range(3) for part in ("a", "b", "wrong")]
    answers = await asyncio.gather(*map(loader.load, keys), return_exceptions=True)
    assert answers[:2] == ["none", "none"]
    assert answers[3:5] == ["a of 1", "b of 1"]
    assert all(isinstance(each, StudioError) for each in answers[2::3])
    assert len(asked.at_once) == 2


async def test_what_is_too_much_together_is_refused_before_anything_is_made_of_it() -> None:
    long = range(ANSWER_LIMIT // 10)

    async def read(ids: Sequence[UUID]) -> Mapping[UUID, Sequence[int]]:
        return dict.fromkeys(ids, long)

    loader = many(read, ())
    waiting = [loader.load(UUID(int=n % 2)) for n in range(11)]
    assert {type(each) for each in await asyncio.gather(*waiting, return_exceptions=True)} == {
        AnswerTooLarge
    }
    assert await loader.load(UUID(int=1)) == long


async def test_who_gives_up_takes_nobody_along() -> None:
    loader = many(Asked().read, 0)
    leaving, staying = (asyncio.ensure_future(loader.load(UUID(int=7))) for _ in range(2))
    leaving.cancel()
    assert await staying == 7
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def _effort_of_giving_up(count: int) -> int:
    """Calls, those into C included."""
    loader, calls = many(Asked().read, 0), 0
    waiting = [asyncio.ensure_future(loader.load(UUID(int=n))) for n in range(count)]

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    finally:
        sys.setprofile(None)
    return calls


async def test_giving_up_many_costs_no_more_for_each() -> None:
    few, more = await _effort_of_giving_up(100), await _effort_of_giving_up(1_000)
    assert more < few * 12
