"""All checks together: none hides another, nothing is changed, and no secret is told."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.doctor.diagnosis import Check, checks, diagnose
from app.doctor.finding import Finding, Status, ok
from app.settings import Settings
from tests.app.doctor.conftest import SettingsOf, beat
from tests.app.doctor.servers import answering
from tests.integration.programs import MockProgram
from tests.redis_service import RedisServer

_SECRETS = {
    "openai_api_key": "sk-do-not-tell-openai",
    "mureka_api_key": "mk-do-not-tell-mureka",
    "database": "do-not/tell-postgresql",
    "redis": "do-not-tell-redis",
}


def _by_subject(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings}


async def _only(subject: str, settings: Settings) -> Finding:
    chosen = [check for check in checks(settings) if check.subject == subject]
    (finding,) = await diagnose(settings, chosen, timeout_s=0.3)
    return finding


def test_a_new_studio_with_the_mock_is_well(settings_of: SettingsOf, folder: Path) -> None:
    findings = asyncio.run(diagnose(settings_of()))
    assert {finding.status for finding in findings} == {Status.OK}
    assert [finding.subject for finding in findings] == [
        "Settings",
        "Python",
        "Data folder",
        "Media folder",
        "Database",
        "Backup",
        "Clock",
        "OpenAI",
        "Mureka",
        "Port",
        "Mock port",
    ]
    assert list(folder.iterdir()) == []


async def test_a_studio_of_several_processes_is_well(
    settings_of: SettingsOf, postgresql_url: str, redis_server: RedisServer, mock: MockProgram
) -> None:
    settings = settings_of(
        database_url=postgresql_url,
        redis_url=redis_server.url,
        openai_base_url=f"{mock.url}/v1",
        openai_api_key="any",
        mureka_base_url=f"{mock.url}/v1/song",
        mureka_api_key="any",
    )
    await beat(postgresql_url, datetime.now(UTC))

    findings = _by_subject(await diagnose(settings))

    assert {finding.status for finding in findings.values()} == {Status.OK}
    assert findings["Database"].message.endswith("current")
    assert findings["Clock"].message == "Agrees with PostgreSQL and Redis"
    assert findings["Workers"].message.startswith("1 heard of")
    assert "Mock port" not in findings


async def test_no_check_hides_another(settings_of: SettingsOf) -> None:
    async def break_down(settings: Settings) -> Finding:
        raise LookupError("oh")

    async def hang(settings: Settings) -> Finding:
        await asyncio.Event().wait()
        return ok("Hangs", "never")

    async def be_well(settings: Settings) -> Finding:
        return ok("Is well", "yes")

    found = await diagnose(
        settings_of(),
        [
            Check("Breaks", break_down, "-"),
            Check("Hangs", hang, "Wake it."),
            Check("Is well", be_well, "-"),
        ],
        timeout_s=0.05,
    )

    assert [finding.status for finding in found] == [Status.PROBLEM, Status.PROBLEM, Status.OK]
    assert "LookupError: oh" in found[0].message
    assert found[1].message == "No answer within 0.05 seconds."
    assert found[1].remedy == "Wake it."


def test_a_thread_that_hangs_does_not_keep_the_program(settings_of: SettingsOf) -> None:
    released = threading.Event()

    async def ask_a_dead_drive(settings: Settings) -> Finding:
        await asyncio.to_thread(released.wait)
        return ok("Drive", "never")

    check = Check("Drive", ask_a_dead_drive, "Look at the drive.")
    (finding,) = asyncio.run(diagnose(settings_of(), [check], timeout_s=0.05))

    assert not released.is_set()
    assert finding.remedy == "Look at the drive."
    released.set()


@pytest.mark.parametrize("subject", ["Database", "Redis", "OpenAI", "Mureka", "Clock", "Workers"])
async def test_a_server_that_stays_silent_is_told(
    settings_of: SettingsOf, silent: int, subject: str
) -> None:
    settings = settings_of(
        database_url=f"postgresql://macki@127.0.0.1:{silent}/macki",
        redis_url=f"redis://127.0.0.1:{silent}/0",
        openai_base_url=f"http://127.0.0.1:{silent}/v1",
        mureka_base_url=f"http://127.0.0.1:{silent}/v1/song",
    )
    finding = await _only(subject, settings)
    assert finding.status is Status.PROBLEM
    assert finding.message == "No answer within 0.3 seconds."
    assert finding.remedy


async def test_whatever_breaks_says_what_to_do(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "a-file").write_text("no folder")
    findings = await diagnose(
        settings_of(
            data_dir=folder / "a-file" / "data",
            redis_url="redis://127.0.0.1:1/0",
            openai_base_url="http://127.0.0.1:1/v1",
            mureka_base_url="http://127.0.0.1:1/v1/song",
        )
    )
    ill = [finding for finding in findings if finding.status is not Status.OK]
    assert {finding.subject for finding in ill} >= {"Settings", "Data folder", "Redis", "OpenAI"}
    assert all(finding.message and finding.remedy for finding in ill)


async def test_no_finding_tells_a_secret(settings_of: SettingsOf) -> None:
    quoting = {"error": {"message": f"Wrong: {' '.join(_SECRETS.values())}", "type": "x"}}
    async with answering(401, quoting) as url:
        settings = settings_of(
            openai_api_key=_SECRETS["openai_api_key"],
            openai_base_url=f"{url.replace('//', '//user:do-not-tell-openai@')}/v1",
            mureka_api_key=_SECRETS["mureka_api_key"],
            mureka_base_url=f"{url}/v1/song",
            database_url=f"postgresql://me:{_SECRETS['database'].replace('/', '%2F')}"
            "@127.0.0.1:1/macki",
            redis_url=f"redis://:{_SECRETS['redis']}@127.0.0.1:1/0",
        )
        findings = await diagnose(settings)
    told = " ".join(f"{finding.message} {finding.remedy}" for finding in findings)
    assert "[secret]" in told
    assert "do-not" not in told
    assert "tell-" not in told


async def test_addresses_that_a_password_broke_are_not_quoted(settings_of: SettingsOf) -> None:
    findings = await diagnose(
        settings_of(
            database_url="postgresql://me@do:not-tell/macki",
            redis_url="redis://:do/not-tell[@127.0.0.1:1/0",
        )
    )
    found = _by_subject(findings)
    assert "DATABASE_URL cannot be read" in found["Database"].message
    assert "REDIS_URL cannot be read" in found["Redis"].message
    assert "not-tell" not in str(findings)
