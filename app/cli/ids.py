"""The short ids that people type, and the global ids that the server wants."""

import base64
import binascii
from uuid import UUID

from app.cli.client import Fields, Refused, StudioClient

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
    if _is_global_id(wanted, "Job"):
        return wanted
    data = await client.execute("jobs", {"first": _LOOK_BACK, "filter": None})
    ids = [edge["node"]["id"] for edge in data["jobs"]["edges"]]
    found = [each for each in ids if uuid_of(each).startswith(wanted.lower())]
    if len(found) == 1 and len(wanted) >= 4:
        return found[0]
    why = "fits several jobs; give more of it" if len(found) > 1 else "names no job"
    raise Refused("NOT_FOUND", f"{wanted} {why}.", "`macki jobs` lists them.")


async def choice_of(client: StudioClient, wanted: str, number: int | None) -> Fields:
    """The choice of a song; `wanted` is its own global id, that or the UUID of its song, or names
    the job that the song is from. Raises Refused."""
    if _is_global_id(wanted, "SongChoice"):
        return {"id": wanted, "durationMs": None, "stems": None}
    choices: list[Fields] = (await _song_of(client, wanted))["choices"]
    if number is None and len(choices) == 1:
        return choices[0]
    for choice in choices:
        if choice["index"] + 1 == number:
            return choice
    if not choices:
        raise Refused("CONFLICT", "The song is not finished.", "`macki watch` shows how it is.")
    numbers = ", ".join(str(choice["index"] + 1) for choice in choices)
    raise Refused("INVALID_REQUEST", "Say which version.", f"Give --choice: one of {numbers}.")


async def _song_of(client: StudioClient, wanted: str) -> Fields:
    if _is_global_id(wanted, "Song"):
        return (await client.execute("choices", {"id": wanted}))["song"]
    try:
        song_id = base64.b64encode(f"Song:{UUID(wanted)}".encode()).decode()
        return (await client.execute("choices", {"id": song_id}))["song"]
    except ValueError:
        pass
    except Refused as error:  # a UUID may be a job's as well
        if error.code != "NOT_FOUND":
            raise
    job_id = await global_id_of(client, wanted)
    song: Fields | None = (await client.execute("choices_of_job", {"id": job_id}))["job"]["song"]
    if song is None:
        raise Refused("NOT_FOUND", f"Job {wanted} made no song.", "`macki jobs` lists them.")
    return song


def _is_global_id(wanted: str, type_name: str) -> bool:
    try:
        return base64.b64decode(wanted, validate=True).startswith(f"{type_name}:".encode())
    except (ValueError, binascii.Error):
        return False
