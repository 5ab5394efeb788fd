"""The Starlette application: every path of the mock on one screen."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from mock.admission import Refused, refused
from mock.faults import Faults
from mock.media import Media
from mock.mureka_account import MurekaAccount
from mock.mureka_lyrics import MurekaLyrics
from mock.mureka_recordings import MurekaRecordings
from mock.mureka_songs import MurekaSongs
from mock.ollama import Ollama
from mock.ollama_models import (
    list_language_models,
    list_running_models,
    show_language_model,
    show_version,
)
from mock.openai_images import OpenAIImages
from mock.openai_models import list_models, show_model
from mock.pages import Pages
from mock.recorder import Intake, Recorder
from mock.settings import Settings
from mock.state_file import StateFile
from mock.vendors import HANDLERS


def create_app(settings: Settings) -> Starlette:
    """The mock with its state loaded. Raises OSError if the state file cannot be used."""
    state = StateFile(settings.state_file)
    memory = state.load()
    state.write(memory)
    media = Media(memory, settings.trickle_seconds)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        yield
        media.close()
        await state.save(memory)

    app = Starlette(
        routes=_routes(Intake(memory, state), media, settings),
        middleware=[
            Middleware(Recorder, memory=memory, state=state),
            Middleware(Faults, memory=memory),
        ],
        exception_handlers={**HANDLERS, Refused: refused},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


def _routes(intake: Intake, media: Media, settings: Settings) -> list[Route]:
    return [
        *_openai(intake),
        *_mureka(intake, settings),
        *_ollama(intake, settings),
        Route("/static/images/{name}", media.image),
        Route("/static/audio/{name}", media.audio),
        Route("/static/stems/{name}", media.stems),
        *_own(intake),
    ]


def _openai(intake: Intake) -> list[Route]:
    images = OpenAIImages(intake)
    return [
        Route("/v1/images/generations", images.generate, methods=["POST"]),
        Route("/v1/models", list_models),
        Route("/v1/models/{name}", show_model),
    ]


def _mureka(intake: Intake, settings: Settings) -> list[Route]:
    songs = MurekaSongs(intake, settings)
    lyrics = MurekaLyrics(intake)
    recordings = MurekaRecordings(intake, settings)
    return [
        Route("/v1/song/generate", songs.generate, methods=["POST"]),
        Route("/v1/song/extend", songs.extend, methods=["POST"]),
        Route("/v1/song/query/{id}", songs.query),
        Route("/v1/instrumental/generate", songs.generate_instrumental, methods=["POST"]),
        Route("/v1/instrumental/query/{id}", songs.query_instrumental),
        Route("/v1/song/stem", recordings.stem, methods=["POST"]),
        Route("/v1/song/describe", recordings.describe, methods=["POST"]),
        Route("/v1/files/upload", recordings.upload, methods=["POST"]),
        Route("/v1/lyrics/generate", lyrics.generate, methods=["POST"]),
        Route("/v1/lyrics/extend", lyrics.extend, methods=["POST"]),
        Route("/v1/account/billing", MurekaAccount(intake, settings).billing),
        Route("/generate", songs.seed_generate, methods=["POST"]),
        Route("/query/{id}", songs.seed_query),
    ]


def _ollama(intake: Intake, settings: Settings) -> list[Route]:
    ollama = Ollama(intake, settings)
    return [
        Route("/api/chat", ollama.chat, methods=["POST"]),
        Route("/api/generate", ollama.generate, methods=["POST"]),
        Route("/api/tags", list_language_models),
        Route("/api/show", show_language_model, methods=["POST"]),
        Route("/api/ps", list_running_models),
        Route("/api/version", show_version),
    ]


def _own(intake: Intake) -> list[Route]:
    pages = Pages(intake)
    return [
        Route("/", pages.scenarios),
        Route("/_mock/requests", pages.requests),
        Route("/_mock/faults", pages.faults),
        Route("/_mock/faults", pages.set_faults, methods=["POST"]),
        Route("/_mock/reset", pages.reset, methods=["POST"]),
    ]
