"""What may be asked of Mureka's song and lyrics endpoints."""

from collections.abc import Mapping
from dataclasses import dataclass

from mock.parameters import Choice, Flag, Rule, Text, Whole, check_required, text_or, whole_or

_MODELS = ("auto", "mureka-7.6", "mureka-o2", "mureka-8", "mureka-9", "mureka-9.5")
_AUTO_MODEL = "mureka-9"
_LONGEST_ID = 256

_SONG_RULES: dict[str, Rule] = {
    "lyrics": Text(5_000, required=True),
    "model": Choice(_MODELS),
    "n": Whole(1, 3),
    "prompt": Text(1_024),
    "gender": Choice(("female", "male")),
    "reference_id": Text(_LONGEST_ID),
    "vocal_id": Text(_LONGEST_ID),
    "melody_id": Text(_LONGEST_ID),
    "stream": Flag(),
}
_SEED_SONG_RULES: dict[str, Rule] = {**_SONG_RULES, "model": Text(_LONGEST_ID)}
"""The seed names models that Mureka never had, such as chirp-v3-5."""
_LYRICS_RULES: dict[str, Rule] = {"prompt": Text(5_000, required=True)}


@dataclass(frozen=True)
class SongRequest:
    """A checked request with the vendor's defaults filled in; `n` songs are billed."""

    lyrics: str
    prompt: str
    model: str
    n: int
    stream: bool


def _check(values: Mapping[str, object], rules: Mapping[str, Rule], required: str) -> None:
    """Fields that Mureka does not know are ignored, as by the vendor."""
    check_required(values, required)
    for name, rule in rules.items():
        if values.get(name) is not None:
            rule.check(name, values[name])


def song_request(values: Mapping[str, object], *, any_model: bool = False) -> SongRequest:
    """The checked request; raises `ParameterError`."""
    _check(values, _SEED_SONG_RULES if any_model else _SONG_RULES, "lyrics")
    model = text_or(values, "model", "auto")
    return SongRequest(
        lyrics=text_or(values, "lyrics", ""),
        prompt=text_or(values, "prompt", ""),
        model=_AUTO_MODEL if model == "auto" else model,
        n=whole_or(values, "n", 2),
        stream=values.get("stream") is True,
    )


def lyrics_prompt(values: Mapping[str, object]) -> str:
    """What the lyrics are to be about; raises `ParameterError`."""
    _check(values, _LYRICS_RULES, "prompt")
    return text_or(values, "prompt", "")
