"""The short ids that people type, and the global ids that the server wants."""

import base64
import binascii
from uuid import UUID

from app.cli.client import Refused, StudioClient

SHORT = 8
_LOOK_BACK = 100


def uuid_of(global_id: str) -> str:
    return base64.b64decode(global_id).decode().partition(":")[2]


def short(global_id: str) -> str:
    return uuid_of(global_id)[:SHORT]


async def global_id_of(client: StudioClient, wanted: str) -> str:
    """From a global id, a UUID, or the beginning of the UUID of one of the latest jobs."""
    try:
        return base64.b64encode(f"Job:{UUID(wanted)}".encode()).decode()
    except ValueError:
        pass
    if _is_global_id(wanted):
        return wanted
    data = await client.execute("jobs", {"first": _LOOK_BACK, "filter": None})
    ids = [edge["node"]["id"] for edge in data["jobs"]["edges"]]
    found = [each for each in ids if uuid_of(each).startswith(wanted.lower())]
    if len(found) == 1 and len(wanted) >= 4:
        return found[0]
    why = "fits several jobs; give more of it" if len(found) > 1 else "names no job"
    raise Refused("NOT_FOUND", f"{wanted} {why}.", "`macki jobs` lists them.")


def _is_global_id(wanted: str) -> bool:
    try:
        return base64.b64decode(wanted, validate=True).startswith(b"Job:")
    except (ValueError, binascii.Error):
        return False
