"""All checks at the same time, each with its own time-out: none of them hides another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from app.doctor import (
    backups,
    clock,
    configuration,
    database,
    folders,
    ports,
    providers,
    python,
    redis,
    workers,
)
from app.doctor.daemon_threads import DaemonThreads
from app.doctor.finding import Finding, problem
from app.doctor.secrecy import without_secrets
from app.settings import Settings

TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Check:
    """`if_silent` says what to do if there is no result in time."""

    subject: str
    examine: Callable[[Settings], Awaitable[Finding]]
    if_silent: str


_DISK = "A disk or a network drive does not answer. Check it, or name another folder."
_DATABASE = "The server stays silent, or the disk of the file does. Check DATABASE_URL or DATA_DIR."
_REDIS = "Something accepts connections there and stays silent. Check REDIS_URL."
_NETWORK = "Check your network, or wait until the service answers again."
_ABOVE = "Mend what is said about the database and Redis first."
_PORT = "Check HOST: its name may be one that your network cannot look up."


def checks(settings: Settings) -> list[Check]:
    """Those that matter with these settings, in the order in which they are told."""
    several_processes = settings.redis_url is not None
    chosen = {
        Check("Settings", configuration.examine, "Read .env from a disk that answers."): True,
        Check("Python", python.examine, ""): True,
        Check("Data folder", folders.examine_data, f"{_DISK} See DATA_DIR."): True,
        Check("Media folder", folders.examine_media, f"{_DISK} See MEDIA_DIR."): True,
        Check("Database", database.examine, _DATABASE): True,
        Check("Backup", backups.examine, f"{_DISK} See BACKUP_DIR."): True,
        Check("Redis", redis.examine, _REDIS): several_processes,
        Check("Clock", clock.examine, _ABOVE): True,
        Check("OpenAI", providers.examine_openai, _NETWORK): True,
        Check("Mureka", providers.examine_mureka, _NETWORK): True,
        Check("Port", ports.examine, _PORT): True,
        Check("Mock port", ports.examine_mock, _PORT): bool(settings.mocked)
        and not several_processes,
        Check("Workers", workers.examine, _ABOVE): several_processes,
    }
    return [check for check, matters in chosen.items() if matters]


async def diagnose(
    settings: Settings,
    chosen: Sequence[Check] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
) -> list[Finding]:
    """The findings, in the order of the checks; `chosen` instead of all that matter."""
    asyncio.get_running_loop().set_default_executor(DaemonThreads())
    found = await asyncio.gather(
        *(_found(check, settings, timeout_s) for check in chosen or checks(settings))
    )
    return [without_secrets(finding, settings) for finding in found]


async def _found(check: Check, settings: Settings, timeout_s: float) -> Finding:
    try:
        async with asyncio.timeout(timeout_s):
            return await check.examine(settings)
    except TimeoutError:
        return problem(check.subject, f"No answer within {timeout_s:g} seconds.", check.if_silent)
    except Exception as error:  # one check that cannot go on must not end the others
        return problem(
            check.subject,
            f"This could not be examined: {type(error).__name__}: {error}.",
            "This is a fault of the program; please report it.",
        )
