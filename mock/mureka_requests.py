"""What may be asked of Mureka's endpoints, as its documentation of 2026 says."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock.parameters import (
    Choice,
    Flag,
    ParameterError,
    Rule,
    Text,
    Whole,
    check_required,
    text_or,
    whole_or,
)

_AUTO_MODEL = "mureka-9"
_MODELS = ("auto", "mureka-7.6", "mureka-o2", "mureka-8", "mureka-9", "mureka-9.5")
_EXTENDING_MODELS = ("mureka-7.6", "mureka-8")
_SEPARATING_MODELS = ("audio-separation-1", "audio-separation-2", "audio-separation-3")
_LONGEST_ID = 256
_LONGEST_LYRICS = 5_000
_LONGEST_URL = 16 * 1024 * 1024
"""A song may come inside its URL, as base64."""

_TASK_RULES: dict[str, Rule] = {
    "model": Choice(_MODELS),
    "n": Whole(1, 3),
    "prompt": Text(1_024),
    "stream": Flag(),
}
_SONG_RULES: dict[str, Rule] = {
    **_TASK_RULES,
    "lyrics": Text(_LONGEST_LYRICS, required=True),
    "gender": Choice(("female", "male")),
    "reference_id": Text(_LONGEST_ID),
    "vocal_id": Text(_LONGEST_ID),
    "melody_id": Text(_LONGEST_ID),
}
_SEED_SONG_RULES: dict[str, Rule] = {**_SONG_RULES, "model": Text(_LONGEST_ID)}
"""The seed names models that Mureka never had, such as chirp-v3-5."""
_INSTRUMENTAL_RULES: dict[str, Rule] = {**_TASK_RULES, "instrumental_id": Text(_LONGEST_ID)}
_EXTENSION_RULES: dict[str, Rule] = {
    "lyrics": Text(_LONGEST_LYRICS, required=True),
    "extend_at": Whole(8_000, 420_000),
    "song_id": Text(_LONGEST_ID, required=True),
    "upload_audio_id": Text(_LONGEST_ID, required=True),
    "extend_type": Choice(("tail", "head")),
    "model": Choice(_EXTENDING_MODELS),
    "n": Whole(1, 3),
    "prompt": Text(1_024),
}
_RECORDING_RULES: dict[str, Rule] = {
    "url": Text(_LONGEST_URL, required=True),
    "model": Choice(_SEPARATING_MODELS),
}


@dataclass(frozen=True)
class SongRequest:
    """A checked request with the vendor's defaults filled in; `n` songs are billed.

    An instrumental has no lyrics. An extension names the song or the upload that it continues, and
    where (milliseconds).
    """

    lyrics: str
    prompt: str
    model: str
    n: int
    stream: bool = False
    extended_song: str | None = None
    extended_upload: str | None = None
    extend_at: int = 0


def _check(values: Mapping[str, object], rules: Mapping[str, Rule], *required: str) -> None:
    """Fields that Mureka does not know are ignored, as by the vendor."""
    for name in required:
        check_required(values, name)
    for name, rule in rules.items():
        if values.get(name) is not None:
            rule.check(name, values[name])


def _exactly_one(values: Mapping[str, object], one: str, other: str) -> None:
    if (values.get(one) is None) == (values.get(other) is None):
        message = f"Exactly one of '{one}' and '{other}' is required."
        raise ParameterError(message, one, "invalid_value")


def _model(values: Mapping[str, object]) -> str:
    model = text_or(values, "model", "auto")
    return _AUTO_MODEL if model == "auto" else model


def song_request(values: Mapping[str, object], *, any_model: bool = False) -> SongRequest:
    """The checked request; raises `ParameterError`."""
    _check(values, _SEED_SONG_RULES if any_model else _SONG_RULES, "lyrics")
    return SongRequest(
        lyrics=text_or(values, "lyrics", ""),
        prompt=text_or(values, "prompt", ""),
        model=_model(values),
        n=whole_or(values, "n", 2),
        stream=values.get("stream") is True,
    )


def instrumental_request(values: Mapping[str, object]) -> SongRequest:
    """The checked request, by prompt or by a reference; raises `ParameterError`."""
    _check(values, _INSTRUMENTAL_RULES)
    _exactly_one(values, "prompt", "instrumental_id")
    return SongRequest(
        lyrics="",
        prompt=text_or(values, "prompt", ""),
        model=_model(values),
        n=whole_or(values, "n", 2),
        stream=values.get("stream") is True,
    )


def extension_request(values: Mapping[str, object]) -> SongRequest:
    """The checked request; raises `ParameterError`."""
    _check(values, _EXTENSION_RULES, "lyrics", "extend_at")
    _exactly_one(values, "song_id", "upload_audio_id")
    return SongRequest(
        lyrics=text_or(values, "lyrics", ""),
        prompt=text_or(values, "prompt", ""),
        model=text_or(values, "model", _EXTENDING_MODELS[0]),
        n=whole_or(values, "n", 2),
        extended_song=text_or(values, "song_id", "") or None,
        extended_upload=text_or(values, "upload_audio_id", "") or None,
        extend_at=whole_or(values, "extend_at", 0),
    )


def lyrics_prompt(values: Mapping[str, object]) -> str:
    """What the lyrics are to be about; raises `ParameterError`."""
    _check(values, {"prompt": Text(_LONGEST_LYRICS, required=True)}, "prompt")
    return text_or(values, "prompt", "")


def lyrics_to_extend(values: Mapping[str, object]) -> str:
    """The lyrics to go on with; raises `ParameterError`."""
    _check(values, {"lyrics": Text(_LONGEST_LYRICS, required=True)}, "lyrics")
    return text_or(values, "lyrics", "")


def recording_url(values: Mapping[str, object]) -> str:
    """Where the song is that is to be described or taken apart; raises `ParameterError`."""
    _check(values, _RECORDING_RULES, "url")
    url = text_or(values, "url", "")
    if not url.startswith(("http://", "https://", "data:audio/")):
        raise ParameterError("Invalid 'url': expected an audio URL.", "url", "invalid_value")
    return url
