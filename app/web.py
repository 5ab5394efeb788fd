"""The web application: GraphQL, the media files and GraphiQL on one Starlette."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from app.graphiql import graphiql_route
from app.media import Media
from app.wiring import WebWiring
from domain.errors import DatabaseUnavailable
from gql.context import UseCases
from gql.endpoint import GraphQLEndpoint
from gql.schema import create_schema


async def _database_away(request: Request, error: Exception) -> Response:
    failure = DatabaseUnavailable().failure
    return JSONResponse(
        {"error": failure.code, "message": failure.message, "hint": failure.hint}, status_code=503
    )


def create_app(wiring: WebWiring, allowed_hosts: list[str]) -> Starlette:
    """Requests under a name that is not among `allowed_hosts` are refused: a web page elsewhere
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

    graphql = GraphQLEndpoint(create_schema(), use_cases, queries_by_get=True)
    app = Starlette(
        lifespan=lifespan,
        exception_handlers={DatabaseUnavailable: _database_away},
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts)],
        routes=[
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            Route("/media/{sha256}/{filename}", Media),
            graphiql_route(),
            Route("/", RedirectResponse("/graphiql/")),
        ],
    )
    return app
