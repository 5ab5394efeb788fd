"""What the customer wants, and how it may end: a pure function of the seed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

_MARKER = re.compile(r"\bm(\d+)x\b")


class Made(StrEnum):
    """What is ordered."""

    IMAGE = "image"
    SONG = "song"
    INSTRUMENTAL = "instrumental"
    EXTENSION = "extension"


class Ending(StrEnum):
    """How a job of a scenario ends where nothing is killed."""

    SUCCEEDS = "succeeds"
    FAILS = "fails"
    IN_DOUBT = "in doubt"
    WAITS = "waits for ever"


_SUCCESS = "0001"
_FAILS = frozenset(
    {"0002", "0003", "0103", "0104", "0107", "0110", "0204"}
    | {"0301", "0302", "0303", "0305", "0402", "0404", "0405"}
)
_IN_DOUBT = frozenset({"0109", "0201", "0202", "0203"})
_WAITS = frozenset({"0102"})

TAKEN_THOUGH_FAILED = frozenset({"0204"})
"""Scenarios whose request is taken, although their job fails with the very answer to it."""

_BOTH = ("0002", "0101", "0103", "0107", "0108", "0109", "0202", "0203")
_DRAWN = (*_BOTH, "0104", "0204")
"""For images that come inside the answer."""

_FETCHED = ("0401", "0402", "0403", "0404", "0405")
"""For songs, and for images behind an address: only dall-e-3 answers so."""

_ENDINGS = ("0301", "0302", "0303", "0304", "0305", "0306")
_SUNG = (*_BOTH, *_FETCHED, *_ENDINGS, "0003", "0102", "0110", "0201")
"""0201 never answers; songs are given up after half a minute, images only after three."""

_BEYOND_THE_END_MS = 60_000

_LENGTHY = frozenset({"0102", "0201", "0402", "0403", "0404", "0405"})
"""What takes half a minute or more to end; left out of short runs."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A mutation: its document's name, the field of its result, and its input."""

    document: str
    field: str
    input: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`at` seconds after the beginning it is sent, with both API processes at once if `twice`;
    `cancel_after` so many seconds it is cancelled."""

    number: int
    at: float
    code: str
    made: Made
    details: Mapping[str, Any]
    twice: bool
    cancel_after: float | None

    @property
    def marker(self) -> str:
        return f"m{self.number}x"

    @property
    def ending(self) -> Ending:
        if self.code in _FAILS:
            return Ending.FAILS
        if self.code in _IN_DOUBT:
            return Ending.IN_DOUBT
        return Ending.WAITS if self.code in _WAITS else Ending.SUCCEEDS

    @property
    def may_be_extended(self) -> bool:
        return self.made is Made.SONG and self.ending is Ending.SUCCEEDS

    def wish(self, choice: str | None = None) -> Wish:
        """An extension goes on from the choice; without one it is a song like others."""
        text = f"Chaos {self.marker} {self.code}"
        asked = {**self.details, "idempotencyKey": f"key {self.marker}"}
        match self.made:
            case Made.IMAGE:
                return Wish("image", "generateImage", {**asked, "prompt": text})
            case Made.INSTRUMENTAL:
                style = f"{text}, {self.details['prompt']}"
                return Wish("instrumental", "generateInstrumental", {**asked, "prompt": style})
            case Made.EXTENSION if choice:
                words = {"lyrics": text, "choice": choice, "extendAtMs": _BEYOND_THE_END_MS}
                return Wish("extend", "extendSong", {**asked, **words})
            case Made.SONG | Made.EXTENSION:
                return Wish("song", "generateSong", {**asked, "lyrics": text})


def number_in(text: str) -> int | None:
    """The number of the order whose marker is in the text."""
    found = _MARKER.search(text)
    return int(found[1]) if found else None


def orders(seed: int, *, count: int, seconds: float, short: bool) -> tuple[Order, ...]:
    """So many orders, spread over so many seconds."""
    chance = Random(f"orders {seed}")
    return tuple(
        _order(chance, number, round(number * seconds / count, 2), short) for number in range(count)
    )


def _order(chance: Random, number: int, at: float, short: bool) -> Order:
    made = Made.IMAGE if chance.random() < 0.45 else _one_of_songs(chance)
    code, details = _image(chance, short) if made is Made.IMAGE else _song(chance, short)
    cancelled = code in _WAITS or chance.random() < 0.08
    return Order(
        number=number,
        at=at,
        code=code,
        made=made,
        details=details,
        twice=chance.random() < 0.15,
        cancel_after=round(chance.uniform(0.0, 8.0), 2) if cancelled else None,
    )


def _one_of_songs(chance: Random) -> Made:
    return chance.choices((Made.SONG, Made.INSTRUMENTAL, Made.EXTENSION), (5, 3, 2))[0]


def _song(chance: Random, short: bool) -> tuple[str, Mapping[str, Any]]:
    code = _one_of(chance, _SUNG, short)
    return code, {"prompt": f"folk, {chance.randint(1, 4)}s", "n": chance.choice((1, 1, 1, 2))}


def _image(chance: Random, short: bool) -> tuple[str, Mapping[str, Any]]:
    if chance.random() < 0.4:
        return _one_of(chance, _FETCHED, short), {"model": "dall-e-3"}
    code = _one_of(chance, _DRAWN, short)
    small: dict[str, Any] = {"model": "gpt-image-2", "size": "1024x640", "quality": "low"}
    if code == _SUCCESS and chance.random() < 0.2:
        small["previews"] = 1
    return code, small


def _one_of(chance: Random, codes: Sequence[str], short: bool) -> str:
    """Half of them simply succeed."""
    usable = [code for code in codes if not (short and code in _LENGTHY)]
    return _SUCCESS if chance.random() < 0.5 else chance.choice(usable)
