"""What makes a request acceptable, judged by the catalogue before any money is spent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.catalogue import (
    EXTEND_FROM_MS,
    EXTEND_TO_MS,
    EXTENSION_LYRICS_LIMIT,
    IMAGE_MODELS,
    SONG_ALIASES,
    SONG_MODELS,
    ImageModel,
    Model,
    SongModel,
    song_model,
)
from domain.errors import InvalidRequest, Problem
from domain.image import ImageRequest
from domain.song import ExtensionRequest, InstrumentalRequest, SongRequest

TITLE_LIMIT = 200
KEY_LIMIT = 200
_REFERENCE_LIMIT = 200
_GENDERS = ("female", "male")

SIDE_LIMIT, SIDE_STEP, RATIO_LIMIT = 3_840, 16, 3
PIXELS_FEWEST, PIXELS_MOST = 655_360, 8_294_400
"""Free sizes of GPT image models from version 2, by OpenAI's documentation of November 2026."""


def valid_image_request(request: ImageRequest, *, today: date, at_vendor: bool) -> ImageRequest:
    """The request, or InvalidRequest with every problem. `at_vendor`: sent to the vendor itself,
    where a model past its sunset is refused."""
    model = IMAGE_MODELS.get(request.model)
    if model is None:
        raise InvalidRequest(_unknown_model(request.model, list(IMAGE_MODELS)))
    _raise_if_any(
        *_common(request.prompt, request.n, model, today if at_vendor else None),
        *_image_choices(request, model),
    )
    return request


def valid_song_request(request: SongRequest, *, today: date, at_vendor: bool) -> SongRequest:
    """The request with its model's own name, or InvalidRequest with every problem."""
    model = song_model(request.model)
    if model is None:
        raise InvalidRequest(_unknown_model(request.model, [*SONG_MODELS, *SONG_ALIASES]))
    _raise_if_any(
        *_lyrics(request.lyrics, model.lyrics_limit),
        *_song_details(request, model),
        *_sunset(model, today if at_vendor else None),
        *_count(request.n, model),
    )
    return replace(request, model=model.name)


def valid_instrumental_request(
    request: InstrumentalRequest, *, today: date, at_vendor: bool
) -> InstrumentalRequest:
    """The request with its model's own name, or InvalidRequest with every problem."""
    model = song_model(request.model)
    if model is None:
        raise InvalidRequest(_unknown_model(request.model, [*SONG_MODELS, *SONG_ALIASES]))
    _raise_if_any(
        *_style_or_reference(request),
        *text_problems("prompt", request.prompt, model.prompt_limit),
        *text_problems("title", request.title, TITLE_LIMIT),
        *text_problems("referenceId", request.reference_id, _REFERENCE_LIMIT),
        *_sunset(model, today if at_vendor else None),
        *_count(request.n, model),
    )
    return replace(request, model=model.name)


def valid_extension_request(
    request: ExtensionRequest, *, today: date, at_vendor: bool
) -> ExtensionRequest:
    """The request, or InvalidRequest with every problem."""
    able = [model.name for model in SONG_MODELS.values() if model.extends]
    model = SONG_MODELS.get(request.model)
    if model is None or not model.extends:
        wrong = f"'{request.model[:60]}' extends no songs. Choose {_either(able)}."
        raise InvalidRequest(Problem("model", wrong))
    _raise_if_any(
        *_lyrics(request.lyrics, EXTENSION_LYRICS_LIMIT),
        *_moment(request.extend_at_ms),
        *text_problems("prompt", request.prompt, model.prompt_limit),
        *text_problems("title", request.title, TITLE_LIMIT),
        *_sunset(model, today if at_vendor else None),
        *_count(request.n, model),
    )
    return request


def valid_key(idempotency_key: str | None) -> str | None:
    if idempotency_key is not None and not 0 < len(idempotency_key) <= KEY_LIMIT:
        raise InvalidRequest(Problem("idempotencyKey", f"Give 1 to {KEY_LIMIT} characters."))
    _raise_if_any(*text_problems("idempotencyKey", idempotency_key, KEY_LIMIT))
    return idempotency_key


def _raise_if_any(*problems: Problem) -> None:
    if problems:
        raise InvalidRequest(*problems)


def _unknown_model(name: str, known: Sequence[str]) -> Problem:
    return Problem("model", f"'{name[:60]}' is not in the catalogue. Choose {_either(known)}.")


def _either(options: Sequence[str]) -> str:
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"


def text_problems(field: str, value: str | None, limit: int) -> Iterator[Problem]:
    """What is wrong with a text of at most so many characters."""
    if value is None:
        return
    if len(value) > limit:
        yield Problem(field, f"{len(value):,} characters are too many; at most {limit:,}.")
    if "\x00" in value or any(0xD800 <= ord(character) <= 0xDFFF for character in value):
        yield Problem(field, "Remove the characters that are no text (NUL or half a surrogate).")


def _common(prompt: str, n: int, model: Model, today: date | None) -> Iterator[Problem]:
    if not prompt.strip():
        yield Problem("prompt", "Say what you want to see.")
    yield from text_problems("prompt", prompt, model.prompt_limit)
    yield from _count(n, model)
    yield from _sunset(model, today)


def _count(n: int, model: Model) -> Iterator[Problem]:
    if not 1 <= n <= model.n_limit:
        yield Problem("n", f"{model.name} makes 1 to {model.n_limit} at once, not {n}.")


def _sunset(model: Model, today: date | None) -> Iterator[Problem]:
    if today is not None and model.ended(today):
        yield Problem(
            "model",
            f"The provider shut {model.name} down on {model.sunset}; "
            f"choose {_either(_current(model, today))}.",
        )


def _current(ended: Model, today: date) -> Sequence[str]:
    """What its provider still offers in its place."""
    models: Sequence[Model] = [*IMAGE_MODELS.values(), *SONG_MODELS.values()]
    return [each.name for each in models if each.kind is ended.kind and not each.ended(today)]


def _choice(
    field: str, value: str | None, options: Sequence[str], model: Model
) -> Iterator[Problem]:
    if value is None or value in options:
        return
    if options:
        yield Problem(
            field, f"'{value[:60]}' is unknown to {model.name}; choose {_either(options)}."
        )
    else:
        yield Problem(field, f"{model.name} has no such setting; leave it out.")


def _image_choices(request: ImageRequest, model: ImageModel) -> Iterator[Problem]:
    yield from _size(request.size, model)
    yield from _choice("quality", request.quality, model.qualities, model)
    yield from _choice("style", request.style, model.styles, model)
    yield from _choice("outputFormat", request.output_format, model.formats, model)
    yield from _choice("background", request.background, model.backgrounds, model)
    yield from _choice("moderation", request.moderation, model.moderations, model)
    yield from _compression(request, model)
    if request.background == "transparent" and request.output_format == "jpeg":
        yield Problem("background", "JPEG cannot be transparent; choose png or webp.")
    if not 0 <= request.previews <= model.previews_limit:
        yield Problem("previews", f"{model.name} shows 0 to {model.previews_limit} previews.")


def _compression(request: ImageRequest, model: ImageModel) -> Iterator[Problem]:
    if request.output_compression is None:
        return
    if not 0 <= request.output_compression <= 100:
        yield Problem("outputCompression", "Give a number from 0 to 100.")
    if request.output_format not in ("jpeg", "webp") or not model.formats:
        yield Problem("outputCompression", "Only jpeg and webp can be compressed.")


def _size(size: str | None, model: ImageModel) -> Iterator[Problem]:
    if size is None or size in model.sizes:
        return
    match = re.fullmatch(r"([1-9][0-9]{1,4})x([1-9][0-9]{1,4})", size, re.ASCII)
    if not model.free_size or match is None:
        free = ", or WIDTHxHEIGHT" if model.free_size else ""
        yield Problem(
            "size",
            f"'{size[:20]}' is unknown to {model.name}; choose {_either(model.sizes)}{free}.",
        )
        return
    width, height = int(match[1]), int(match[2])
    if not _fits(width, height):
        yield Problem(
            "size",
            f"Sides must be multiples of {SIDE_STEP} up to {SIDE_LIMIT:,}, the longer at most "
            f"{RATIO_LIMIT} times the shorter, {PIXELS_FEWEST:,} to {PIXELS_MOST:,} pixels in all.",
        )


def _fits(width: int, height: int) -> bool:
    return (
        width % SIDE_STEP == height % SIDE_STEP == 0
        and max(width, height) <= SIDE_LIMIT
        and max(width, height) <= RATIO_LIMIT * min(width, height)
        and PIXELS_FEWEST <= width * height <= PIXELS_MOST
    )


def _lyrics(lyrics: str, limit: int) -> Iterator[Problem]:
    if not lyrics.strip():
        yield Problem("lyrics", "A song needs lyrics; write at least one line.")
    yield from text_problems("lyrics", lyrics, limit)


def _style_or_reference(request: InstrumentalRequest) -> Iterator[Problem]:
    """Mureka takes one of the two."""
    styled = bool((request.prompt or "").strip())
    if styled == bool((request.reference_id or "").strip()):
        yield Problem("prompt", "Give either a style or a reference, one of the two.")


def _moment(extend_at_ms: int) -> Iterator[Problem]:
    if not EXTEND_FROM_MS <= extend_at_ms <= EXTEND_TO_MS:
        yield Problem(
            "extendAtMs",
            f"A song is extended from {EXTEND_FROM_MS:,} to {EXTEND_TO_MS:,} ms; "
            "later than its end means its end.",
        )


def _song_details(request: SongRequest, model: SongModel) -> Iterator[Problem]:
    yield from text_problems("prompt", request.prompt, model.prompt_limit)
    yield from text_problems("title", request.title, TITLE_LIMIT)
    yield from text_problems("referenceId", request.reference_id, _REFERENCE_LIMIT)
    yield from text_problems("vocalId", request.vocal_id, _REFERENCE_LIMIT)
    yield from text_problems("melodyId", request.melody_id, _REFERENCE_LIMIT)
    yield from _choice("gender", request.gender, _GENDERS, model)
