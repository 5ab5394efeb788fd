"""Making images through REST, waiting for them, and getting them."""

import asyncio
import io
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image as Picture
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import load_settings
from domain.errors import Busy, FailureCode, GenerationFailed, OutcomeUnknown, Refused, StudioError
from domain.job_state import JobState
from tests.app.rest.studio import RestStudio, opened
from tests.domain.examples import BROKEN, BUSY, REFUSED, UNKNOWN
from tests.gql.studio import until

URL = "/api/v1/image/generate"
ORDER = {"prompt": "A red door"}

IMPATIENT = {"rest_wait_seconds": 0}


async def test_the_picture_is_where_the_answer_says(studio: RestStudio) -> None:
    made = await studio.image()
    assert made["local_url"] == f"http://localhost:5050/api/v1/image/{made['filename']}"
    answer = await studio.http.get(made["local_url"])
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    with Picture.open(io.BytesIO(answer.content)) as picture:
        assert f"{picture.width}x{picture.height}" == made["size"]
    part = await studio.http.get(made["local_url"], headers={"range": "bytes=0-7"})
    assert (part.status_code, part.content) == (206, b"\x89PNG\r\n\x1a\n")


async def test_addresses_begin_as_the_settings_say(engine: AsyncEngine, folder: Path) -> None:
    settings = load_settings(public_url="https://macstudio")
    async with opened(engine, folder, settings=settings) as studio:
        made = await studio.image()
    assert made["local_url"] == f"https://macstudio/api/v1/image/{made['filename']}"


async def test_a_list_has_pages(studio: RestStudio) -> None:
    made = [await studio.image(f"Door {n}") for n in range(3)]
    page = (await studio.http.get("/api/v1/image/list?limit=2&offset=1")).json()
    assert (len(page["images"]), page["total"]) == (2, 3)
    assert {each["id"] for each in page["images"]} < {each["id"] for each in made}
    beyond = (await studio.http.get("/api/v1/image/list?offset=3")).json()
    assert (beyond["images"], beyond["limit"], beyond["offset"]) == ([], 20, 3)


@pytest.mark.parametrize(
    "name",
    [
        "00000000-0000-0000-0000-000000000404",
        "img_20261201_120000_abcdef.png",
        "img_99999999_999999_abcdef.png",
        "nothing",
        "a.b",
        "..%2f..%2fetc%2fpasswd.x",
        "%00.png",
    ],
)
async def test_what_there_is_not_is_404(studio: RestStudio, name: str) -> None:
    answer = await studio.http.get(f"/api/v1/image/{name}")
    assert answer.status_code == 404
    assert answer.json()["error"] == "NOT_FOUND"


async def test_a_wait_that_takes_too_long_ends_in_202_with_where_to_look(
    engine: AsyncEngine, folder: Path
) -> None:
    async with opened(engine, folder, settings=load_settings(**IMPATIENT)) as studio:
        studio.painter.may_go_on = asyncio.Event()
        answer = await studio.http.post(URL, json=ORDER)
        assert answer.status_code == 202
        assert answer.headers["location"] == answer.json()["status_url"]
        studio.painter.may_go_on.set()
        await studio.queue.finish()
        task = (await studio.http.get(answer.json()["status_url"])).json()
    assert task["task_id"] == answer.json()["task_id"]
    assert task["images"][0]["prompt"] == "A red door"


async def test_one_order_is_made_of_several_with_one_key(studio: RestStudio) -> None:
    headers = {"Idempotency-Key": "once"}
    first = await studio.http.post(URL, json=ORDER, headers=headers)
    again = await studio.http.post(URL, json=ORDER, headers=headers)
    assert first.json() == again.json()
    assert len(studio.painter.submitted) == 1
    other = await studio.http.post(URL, json={"prompt": "A blue door"}, headers=headers)
    assert (other.status_code, other.json()["error"]) == (409, "CONFLICT")


async def test_a_client_that_hangs_up_does_not_end_its_job(studio: RestStudio) -> None:
    studio.painter.may_go_on = asyncio.Event()
    request = asyncio.create_task(studio.http.post(URL, json=ORDER))
    await until(lambda: bool(studio.painter.submitted))
    request.cancel()
    await asyncio.wait([request])
    studio.painter.may_go_on.set()
    await studio.queue.finish()
    [submitted] = studio.painter.submitted
    assert (await studio.job(submitted.id)).state is JobState.SUCCEEDED


# ── what is refused ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n"}, "prompt"),
        ({"prompt": "a\x00b"}, "prompt"),
        ({"prompt": 7}, "prompt"),
        ({"prompt": "x" * 32_001}, "prompt"),
        ({"prompt": "A door", "size": "17x17"}, "size"),
        ({"prompt": "A door", "colour": "red"}, "colour"),
        ([], "body"),
        ("A door", "body"),
    ],
)
async def test_a_wrong_order_is_400_with_its_field(
    studio: RestStudio, order: object, field: str
) -> None:
    answer = await studio.http.post(URL, json=order)
    assert answer.status_code == 400
    assert answer.json()["error"] == "INVALID_REQUEST"
    assert answer.json()["field"] == field
    assert answer.json()["fields"][0]["message"]
    assert studio.painter.submitted == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"prompt": "\\ud800"}', "application/json", 400),
        (b'{"prompt": NaN}', "application/json", 400),
        (b'{"prompt": "' + b"x" * 300_000 + b'"}', "application/json", 413),
        (b'{"prompt": "A door"}', "text/plain", 415),
        (b"prompt=a", "application/x-www-form-urlencoded", 415),
        (b'{"prompt": "A door"}', "", 415),
    ],
)
async def test_nonsense_is_refused_in_json(
    studio: RestStudio, body: bytes, kind: str, status: int
) -> None:
    answer = await studio.http.post(URL, content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.json().keys() >= {"error", "message", "hint"}
    assert studio.painter.submitted == []


@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 201])
async def test_a_key_that_is_none_is_refused(studio: RestStudio, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode())]
    answer = await studio.http.post(URL, json=ORDER, headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "limit=", "limit=%00", "limit=1.0", "limit=%2B1",
              "offset=-1", "offset=1000001", "limit=1&limit=2", "limit=" + "9" * 5_000]
)  # fmt: skip
async def test_a_wrong_page_is_400_with_its_field(studio: RestStudio, query: str) -> None:
    for items in ("image", "song"):
        answer = await studio.http.get(f"/api/v1/{items}/list?{query}")
        assert answer.status_code == 400
        assert answer.json()["field"] == query.partition("=")[0]


# ── what the provider does ───────────────────────────────────────────────────────────────────

QUOTA = Refused("No money left.", hint="Pay.", code=FailureCode.QUOTA, http_status=429)
KEY_WRONG = Refused("Wrong key.", hint="Look.", code=FailureCode.AUTHORIZATION, http_status=401)
IMPROPER = Refused("Improper.", hint="Other words.", code=FailureCode.MODERATION, http_status=400)
RETIRED = Refused("Gone.", hint="Choose.", code=FailureCode.MODEL_UNAVAILABLE, http_status=404)
TIMED_OUT = GenerationFailed("Too slow.", hint="Later.", code=FailureCode.PROVIDER_TIMEOUT)


@pytest.mark.parametrize(
    ("happens", "status"),
    [
        (REFUSED, 400),
        (IMPROPER, 400),
        (RETIRED, 404),
        (QUOTA, 402),
        (KEY_WRONG, 502),
        (BROKEN, 502),
        (TIMED_OUT, 504),
        (UNKNOWN, 504),
    ],
)
async def test_a_failure_is_told_with_its_job(
    studio: RestStudio, happens: StudioError, status: int
) -> None:
    studio.painter.answers.append(happens)
    answer = await studio.http.post(URL, json=ORDER)
    assert answer.status_code == status
    told = answer.json()
    assert (told["error"], told["message"], told["hint"]) == (
        happens.code,
        happens.message,
        happens.hint,
    )
    assert answer.headers["x-should-retry"] == "false"
    task = (await studio.http.get(f"/api/v1/song/task/status/{told['job_id']}")).json()
    assert (task["status"], task["failure"]["error"]) == ("FAILURE", happens.code)
    assert isinstance(happens, OutcomeUnknown) == (
        (await studio.job(told["job_id"])).state is JobState.NEEDS_CHECK
    )


async def test_a_wait_that_the_provider_wants_and_nobody_has_is_429_and_ends_the_order(
    studio: RestStudio,
) -> None:
    studio.painter.answers.append(_busy(600))
    answer = await studio.http.post(URL, json=ORDER)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "600"
    assert "x-should-retry" not in answer.headers  # whoever repeats it pays once
    told = answer.json()
    assert told["error"] == "RATE_LIMIT"
    assert "Nothing was charged" in told["hint"]
    assert (await studio.job(told["job_id"])).state is JobState.CANCELLED


async def test_with_a_key_the_order_stays_and_is_found_again(studio: RestStudio) -> None:
    studio.painter.answers.append(_busy(600))
    headers = {"Idempotency-Key": "patient"}
    answer = await studio.http.post(URL, json=ORDER, headers=headers)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "600")
    job = await studio.job(answer.json()["job_id"])
    assert job.state is JobState.PENDING
    studio.clock.advance(601)
    await studio.queue.submit(job.id)
    again = await studio.http.post(URL, json=ORDER, headers=headers)
    assert again.status_code == 200
    assert len(studio.painter.submitted) == 2


async def test_a_provider_that_is_away_for_long_is_503_with_the_wait(studio: RestStudio) -> None:
    away = Busy("Overloaded.", hint="Wait.", code=FailureCode.PROVIDER_UNAVAILABLE,
                retry_after=timedelta(hours=1))  # fmt: skip
    studio.painter.answers.append(away)
    answer = await studio.http.post(URL, json=ORDER)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3600")


async def test_a_job_that_somebody_cancels_meanwhile_is_a_conflict(
    engine: AsyncEngine, folder: Path
) -> None:
    async with opened(engine, folder, idle=True) as studio:
        request = asyncio.create_task(studio.http.post(URL, json=ORDER))
        await until(lambda: bool(studio.queue.ordered))
        task_id = str(studio.queue.ordered[0])
        cancelled = await studio.http.post(f"/api/v1/song/task/cancel/{task_id}")
        assert cancelled.json()["status"] == "CANCELLED"
        answer = await request
    assert (answer.status_code, answer.json()["job_id"]) == (409, task_id)


def _busy(seconds: float) -> Busy:
    return Busy(
        BUSY.message, hint=BUSY.hint, http_status=429, retry_after=timedelta(seconds=seconds)
    )


async def test_a_key_of_an_image_that_was_purged_is_404(studio: RestStudio) -> None:
    headers = {"Idempotency-Key": "old"}
    made = (await studio.http.post(URL, json=ORDER, headers=headers)).json()
    async with studio.database.begin() as work:
        await work.images.remove([UUID(made["id"])])
        await work.commit()
    answer = await studio.http.post(URL, json=ORDER, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")
    assert len(studio.painter.submitted) == 1


async def test_what_is_in_the_trash_is_not_listed_and_still_found(studio: RestStudio) -> None:
    made = await studio.image()
    task = studio.painter.submitted[0].id
    await studio.http.delete(f"/api/v1/song/task/delete/{task}?with_results=true")
    assert (await studio.http.get("/api/v1/image/list")).json()["images"] == []
    for place in (f"/api/v1/image/{made['id']}", made["local_url"]):
        assert (await studio.http.get(place)).status_code == 200
