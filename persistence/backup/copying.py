"""What a copy of a database is made of, and what both kinds of database are asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from persistence.backup.manifest import DatabaseCopy
from persistence.documents import read_deliveries

FILES = "SELECT sha256, size_bytes FROM media_files"
"""The files that something refers to."""

HELD = (
    "SELECT CAST(deliveries AS text) FROM jobs"
    " WHERE state <> 'SUCCEEDED' AND accepted_at IS NOT NULL"
)
"""With whose files a retry of their job would go on."""

SCHEMA = "SELECT version_num FROM alembic_version"

UNHASHED = frozenset({"alembic_version"})
"""Tables whose content is in the manifest itself."""


@dataclass(frozen=True, slots=True)
class Copied:
    """`files`: the size in bytes of each file that the database refers to, by its hash."""

    database: DatabaseCopy
    files: Mapping[str, int]


def held_files(deliveries: str) -> Mapping[str, int]:
    """From the JSON of a job."""
    found = [each.file for each in read_deliveries(orjson.loads(deliveries)) if each.file]
    return {file.sha256: file.size_bytes for file in found}
