"""The models that can be asked for: what each can do, what it costs, and when it ends.

Facts as of 2026-11-22 from the vendors' documentation; prices are per image of 1024x1024 or per
song, and None where nobody could tell. A model past its sunset stays selectable for servers other
than the vendor's own, which may still offer it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.job_state import JobKind, Provider
from domain.money import Price

IMAGES_DEFAULT, CHOICES_DEFAULT = 1, 2
"""How many results a request asks for that does not say. Mureka's own default is 2."""

_LOOKED_UP = date(2026, 11, 22)


def _usd(amount: str) -> Price:
    return Price(Decimal(amount), _LOOKED_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What both kinds of models have. `n_limit` is the most results of one request."""

    name: str
    provider: Provider
    kind: JobKind
    prompt_limit: int
    n_limit: int
    n_default: int
    sunset: date | None = None

    @property
    def kinds(self) -> tuple[JobKind, ...]:
        """The kinds of jobs that it can be asked for."""
        return (self.kind,)

    def ended(self, today: date) -> bool:
        return self.sunset is not None and self.sunset <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageModel(Model):
    """`free_size` also takes any WxH within the limits that `domain.validation` states."""

    provider: Provider = Provider.OPENAI
    kind: JobKind = JobKind.IMAGE
    sizes: tuple[str, ...]
    free_size: bool = False
    qualities: tuple[str, ...]
    styles: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()
    moderations: tuple[str, ...] = ()
    previews_limit: int = 0
    prices: Mapping[str, Price] = field(default_factory=dict[str, Price])

    def price(self, quality: str | None, size: str | None) -> Price | None:
        """The price of one image, known only for the size it was looked up for."""
        if size not in ("1024x1024", None):
            return None
        return self.prices.get(quality or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SongModel(Model):
    """`lyrics_limit` in characters; `price` of one choice of a song. What instrumentals and
    extensions cost, nobody could tell."""

    provider: Provider = Provider.MUREKA
    kind: JobKind = JobKind.SONG
    prompt_limit: int = 1_024
    n_limit: int = 3
    n_default: int = CHOICES_DEFAULT
    lyrics_limit: int = 5_000
    price: Price | None = None
    extends: bool = False

    @property
    def kinds(self) -> tuple[JobKind, ...]:
        also = (JobKind.EXTENSION,) if self.extends else ()
        return (self.kind, JobKind.INSTRUMENTAL, *also)


FREE_SIZES = (
    *("1280x720", "720x1280", "1792x1024", "1024x1792", "2048x2048", "2048x1152", "1152x2048"),
    *("2560x1440", "1440x2560", "3840x2160", "2160x3840"),
)
"""Usual sizes among the free ones, for faces that name all they take."""

_GPT_SIZES = ("auto", "1024x1024", "1536x1024", "1024x1536")
_GPT_QUALITIES = ("auto", "low", "medium", "high")


def _gpt_image(name: str, *, sunset: date | None = None, version: float = 1) -> ImageModel:
    prices = {"low": _usd("0.006"), "medium": _usd("0.053"), "high": _usd("0.211")}
    return ImageModel(
        name=name,
        prompt_limit=32_000,
        n_limit=10,
        n_default=IMAGES_DEFAULT,
        sizes=_GPT_SIZES,
        free_size=version >= 2,
        qualities=(*_GPT_QUALITIES, "xhigh", "max") if version >= 2.5 else _GPT_QUALITIES,
        formats=("png", "jpeg", "webp"),
        backgrounds=("auto", "opaque", "transparent"),
        moderations=("auto", "low"),
        previews_limit=3,
        prices=prices if name == "gpt-image-2" else {},
        sunset=sunset,
    )


_DALL_E_3 = ImageModel(
    name="dall-e-3",
    prompt_limit=4_000,
    n_limit=1,
    n_default=IMAGES_DEFAULT,
    sizes=("1024x1024", "1792x1024", "1024x1792"),
    qualities=("standard", "hd"),
    styles=("vivid", "natural"),
    prices={"": _usd("0.04"), "standard": _usd("0.04"), "hd": _usd("0.08")},
    sunset=date(2026, 5, 12),
)

IMAGE_MODELS: Mapping[str, ImageModel] = {
    model.name: model
    for model in (
        _gpt_image("gpt-image-2", version=2),
        _gpt_image("gpt-image-2.5", version=2.5),
        _gpt_image("gpt-image-2.6-flare", version=2.6),
        _gpt_image("gpt-image-2.6-sunburst", version=2.6),
        _gpt_image("gpt-image-1.5", sunset=date(2026, 12, 1)),
        _gpt_image("gpt-image-1-mini", sunset=date(2026, 12, 1)),
        _gpt_image("chatgpt-image-latest", sunset=date(2026, 12, 1)),
        _gpt_image("gpt-image-1", sunset=date(2026, 10, 23)),
        _DALL_E_3,
    )
}

SONG_MODELS: Mapping[str, SongModel] = {
    model.name: model
    for model in (
        SongModel(name="auto"),
        SongModel(name="mureka-7.6", price=_usd("0.03"), extends=True),
        SongModel(name="mureka-o2", price=_usd("0.045")),
        SongModel(name="mureka-8", price=_usd("0.045"), extends=True),
        SongModel(name="mureka-9", price=_usd("0.045")),
        SongModel(name="mureka-9.5", price=_usd("0.15")),
    )
}

EXTENSION_MODEL = "mureka-8"
"""Extends a song where no model is named: the newer of those that can, by third parties' word."""

EXTENSION_LYRICS_LIMIT = 3_000
EXTEND_FROM_MS, EXTEND_TO_MS = 8_000, 420_000
"""Between which moments a song may be extended, by Mureka's documentation as third parties show it;
a later one than the song's end counts as its end."""

SONG_ALIASES: Mapping[str, str] = {"chirp-v3-5": "auto", "chirp-v4": "auto"}
"""Names of other vendors' models that clients still send; Mureka chooses the model for them."""


def song_model(name: str) -> SongModel | None:
    return SONG_MODELS.get(SONG_ALIASES.get(name, name))
