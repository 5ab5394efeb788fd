"""The environment, read once and judged before anything starts."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from pydantic import ValidationError
from sqlalchemy import make_url
from structlog.testing import capture_logs

from app.settings import MUREKA_URL, OPENAI_URL, ProviderAccess, SettingsError, load_settings
from domain.catalogue import IMAGE_MODELS, SONG_ALIASES, SONG_MODELS
from domain.job_state import Provider
from gql.flavour import DEVELOPMENT, PRODUCTION, Flavour
from tests.app.conftest import Environment

KEY = "sk-do-not-tell-anyone"


def test_without_any_setting_it_runs_here_with_the_mock(folder: Path) -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.mock_port) == ("127.0.0.1", 5050, 8000)
    assert settings.database == f"sqlite+aiosqlite:///{folder.resolve()}/data/macki.db"
    assert settings.media == Path("data/media")
    assert settings.mocked == frozenset({Provider.OPENAI, Provider.MUREKA})
    assert settings.vendors == frozenset()
    assert settings.image_model in IMAGE_MODELS
    assert settings.song_model in SONG_MODELS


_WRONG = [
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "http"),
    ("PORT", "5050.5"),
    ("MOCK_PORT", "-1"),
    ("MOCK_PORT", "٣x"),
    ("MEDIA_ACCEL", "_files/"),
    ("MEDIA_ACCEL", "/_files"),
    ("MEDIA_ACCEL", "/"),
    ("MEDIA_ACCEL", "/_files/\r\nX: y/"),
    ("ALLOW_ANONYMOUS", "maybe"),
    ("TRASH_DAYS", "-1"),
    ("TRASH_DAYS", "a month"),
    ("TRASH_DAYS", "36501"),
    ("LOG_LEVEL", "LOUD"),
    ("FLAVOUR", "staging"),
    ("FLAVOUR", "Production"),
    ("INTROSPECTION", "sometimes"),
    ("GRAPHIQL", "2"),
    ("OPENAI_CONCURRENCY", "0"),
    ("OPENAI_CONCURRENCY", "101"),
    ("MUREKA_CONCURRENCY", "0"),
    ("MUREKA_CONCURRENCY", "1001"),
    ("MUREKA_CONCURRENCY", "many"),
    ("IMAGE_MODEL", "gpt-image-99"),
    ("IMAGE_MODEL", "mureka-9"),
    ("SONG_MODEL", "gpt-image-2"),
    ("OPENAI_BASE_URL", "api.openai.com"),
    ("OPENAI_BASE_URL", "ftp://api.openai.com"),
    ("OPENAI_BASE_URL", "http://"),
    ("OPENAI_BASE_URL", "http://[::1"),
    ("OPENAI_BASE_URL", "http://127.0.0.1:99999"),
    ("OPENAI_BASE_URL", "http://127.0.0.1:port"),
    ("MUREKA_BASE_URL", "file:///etc/passwd"),
    ("MUREKA_BASE_URL", "http://127.0.0.1:99999"),
    ("OPENAI_API_KEY", "schlüssel"),
    ("MUREKA_API_KEY", "a\tkey"),
    ("DATABASE_URL", "mysql://localhost/macki"),
    ("DATABASE_URL", "macki.db"),
    ("DATABASE_URL", "sqlite://"),
    ("REDIS_URL", "localhost:6379"),
    ("REDIS_URL", "http://localhost:6379"),
]


@pytest.mark.parametrize(("variable", "value"), _WRONG)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(
    setenv: Environment, variable: str, value: str
) -> None:
    setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(f"{variable} is wrong: ")
    assert str(refused.value).endswith(".")


def test_a_wrong_flavour_is_told_the_right_ones(setenv: Environment) -> None:
    setenv("FLAVOUR", "staging")
    with pytest.raises(SettingsError, match="'development' or 'production'"):
        load_settings()


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, DEVELOPMENT),
        ({"FLAVOUR": "development", "GRAPHIQL": "false"}, replace(DEVELOPMENT, graphiql=False)),
        ({"INTROSPECTION": "false"}, replace(DEVELOPMENT, introspection=False)),
        ({"FLAVOUR": "production"}, PRODUCTION),
        ({"FLAVOUR": "production", "GRAPHIQL": "true"}, replace(PRODUCTION, graphiql=True)),
        ({"FLAVOUR": "production", "INTROSPECTION": "1"}, replace(PRODUCTION, introspection=True)),
    ],
)
def test_the_flavour_says_what_the_api_tells_and_takes(
    setenv: Environment, environment: dict[str, str], wanted: Flavour
) -> None:
    for variable, value in environment.items():
        setenv(variable, value)
    assert load_settings().graphql == wanted


def test_every_wrong_value_is_named_at_once(setenv: Environment) -> None:
    setenv("PORT", "x")
    setenv("REDIS_URL", "y")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    lines = str(refused.value).splitlines()
    assert [line.split()[0] for line in lines] == ["PORT", "REDIS_URL"]


@pytest.mark.parametrize("variable", sorted({variable for variable, _ in _WRONG} | {"HOST"}))
def test_empty_is_as_good_as_not_set(setenv: Environment, variable: str) -> None:
    wanted = load_settings()
    setenv(variable, "")
    assert load_settings() == wanted


def test_settings_do_not_change() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.port = 1
    assert settings.port == 5050


# ── .env ─────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_read(folder: Path) -> None:
    (folder / ".env").write_text(f"# a comment\nPORT=6060\nOPENAI_API_KEY='{KEY}'\nOTHER=1\n")
    settings = load_settings()
    assert settings.port == 6060
    assert settings.openai.api_key.get_secret_value() == KEY


def test_the_environment_wins_over_the_file(folder: Path, setenv: Environment) -> None:
    (folder / ".env").write_text("PORT=6060\nMOCK_PORT=6061\n")
    setenv("PORT", "7070")
    settings = load_settings()
    assert (settings.port, settings.mock_port) == (7070, 6061)


def test_empty_lines_of_the_file_are_not_set(folder: Path) -> None:
    (folder / ".env").write_text("PORT=\nOPENAI_API_KEY=\nDATABASE_URL=\n")
    assert load_settings().mocked == frozenset({Provider.OPENAI, Provider.MUREKA})


def test_a_wrong_value_of_the_file_is_refused_by_name(folder: Path) -> None:
    (folder / ".env").write_text("LOG_LEVEL=LOUD\n")
    with pytest.raises(SettingsError, match=r"^LOG_LEVEL is wrong: "):
        load_settings()


def test_a_file_that_is_no_text_is_refused_by_name(folder: Path) -> None:
    (folder / ".env").write_bytes("HOST=Käse\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


# ── secrets ──────────────────────────────────────────────────────────────────────────────────


def test_keys_are_never_shown(setenv: Environment, caplog: pytest.LogCaptureFixture) -> None:
    setenv("OPENAI_API_KEY", KEY)
    setenv("MUREKA_API_KEY", KEY)
    settings = load_settings()
    logging.getLogger("test").warning("%s %r", settings, settings.openai)
    with capture_logs() as logs:
        structlog.get_logger().warning("started", settings=settings, access=settings.mureka)
    shown = [repr(settings), str(settings), repr(settings.openai), repr(logs), caplog.text]
    shown += [repr(settings.model_dump()), settings.model_dump_json()]
    assert not any(KEY in each for each in shown)


@pytest.mark.parametrize(("variable", "value"), [("PORT", KEY), ("DATABASE_URL", f"x://{KEY}@h/d")])
def test_a_refusal_does_not_repeat_what_was_put_in_the_wrong_place(
    setenv: Environment, variable: str, value: str
) -> None:
    setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert KEY not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_the_password_of_the_database_is_not_shown(setenv: Environment) -> None:
    setenv("DATABASE_URL", f"postgresql://macki:{KEY}@db/macki")
    settings = load_settings()
    assert KEY in settings.database
    assert KEY not in repr(settings)
    assert KEY not in str(settings)


# ── mock or vendor ───────────────────────────────────────────────────────────────────────────

_OWN = "http://127.0.0.1:1234/v1"


@pytest.mark.parametrize(
    ("url", "key", "base_url", "sent_key", "mocked", "is_vendor"),
    [
        (None, None, "http://127.0.0.1:8000/v1", "mock", True, False),
        (None, KEY, OPENAI_URL, KEY, False, True),
        (_OWN, None, _OWN, "none", False, False),
        (_OWN, KEY, _OWN, KEY, False, False),
        (OPENAI_URL, None, OPENAI_URL, "none", False, True),
        (OPENAI_URL, KEY, OPENAI_URL, KEY, False, True),
        (f"{OPENAI_URL}/", KEY, OPENAI_URL, KEY, False, True),
        ("https://API.openai.com/v2", KEY, "https://API.openai.com/v2", KEY, False, True),
        (
            "https://api.openai.com.evil/v1",
            KEY,
            "https://api.openai.com.evil/v1",
            KEY,
            False,
            False,
        ),
    ],
)
def test_a_key_without_an_address_means_the_vendor_and_neither_means_the_mock(
    setenv: Environment,
    url: str | None,
    key: str | None,
    base_url: str,
    sent_key: str,
    mocked: bool,
    is_vendor: bool,
) -> None:
    if url:
        setenv("OPENAI_BASE_URL", url)
    if key:
        setenv("OPENAI_API_KEY", key)
    settings = load_settings()
    _assert_access(settings.openai, base_url, sent_key, mocked, is_vendor)
    assert (Provider.OPENAI in settings.mocked) is mocked
    assert (Provider.OPENAI in settings.vendors) is is_vendor
    assert Provider.MUREKA in settings.mocked


def _assert_access(
    access: ProviderAccess, base_url: str, key: str, mocked: bool, is_vendor: bool
) -> None:
    assert access.base_url == base_url
    assert access.api_key.get_secret_value() == key
    assert (access.mocked, access.is_vendor) == (mocked, is_vendor)


def test_mureka_is_decided_by_its_own_settings(setenv: Environment) -> None:
    setenv("MUREKA_API_KEY", KEY)
    settings = load_settings()
    _assert_access(settings.mureka, MUREKA_URL, KEY, mocked=False, is_vendor=True)
    assert settings.mocked == {Provider.OPENAI}
    assert settings.vendors == {Provider.MUREKA}


def test_both_mocks_are_at_the_mocks_host(setenv: Environment) -> None:
    setenv("MOCK_HOST", "mock")
    settings = load_settings()
    assert settings.openai.base_url == "http://mock:8000/v1"
    assert settings.mureka.base_url == "http://mock:8000/v1/song"
    assert settings.mocked == frozenset({Provider.OPENAI, Provider.MUREKA})


def test_both_mocks_are_at_the_mocks_port(setenv: Environment) -> None:
    setenv("MOCK_PORT", "8123")
    settings = load_settings()
    assert settings.openai.base_url == "http://127.0.0.1:8123/v1"
    assert settings.mureka.base_url == "http://127.0.0.1:8123/v1/song"


@pytest.mark.parametrize("alias", SONG_ALIASES)
def test_another_vendors_name_becomes_a_model_of_the_catalogue(
    setenv: Environment, alias: str
) -> None:
    """Else no model of the catalogue would be the default."""
    setenv("SONG_MODEL", alias)
    assert load_settings().song_model == SONG_ALIASES[alias]


# ── doors ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_needs_no_permission(setenv: Environment, host: str) -> None:
    setenv("HOST", host)
    assert load_settings().host == host


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.2", "8.8.8.8", "example.com", "127.0.0.1.example.com", "x", "*"],
)
def test_other_machines_are_let_in_on_purpose_only(setenv: Environment, host: str) -> None:
    setenv("HOST", host)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(f"HOST={host} ")
    assert "ALLOW_ANONYMOUS=true" in str(refused.value)
    setenv("ALLOW_ANONYMOUS", "true")
    assert load_settings().host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_this_machine_is_asked_by_its_own_names_only(setenv: Environment, host: str) -> None:
    setenv("HOST", host)
    allowed = load_settings().allowed_hosts
    assert {host, "localhost", "127.0.0.1"} <= set(allowed)
    assert not any("*" in each for each in allowed)


def test_where_a_token_is_needed_any_name_will_do(setenv: Environment) -> None:
    setenv("HOST", "0.0.0.0")
    setenv("APP_TOKEN", "an-app-token-0123456789abcdef")
    settings = load_settings()
    assert settings.allowed_hosts == ["*"]
    assert not settings.open_to_network


def test_without_one_only_the_names_of_the_network_and_those_that_are_given(
    setenv: Environment,
) -> None:
    setenv("HOST", "0.0.0.0")
    setenv("ALLOW_ANONYMOUS", "true")
    setenv("PUBLIC_HOSTS", "studio.example")
    settings = load_settings()
    assert settings.allowed_hosts == ["0.0.0.0", "studio.example"]
    assert settings.open_to_network


# ── places ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://u:p@h:5433/d?ssl=require", "postgresql+asyncpg://u:p@h:5433/d?ssl=require"),
        ("postgresql+asyncpg://u:p%40@h/d", "postgresql+asyncpg://u:p%40@h/d"),
        ("sqlite+aiosqlite:////var/macki.db", "sqlite+aiosqlite:////var/macki.db"),
    ],
)
def test_the_database_is_named_as_people_do_and_used_as_we_need_it(
    setenv: Environment, given: str, used: str
) -> None:
    setenv("DATABASE_URL", given)
    assert load_settings().database == used


@pytest.mark.parametrize(
    "name", ["plain", "with space", "Büro 🎵", "100%25", "what?", "a#b", "a&b=c", "@home"]
)
def test_the_folder_may_have_any_name(setenv: Environment, folder: Path, name: str) -> None:
    setenv("DATA_DIR", str(folder / name))
    settings = load_settings()
    url = make_url(settings.database)
    assert url.database == str(folder.resolve() / name / "macki.db")
    assert not url.query
    assert settings.media == folder / name / "media"


def test_media_can_be_kept_elsewhere(setenv: Environment, folder: Path) -> None:
    setenv("MEDIA_DIR", str(folder / "pictures"))
    assert load_settings().media == folder / "pictures"


def test_what_is_given_in_the_program_wins(setenv: Environment) -> None:
    setenv("PORT", "6060")
    assert load_settings(port=7070).port == 7070


def test_the_ssl_mode_that_hosted_databases_hand_out_is_understood() -> None:
    settings = load_settings(database_url="postgresql://u@host/name?sslmode=require")
    assert settings.database == "postgresql+asyncpg://u@host/name?ssl=require"


def test_a_proxys_names_are_allowed_besides_the_loopback_ones() -> None:
    settings = load_settings(public_hosts="studio.example, macstudio,")
    assert {"studio.example", "macstudio", "localhost", "127.0.0.1"} <= set(settings.allowed_hosts)
    assert "*" not in settings.allowed_hosts


def test_the_mock_needs_a_port_of_its_own(setenv: Environment) -> None:
    setenv("PORT", "8000")
    with pytest.raises(SettingsError, match="MOCK_PORT"):
        load_settings()
    for key in ("OPENAI_API_KEY", "MUREKA_API_KEY"):
        setenv(key, "a-key")
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUBLIC_URL", "macstudio"),
        ("PUBLIC_URL", "ftp://macstudio"),
        ("REST_WAIT_SECONDS", "-1"),
        ("REST_WAIT_SECONDS", "601"),
        ("REST_WAIT_SECONDS", "soon"),
    ],
)
def test_a_setting_of_rest_that_cannot_be_used_is_named(
    setenv: Environment, variable: str, value: str
) -> None:
    setenv(variable, value)
    with pytest.raises(SettingsError, match=f"{variable} is wrong"):
        load_settings()
