"""A dump put into a PostgreSQL database, in one transaction.

pg_restore turns the dump into a script, and psql runs it between a BEGIN and a COMMIT of ours. In
between, all tables are read back within that same transaction, and it is committed only if each of
them is what it was. Whatever goes wrong, also with us, the database stays as it is.
"""

import hashlib
import subprocess
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from uuid import uuid4

from persistence.backup.errors import CannotRestore, DamagedBackup
from persistence.backup.manifest import DatabaseCopy, TableDigest, differences
from persistence.backup.pg_tools import PgTools, last_line
from persistence.backup.postgresql import SAME_TEXT, rows_of

_HEADER_LINES = 100
_UNKNOWN_TO_OLDER_SERVERS = b"SET transaction_timeout = 0;"
"""Written by pg_restore 17 and newer whatever the server; older servers would stop at it."""

_DROP_ALL = """DO $$
DECLARE each text;
BEGIN
  FOR each IN
    SELECT format('%I.%I', 'public', relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND relowner = current_user::regrole AND NOT EXISTS (
      SELECT FROM pg_depend
      WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
  LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || each || ' CASCADE';
  END LOOP;
END $$"""
"""Those of our role, but for the tables of extensions. What a newer version has made would be in
its way when it makes it once more."""

_BLOCK_BYTES = 1024 * 1024
_PSQL = ("--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1")


def restore_postgresql(
    tools: PgTools,
    environment: Mapping[str, str],
    dump: Path,
    copy: DatabaseCopy,
    *,
    drop: Iterable[str] = (),
    drop_all: bool = False,
    settle: Sequence[str] = (),
) -> None:
    """`drop` are tables that go before, `settle` statements that come after, all in the one
    transaction. Raises DamagedBackup and CannotRestore; nothing has happened then."""
    before = [_DROP_ALL] if drop_all else _dropping(drop)
    with TemporaryFile() as errors, _psql(tools, environment, errors) as psql:
        assert psql.stdin
        assert psql.stdout
        try:
            _say(psql.stdin, "BEGIN", "SET LOCAL lock_timeout = '10s'", *before)
            _run_script(tools, dump, psql.stdin)
            _compare(copy, psql.stdin, psql.stdout)
            _say(psql.stdin, "SET LOCAL search_path = public", *settle, "COMMIT")
            psql.stdin.close()
        except BrokenPipeError:
            pass  # psql has stopped, and says why
        if psql.wait() != 0:
            errors.seek(0)
            raise CannotRestore(
                f"PostgreSQL did not take the backup: {_reason(errors.read())} The database is as "
                "it was before."
            )


@contextmanager
def _psql(
    tools: PgTools, environment: Mapping[str, str], errors: IO[bytes]
) -> Generator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        tools.command("psql", *_PSQL, "--file=-"),
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
    )
    try:
        yield process
    finally:
        # Its end without a COMMIT is the transaction's end.
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _say(psql: IO[bytes], *statements: str) -> None:
    for each in statements:
        psql.write(f"{each};\n".encode())
    psql.flush()


def _dropping(tables: Iterable[str]) -> list[str]:
    return [f'DROP TABLE IF EXISTS public."{each}" CASCADE' for each in tables]


def _run_script(tools: PgTools, dump: Path, psql: IO[bytes]) -> None:
    """Raises DamagedBackup."""
    command = tools.command("pg_restore", "--no-owner", "--no-privileges", "--file=-", str(dump))
    with TemporaryFile() as errors:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as pg_restore:
            assert pg_restore.stdout
            for _ in range(_HEADER_LINES):
                line = pg_restore.stdout.readline()
                if line.rstrip() != _UNKNOWN_TO_OLDER_SERVERS:
                    psql.write(line)
            while block := pg_restore.stdout.read(_BLOCK_BYTES):
                psql.write(block)
        if pg_restore.returncode != 0:
            errors.seek(0)
            raise DamagedBackup(f"{dump.name} cannot be read: {last_line(errors.read())}")


def _compare(copy: DatabaseCopy, psql: IO[bytes], answers: IO[bytes]) -> None:
    """Raises DamagedBackup, and BrokenPipeError where psql has stopped."""
    _say(psql, *SAME_TEXT, "SET LOCAL client_encoding = 'UTF8'")
    found: dict[str, TableDigest] = {}
    for name, digest in copy.tables.items():
        begin, end = f"begin {uuid4()}", f"end {uuid4()}"
        psql.write(f"\\echo {begin}\n".encode())
        _say(psql, f"COPY ({rows_of(name, digest.columns, digest.order)}) TO STDOUT")
        psql.write(f"\\echo {end}\n".encode())
        psql.flush()
        found[name] = _digest(digest, answers, begin.encode(), end.encode())
    if wrong := differences(copy.tables, found):
        raise DamagedBackup(f"After restoring, {'; '.join(wrong)}. The database is as it was.")


def _digest(wanted: TableDigest, answers: IO[bytes], begin: bytes, end: bytes) -> TableDigest:
    sha256, rows = hashlib.sha256(), 0
    _skip_to(answers, begin)
    for line in answers:
        if line.rstrip(b"\n") == end:
            return replace(wanted, rows=rows, sha256=sha256.hexdigest())
        sha256.update(line)
        rows += 1  # noqa: SIM113 (the last line is none)
    raise BrokenPipeError


def _skip_to(answers: IO[bytes], begin: bytes) -> None:
    for line in answers:
        if line.rstrip(b"\n") == begin:
            return
    raise BrokenPipeError


def _reason(said: bytes) -> str:
    lines = said.decode(errors="replace").splitlines()
    first = next((line for line in lines if "ERROR" in line or "FATAL" in line), "")
    told = (first or last_line(said)).partition("ERROR:")[2] or first or last_line(said)
    return f"{told.strip().rstrip('.')}."
