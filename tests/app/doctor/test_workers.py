"""What is said about workers."""

from datetime import UTC, datetime, timedelta

from app.doctor.finding import Status
from app.doctor.workers import examine
from tests.app.doctor.conftest import SettingsOf, beat


async def test_living_workers_are_counted(settings_of: SettingsOf, postgresql_url: str) -> None:
    now = datetime.now(UTC)
    for age in (timedelta(), timedelta(seconds=1), timedelta(minutes=1)):
        await beat(postgresql_url, now - age)
    finding = await examine(settings_of(database_url=postgresql_url))
    assert finding.status is Status.OK
    assert finding.message == "2 heard of in the last 15 seconds"


async def test_without_a_worker_one_is_to_be_started(
    settings_of: SettingsOf, postgresql_url: str, empty_postgresql: str
) -> None:
    for url in (postgresql_url, empty_postgresql):
        finding = await examine(settings_of(database_url=url))
        assert finding.status is Status.WARNING
        assert "macki worker" in finding.remedy


async def test_without_a_database_nobody_can_be_counted(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(database_url="postgresql://me@127.0.0.1:1/macki"))
    assert finding.status is Status.WARNING
    assert "database" in finding.remedy
