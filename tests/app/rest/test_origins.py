"""Which web pages may use the interface."""

from pathlib import Path

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import load_settings
from tests.app.conftest import Environment
from tests.app.rest.studio import opened

EVIL, FRIEND = "http://evil.example", "http://friend.example"
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
}
REAL_KEY = {"OPENAI_API_KEY": "sk-real"}
PRODUCTION = {"FLAVOUR": "production"}
NAMED = {"CORS_ORIGINS": f"{FRIEND}/, http://other.example"}


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({}, ("*",)),
        (PRODUCTION, ()),
        (REAL_KEY, ()),
        ({**REAL_KEY, "OPENAI_BASE_URL": "http://127.0.0.1:8000/v1"}, ("*",)),
        ({**REAL_KEY, "CORS_ORIGINS": "*"}, ("*",)),
        ({**PRODUCTION, **NAMED}, (FRIEND, "http://other.example")),
    ],
)
def test_any_page_may_in_development_where_no_vendor_can_charge(
    setenv: Environment, environment: dict[str, str], allowed: tuple[str, ...]
) -> None:
    for variable, value in environment.items():
        setenv(variable, value)
    assert load_settings().allowed_origins == allowed


async def _asked(
    engine: AsyncEngine, folder: Path, origins: str, origin: str
) -> tuple[httpx.Response, ...]:
    async with opened(engine, folder, settings=load_settings(cors_origins=origins)) as studio:
        http, headers = studio.http, {"origin": origin}
        order = {"prompt": "A door"}
        answers = (
            await http.options("/api/v1/image/generate", headers={**headers, **PREFLIGHT}),
            await http.get("/api/v1/image/list", headers=headers),
            await http.post("/api/v1/image/generate", json=order, headers=headers),
            await http.post("/v1/images/generations", json=order, headers=headers),
        )
        made = len(studio.painter.submitted)
    assert made == sum(answer.status_code == 200 for answer in answers[2:])
    return answers


async def test_any_page_may_use_it_where_all_are_allowed(engine: AsyncEngine, folder: Path) -> None:
    answers = await _asked(engine, folder, "*", EVIL)
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.headers["access-control-allow-origin"] for answer in answers} == {"*"}


async def test_a_page_that_is_named_may_use_it(engine: AsyncEngine, folder: Path) -> None:
    answers = await _asked(engine, folder, FRIEND, FRIEND)
    assert [answer.status_code for answer in answers] == [200] * 4
    assert {answer.headers["access-control-allow-origin"] for answer in answers} == {FRIEND}


@pytest.mark.parametrize("origin", [EVIL, "null", "http://[", "http://localhost:5051"])
async def test_another_page_can_neither_read_nor_order(
    engine: AsyncEngine, folder: Path, origin: str
) -> None:
    asks_first, reads, *orders = await _asked(engine, folder, FRIEND, origin)
    assert asks_first.status_code == 400
    assert "access-control-allow-origin" not in reads.headers
    assert [answer.status_code for answer in orders] == [403, 403]
    assert orders[0].json()["error"] == "FORBIDDEN_ORIGIN"


async def test_a_page_of_our_own_may_use_it(engine: AsyncEngine, folder: Path) -> None:
    answers = await _asked(engine, folder, "", "http://localhost:5050")
    assert [answer.status_code for answer in answers[1:]] == [200] * 3


async def test_a_form_of_another_page_cannot_cancel_or_delete(
    engine: AsyncEngine, folder: Path
) -> None:
    """These need no body, so a browser would not ask first."""
    task = "00000000-0000-0000-0000-000000000001"
    async with opened(engine, folder, settings=load_settings(cors_origins="")) as studio:
        for method, path in (
            ("POST", f"song/task/cancel/{task}"),
            ("DELETE", f"song/task/delete/{task}"),
            ("DELETE", f"redis/{task}"),
        ):
            answer = await studio.http.request(method, f"/api/v1/{path}", headers={"origin": EVIL})
            assert answer.status_code == 403
