"""The data about the models agrees with itself."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.catalogue import (
    IMAGE_MODELS,
    SONG_ALIASES,
    SONG_MODELS,
    ImageModel,
    Model,
    SongModel,
    song_model,
)
from domain.image import ImageRequest
from domain.job_state import JobKind, Provider
from domain.money import Price
from domain.song import SongRequest
from domain.validation import valid_image_request, valid_song_request

TODAY = date(2026, 12, 1)

image_models = pytest.mark.parametrize("model", IMAGE_MODELS.values(), ids=lambda model: model.name)
song_models = pytest.mark.parametrize("model", SONG_MODELS.values(), ids=lambda model: model.name)
all_models = pytest.mark.parametrize(
    "model", [*IMAGE_MODELS.values(), *SONG_MODELS.values()], ids=lambda model: model.name
)


@all_models
def test_a_model_makes_its_default_number_of_results(model: Model) -> None:
    assert 1 <= model.n_default <= model.n_limit
    assert model.prompt_limit > 0


def test_models_are_found_by_their_own_names() -> None:
    assert all(name == model.name for name, model in IMAGE_MODELS.items())
    assert all(name == model.name for name, model in SONG_MODELS.items())
    assert not set(IMAGE_MODELS) & set(SONG_MODELS)


@image_models
def test_an_image_model_is_of_its_kind(model: ImageModel) -> None:
    assert (model.provider, model.kind) == (Provider.OPENAI, JobKind.IMAGE)
    assert "1024x1024" in model.sizes
    assert model.qualities


@song_models
def test_a_song_model_is_of_its_kind(model: SongModel) -> None:
    assert (model.provider, model.kind) == (Provider.MUREKA, JobKind.SONG)
    assert model.lyrics_limit > 0


@image_models
def test_prices_belong_to_qualities_that_the_model_has(model: ImageModel) -> None:
    assert set(model.prices) <= {"", *model.qualities}
    assert all(price.usd > 0 for price in model.prices.values())


@image_models
def test_every_choice_that_a_model_offers_is_a_valid_request(model: ImageModel) -> None:
    plain = ImageRequest(prompt="A red door", model=model.name)
    requests = [
        plain,
        *(ImageRequest(prompt="A", model=model.name, size=size) for size in model.sizes),
        *(ImageRequest(prompt="A", model=model.name, quality=each) for each in model.qualities),
        *(ImageRequest(prompt="A", model=model.name, style=style) for style in model.styles),
        *(ImageRequest(prompt="A", model=model.name, output_format=each) for each in model.formats),
        *(
            ImageRequest(prompt="A", model=model.name, background=each)
            for each in model.backgrounds
        ),
        *(
            ImageRequest(prompt="A", model=model.name, moderation=each)
            for each in model.moderations
        ),
        ImageRequest(prompt="A", model=model.name, n=model.n_limit, previews=model.previews_limit),
    ]
    for request in requests:
        assert valid_image_request(request, today=TODAY, at_vendor=False) == request


def test_a_price_is_known_only_for_the_size_it_was_looked_up_for() -> None:
    model = IMAGE_MODELS["gpt-image-2"]
    assert model.price("high", "1024x1024") == model.price("high", None)
    assert model.price("high", "1536x1024") is None
    assert model.price("auto", None) is None
    assert model.price(None, None) is None


def test_a_price_of_several_is_exact() -> None:
    price = Price(Decimal("0.053"), TODAY)
    assert price.times(3) == Price(Decimal("0.159"), TODAY)


@all_models
def test_a_model_ends_on_the_day_of_its_sunset(model: Model) -> None:
    if model.sunset is None:
        assert not model.ended(date.max)
    else:
        assert model.ended(model.sunset)
        assert not model.ended(model.sunset - timedelta(days=1))


def test_some_models_end_and_some_do_not() -> None:
    ended = {model.ended(date.max) for model in IMAGE_MODELS.values()}
    assert ended == {True, False}


@pytest.mark.parametrize("alias", SONG_ALIASES)
def test_an_alias_leads_to_a_model_and_is_none_itself(alias: str) -> None:
    assert alias not in SONG_MODELS
    model = song_model(alias)
    assert model is SONG_MODELS[SONG_ALIASES[alias]]
    request = SongRequest(lyrics="La", model=alias)
    assert valid_song_request(request, today=TODAY, at_vendor=True).model == SONG_ALIASES[alias]


def test_an_unknown_song_model_is_none() -> None:
    assert song_model("chirp-v9") is None
