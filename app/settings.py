"""The environment, read once and judged before anything starts."""

import re
from dataclasses import dataclass
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.secret_files import SecretFileError, with_secrets
from app.token import HOW_TO_MAKE, usable_token
from domain.catalogue import IMAGE_MODELS, SONG_ALIASES, song_model
from domain.job_state import Provider
from domain.keys import presentable
from gql.flavour import FLAVOURS, Flavour

OPENAI_URL = "https://api.openai.com/v1"
MUREKA_URL = "https://api.mureka.ai/v1/song"

_TIME_OF_DAY = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

Port = Annotated[int, Field(ge=1, le=65_535)]


class SettingsError(Exception):
    """A setting that cannot be used; the message names its variable and says what is wanted."""


@dataclass(frozen=True, slots=True)
class ProviderAccess:
    """Where a provider is and how we show ourselves there. `mocked`: the mock stands in for it;
    `is_vendor`: it is the vendor's own address."""

    base_url: str
    api_key: SecretStr
    mocked: bool
    is_vendor: bool


class Settings(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    host: str = "127.0.0.1"
    port: Port = 5050
    mock_host: str = "127.0.0.1"
    mock_port: Port = 8000
    data_dir: Path = Path("data")
    media_dir: Path | None = None
    media_accel: str | None = None
    database_url: Annotated[str | None, Field(repr=False)] = None
    redis_url: Annotated[str | None, Field(repr=False)] = None
    backup_dir: Path | None = None
    backup_at: time = time(3, 15)
    pg_bindir: Path | None = None
    trash_days: Annotated[int, Field(ge=0, le=36_500)] = 30
    app_token: SecretStr | None = None
    session_days: Annotated[int, Field(ge=1, le=365)] = 30
    trusted_proxies: str = "127.0.0.1,::1"
    allow_anonymous: bool = False
    public_hosts: str = ""
    flavour: Literal["development", "production"] = "development"
    public_url: str | None = None
    cors_origins: str | None = None
    rest_wait_seconds: Annotated[float, Field(ge=0, le=600)] = 120
    introspection: bool | None = None
    graphiql: bool | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    log_format: Literal["json", "console", "auto"] = "auto"
    metrics_host: str = "127.0.0.1"
    metrics_port: Port | None = None
    heartbeat_file: Path | None = None

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    openai_concurrency: Annotated[int, Field(ge=1, le=100)] = 4
    image_model: str = "gpt-image-2"

    mureka_api_key: SecretStr | None = None
    mureka_base_url: str | None = None
    mureka_concurrency: Annotated[int | None, Field(ge=1, le=1_000)] = None
    song_model: str = "auto"

    app_token_file: Path | None = None
    openai_api_key_file: Path | None = None
    mureka_api_key_file: Path | None = None
    database_url_file: Path | None = None
    redis_url_file: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def _reads_secrets(cls, values: dict[str, Any]) -> dict[str, Any]:
        return with_secrets(values)

    @field_validator("app_token")
    @classmethod
    def _is_hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            usable_token(value.get_secret_value())
        return value

    @field_validator("openai_base_url", "mureka_base_url", "public_url")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            # Reading the port raises ValueError, in words of its own, where it is none.
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
                raise ValueError("give an address that begins with http:// or https://")
        return value.rstrip("/") if value else None

    @field_validator("media_accel")
    @classmethod
    def _is_location(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"/([A-Za-z0-9._-]+/)+", value, re.ASCII):
            raise ValueError("give the path of nginx's location, such as /_files/")
        return value

    @field_validator("openai_api_key", "mureka_api_key")
    @classmethod
    def _is_presentable(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            presentable(value.get_secret_value())
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str | None) -> str | None:
        if value is None or value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            return value
        if value.startswith(("postgresql://", "postgres://")):
            # Hosted databases hand out libpq's word for it.
            return "postgresql+asyncpg://" + value.split("://", 1)[1].replace("sslmode=", "ssl=")
        raise ValueError("give postgresql://user:password@host/name or sqlite+aiosqlite:///path")

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("give an address such as redis://127.0.0.1:6379/0")
        return value

    @field_validator("backup_at", mode="before")
    @classmethod
    def _is_time_of_day(cls, value: Any) -> Any:
        if isinstance(value, str) and not _TIME_OF_DAY.fullmatch(value):
            raise ValueError("give a time of the day such as 03:15")
        return value

    @field_validator("image_model", "song_model")
    @classmethod
    def _is_in_catalogue(cls, value: str, info: ValidationInfo) -> str:
        known = value in IMAGE_MODELS if info.field_name == "image_model" else song_model(value)
        if not known:
            raise ValueError(f"{value} is not in the catalogue")
        return SONG_ALIASES.get(value, value)

    @property
    def allowed_hosts(self) -> list[str]:
        """The names under which the studio may be asked; where a token is needed, any."""
        named = [each.strip() for each in self.public_hosts.split(",") if each.strip()]
        if _is_loopback(self.host):
            return ["localhost", "127.0.0.1", "::1", "[::1]", self.host, *named]
        return ["*"] if self.app_token else [self.host, *named]

    @property
    def open_to_network(self) -> bool:
        """Whether everybody may enter who reaches it from another machine."""
        return self.app_token is None and not _is_loopback(self.host)

    @property
    def allowed_origins(self) -> tuple[str, ...]:
        """The web pages that may use the REST interface; `*` for any. Without a word about it
        these are all pages in development, as long as no vendor could charge for what they order,
        and none elsewhere."""
        if self.cors_origins is not None:
            named = (each.strip().rstrip("/") for each in self.cors_origins.split(","))
            return tuple(each for each in named if each)
        return ("*",) if self.flavour == "development" and not self.vendors else ()

    @property
    def graphql(self) -> Flavour:
        return FLAVOURS[self.flavour].but(introspection=self.introspection, graphiql=self.graphiql)

    @property
    def database(self) -> str:
        file = quote(str(self.data_dir.resolve() / "macki.db"))
        return self.database_url or f"sqlite+aiosqlite:///{file}"

    @property
    def media(self) -> Path:
        return self.media_dir or self.data_dir / "media"

    @property
    def backups(self) -> Path:
        return self.backup_dir or self.data_dir / "backups"

    @property
    def openai(self) -> ProviderAccess:
        return self._access(self.openai_base_url, self.openai_api_key, OPENAI_URL, "/v1")

    @property
    def mureka(self) -> ProviderAccess:
        return self._access(self.mureka_base_url, self.mureka_api_key, MUREKA_URL, "/v1/song")

    @property
    def mocked(self) -> frozenset[Provider]:
        access = {Provider.OPENAI: self.openai, Provider.MUREKA: self.mureka}
        return frozenset(provider for provider, each in access.items() if each.mocked)

    @property
    def vendors(self) -> frozenset[Provider]:
        access = {Provider.OPENAI: self.openai, Provider.MUREKA: self.mureka}
        return frozenset(provider for provider, each in access.items() if each.is_vendor)

    def _access(
        self, url: str | None, key: SecretStr | None, vendor_url: str, mock_path: str
    ) -> ProviderAccess:
        """A key without an address means the vendor, neither means the mock."""
        if url is None and key is None:
            mock = f"http://{self.mock_host}:{self.mock_port}{mock_path}"
            return ProviderAccess(mock, SecretStr("mock"), mocked=True, is_vendor=False)
        base_url = url or vendor_url
        is_vendor = urlsplit(base_url).hostname == urlsplit(vendor_url).hostname
        return ProviderAccess(base_url, key or SecretStr("none"), False, is_vendor)


def load_settings(**overrides: Any) -> Settings:
    """From the environment and `.env`; raises SettingsError."""
    try:
        settings = Settings(**overrides)
    except UnicodeDecodeError:
        raise SettingsError("The file .env is no UTF-8 text; save it as UTF-8.") from None
    except SecretFileError as error:
        raise SettingsError(str(error)) from None
    except ValidationError as error:
        raise SettingsError(_sentences(error)) from None
    _refuse_open_doors(settings)
    _refuse_one_port_for_two(settings)
    return settings


def _sentences(error: ValidationError) -> str:
    return "\n".join(
        f"{str(each['loc'][0]).upper()} is wrong: {_lower_first(each['msg'])}."
        for each in error.errors()
    )


def _lower_first(message: str) -> str:
    text = message.removeprefix("Value error, ").rstrip(".")
    return text[:1].lower() + text[1:]


def _refuse_one_port_for_two(settings: Settings) -> None:
    if settings.mocked and settings.port == settings.mock_port:
        raise SettingsError(
            f"PORT and MOCK_PORT are both {settings.port}; give the mock a port of its own."
        )


def _refuse_open_doors(settings: Settings) -> None:
    if settings.app_token or settings.allow_anonymous or _is_loopback(settings.host):
        return
    raise SettingsError(
        f"HOST={settings.host} would let others in without signing in. Set APP_TOKEN "
        f"({HOW_TO_MAKE}), or use HOST=127.0.0.1, or set ALLOW_ANONYMOUS=true if everybody on "
        "your network may spend your money."
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
