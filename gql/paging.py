"""Pages and cursors: a cursor names a place in the list, so new entries never shift a page."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeVar, cast
from uuid import UUID

import strawberry
from strawberry import relay

from domain.errors import InvalidRequest, Problem
from domain.paging import NEWEST_FIRST, Order, Page, Position, SortKey

PAGE_LIMIT = 100
FIRST_DEFAULT = 20

First = Annotated[
    int | None,
    strawberry.argument(description="The first so many, 1 to 100; 20 if neither is given."),
]
After = Annotated[str | None, strawberry.argument(description="Only what is behind this cursor.")]
Last = Annotated[
    int | None,
    strawberry.argument(description="The last so many, 1 to 100; pages backward with `before`."),
]
Before = Annotated[
    str | None, strawberry.argument(description="Only what is ahead of this cursor.")
]

ZONE_NEEDED = "With its time zone, such as 2026-12-01T00:00:00+01:00."
"""Of moments that a filter takes."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_BYTES = 16

Entity = TypeVar("Entity")
NodeT = TypeVar("NodeT", bound=relay.Node)
ConnectionT = TypeVar("ConnectionT", bound=relay.Connection[Any])


def page_of(
    first: int | None,
    after: str | None,
    last: int | None = None,
    before: str | None = None,
    order: Order = NEWEST_FIRST,
) -> Page:
    """One entry more than asked for, which tells whether there is another page.

    Raises InvalidRequest for sizes out of bounds and for what is no cursor of this order.
    """
    if first is not None and last is not None:
        raise InvalidRequest(Problem("last", "Ask for the first or for the last, not for both."))
    wanted = last if last is not None else FIRST_DEFAULT if first is None else first
    if not 1 <= wanted <= PAGE_LIMIT:
        field = "first" if last is None else "last"
        raise InvalidRequest(Problem(field, f"Ask for 1 to {PAGE_LIMIT} at once."))
    return Page(
        limit=wanted + 1,
        after=None if after is None else position_of("after", after, order.by),
        before=None if before is None else position_of("before", before, order.by),
        backward=last is not None,
        order=order,
    )


class _Edge:
    """What relay's own shows; the cursor is written where it is asked for, which is seldom."""

    __slots__ = ("_cursor_of", "_entity", "node")

    def __init__(self, node: relay.Node, entity: Any, cursor_of: Callable[[Any], str]) -> None:
        self.node = node
        self._entity = entity
        self._cursor_of = cursor_of

    @property
    def cursor(self) -> str:
        return self._cursor_of(self._entity)


def connection_of(
    connection: type[ConnectionT],
    entities: Sequence[Entity],
    node: Callable[[Entity], NodeT],
    page: Page,
    position: Callable[[Entity], Position],
) -> ConnectionT:
    def cursor(entity: Entity) -> str:
        return cursor_of(position(entity), page.order.by)

    return connected(connection, entities, node, page, cursor)


def connected(
    connection: type[ConnectionT],
    entities: Sequence[Entity],
    node: Callable[[Entity], NodeT],
    page: Page,
    cursor: Callable[[Entity], str],
) -> ConnectionT:
    """With cursors of its own kind."""
    more = len(entities) >= page.limit
    shown = entities[1:] if more and page.backward else entities[: page.limit - 1]
    edges = [_Edge(node(each), each, cursor) for each in shown]
    return connection(
        edges=cast("list[relay.Edge[Any]]", edges),
        page_info=relay.PageInfo(
            has_next_page=page.before is not None if page.backward else more,
            has_previous_page=more if page.backward else page.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def cursor_of(position: Position, by: SortKey) -> str:
    """The kind of order, the id, and the value by which the list is ordered."""
    raw = by[0].encode() + position.id.bytes + _bytes_of(position.value)
    return base64.urlsafe_b64encode(raw).decode()


def position_of(argument: str, cursor: str, by: SortKey) -> Position:
    """Raises InvalidRequest for what is no cursor of ours, or one of another order."""
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        id = UUID(bytes=raw[1 : 1 + _ID_BYTES])
        if raw[:1] != by[0].encode():
            raise ValueError("of another order")
        return Position(_value_of(raw[1 + _ID_BYTES :], by), id)
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InvalidRequest(
            Problem(
                argument,
                "This is no cursor of a list in this order; take one from pageInfo or from edges.",
            )
        ) from error


def _bytes_of(value: datetime | str | int) -> bytes:
    match value:
        case datetime():
            since = value - _EPOCH
            seconds = since.days * 86_400 + since.seconds
            return (seconds * 1_000_000 + since.microseconds).to_bytes(8, "big")
        case int():
            return value.to_bytes(1, "big")
        case str():
            return value.encode()


def _value_of(raw: bytes, by: SortKey) -> datetime | str | int:
    if by is SortKey.TITLE:
        return raw.decode()
    if len(raw) != (8 if by is SortKey.CREATED_AT else 1):
        raise ValueError("not as long as such a value")
    number = int.from_bytes(raw, "big")
    return number if by is SortKey.RATING else _EPOCH + timedelta(microseconds=number)
