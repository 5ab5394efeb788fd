"""What OpenAI's clients may ask an image for: one kind of order for models that can do the same."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter
from pydantic.config import JsonDict

from app.rest.computed_types import annotated, any_of, one_of, optional
from app.rest.computed_types import model as new_model
from app.rest.texts import NO_NUL, NOT_BLANK, WHOLE, Taken
from domain.catalogue import FREE_SIZES, ImageModel
from domain.image import ImageRequest

_UNKNOWN = "UNKNOWN"

_NO_TRANSPARENT_JPEG: JsonDict = {
    "not": {
        "properties": {"background": {"const": "transparent"}, "output_format": {"const": "jpeg"}},
        "required": ["background", "output_format"],
    }
}
"""The one rule of `domain.validation` that is about two fields."""


class OpenAIOrder(Taken):
    """The fields that every model takes."""

    n: int | None = None
    size: str | None = None
    quality: str | None = None
    style: str | None = None
    output_format: str | None = None
    background: str | None = None
    moderation: str | None = None
    response_format: Literal["url", "b64_json"] | None = Field(
        default=None, description="How the image is answered; as the vendor would if left out."
    )
    stream: Literal[False] | None = Field(default=None, description="Streams are not offered.")
    user: Annotated[str, Field(max_length=200, pattern=NO_NUL)] | None = Field(
        default=None, description="Of no effect here."
    )

    def request(self, default_model: str) -> ImageRequest:
        given: Any = self
        return ImageRequest(
            prompt=given.prompt,
            model=given.model or default_model,
            n=self.n or 1,
            size=self.size,
            quality=self.quality,
            style=self.style,
            output_format=self.output_format,
            background=self.background,
            moderation=self.moderation,
        )


class _WithBackground(OpenAIOrder):
    model_config = ConfigDict(json_schema_extra=_NO_TRANSPARENT_JPEG)


def openai_order(models: Sequence[ImageModel], default_model: str) -> TypeAdapter[Any]:
    """`model` decides which of the orders it is; left out, it is the default."""
    alike = defaultdict[tuple[object, ...], list[ImageModel]](list)
    for model in models:
        alike[_capabilities(model)].append(model)
    groups = list(alike.values())
    tags = {model.name: f"ORDER_{n}" for n, group in enumerate(groups) for model in group}

    def tag(value: Any) -> str:
        wanted = (value.get("model") if isinstance(value, dict) else None) or default_model  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return tags.get(wanted, _UNKNOWN) if isinstance(wanted, str) else _UNKNOWN

    by_model = Discriminator(
        tag,
        custom_error_type="unknown_model",
        custom_error_message="Choose one of the models that /v1/models lists",
        custom_error_context={"field": "model"},
    )
    orders = [annotated(_order(group, default_model), Tag(tags[group[0].name])) for group in groups]
    return TypeAdapter[Any](annotated(any_of(orders), by_model))


def _capabilities(model: ImageModel) -> tuple[object, ...]:
    return (
        *(model.prompt_limit, model.n_limit, model.sizes, model.free_size, model.qualities),
        *(model.styles, model.formats, model.backgrounds, model.moderations),
    )


def _order(models: Sequence[ImageModel], default_model: str) -> type[BaseModel]:
    names, model = tuple(each.name for each in models), models[0]
    named, is_default = one_of(names), default_model in names
    prompt = Field(
        description="What you want to see.", max_length=model.prompt_limit, pattern=NOT_BLANK
    )
    count = annotated(int, Field(ge=1, le=model.n_limit), WHOLE)
    sizes = (*model.sizes, *FREE_SIZES) if model.free_size else model.sizes
    return new_model(
        f"OpenAIOrder_{re.sub(r'[^a-z0-9]', '_', names[0])}",
        _WithBackground if model.backgrounds else OpenAIOrder,
        prompt=(str, prompt),
        model=(optional(named), None) if is_default else (named, Field()),
        n=(optional(count), Field(default=None, description="Each is charged; 1 if left out.")),
        size=_choice(sizes),
        quality=_choice(model.qualities),
        style=_choice(model.styles),
        output_format=_choice(model.formats),
        background=_choice(model.backgrounds),
        moderation=_choice(model.moderations),
    )


def _choice(values: Sequence[str]) -> tuple[Any, None]:
    """The provider's if left out; nothing else where the model has no such setting."""
    return optional(one_of(values)) if values else None, None
