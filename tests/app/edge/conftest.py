"""A studio with a token, started, with the mock's addresses but without the mock."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest_asyncio
from starlette.applications import Starlette

from app.server import migrated
from app.settings import Settings, load_settings
from app.web import create_app
from app.wiring import embedded
from tests.app.site import client_of

TOKEN = "0123456789abcdef0123456789abcdef"
SIGNED = {"authorization": f"Bearer {TOKEN}"}
HOST = "http://localhost:5050"
"""As `client_of` asks."""


def guarded(**more: object) -> tuple[Starlette, Settings]:
    settings = load_settings(app_token=TOKEN, **more)
    return create_app(embedded(settings), settings), settings


@pytest_asyncio.fixture
async def door(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Not started: whoever passes the door finds nobody."""
    app, _ = guarded()
    async with client_of(app) as http:
        yield http


@pytest_asyncio.fixture
async def studio(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    (folder / "data" / "media").mkdir(parents=True)
    app, settings = guarded()
    await migrated(settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        yield http


async def sign_in(http: httpx.AsyncClient, token: str = TOKEN, **form: str) -> httpx.Response:
    return await http.post("/login", data={"token": token, **form}, headers={"origin": HOST})
