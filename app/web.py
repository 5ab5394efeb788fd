"""The web application: GraphQL, REST, the media files and GraphiQL on one Starlette."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute

from app.container import utc_now
from app.downloads import download_routes
from app.graphiql import graphiql_route
from app.imports import import_routes
from app.media import Media
from app.refusals import broken, database_away, refused
from app.rest.mounting import rest_routes
from app.settings import Settings
from app.wiring import WebWiring
from domain.errors import DatabaseUnavailable
from gql.context import UseCases
from gql.endpoint import GraphQLEndpoint
from gql.schema import create_schema


def create_app(wiring: WebWiring, settings: Settings) -> Starlette:
    """Requests under a name that is not among the allowed hosts are refused: a web page elsewhere
    could else have its own name resolve to this machine, and order in its owner's name.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        async with wiring.container.open_studio() as studio:
            app.state.studio = studio
            async with wiring.alongside():
                yield

    def use_cases() -> UseCases:
        return app.state.studio.use_cases

    flavour = settings.graphql
    graphql = GraphQLEndpoint(
        create_schema(flavour), use_cases, queries_by_get=flavour.queries_by_get
    )
    app = Starlette(
        lifespan=lifespan,
        exception_handlers={
            DatabaseUnavailable: database_away,
            HTTPException: refused,
            Exception: broken,
        },
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=settings.allowed_hosts)],
        routes=[
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            Route("/media/{sha256}/{filename}", Media),
            *download_routes(),
            *import_routes(),
            *rest_routes(settings, utc_now().date()),
            *(_graphiql() if flavour.graphiql else ()),
        ],
    )
    return app


def _graphiql() -> tuple[BaseRoute, ...]:
    return graphiql_route(), Route("/", RedirectResponse("/graphiql/"))
