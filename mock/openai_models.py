"""The image models that the mock offers, and `GET /v1/models`.

`gpt-image-1` and `dall-e-2` are gone, as at the vendor. `dall-e-3` is gone there too, but stays
here because OpenAI-compatible servers still speak its dialect.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.openai_errors import missing_key, openai_error
from mock.refusals import has_token

DALL_E = "dall-e-3"
LARGE_QUALITY_MODELS = (
    "gpt-image-2.5",
    "gpt-image-2.5-flare",
    "gpt-image-2.5-sunburst",
    "gpt-image-2.6-flare",
    "gpt-image-2.6-sunburst",
)
"""Models from 2.5 on, which also know the qualities xhigh and max."""
FREE_SIZE_MODELS = ("gpt-image-2", *LARGE_QUALITY_MODELS)
"""Models from 2 on, which draw any size within bounds."""
GPT_IMAGE_MODELS = (
    "gpt-image-1-mini",
    "gpt-image-1.5",
    "chatgpt-image-latest",
    *FREE_SIZE_MODELS,
)
_CREATED = 1_763_800_000


def _model(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": _CREATED, "owned_by": "system"}


async def list_models(request: Request) -> Response:
    """`GET /v1/models`."""
    if not has_token(request):
        return missing_key()
    models = [_model(name) for name in (*GPT_IMAGE_MODELS, DALL_E)]
    return JSONResponse({"object": "list", "data": models})


async def show_model(request: Request) -> Response:
    """`GET /v1/models/{name}`."""
    if not has_token(request):
        return missing_key()
    name: str = request.path_params["name"]
    if name not in (*GPT_IMAGE_MODELS, DALL_E):
        message = f"The model '{name}' does not exist"
        return openai_error(404, message, param="model", code="model_not_found")
    return JSONResponse(_model(name))
