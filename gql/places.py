"""Collections in the order that their owner gave them; its cursors name places in a collection."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.collection import Place
from domain.errors import InvalidRequest, Problem
from domain.paging import Page, Position
from gql.context import Shown
from gql.paging import connected, page_of
from gql.search import LibraryConnection, item_of

_ID_BYTES, _NUMBER_BYTES = 16, 8
_CURSOR = b"P"


def shown_by_hand(found: Sequence[Shown], page: Page) -> LibraryConnection:
    return connected(
        LibraryConnection,
        found,
        lambda each: item_of(each[1]),
        page,
        lambda each: _cursor_of(each[0]),
    )


def page_by_hand(
    first: int | None, after: str | None, last: int | None, before: str | None
) -> Page:
    """Raises InvalidRequest."""
    return replace(
        page_of(first, None, last, None),
        after=None if after is None else _position_of("after", after),
        before=None if before is None else _position_of("before", before),
    )


def _cursor_of(place: Place) -> str:
    raw = _CURSOR + place.item_id.bytes + place.number.to_bytes(_NUMBER_BYTES, "big")
    return base64.urlsafe_b64encode(raw).decode()


def _position_of(argument: str, cursor: str) -> Position:
    try:
        raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        if raw[:1] != _CURSOR or len(raw) != 1 + _ID_BYTES + _NUMBER_BYTES:
            raise ValueError("of another order")
        number = int.from_bytes(raw[1 + _ID_BYTES :], "big", signed=True)
        return Position(number, UUID(bytes=raw[1 : 1 + _ID_BYTES]))
    except (ValueError, binascii.Error) as error:
        problem = "This is no cursor of a collection in its own order; take one from its pageInfo."
        raise InvalidRequest(Problem(argument, problem)) from error
