"""Pages and cursors: a cursor names a place in the list, so new entries never shift a page."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

import strawberry
from strawberry import relay

from domain.errors import InvalidRequest, Problem
from domain.ports import Page, Position

PAGE_LIMIT = 100
FIRST_DEFAULT = 20

First = Annotated[int, strawberry.argument(description="How many, 1 to 100.")]
After = Annotated[str | None, strawberry.argument(description="Continue behind this cursor.")]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Listed(Protocol):
    """What every list is ordered by."""

    @property
    def id(self) -> UUID: ...
    @property
    def created_at(self) -> datetime: ...


Entity = TypeVar("Entity", bound=Listed)
NodeT = TypeVar("NodeT", bound=relay.Node)
ConnectionT = TypeVar("ConnectionT", bound=relay.Connection[Any])


def page_of(first: int, after: str | None) -> Page:
    """One entry more than asked for, which tells whether there is a next page."""
    if not 1 <= first <= PAGE_LIMIT:
        raise InvalidRequest(Problem("first", f"Ask for 1 to {PAGE_LIMIT} at once."))
    return Page(limit=first + 1, after=position_of(after) if after is not None else None)


def connection_of(
    connection: type[ConnectionT],
    entities: Sequence[Entity],
    node: Callable[[Entity], NodeT],
    page: Page,
) -> ConnectionT:
    shown = entities[: page.limit - 1]
    edges = [relay.Edge(cursor=cursor_of(each), node=node(each)) for each in shown]
    return connection(
        edges=edges,
        page_info=relay.PageInfo(
            has_next_page=len(entities) > len(shown),
            has_previous_page=page.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def cursor_of(entity: Listed) -> str:
    since = entity.created_at - _EPOCH
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    raw = microseconds.to_bytes(8, "big") + entity.id.bytes
    return base64.urlsafe_b64encode(raw).decode()


def position_of(cursor: str) -> Position:
    """Raises InvalidRequest for what is no cursor of ours."""
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        if len(raw) != 24:
            raise ValueError("not 24 bytes")
        created_at = _EPOCH + timedelta(microseconds=int.from_bytes(raw[:8], "big"))
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InvalidRequest(
            Problem("after", "This is no cursor; take one from pageInfo.endCursor.")
        ) from error
    return Position(created_at, UUID(bytes=raw[8:]))
