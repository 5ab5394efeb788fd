"""Column types that read back the same from SQLite and from PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

_NO_TEXT = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def storable(text: str) -> str:
    """The text with what no database takes as text (NUL, halves of surrogates) marked as such.

    Providers' texts are not ours to choose: a result that was paid for must not be lost over one.
    """
    return text if text.isascii() and "\x00" not in text else text.translate(_NO_TEXT)


class Prose(TypeDecorator[str]):
    """Text of any length and any script."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class SortedProse(Prose):
    """Text that sorts by its code points, as SQLite does, whatever language PostgreSQL speaks."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text(collation="C" if dialect.name == "postgresql" else None)


class Document(TypeDecorator[Any]):
    """JSON; an absent one is NULL."""

    impl = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return _storable_json(value)


def _storable_json(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case Mapping():
            entries = cast(Mapping[str, Any], value).items()
            return {storable(key): _storable_json(each) for key, each in entries}
        case list() | tuple():
            return [_storable_json(each) for each in cast(Sequence[Any], value)]
        case _:
            return value


class Moment(TypeDecorator[datetime]):
    """A point in time, in UTC and aware of it.

    SQLite has no time zones; it keeps the text with microseconds, which sorts as time does.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """None where nothing is to do: what asyncpg reads is in UTC and aware of it."""
        if dialect.driver == "asyncpg":
            return None
        return super().result_processor(dialect, coltype)


class Duration(TypeDecorator[timedelta]):
    """Whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(microseconds=value)


class Dollars(TypeDecorator[Decimal]):
    """US dollars, kept as whole millionths of one."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value.scaleb(6))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-6)


COUNTER: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""A key that the database counts up; SQLite does that for INTEGER only, which has 64 bits too."""
