"""What a database is asked for."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


@contextmanager
def statements(engine: AsyncEngine) -> Generator[list[str]]:
    """Every SQL statement that is sent meanwhile, be it by SQLAlchemy or to the driver itself. The
    latter are there once the event loop has gone round."""
    watch = _Watch()
    listeners: list[tuple[str, Any]] = [("before_cursor_execute", watch.remember)]
    if engine.dialect.name == "postgresql":
        listeners += [("checkout", watch.listen), ("checkin", watch.forget)]
    for name, listener in listeners:
        event.listen(engine.sync_engine, name, listener)
    try:
        yield watch.sent
    finally:
        for name, listener in listeners:
            event.remove(engine.sync_engine, name, listener)


class _Watch:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def remember(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self.sent.append(statement)

    def listen(self, connection: Any, _record: object, _proxy: object) -> None:
        connection.driver_connection.add_query_logger(self._remember_kept)

    def forget(self, connection: Any, _record: object) -> None:
        connection.driver_connection.remove_query_logger(self._remember_kept)

    def _remember_kept(self, logged: Any) -> None:
        if logged.query.startswith("SELECT"):  # not what begins and ends transactions
            self.sent.append(logged.query)
