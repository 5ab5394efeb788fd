"""What a backup says of itself: enough to tell whether it, or what comes out of it, is whole."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from persistence.backup.errors import DamagedBackup
from persistence.media_store import place_of

FORMAT = 1

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDigest:
    """`sha256` of all rows with these columns, in the order of `order`."""

    columns: tuple[str, ...]
    order: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseCopy:
    """`kind` is `sqlite` or `postgresql`, `server` its version, `tool` that of pg_dump. `schema` is
    the last migration that it has seen."""

    kind: str
    server: str
    tool: str
    schema: str
    file: str
    size_bytes: int
    sha256: str
    tables: Mapping[str, TableDigest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`files` are the sizes in bytes of the media files by their hashes; `missing` those that the
    database refers to and that were not there. `kept`: it is never removed by itself."""

    made_at: datetime
    app_version: str
    database: DatabaseCopy
    files: Mapping[str, int]
    missing: tuple[str, ...] = ()
    kept: bool = False

    @property
    def size_bytes(self) -> int:
        return self.database.size_bytes + sum(self.files.values())

    def to_json(self) -> bytes:
        database = self.database
        document = {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "app_version": self.app_version,
            "kept": self.kept,
            "database": {
                **{name: getattr(database, name) for name in _COPY_FIELDS},
                "tables": {
                    name: {field: getattr(digest, field) for field in _DIGEST_FIELDS}
                    for name, digest in database.tables.items()
                },
            },
            "files": dict(self.files),
            "missing": list(self.missing),
        }
        return orjson.dumps({**document, "checksum": _checksum(document)}, option=_OPTIONS)

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Raises DamagedBackup."""
        try:
            document: dict[str, Any] = orjson.loads(content)
            checksum = document.pop("checksum")
            if document["format"] != FORMAT:
                raise DamagedBackup(
                    f"manifest.json has format {document['format']}; this version knows {FORMAT}. "
                    "Use the version of the studio that made the backup."
                )
            if checksum != _checksum(document):
                raise DamagedBackup("manifest.json is damaged: its checksum is another.")
            return _read(document)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedBackup("manifest.json is damaged: it cannot be read.") from error


_COPY_FIELDS = ("kind", "server", "tool", "schema", "file", "size_bytes", "sha256")
_TEXT = re.compile(r"[ -~]{0,200}")
_FILE = re.compile(r"[a-z]{1,20}\.[a-z]{1,20}")
_NAME = re.compile(r'[^"\\\x00-\x1f\x7f]{1,63}')
_ORDER = re.compile(rf'"{_NAME.pattern}"( COLLATE "C")?')
"""A database may hold more than our tables; names stand in quotes wherever they are put."""
_DIGEST_FIELDS = ("columns", "order", "rows", "sha256")
_OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS


def _checksum(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _read(document: Mapping[str, Any]) -> Manifest:
    """Raises ValueError and more for what is not as it was written. Whoever changes a manifest can
    make its checksum fit, and what it names is put into paths and statements."""
    return Manifest(
        made_at=datetime.fromisoformat(document["made_at"]),
        app_version=_text(document["app_version"]),
        database=_copy(document["database"]),
        files={_hash(sha256): _count(size) for sha256, size in document["files"].items()},
        missing=tuple(_hash(each) for each in document["missing"]),
        kept=document["kept"] is True,
    )


def _copy(document: Mapping[str, Any]) -> DatabaseCopy:
    return DatabaseCopy(
        kind=_one_of(KINDS, document["kind"]),
        server=_text(document["server"]),
        tool=_text(document["tool"]),
        schema=_text(document["schema"]),
        file=_like(_FILE, document["file"]),
        size_bytes=_count(document["size_bytes"]),
        sha256=_hash(document["sha256"]),
        tables={_like(_NAME, name): _digest(each) for name, each in document["tables"].items()},
    )


def _digest(document: Mapping[str, Any]) -> TableDigest:
    return TableDigest(
        columns=tuple(_like(_NAME, each) for each in document["columns"]),
        order=tuple(_like(_ORDER, each) for each in document["order"]),
        rows=_count(document["rows"]),
        sha256=_hash(document["sha256"]),
    )


def _like(pattern: re.Pattern[str], value: object) -> str:
    if isinstance(value, str) and pattern.fullmatch(value):
        return value
    raise ValueError(value)


def _text(value: object) -> str:
    return _like(_TEXT, value)


def _one_of(known: Collection[str], value: object) -> str:
    if isinstance(value, str) and value in known:
        return value
    raise ValueError(value)


def _count(value: object) -> int:
    if isinstance(value, int) and value >= 0:
        return value
    raise ValueError(value)


def _hash(value: object) -> str:
    """It names a file, and could lead elsewhere."""
    place_of(_text(value))  # raises ValueError for what is no hash
    return _text(value)


def differences(wanted: Mapping[str, TableDigest], found: Mapping[str, TableDigest]) -> list[str]:
    """Sentences about the tables that are not as they should be."""
    told: list[str] = []
    for name, digest in wanted.items():
        other = found.get(name)
        if other is None:
            told.append(f"the table {name} is missing")
        elif other.rows != digest.rows:
            told.append(f"the table {name} has {other.rows:,} rows instead of {digest.rows:,}")
        elif other.sha256 != digest.sha256:
            told.append(f"the table {name} has other rows")
    return told
