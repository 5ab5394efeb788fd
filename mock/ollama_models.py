"""The language models that the mock has, and what Ollama tells about them."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.bodies import MalformedBody, json_object
from mock.ollama_errors import ollama_error, unknown_model

_VERSION = "0.32.14"
_MODIFIED_AT = "2026-11-01T09:00:00.000000Z"
_CONTEXT_TOKENS = 32_768


@dataclass(frozen=True)
class LanguageModel:
    """One that was pulled; `size` in bytes."""

    name: str
    family: str
    parameters: str
    size: int
    thinks: bool = False

    @property
    def capabilities(self) -> list[str]:
        """In Ollama's words."""
        return ["completion", "tools", *(["thinking"] if self.thinks else [])]

    def details(self) -> dict[str, object]:
        """As they stand in every list."""
        return {
            "parent_model": "",
            "format": "gguf",
            "family": self.family,
            "families": [self.family],
            "parameter_size": self.parameters,
            "quantization_level": "Q4_K_M",
        }

    def shown(self) -> dict[str, object]:
        """As `POST /api/show` answers."""
        information = {
            "general.architecture": self.family,
            f"{self.family}.context_length": _CONTEXT_TOKENS,
        }
        return {
            "modelfile": f"FROM {self.name}\n",
            "parameters": "",
            "template": "{{ .Prompt }}",
            "details": self.details(),
            "model_info": information,
            "capabilities": self.capabilities,
            "modified_at": _MODIFIED_AT,
        }

    def listed(self) -> dict[str, object]:
        """As it stands in `GET /api/tags`."""
        return {
            "name": self.name,
            "model": self.name,
            "modified_at": _MODIFIED_AT,
            "size": self.size,
            "digest": sha256(self.name.encode()).hexdigest(),
            "details": self.details(),
        }


_MODELS = (
    LanguageModel("llama3.2:latest", "llama", "3.2B", 2_019_393_189),
    LanguageModel("gemma3:4b", "gemma3", "4.3B", 3_338_801_804),
    LanguageModel("mistral:latest", "llama", "7.2B", 4_372_824_384),
    LanguageModel("qwen3:8b", "qwen3", "8.2B", 5_225_388_164, thinks=True),
    LanguageModel("gpt-oss:20b", "gptoss", "20.9B", 13_793_441_244, thinks=True),
)


def model_named(name: str) -> LanguageModel | None:
    """The model; a name without a tag means `:latest`."""
    full = name if ":" in name else f"{name}:latest"
    return next((model for model in _MODELS if model.name == full.lower()), None)


async def list_language_models(_request: Request) -> Response:
    """`GET /api/tags`."""
    return JSONResponse({"models": [model.listed() for model in _MODELS]})


async def list_running_models(_request: Request) -> Response:
    """`GET /api/ps`: the mock keeps nothing in memory."""
    return JSONResponse({"models": []})


async def show_version(_request: Request) -> Response:
    """`GET /api/version`."""
    return JSONResponse({"version": _VERSION})


async def show_language_model(request: Request) -> Response:
    """`POST /api/show`, whose older clients say `name`."""
    try:
        values = json_object(await request.body())
    except MalformedBody as error:
        return ollama_error(400, str(error))
    name = values.get("model") or values.get("name")
    if not isinstance(name, str):
        return ollama_error(400, "model is required")
    model = model_named(name)
    return unknown_model(name) if model is None else JSONResponse(model.shown())
