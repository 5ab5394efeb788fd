"""Our clock beside those of other machines."""

from datetime import datetime, timedelta

import pytest

from app.container import utc_now
from app.doctor.clock import examine, judged
from app.doctor.finding import Status
from tests.app.doctor.conftest import SettingsOf
from tests.redis_service import RedisServer


async def test_a_studio_in_one_process_has_one_clock(settings_of: SettingsOf) -> None:
    assert (await examine(settings_of())).status is Status.OK


@pytest.mark.parametrize(
    ("away", "told"), [(timedelta(hours=1), "ahead of"), (timedelta(hours=-1), "behind")]
)
async def test_a_clock_that_is_wrong_is_told(
    settings_of: SettingsOf,
    postgresql_url: str,
    redis_server: RedisServer,
    away: timedelta,
    told: str,
) -> None:
    def wrong() -> datetime:
        return utc_now() + away

    for given in ({"database_url": postgresql_url}, {"redis_url": redis_server.url}):
        finding = await examine(settings_of(**given), wrong)
        assert finding.status is Status.WARNING
        assert told in finding.message
        assert "NTP" in finding.remedy


async def test_servers_that_are_away_cannot_be_compared_with(settings_of: SettingsOf) -> None:
    finding = await examine(
        settings_of(
            database_url="postgresql://me@127.0.0.1:1/macki", redis_url="redis://127.0.0.1:1/0"
        )
    )
    assert finding.status is Status.WARNING
    assert finding.message == "It could not be compared with PostgreSQL and Redis."


@pytest.mark.parametrize(
    ("seconds", "status"),
    [(0, Status.OK), (2, Status.OK), (-2, Status.OK), (2.1, Status.WARNING), (-3, Status.WARNING)],
)
def test_two_seconds_are_tolerated(seconds: float, status: Status) -> None:
    assert judged({"Redis": timedelta(seconds=seconds)}).status is status


def test_the_worst_difference_is_told_even_if_another_is_unknown() -> None:
    lags = {"PostgreSQL": None, "Redis": timedelta(seconds=4)}
    assert judged(lags).message == "This machine's clock is 4.0 s behind Redis's."
