"""What the settings choose; that they can be read at all is known before any check."""

from pathlib import Path
from urllib.parse import urlsplit

from app.doctor.finding import Finding, ok, problem, warning
from app.env_file import unread_lines
from app.settings import ProviderAccess, Settings

_SUBJECT = "Settings"


async def examine(settings: Settings) -> Finding:
    if settings.redis_url and not settings.database.startswith("postgresql"):
        return problem(
            _SUBJECT,
            "REDIS_URL is set, but the database is a file that processes cannot share.",
            "Set DATABASE_URL, such as postgresql://user:password@127.0.0.1/macki, for "
            "`macki serve` and `macki worker`; or remove REDIS_URL for `macki up`.",
        )
    if unread := unread_lines(Settings.model_fields):
        return warning(
            _SUBJECT,
            " ".join(line.sentence for line in unread),
            "Correct these lines; .env.example has the names.",
        )
    mode = "`macki serve` and `macki worker`" if settings.redis_url else "`macki up`"
    kinds = f"OpenAI {_kind(settings.openai)}, Mureka {_kind(settings.mureka)}"
    return ok(_SUBJECT, f"{kinds}, for {mode}; {_source()}")


def place_of(access: ProviderAccess) -> str:
    """Such as `real, at api.openai.com`. A path or a user name in the address is not told."""
    host = urlsplit(access.base_url).netloc.rpartition("@")[2]
    return f"{_kind(access)}, at {host}"


def _kind(access: ProviderAccess) -> str:
    if access.mocked:
        return "mock"
    return "real" if access.is_vendor else "another server"


def _source() -> str:
    return ".env is read" if Path(".env").is_file() else "there is no .env here"
