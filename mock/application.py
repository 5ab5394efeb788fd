"""The Starlette application: every path of the mock on one screen."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from mock.media import Media
from mock.mureka import Mureka
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
        state.save(memory)

    app = Starlette(
        routes=_routes(Intake(memory, state), media, settings),
        middleware=[Middleware(Recorder, memory=memory, state=state)],
        exception_handlers=HANDLERS,
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


def _routes(intake: Intake, media: Media, settings: Settings) -> list[Route]:
    images = OpenAIImages(intake)
    mureka = Mureka(intake, settings)
    pages = Pages(intake)
    return [
        Route("/v1/images/generations", images.generate, methods=["POST"]),
        Route("/v1/models", list_models),
        Route("/v1/models/{name}", show_model),
        Route("/v1/song/generate", mureka.generate_song, methods=["POST"]),
        Route("/v1/song/query/{id}", mureka.query_song),
        Route("/v1/lyrics/generate", mureka.generate_lyrics, methods=["POST"]),
        Route("/v1/account/billing", mureka.billing),
        Route("/generate", mureka.seed_generate_song, methods=["POST"]),
        Route("/query/{id}", mureka.seed_query_song),
        Route("/static/images/{name}", media.image),
        Route("/static/audio/{name}", media.audio),
        Route("/", pages.scenarios),
        Route("/_mock/requests", pages.requests),
        Route("/_mock/reset", pages.reset, methods=["POST"]),
    ]
