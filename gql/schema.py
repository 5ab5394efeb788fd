"""The schema: all slices together."""

import strawberry
from strawberry import relay
from strawberry.schema.config import StrawberryConfig

from gql.commands import JobMutation
from gql.enums import describe_enums
from gql.errors import exception_handlers
from gql.events import EventSubscription
from gql.images import ImageMutation, ImageQuery
from gql.jobs import JobQuery
from gql.models import ImageModel, ModelQuery, SongModel
from gql.operations import QuietSchema, operation_extensions
from gql.paging import PAGE_LIMIT
from gql.songs import SongMutation, SongQuery


@strawberry.type(description="What can be looked at.")
class Query(ImageQuery, SongQuery, JobQuery, ModelQuery):
    node: relay.Node = relay.node(description="Anything that has a global id.")


@strawberry.type(description="What can be done.")
class Mutation(ImageMutation, SongMutation, JobMutation):
    pass


@strawberry.type(description="What can be watched, over the websocket.")
class Subscription(EventSubscription):
    pass


def create_schema() -> strawberry.Schema:
    describe_enums()
    return QuietSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[ImageModel, SongModel],
        extensions=operation_extensions(),
        exception_handlers=exception_handlers(),
        config=StrawberryConfig(relay_max_results=PAGE_LIMIT),
    )
