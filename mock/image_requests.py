"""What may be asked of `POST /v1/images/generations`, per model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mock.openai_models import DALL_E, FREE_SIZE_MODELS, GPT_IMAGE_MODELS, LARGE_QUALITY_MODELS
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

_SIZE = re.compile(r"([1-9]\d{0,4})x([1-9]\d{0,4})")
_DEFAULT_SIZE = "1024x1024"
_NAMED_SIZES = Choice(("auto", _DEFAULT_SIZE, "1536x1024", "1024x1536"))
_LONGEST_NAME = 256


@dataclass(frozen=True)
class FreeSize:
    """Any size that the GPT image models from version 2 on can draw."""

    def check(self, name: str, value: object) -> None:
        """See `Rule`."""
        found = _SIZE.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            _NAMED_SIZES.check(name, value)
            return
        width, height = int(found[1]), int(found[2])
        if problem := self._problem(width, height):
            message = f"Invalid size '{width}x{height}'. {problem}"
            raise ParameterError(message, name, "invalid_value")

    @staticmethod
    def _problem(width: int, height: int) -> str | None:
        if width % 16 or height % 16:
            return "Width and height must both be divisible by 16."
        if max(width, height) > 3 * min(width, height):
            return "The aspect ratio must be between 1:3 and 3:1."
        if max(width, height) > 3840 or min(width, height) > 2160:
            return "The maximum supported resolution is 3840x2160."
        if not 655_360 <= width * height <= 8_294_400:
            return "The image must have between 655360 and 8294400 pixels."
        return None


@dataclass(frozen=True)
class ImageRequest:
    """A checked request with the vendor's defaults filled in; sizes in pixels."""

    prompt: str
    model: str
    n: int
    width: int
    height: int
    quality: str
    as_url: bool
    output_format: str
    compression: int
    background: str
    stream: bool
    partial_images: int

    @property
    def is_gpt(self) -> bool:
        """Whether a GPT image model is asked, which answers base64 and usage."""
        return self.model != DALL_E

    @property
    def size(self) -> str:
        """As the vendor writes it, `WIDTHxHEIGHT`."""
        return f"{self.width}x{self.height}"


def _gpt_rules(model: str) -> dict[str, Rule]:
    qualities = ("auto", "low", "medium", "high")
    if model in LARGE_QUALITY_MODELS:
        qualities += ("xhigh", "max")
    return {
        "model": Text(_LONGEST_NAME),
        "prompt": Text(32_000, required=True),
        "n": Whole(1, 10),
        "size": FreeSize() if model in FREE_SIZE_MODELS else _NAMED_SIZES,
        "quality": Choice(qualities),
        "complexity": Choice(("low", "medium", "high")),
        "output_format": Choice(("png", "jpeg", "webp")),
        "output_compression": Whole(0, 100),
        "background": Choice(("transparent", "opaque", "auto")),
        "moderation": Choice(("low", "auto")),
        "stream": Flag(),
        "partial_images": Whole(0, 3),
        "user": Text(_LONGEST_NAME),
        "safety_identifier": Text(_LONGEST_NAME),
    }


def _dall_e_rules() -> dict[str, Rule]:
    return {
        "model": Text(_LONGEST_NAME),
        "prompt": Text(4_000, required=True),
        "n": Whole(1, 1),
        "size": Choice((_DEFAULT_SIZE, "1792x1024", "1024x1792")),
        "quality": Choice(("standard", "hd")),
        "style": Choice(("vivid", "natural")),
        "response_format": Choice(("url", "b64_json")),
        "user": Text(_LONGEST_NAME),
    }


def _check(values: Mapping[str, object], rules: Mapping[str, Rule]) -> None:
    check_required(values, "prompt")
    for name, value in values.items():
        if name not in rules:
            raise ParameterError(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        if value is not None:
            rules[name].check(name, value)


def _check_together(request: ImageRequest) -> None:
    if request.background == "transparent" and request.output_format == "jpeg":
        message = "Transparent background is not supported for JPEG output format."
        raise ParameterError(message, "background", "invalid_value")
    if request.compression < 100 and request.output_format == "png":
        message = "Compression less than 100 is not supported for PNG output format."
        raise ParameterError(message, "output_compression", "invalid_value")


def image_request(values: Mapping[str, object]) -> ImageRequest:
    """The checked request. Raises `ParameterError`.

    Without a model it is dall-e-3's, whose URL answer is what the seed's request expects.
    """
    Text(_LONGEST_NAME).check("model", values.get("model") or DALL_E)
    model = text_or(values, "model", "") or DALL_E
    if model != DALL_E and model not in GPT_IMAGE_MODELS:
        message = f"The model '{model}' does not exist."
        raise ParameterError(message, "model", "invalid_value")
    is_gpt = model != DALL_E
    _check(values, _gpt_rules(model) if is_gpt else _dall_e_rules())
    size = text_or(values, "size", "auto").replace("auto", _DEFAULT_SIZE)
    width, _, height = size.partition("x")
    quality = text_or(values, "quality", "auto" if is_gpt else "standard")
    request = ImageRequest(
        prompt=text_or(values, "prompt", ""),
        model=model,
        n=whole_or(values, "n", 1),
        width=int(width),
        height=int(height),
        quality=quality.replace("auto", "medium"),
        as_url=not is_gpt and text_or(values, "response_format", "url") == "url",
        output_format=text_or(values, "output_format", "png"),
        compression=whole_or(values, "output_compression", 100),
        background=text_or(values, "background", "auto").replace("auto", "opaque"),
        stream=values.get("stream") is True,
        partial_images=whole_or(values, "partial_images", 0),
    )
    _check_together(request)
    return request
