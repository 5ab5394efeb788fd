"""The web application: GraphQL, the media files and GraphiQL on one Starlette."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Route, WebSocketRoute

from app.graphiql import graphiql_route
from app.media import Media
from app.worker import Embedded
from gql.context import UseCases
from gql.endpoint import GraphQLEndpoint
from gql.schema import create_schema


def create_app(embedded: Embedded, allowed_hosts: list[str]) -> Starlette:
    """With its worker inside: started with the application and stopped before it.

    Requests under a name that is not among `allowed_hosts` are refused: a web page elsewhere could
    else have its own name resolve to this machine, and order in its owner's name.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        async with embedded.container.open_studio() as studio:
            app.state.studio = studio
            await asyncio.to_thread(embedded.worker.start)
            try:
                yield
            finally:
                await asyncio.to_thread(embedded.worker.stop)

    def use_cases() -> UseCases:
        return app.state.studio.use_cases

    graphql = GraphQLEndpoint(create_schema(), use_cases, queries_by_get=True)
    app = Starlette(
        lifespan=lifespan,
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
