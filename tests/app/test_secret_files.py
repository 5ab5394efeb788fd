"""Secrets from files, tokens that are good enough, and lines of `.env` that nothing reads."""

from pathlib import Path

import pytest

from app.env_file import UnreadLine, unread_lines
from app.settings import Settings, SettingsError, load_settings
from tests.app.conftest import Environment

TOKEN = "an-app-token-0123456789abcdef"
_SECRETS = {
    "APP_TOKEN": TOKEN,
    "OPENAI_API_KEY": "sk-0123456789",
    "MUREKA_API_KEY": "mk-0123456789",
    "DATABASE_URL": "postgresql+asyncpg://u:p@h/d",
    "REDIS_URL": "redis://:p@h/0",
}


def _value(settings: Settings, variable: str) -> str:
    value = getattr(settings, variable.lower())
    return value if isinstance(value, str) else value.get_secret_value()


@pytest.mark.parametrize("variable", _SECRETS)
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_a_secret_may_lie_in_a_file(
    folder: Path, setenv: Environment, variable: str, end: str
) -> None:
    (folder / "secret").write_bytes((_SECRETS[variable] + end).encode())
    setenv(f"{variable}_FILE", str(folder / "secret"))
    assert _value(load_settings(), variable) == _SECRETS[variable]


@pytest.mark.parametrize("variable", _SECRETS)
def test_a_secret_that_is_given_twice_is_refused(
    folder: Path, setenv: Environment, variable: str
) -> None:
    (folder / "secret").write_text(_SECRETS[variable])
    (folder / ".env").write_text(f"{variable}_FILE={folder / 'secret'}\n")
    setenv(variable, _SECRETS[variable])
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value) == f"{variable} and {variable}_FILE are both set; remove one of them."


def test_a_file_that_cannot_be_used_is_named_and_its_content_is_not(
    folder: Path, setenv: Environment
) -> None:
    (folder / "empty").write_text("\n")
    (folder / "large").write_text("s3cret" * 20_000)
    (folder / "latin").write_bytes("schl\xfcssel".encode("latin-1"))
    (folder / "short").write_text("s3cret")
    (folder / "lines").write_text(f"{TOKEN}\ns3cret")
    for name, reason in {
        "none": "No such file",
        ".": "directory",
        "empty": "empty",
        "large": "too large",
        "latin": "no UTF-8",
        "short": "needs 24",
        "lines": "letters, digits",
    }.items():
        setenv("APP_TOKEN_FILE", str(folder / name))
        with pytest.raises(SettingsError, match=reason) as refused:
            load_settings()
        assert str(refused.value).startswith("APP_TOKEN")
        assert "s3cret" not in str(refused.value)
        assert refused.value.__suppress_context__


# ── the token ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "token", ["x", "a" * 40, "short-0123456789", "with a space 0123456789abc", "ü" * 30, "a1" * 300]
)
def test_a_token_that_could_be_guessed_is_refused_with_how_to_make_one(
    setenv: Environment, token: str
) -> None:
    setenv("APP_TOKEN", token)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "openssl rand -hex 32" in str(refused.value)
    assert token not in str(refused.value) or token == "x"


def test_a_token_lets_the_studio_listen_where_others_are(setenv: Environment) -> None:
    setenv("HOST", "0.0.0.0")
    with pytest.raises(SettingsError, match="Set APP_TOKEN"):
        load_settings()
    setenv("APP_TOKEN", TOKEN)
    settings = load_settings()
    assert settings.host == "0.0.0.0"
    assert TOKEN not in repr(settings)


# ── lines that nothing reads ─────────────────────────────────────────────────────────────────


def _unread(folder: Path, text: str) -> list[UnreadLine]:
    (folder / ".env").write_text(text)
    return unread_lines(Settings.model_fields)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("OPENAI_APIKEY=s3cret", "OPENAI_API_KEY"),
        ("openai_api_ke=s3cret", "OPENAI_API_KEY"),
        ("APP_TOKN=s3cret", "APP_TOKEN"),
        ('export MUREKA_API_KEYS="s3cret"', "MUREKA_API_KEY"),
        ("DATABASE_URL_FIEL=s3cret", "DATABASE_URL_FILE"),
        ("sk-s3cret", None),
        ("= s3cret", None),
        ('KEY="s3cret', None),
    ],
)
def test_a_misspelt_line_is_told_by_its_number_and_without_its_value(
    folder: Path, line: str, meant: str | None
) -> None:
    [found] = _unread(folder, f"# A comment\n\nPORT=5051\n\n{line}\n")
    assert (found.number, found.meant) == (5, meant)
    assert "s3cret" not in found.sentence


def test_what_other_programs_read_there_is_none_of_our_business(folder: Path) -> None:
    lines = "PORT=1\nport=2\nPOSTGRES_PASSWORD=x\nCOMPOSE_PROJECT_NAME=y\nHOSTS_AND_MORE=z\n"
    assert _unread(folder, lines) == []


def test_no_file_or_one_that_is_no_text_has_no_lines(folder: Path) -> None:
    assert unread_lines(Settings.model_fields) == []
    (folder / ".env").write_bytes(b"\xff\xfe")
    assert unread_lines(Settings.model_fields) == []
