"""What is served: GraphQL, REST, media, GraphiQL and the application, on one Starlette."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from app.container import utc_now
from app.downloads import download_routes
from app.edge.door import Door
from app.edge.hosts import Hosts
from app.edge.journal import Journal
from app.edge.keeper import keeper_of
from app.edge.login import sign_in_routes
from app.frontend import Frontend
from app.graphiql import graphiql_route
from app.health.routes import health_routes
from app.imports import import_routes
from app.media import Derived, Media
from app.observing.exposition import metrics_route
from app.refusals import broken, database_away, refused
from app.rest.mounting import rest_routes
from app.settings import Settings
from app.wiring import WebWiring
from domain.errors import DatabaseUnavailable
from gql.context import UseCases
from gql.endpoint import GraphQLEndpoint, everybody
from gql.schema import create_schema


def create_app(wiring: WebWiring, settings: Settings) -> Starlette:
    """Requests under a name that is not among the allowed hosts are refused: a web page elsewhere
    could else have its own name resolve to this machine, and order in its owner's name. Where a
    token is set, the door stands before all routes.
    """
    keeper = keeper_of(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        async with wiring.container.open_studio() as studio:
            app.state.studio = studio
            async with wiring.alongside():
                yield
        if keeper:
            await keeper.close()

    def use_cases() -> UseCases:
        return app.state.studio.use_cases

    flavour = settings.graphql
    graphql = GraphQLEndpoint(
        create_schema(flavour),
        use_cases,
        queries_by_get=flavour.queries_by_get,
        admits=keeper.admits if keeper else everybody,
    )
    app = Starlette(
        lifespan=lifespan,
        exception_handlers={
            DatabaseUnavailable: database_away,
            HTTPException: refused,
            Exception: broken,
        },
        middleware=[
            Middleware(Journal, instruments=wiring.instruments),
            Middleware(Hosts, allowed=settings.allowed_hosts, at_home=settings.open_to_network),
            *([Middleware(Door, keeper=keeper, settings=settings)] if keeper else ()),
        ],
        routes=[
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            Route("/media/{sha256}/{filename}", Media),
            Route("/media/{sha256}/derived/{name}", Derived),
            *sign_in_routes(keeper, settings.public_url),
            *health_routes(lambda: use_cases().checkup),
            metrics_route(wiring.instruments, lambda: app.state.studio.figures),
            *download_routes(),
            *import_routes(),
            *rest_routes(settings, utc_now().date()),
            *([graphiql_route()] if flavour.graphiql else ()),
        ],
    )
    app.router.default = Frontend(app.router.default)
    return app
