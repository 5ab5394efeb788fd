"""Secrets that lie in files, as containers are handed them: `APP_TOKEN_FILE=/run/secrets/token`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECRETS = ("app_token", "openai_api_key", "mureka_api_key", "database_url", "redis_url")

_LARGEST = 64 * 1024
"""Bytes. What is longer is no secret, but the wrong file."""


class SecretFileError(Exception):
    """A secret that cannot be had from its file; the message never holds any of its content."""


def with_secrets(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with each secret whose file they name. Raises SecretFileError."""
    read = {name: _secret(name, values) for name in SECRETS if values.get(f"{name}_file")}
    return {**values, **read}


def _secret(name: str, values: Mapping[str, Any]) -> str:
    variable = f"{name}_file".upper()
    if values.get(name):
        raise SecretFileError(f"{name.upper()} and {variable} are both set; remove one of them.")
    secret = _read(Path(str(values[f"{name}_file"])), variable).rstrip("\r\n")
    if not secret:
        raise SecretFileError(f"{variable} is wrong: the file that it names is empty.")
    return secret


def _read(file: Path, variable: str) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except OSError as error:
        raise SecretFileError(
            f"{variable} is wrong: {file} cannot be read: {error.strerror}."
        ) from error
    if len(content) > _LARGEST:
        raise SecretFileError(f"{variable} is wrong: {file} is far too large for a secret.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise SecretFileError(f"{variable} is wrong: {file} is no UTF-8 text.") from None
