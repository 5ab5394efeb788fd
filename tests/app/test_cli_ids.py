"""What people may call a job."""

import base64
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from app.cli.client import Fields, Refused, StudioClient
from app.cli.ids import choice_of, global_id_of, short, uuid_of

ONE = UUID("1f2e3d4c-0000-4000-8000-000000000001")
TWIN = UUID("1f2e3d4c-ffff-4000-8000-000000000002")
OTHER = UUID("abcdef01-0000-4000-8000-000000000003")


def _global(job_id: UUID) -> str:
    return base64.b64encode(f"Job:{job_id}".encode()).decode()


class Listing(StudioClient):
    """A studio that has these jobs, and tells how often it was asked."""

    def __init__(self, *jobs: UUID) -> None:
        super().__init__("http://127.0.0.1:1", on_lost=lambda: None)
        self._jobs: Sequence[UUID] = jobs
        self.asked = 0

    async def execute(self, name: str, variables: Fields) -> Fields:
        assert name == "jobs"
        self.asked += 1
        return {"jobs": {"edges": [{"node": {"id": _global(job)}} for job in self._jobs]}}


def test_a_short_id_is_the_beginning_of_the_uuid() -> None:
    assert uuid_of(_global(ONE)) == str(ONE)
    assert short(_global(ONE)) == "1f2e3d4c"


@pytest.mark.parametrize(
    "wanted", [str(ONE), str(ONE).upper(), ONE.hex, f"{{{ONE}}}", _global(ONE)]
)
async def test_a_whole_id_needs_no_question(wanted: str) -> None:
    client = Listing()
    assert await global_id_of(client, wanted) == _global(ONE)
    assert client.asked == 0


@pytest.mark.parametrize("wanted", ["1f2e3d4c", "1f2e", "1F2E3D4C", "1f2e3d4c-0000-4"])
async def test_the_beginning_of_one_jobs_id_is_enough(wanted: str) -> None:
    assert await global_id_of(Listing(OTHER, ONE), wanted) == _global(ONE)


async def test_every_short_id_that_is_shown_is_understood() -> None:
    jobs = [uuid4() for _ in range(50)]
    client = Listing(*jobs)
    for job in jobs:
        assert await global_id_of(client, short(_global(job))) == _global(job)


async def test_the_beginning_of_several_ids_is_not_enough() -> None:
    with pytest.raises(Refused, match="fits several jobs") as refused:
        await global_id_of(Listing(ONE, OTHER, TWIN), "1f2e3d4c")
    assert refused.value.code == "NOT_FOUND"
    assert refused.value.hint
    assert await global_id_of(Listing(ONE, OTHER, TWIN), "1f2e3d4c-f") == _global(TWIN)


@pytest.mark.parametrize("wanted", ["", "x", "99999999", "1f2", "é", "\ud800", "Job:", "Sm9i", "%"])
async def test_anything_else_names_no_job(wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        await global_id_of(Listing(ONE), wanted)
    assert refused.value.code == "NOT_FOUND"
    assert refused.value.hint


async def test_an_id_of_an_image_is_no_id_of_a_job() -> None:
    image = base64.b64encode(f"Image:{ONE}".encode()).decode()
    with pytest.raises(Refused):
        await global_id_of(Listing(ONE), image)


# ── choices of songs ─────────────────────────────────────────────────────────────────────────────

SONG = UUID("5a5b2726-0000-4000-8000-000000000004")


def _song_id(song_id: UUID) -> str:
    return base64.b64encode(f"Song:{song_id}".encode()).decode()


def _choices(count: int) -> list[Fields]:
    return [{"id": f"choice {n}", "index": n, "stems": None} for n in range(count)]


class Library(StudioClient):
    """A studio with one song, made by one job, and another job that made none."""

    def __init__(self, choices: int) -> None:
        super().__init__("http://127.0.0.1:1", on_lost=lambda: None)
        self._choices = _choices(choices)

    async def execute(self, name: str, variables: Fields) -> Fields:
        song = {"title": "Morning", "choices": self._choices}
        match name:
            case "choices" if variables["id"] == _song_id(SONG):
                return {"song": song}
            case "choices":
                raise Refused("NOT_FOUND", "There is no such song.")
            case "choices_of_job":
                return {"job": {"song": song if variables["id"] == _global(ONE) else None}}
            case _:
                return {"jobs": {"edges": [{"node": {"id": _global(ONE)}}]}}


@pytest.mark.parametrize(
    "wanted", [str(SONG), _song_id(SONG), str(ONE), _global(ONE), "1f2e3d4c", "1f2e"]
)
async def test_a_song_is_named_by_itself_or_by_its_job(wanted: str) -> None:
    assert (await choice_of(Library(1), wanted, None))["id"] == "choice 0"
    assert (await choice_of(Library(2), wanted, 2))["id"] == "choice 1"


async def test_a_choice_names_itself() -> None:
    own = base64.b64encode(f"SongChoice:{SONG}".encode()).decode()
    assert (await choice_of(Library(0), own, None))["id"] == own


@pytest.mark.parametrize("number", [None, 0, 3, -1])
async def test_which_of_several_versions_has_to_be_said(number: int | None) -> None:
    with pytest.raises(Refused, match="which version") as refused:
        await choice_of(Library(2), str(SONG), number)
    assert "1, 2" in refused.value.hint


async def test_a_song_without_versions_is_not_finished() -> None:
    with pytest.raises(Refused, match="not finished"):
        await choice_of(Library(0), str(SONG), None)


@pytest.mark.parametrize("wanted", [str(OTHER), _global(OTHER)])
async def test_a_job_that_made_no_song_has_none(wanted: str) -> None:
    with pytest.raises(Refused, match="made no song"):
        await choice_of(Library(1), wanted, None)
