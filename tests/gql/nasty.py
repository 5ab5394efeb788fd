"""A small schema whose objects misbehave in every way that an attribute can."""

import enum
from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@strawberry.enum
class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


class Shade(enum.StrEnum):
    DARK = "dark"


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Part:
    size: int
    label: str | None = None


@strawberry.type
class Thing(Named):
    number: int
    colour: Colour
    note: str | None = None
    price: Decimal = Decimal("1.50")
    share: float = 0.5
    ready: bool = True
    when: datetime = NEW_YEAR
    tags: list[str] = strawberry.field(default_factory=lambda: ["a", "b"])
    colours: list[Colour | None] = strawberry.field(default_factory=lambda: [Colour.RED, None])
    grid: list[list[int]] = strawberry.field(default_factory=lambda: [[1], [2, 3]])
    part: Part | None = None
    parts: list[Part] = strawberry.field(default_factory=list)
    loose: list[Part | None] = strawberry.field(default_factory=list)
    other: Named | None = None
    renamed: int = strawberry.field(name="called", default=5)
    hidden: strawberry.Private[int] = 0

    @strawberry.field
    def twice(self) -> int:
        return self.number * 2

    @strawberry.field
    async def later(self) -> int:
        return self.number * 3

    @strawberry.field
    def plus(self, more: int = 1) -> int:
        return self.number + more

    @strawberry.field
    def fails(self) -> int | None:
        raise ValueError("fails")


@strawberry.type
class Other(Named):
    depth: int


@strawberry.type
class Item(relay.Node):
    key: relay.NodeID[UUID]
    title: str


@strawberry.type
class OwnId(relay.Node):
    title: str

    @classmethod
    def resolve_id(cls, root: Any, *, info: Any) -> str:
        return "own"


@strawberry.type
class Keyed(relay.Node):
    key: relay.NodeID[str]


class Sayer(str):
    __slots__ = ()


def thing(**attributes: Any) -> Thing:
    usual: dict[str, Any] = {"name": "thing", "number": 1, "colour": Colour.RED}
    return Thing(**usual | attributes)


def odd(**attributes: Any) -> Thing:
    """With values that the constructor's types forbid."""
    made = thing()
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def keyed(key: Any) -> Keyed:
    return Keyed(key=key)


async def _kept(value: Any) -> Any:
    if isinstance(value, Exception):
        raise value
    return value


class _Promise:
    """An awaitable that nobody minds if it is never awaited."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __await__(self) -> Generator[Any, Any, Any]:
        return _kept(self._value).__await__()


_BROKEN = ValueError("broken promise")


async def _flowing() -> AsyncGenerator[Part]:
    yield Part(size=1)
    yield Part(size=2)


def _things() -> list[Any]:
    return [
        thing(),
        thing(note="n", part=Part(size=3, label="l"), parts=[Part(size=1), Part(size=2)]),
        None,
        odd(number=None),
        odd(number="7", colour="r"),
        odd(number=2**40),
        odd(number=True, name=Sayer("said"), note=Shade.DARK),
        odd(name=7, share=1, ready=0),
        odd(share=float("nan"), price="x"),
        odd(when="yesterday"),
        odd(name=ValueError("an exception as a value")),
        odd(note=ValueError("one where null may be")),
        odd(tags=("t", "u")),
        odd(tags=["t", None]),
        odd(tags=None),
        odd(tags=iter(["once"])),
        odd(tags="text"),
        odd(colours=[Colour.BLUE, "r", None]),
        odd(parts=[Part(size=1), None]),
        odd(parts=[Part(size=1), odd_part()]),
        odd(loose=[Part(size=1), None, odd_part(), ValueError("an item")]),
        odd(loose=(Part(size=1), thing())),
        odd(part=odd_part()),
        odd(part=ValueError("no part")),
        odd(other=thing(name="inner")),
        odd(other=Other(name="o", depth=1)),
        odd(other=7),
        Other(name="of another type", depth=1),
        7,
    ]


def odd_part() -> Part:
    made = Part(size=0)
    made.size = None  # pyright: ignore[reportAttributeAccessIssue]
    return made


@strawberry.type
class Query:
    @strawberry.field
    def things(self) -> list[Thing | None]:
        return _things()

    @strawberry.field
    def fine(self) -> list[Thing | None]:
        """Those that can be answered by columns."""
        return [
            thing(),
            None,
            thing(
                note="n", number=-3, colour=Colour.BLUE, tags=["t"], colours=[None], loose=[None]
            ),
            odd(tags=("t", "u"), parts=(Part(size=4),), name=Sayer("said"), ready=True),
            thing(part=Part(size=3, label="l"), parts=[Part(size=1), Part(size=2, label="m")]),
            thing(parts=[Part(size=5)], loose=[Part(size=6), None], share=1.5, renamed=6),
        ]

    @strawberry.field
    def none(self) -> list[Thing]:
        return []

    @strawberry.field
    def strict(self) -> list[Thing]:
        return [thing(), odd(parts=[odd_part()]), thing()]

    @strawberry.field
    async def promises(self) -> list[Thing | None]:
        return [
            odd(name=_Promise("kept")),
            odd(note=_Promise(_BROKEN), number=_Promise(4)),
            odd(name=_Promise(_BROKEN)),
            odd(part=_Promise(Part(size=4)), parts=[_Promise(Part(size=5)), Part(size=6)]),
            odd(loose=[_Promise(_BROKEN), Part(size=7)], tags=_Promise(["x"])),
            odd(loose=_flowing()),
            odd(part=Promising()),
        ]

    @strawberry.field
    def either(self) -> list[Annotated[Thing | Other, strawberry.union("Either")]]:
        return [thing(), Other(name="o", depth=2)]

    @strawberry.field
    def named(self) -> list[Named]:
        return [thing(), Other(name="o", depth=2)]

    @strawberry.field
    def item(self) -> Item:
        return Item(key=UUID(int=7), title="t")

    @strawberry.field
    def named_oddly(self) -> list[Keyed | None]:
        """By what is no ordinary id, and what is none at all."""
        ids = ("k", "", "\ud800", None, 7, 1.5, b"x", Colour.RED, Shade.DARK, ValueError("no id"))
        return [keyed(each) for each in (*ids, _Promise("later"))]

    @strawberry.field
    def well_named(self) -> list[Keyed]:
        return [keyed("k"), keyed("ü:"), keyed(Sayer("s"))]

    @strawberry.field
    def nodes(self) -> list[relay.Node]:
        return [Item(key=UUID(int=8), title="u"), OwnId(title="v")]


class Promising:
    """A part whose attributes are properties that promise, or fail."""

    @property
    def size(self) -> Any:
        return _kept(9)

    @property
    def label(self) -> Any:
        raise KeyError("label")


@strawberry.type
class Mutation:
    @strawberry.mutation
    def make(self, number: int) -> Thing:
        return thing(number=number)

    @strawberry.mutation
    def fail(self) -> Thing:
        raise ValueError("not made")


def create_schema() -> strawberry.Schema:
    return strawberry.Schema(query=Query, mutation=Mutation, types=[Other, OwnId])
