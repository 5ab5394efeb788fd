"""No finding tells a key or a password, whatever an error message holds."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

from app.doctor.finding import Finding
from app.settings import Settings

_SHORTEST = 8
"""A shorter secret could be part of any word; our own sentences never quote one."""


def without_secrets(finding: Finding, settings: Settings) -> Finding:
    message, remedy = finding.message, finding.remedy
    for secret in sorted(_secrets(settings), key=len, reverse=True):
        message, remedy = message.replace(secret, "[secret]"), remedy.replace(secret, "[secret]")
    return replace(finding, message=message, remedy=remedy)


def _secrets(settings: Settings) -> set[str]:
    spellings = {
        spelling
        for secret in (*_keys(settings), *_passwords(settings))
        for spelling in (secret, unquote(secret), quote(secret, safe=""))
    }
    return {each for each in spellings if len(each) >= _SHORTEST}


def _keys(settings: Settings) -> Iterator[str]:
    for key in (settings.openai_api_key, settings.mureka_api_key):
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
