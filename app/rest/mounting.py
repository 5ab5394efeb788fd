"""The REST interface as a part of the web application."""

from collections.abc import Sequence
from datetime import date, timedelta
from importlib.metadata import version

from starlette.routing import BaseRoute, Mount, Route

from app.rest.addresses import API, OPENAI
from app.rest.declaring import Operation
from app.rest.documentation import documentation_routes
from app.rest.guarding import guarded
from app.rest.origins import origins
from app.rest.routes import openai_operations, operations
from app.rest.serving import Manners, route
from app.settings import Settings
from domain.catalogue import IMAGE_MODELS, ImageModel
from domain.job_state import Provider


def rest_routes(settings: Settings, today: date) -> tuple[BaseRoute, ...]:
    """`today` decides which models are still to be had at the vendor."""
    manners = Manners(
        public_url=settings.public_url, patience=timedelta(seconds=settings.rest_wait_seconds)
    )
    studio = operations(settings.image_model, settings.song_model)
    like_openai = openai_operations(_models(settings, today), settings.image_model)
    told = (*studio, *like_openai)
    is_guarded = settings.app_token is not None
    documentation = documentation_routes(
        guarded(told) if is_guarded else told, version("mac-ki-service"), is_guarded=is_guarded
    )
    guards = origins(settings.allowed_origins)
    [health] = [each for each in studio if each.name == "health"]
    return (
        Mount(API, routes=[*_routes(studio, manners, API), *documentation], middleware=guards),
        Mount(OPENAI, routes=_routes(like_openai, manners, OPENAI), middleware=guards),
        route(health, manners, API),
    )


def _routes(operations: Sequence[Operation], manners: Manners, prefix: str) -> list[Route]:
    return [route(each, manners, prefix) for each in operations]


def _models(settings: Settings, today: date) -> Sequence[ImageModel]:
    """Those that the vendor shut down are left out where it is the vendor that we ask."""
    at_vendor = Provider.OPENAI in settings.vendors
    return [each for each in IMAGE_MODELS.values() if not (at_vendor and each.ended(today))]
