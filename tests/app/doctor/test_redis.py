"""What is said about Redis."""

import pytest
from redis import Redis

from app.doctor.finding import Status
from app.doctor.redis import examine, judged
from tests.app.doctor.conftest import SettingsOf
from tests.redis_service import RedisServer


def _configure(server: RedisServer, name: str, value: str) -> None:
    with Redis.from_url(server.url) as client:  # pyright: ignore[reportUnknownMemberType]
        client.execute_command(  # pyright: ignore[reportUnknownMemberType]
            "CONFIG", "SET", name, value
        )


async def test_redis_as_it_is_installed_is_well(
    settings_of: SettingsOf, redis_server: RedisServer
) -> None:
    finding = await examine(settings_of(redis_url=redis_server.url))
    assert finding.status is Status.OK
    assert finding.message.startswith("Redis ")


async def test_a_redis_that_forgets_is_told(
    settings_of: SettingsOf, redis_server: RedisServer
) -> None:
    _configure(redis_server, "maxmemory-policy", "allkeys-lru")
    finding = await examine(settings_of(redis_url=redis_server.url))
    assert finding.status is Status.WARNING
    assert "allkeys-lru" in finding.message
    assert "noeviction" in finding.remedy


async def test_a_dead_redis_is_told(settings_of: SettingsOf, redis_server: RedisServer) -> None:
    redis_server.kill()
    finding = await examine(settings_of(redis_url=redis_server.url))
    assert finding.status is Status.PROBLEM
    assert "REDIS_URL" in finding.remedy


async def test_a_wrong_password_is_told_but_not_shown(
    settings_of: SettingsOf, redis_server: RedisServer
) -> None:
    _configure(redis_server, "requirepass", "another-one")
    url = redis_server.url.replace("unix://", "unix://:do-not-tell@")
    finding = await examine(settings_of(redis_url=url))
    assert finding.status is Status.PROBLEM
    assert "password" in finding.message
    assert "do-not-tell" not in str(finding)


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ("6.2.0", Status.OK),
        ("7.0.15", Status.OK),
        ("8.10.1-rc1", Status.OK),
        ("6.0.16", Status.PROBLEM),
        ("5.0", Status.PROBLEM),
        ("", Status.PROBLEM),
    ],
)
def test_an_old_redis_is_told(version: str, status: Status) -> None:
    assert judged(version, "noeviction").status is status
