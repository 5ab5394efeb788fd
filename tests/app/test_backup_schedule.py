"""When the next backup is due, and what one round does."""

import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from app.backup import folder_of
from app.backup_schedule import back_up_once, first_due, next_at
from app.settings import Settings, SettingsError, load_settings
from tests.app.conftest import Environment


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("now", "at", "due"),
    [
        ("2026-11-25T01:00+00:00", "03:15", "2026-11-25T02:15+00:00"),
        ("2026-11-25T02:15+00:00", "03:15", "2026-11-26T02:15+00:00"),
        ("2026-07-01T23:30+00:00", "03:15", "2026-07-02T01:15+00:00"),
        ("2026-11-25T22:59+00:00", "00:00", "2026-11-25T23:00+00:00"),
        # Summer time begins: 02:30 does not exist on that day, an hour earlier does.
        ("2026-03-28T22:00+00:00", "02:30", "2026-03-29T00:30+00:00"),
        # It ends: 02:30 is there twice, and once is enough.
        ("2026-10-24T22:00+00:00", "02:30", "2026-10-25T00:30+00:00"),
    ],
)
def test_it_is_due_at_its_time_of_day(now: str, at: str, due: str) -> None:
    found = next_at(datetime.fromisoformat(now), time.fromisoformat(at))
    assert found == datetime.fromisoformat(due)


NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "at_once"),
    [(None, True), (timedelta(hours=26), True), (timedelta(hours=24), False), (timedelta(), False)],
)
def test_what_was_missed_is_not_waited_with(age: timedelta | None, at_once: bool) -> None:
    due = first_due(None if age is None else NOW - age, NOW, time(3, 15))
    assert (due == NOW) is at_once


async def test_a_round_makes_verifies_and_prunes(database_url: str) -> None:
    settings = load_settings(database_url=database_url)
    folder = folder_of(settings)
    assert await back_up_once(settings, folder)
    assert await back_up_once(settings, folder)
    (name,) = folder.names()
    assert folder.verified_at(name)
    attempt = folder.last_attempt()
    assert attempt
    assert not attempt.failure


async def test_a_failed_round_is_noted_and_removes_nothing(folder: Path) -> None:
    settings: Settings = load_settings(backup_dir=folder / "b")
    assert not await back_up_once(settings, folder_of(settings))
    attempt = folder_of(settings).last_attempt()
    assert attempt
    assert "nothing to back up" in attempt.failure


@pytest.mark.parametrize("value", ["24:00", "3:15", "03:15Z", "noon", "03:15:30", "1135"])
def test_only_a_time_of_day_is_taken(setenv: Environment, value: str) -> None:
    setenv("BACKUP_AT", value)
    with pytest.raises(SettingsError, match="BACKUP_AT is wrong: give a time of the day"):
        load_settings()


def test_the_time_of_day_is_read(setenv: Environment) -> None:
    setenv("BACKUP_AT", "23:05")
    assert load_settings().backup_at == time(23, 5)
