"""The catalogue: which models there are, what each can do, what it costs, when it ends."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry

from domain import catalogue, money
from domain.job_state import JobKind, Provider
from gql.context import Info


@strawberry.type(description="A price as it was looked up; providers change them.")
class Price:
    quality: str | None = strawberry.field(
        description="The image quality it is for; null where the price has no levels."
    )
    usd: Decimal = strawberry.field(
        description="US dollars for one image of 1024x1024, or for one choice of a song."
    )
    as_of: date = strawberry.field(description="The day it was looked up.")

    @classmethod
    def of(cls, price: money.Price, quality: str | None = None) -> "Price":
        return cls(quality=quality or None, usd=price.usd, as_of=price.as_of)


@strawberry.interface(description="A model that can be asked for.")
class Model:
    name: str = strawberry.field(description="Its name, as the generate mutations take it.")
    kind: JobKind = strawberry.field(description="What it makes first of all.")
    provider: Provider = strawberry.field(description="Who runs it.")
    is_default: bool = strawberry.field(description="Whether it is taken when none is named.")
    is_mocked: bool = strawberry.field(
        description="Whether this server talks to the mock: nothing is charged."
    )
    prompt_limit: int = strawberry.field(description="The most characters of a prompt.")
    n_limit: int = strawberry.field(description="The most results of one request.")
    n_default: int = strawberry.field(description="How many results it makes if not told.")
    sunset: date | None = strawberry.field(
        description="The day its vendor shuts it down; null while none is told."
    )
    has_ended: bool = strawberry.field(description="Whether that day has come.")
    prices: list[Price] = strawberry.field(description="What is known of its prices.")


@strawberry.type(description="A model that makes images.")
class ImageModel(Model):
    sizes: list[str] = strawberry.field(description="The sizes it takes by name.")
    takes_any_size: bool = strawberry.field(
        description="Whether it also takes any WIDTHxHEIGHT within its limits."
    )
    qualities: list[str] = strawberry.field(description="Its quality levels.")
    styles: list[str] = strawberry.field(description="Its styles.")
    formats: list[str] = strawberry.field(description="The file formats it can give.")
    backgrounds: list[str] = strawberry.field(description="The backgrounds it can make.")
    moderations: list[str] = strawberry.field(description="Its moderation levels.")
    previews_limit: int = strawberry.field(description="The most previews of one image.")


@strawberry.type(description="A model that makes songs.")
class SongModel(Model):
    lyrics_limit: int = strawberry.field(description="The most characters of lyrics.")
    extends_songs: bool = strawberry.field(description="Whether extendSong takes it.")


@strawberry.type
class ModelQuery:
    @strawberry.field(
        description="The catalogue: what can be asked for, what each model takes, its prices with "
        "the day they were looked up, and when its vendor shuts it down."
    )
    def models(
        self,
        info: Info,
        kind: Annotated[
            JobKind | None, strawberry.argument(description="Only models for jobs of this kind.")
        ] = None,
    ) -> list[Model]:
        use_cases = info.context.use_cases
        shown = _Shown(
            today=use_cases.clock().date(),
            defaults=use_cases.default_models,
            mocked=use_cases.mocked,
        )
        images, songs = catalogue.IMAGE_MODELS.values(), catalogue.SONG_MODELS.values()
        return [
            *(shown.image_model(each) for each in images if kind in (None, *each.kinds)),
            *(shown.song_model(each) for each in songs if kind in (None, *each.kinds)),
        ]


class _Shown:
    """The catalogue as this server offers it today."""

    def __init__(
        self, *, today: date, defaults: Mapping[JobKind, str], mocked: frozenset[Provider]
    ) -> None:
        self._today = today
        self._defaults = defaults
        self._mocked = mocked

    def image_model(self, model: catalogue.ImageModel) -> ImageModel:
        return ImageModel(
            name=model.name,
            kind=model.kind,
            provider=model.provider,
            is_default=self._defaults[model.kind] == model.name,
            is_mocked=model.provider in self._mocked,
            prompt_limit=model.prompt_limit,
            n_limit=model.n_limit,
            n_default=model.n_default,
            sunset=model.sunset,
            has_ended=model.ended(self._today),
            prices=[Price.of(price, quality) for quality, price in model.prices.items()],
            sizes=list(model.sizes),
            takes_any_size=model.free_size,
            qualities=list(model.qualities),
            styles=list(model.styles),
            formats=list(model.formats),
            backgrounds=list(model.backgrounds),
            moderations=list(model.moderations),
            previews_limit=model.previews_limit,
        )

    def song_model(self, model: catalogue.SongModel) -> SongModel:
        return SongModel(
            name=model.name,
            kind=model.kind,
            provider=model.provider,
            is_default=self._defaults[model.kind] == model.name,
            is_mocked=model.provider in self._mocked,
            prompt_limit=model.prompt_limit,
            n_limit=model.n_limit,
            n_default=model.n_default,
            sunset=model.sunset,
            has_ended=model.ended(self._today),
            prices=[Price.of(model.price)] if model.price else [],
            lyrics_limit=model.lyrics_limit,
            extends_songs=model.extends,
        )
