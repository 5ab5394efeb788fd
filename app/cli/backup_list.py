"""How backups are listed."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from persistence.backup.folder import BackupFolder


def row_of(folder: "BackupFolder", name: str) -> dict[str, Any]:
    from persistence.backup.errors import DamagedBackup

    try:
        manifest = folder.manifest(name)
    except DamagedBackup as error:
        return {"name": name, "problem": str(error)}
    verified = folder.verified_at(name)
    return {
        "name": name,
        "madeAt": manifest.made_at.isoformat(),
        "database": manifest.database.kind,
        "schema": manifest.database.schema,
        "files": len(manifest.files),
        "missing": len(manifest.missing),
        "sizeBytes": manifest.size_bytes,
        "verifiedAt": verified.isoformat() if verified else None,
        "kept": manifest.kept,
    }


def table_of(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table("Name", "Made", "Files", "Size", "Verified", "", box=None, pad_edge=False)
    for row in rows:
        if problem := row.get("problem"):
            table.add_row(row["name"], "", "", "", "", f"[red]{escape(problem)}[/]")
            continue
        verified = row["verifiedAt"]
        notes = [
            word for word, is_so in (("kept", row["kept"]), ("incomplete", row["missing"])) if is_so
        ]
        table.add_row(
            row["name"],
            _local(row["madeAt"]),
            f"{row['files']:,}",
            f"{row['sizeBytes'] / 1024 / 1024:,.1f} MiB",
            _local(verified) if verified else "[yellow]no[/]",
            ", ".join(notes),
        )
    return table


def _local(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
