"""Whether what the studio depends on is there."""

import asyncio
import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from sqlalchemy import text
from structlog.testing import capture_logs

from app.health import checks
from app.health.checkup import Checkups, NotWell
from app.server import migrated
from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from jobs.stream import redis_client
from persistence.engine import create_engine
from persistence.migrate import head_revision
from tests.app.site import client_of
from tests.fakes import FakeClock, FakeDatabase
from tests.redis_service import RedisServer
from tests.sqlite_threads import aiosqlite_threads_ended


async def _well() -> str:
    return "It is well."


async def _unwell() -> str:
    raise NotWell("It is not well. Mend it.")


async def _broken() -> str:
    raise RuntimeError("postgresql://user:password@host")


async def test_each_dependency_is_told_by_itself() -> None:
    found = await Checkups({"a": _well, "b": _unwell, "c": _broken})()
    assert [(each.name, each.is_ok) for each in found] == [("a", True), ("b", False), ("c", False)]
    assert [each.message for each in found] == [
        "It is well.",
        "It is not well. Mend it.",
        "It cannot be used: RuntimeError.",
    ]


async def test_the_log_has_what_changed_however_often_it_is_looked_at() -> None:
    ailing = True

    async def now_and_then() -> str:
        return await (_unwell() if ailing else _well())

    look = Checkups({"a": now_and_then, "b": _well})
    with capture_logs() as logs:
        for ailing in (True, True, False, False, True):  # noqa: B007
            await look()
    told = [(each["event"], each["dependency"]) for each in logs]
    assert told == [
        ("health.not_well", "a"),
        ("health.well_again", "a"),
        ("health.not_well", "a"),
    ]


async def test_one_that_hangs_costs_its_patience_and_is_not_asked_twice() -> None:
    asked = 0
    free = asyncio.Event()

    async def hangs() -> str:
        nonlocal asked
        asked += 1
        await free.wait()
        return "It is back."

    checkup = Checkups({"a": hangs, "b": _well}, patience_s=0.05)
    for _ in range(3):
        hanging, well = await checkup()
        assert (hanging.is_ok, well.is_ok) == (False, True)
        assert "No answer within" in hanging.message
    assert asked == 1
    free.set()
    [back, _] = await checkup()
    assert back.is_ok
    await checkup.close()


async def test_checks_that_hang_are_waited_for_together() -> None:
    async def hangs() -> str:
        await asyncio.Event().wait()
        return ""

    checkup = Checkups(dict.fromkeys("abcdefgh", hangs), patience_s=0.2)
    async with asyncio.timeout(1):  # one after the other would take 1.6 seconds
        found = await checkup()
    assert not any(each.is_ok for each in found)
    await checkup.close()


async def test_the_database_and_its_schema_are_looked_at(database_url: str) -> None:
    engine = create_engine(database_url)
    try:
        assert "answers" in await checks.database(engine)
        assert head_revision() in await checks.migrations(engine)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        with pytest.raises(NotWell, match=r"0001.*macki migrate"):
            await checks.migrations(engine)
    finally:
        await engine.dispose()


async def test_a_database_that_is_none_is_told_without_its_address(folder: Path) -> None:
    (folder / "x.db").mkdir()
    urls = (f"sqlite+aiosqlite:///{folder / 'x.db'}", "postgresql://u:s3cret@127.0.0.1:1/d")
    for url in urls:
        engine = create_engine(url)
        [found] = await Checkups({"database": lambda engine=engine: checks.database(engine)})()
        await engine.dispose()
        assert not found.is_ok
        assert "s3cret" not in found.message
        assert str(folder) not in found.message
    await aiosqlite_threads_ended()


async def test_redis_is_asked(redis_server: RedisServer) -> None:
    client: Redis = redis_client(redis_server.url)
    try:
        assert await checks.redis(client) == "Redis answers."
        redis_server.kill()
        [found] = await Checkups({"redis": lambda: checks.redis(client)})()
        assert not found.is_ok
        assert redis_server.url not in found.message
    finally:
        await client.aclose()


async def test_a_folder_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    assert await checks.media(tmp_path) == "Files can be written."
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    with pytest.raises(NotWell, match="MEDIA_DIR"):
        await checks.media(tmp_path / "gone")
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(NotWell, match="MEDIA_DIR"):
        await checks.media(file)


async def test_a_studio_without_a_worker_is_not_ready() -> None:
    database, clock = FakeDatabase(), FakeClock()
    with pytest.raises(NotWell, match="macki worker"):
        await checks.worker(database, clock)


async def test_a_running_studio_is_ready_until_its_disk_is_gone(folder: Path) -> None:
    (folder / "data" / "media").mkdir(parents=True)
    settings = load_settings()
    await migrated(settings)
    app = create_app(embedded(settings), settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        ready = await _ready(http)
        assert ready["status"] == "ready", ready
        assert set(ready["dependencies"]) == {"database", "migrations", "media", "disk", "worker"}
        query = "{ health { isOk dependencies { name isOk message durationMs } } }"
        health = (await http.post("/graphql", json={"query": query})).json()["data"]["health"]
        assert health["isOk"]
        assert {each["name"] for each in health["dependencies"]} == set(ready["dependencies"])

        (folder / "data" / "media").rename(folder / "away")
        answer = await http.get("/health/ready")
        assert answer.status_code == 503
        assert not answer.json()["dependencies"]["media"]["ok"]
        assert answer.json()["dependencies"]["database"]["ok"]
        assert (await http.get("/health/live")).status_code == 200


async def _ready(http: httpx.AsyncClient) -> Any:
    """Once the worker has been heard of."""
    async with asyncio.timeout(20):
        while True:
            answer = await http.get("/health/ready")
            if answer.status_code == 200:
                return answer.json()
            await asyncio.sleep(0.05)
