"""What must never be shown, in every spelling in which it could be."""

import json
from collections.abc import Iterator
from urllib.parse import quote, unquote

from app.settings import Settings

_SHORTEST = 8
"""A shorter secret could be part of any word; our own sentences never quote one."""


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """The longest first, so that none is left in parts."""
    spellings = {
        spelling
        for secret in (*_keys(settings), *_passwords(settings))
        for spelling in (
            secret,
            unquote(secret),
            quote(secret, safe=""),
            json.dumps(secret)[1:-1],
        )
    }
    return tuple(sorted((each for each in spellings if len(each) >= _SHORTEST), key=len)[::-1])


def _keys(settings: Settings) -> Iterator[str]:
    for key in (settings.app_token, settings.openai_api_key, settings.mureka_api_key):
        if key is not None:
            yield key.get_secret_value().strip()


def _passwords(settings: Settings) -> Iterator[str]:
    addresses = (
        settings.database_url,
        settings.redis_url,
        settings.openai_base_url,
        settings.mureka_base_url,
    )
    for address in addresses:
        # Not by urlsplit, which raises for a password that should have been quoted.
        credentials, at, _ = (address or "").partition("://")[2].rpartition("@")
        if at:
            yield credentials.partition(":")[2]
