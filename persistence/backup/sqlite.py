"""SQLite copied by its own online backup, and put back as a file."""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy2

from persistence.backup.copying import FILES, HELD, SCHEMA, UNHASHED, Copied, held_files
from persistence.backup.errors import CannotBackUp, CannotRestore, DamagedBackup
from persistence.backup.manifest import DatabaseCopy, TableDigest, differences
from persistence.backup.shelf import NotWhole, copy, hash_of
from persistence.disk import sync_directory, sync_file

COPY = "database.db"

_WAIT_SECONDS = 10
_SIDE_FILES = ("-wal", "-shm", "-journal")
_ROWS_AT_ONCE = 1000


def copy_sqlite(source: Path, folder: Path) -> Copied:
    """Writes `folder/database.db`. Writers go on meanwhile. Raises CannotBackUp, and OSError."""
    target = folder / COPY
    if not source.is_file():
        raise CannotBackUp(f"There is nothing to back up: {source} does not exist. See DATA_DIR.")
    try:
        with (
            closing(_opened(source, "rw")) as reader,
            closing(sqlite3.connect(target, isolation_level=None)) as writer,
        ):
            # All pages in one step: one moment, and no new start when somebody else writes.
            reader.backup(writer, pages=-1)
            writer.execute("PRAGMA journal_mode=DELETE")
            return _described(writer, target)
    except sqlite3.Error as error:
        raise _named(error, source, target) from error


def _named(error: sqlite3.Error, source: Path, target: Path) -> Exception:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return CannotBackUp(
            f"There is no room left in {target.parent.parent}. Free some space there, or name "
            "another folder with BACKUP_DIR; then try again."
        )
    return CannotBackUp(f"{source} cannot be copied: {error}. `macki doctor` looks at it.")


def _described(copied: sqlite3.Connection, target: Path) -> Copied:
    if not copied.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        raise CannotBackUp("There is nothing to back up: the database has no tables of the studio.")
    schema = copied.execute(SCHEMA).fetchone()
    files = dict(copied.execute(FILES).fetchall())
    for (deliveries,) in copied.execute(HELD):
        files |= held_files(deliveries)
    tables = _digests(copied)
    with target.open("rb+") as file:
        sync_file(file)
    database = DatabaseCopy(
        kind="sqlite",
        server=sqlite3.sqlite_version,
        tool="",
        schema=schema[0] if schema else "",
        file=target.name,
        size_bytes=target.stat().st_size,
        sha256=hash_of(target),
        tables=tables,
    )
    return Copied(database, files)


def check_sqlite(file: Path, wanted: DatabaseCopy) -> None:
    """Whether the file holds what the backup says. Raises DamagedBackup."""
    try:
        with closing(_opened(file, "ro")) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise DamagedBackup(f"{wanted.file} is damaged: {verdict}.")
            wrong = differences(wanted.tables, _digests(connection, wanted.tables))
    except sqlite3.Error as error:
        raise DamagedBackup(f"{wanted.file} is damaged: {error}.") from error
    if wrong:
        raise DamagedBackup(f"{wanted.file}: {'; '.join(wrong)}.")


def restore_sqlite(source: Path, target: Path, wanted: DatabaseCopy, settle: Sequence[str]) -> None:
    """Replaces `target` in one step; what was there before stays beside it, by another name. Only
    while nobody has it open. Raises DamagedBackup, CannotRestore, and OSError."""
    partial = target.with_name(f"{target.name}.restoring")
    _remove(partial)
    try:
        if copy(source, partial) != wanted.sha256:
            raise DamagedBackup(f"{wanted.file} is damaged: it has another hash.")
        check_sqlite(partial, wanted)
        _settle(partial, settle)
        with partial.open("rb+") as file:
            sync_file(file)
        _keep(target)
        partial.replace(target)
        sync_directory(target.parent)
    except NotWhole as error:
        raise DamagedBackup(f"{wanted.file} cannot be read.") from error
    finally:
        _remove(partial)


def _settle(partial: Path, statements: Sequence[str]) -> None:
    """Raises OSError where the disk is full."""
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
            connection.executescript(";\n".join(("BEGIN", *statements, "COMMIT;")))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_FULL:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def _keep(target: Path) -> None:
    """Under another name too, if it is there. Its log must not stay, also where it is all that is
    left: SQLite would play it into the new file."""
    kept = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}")
    if target.exists():
        kept.unlink(missing_ok=True)
        _close_log(target)
        try:
            os.link(target, kept)
        except OSError:
            copy2(target, kept)
    for suffix in _SIDE_FILES:
        with suppress(FileNotFoundError):
            target.with_name(target.name + suffix).rename(kept.with_name(kept.name + suffix))


def _close_log(target: Path) -> None:
    """Raises CannotRestore where somebody has the database open."""
    try:
        with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise CannotRestore(
                f"Somebody has {target} open. Stop the studio, then restore again."
            ) from error
    except sqlite3.DatabaseError:
        return  # it is no database any more; its parts are kept as they are


def is_empty(target: Path, tables: Sequence[str]) -> bool:
    """Whether none of those tables has a row. A file that is no database is not empty."""
    if not target.exists() or target.stat().st_size == 0:
        return True
    try:
        with closing(_opened(target, "rw")) as connection:
            there = set(_tables(connection))
            return not any(
                connection.execute(f'SELECT 1 FROM "{each}" LIMIT 1').fetchone()
                for each in tables
                if each in there
            )
    except sqlite3.Error:
        return False


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)


def _remove(file: Path) -> None:
    for suffix in ("", *_SIDE_FILES):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _digests(
    connection: sqlite3.Connection, wanted: Mapping[str, TableDigest] | None = None
) -> Mapping[str, TableDigest]:
    """Of all tables, or of those `wanted` that are there, by their columns."""
    there = _tables(connection)
    if wanted is None:
        shapes = {name: _shape(connection, name) for name in there}
    else:
        shapes = {name: each for name, each in wanted.items() if name in there}
    return {name: _digest(connection, name, shape) for name, shape in shapes.items()}


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Without those in which FTS5 keeps its index, and which are none to read."""
    query = "SELECT name, sql LIKE 'CREATE VIRTUAL %' FROM sqlite_master WHERE type = 'table'"
    found = connection.execute(query).fetchall()
    hidden = ("sqlite_", *(f"{name}_" for name, virtual in found if virtual))
    own = {name for name, virtual in found if not virtual and not name.startswith(hidden)}
    return sorted(own - UNHASHED)


def _shape(connection: sqlite3.Connection, table: str) -> TableDigest:
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?)", [table]).fetchall()
    key = [name for name, place in sorted(columns, key=lambda each: each[1]) if place]
    names = tuple(sorted(name for name, _ in columns))
    order = tuple(f'"{each}"' for each in key or names)
    return TableDigest(columns=names, order=order, rows=0, sha256="")


def _digest(connection: sqlite3.Connection, table: str, shape: TableDigest) -> TableDigest:
    listed = ", ".join(f'"{each}"' for each in shape.columns)
    cursor = connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY {", ".join(shape.order)}')
    sha256, rows = hashlib.sha256(), 0
    while some := cursor.fetchmany(_ROWS_AT_ONCE):
        rows += len(some)
        for row in some:
            sha256.update(repr(row).encode("utf-8", "surrogatepass"))
    return replace(shape, rows=rows, sha256=sha256.hexdigest())
