"""The schema: all slices together."""

from collections.abc import Mapping
from typing import Annotated

import strawberry
from strawberry import relay
from strawberry.schema.config import StrawberryConfig

from domain.errors import NotFound
from gql import introduction
from gql.account import AccountQuery
from gql.collections import Collection, CollectionMutation, CollectionQuery
from gql.commands import JobMutation
from gql.context import Info
from gql.curation import CurationMutation
from gql.enums import describe_enums
from gql.errors import exception_handlers
from gql.events import EventSubscription
from gql.execution import PlainFieldsExecutor
from gql.extensions import ExtensionMutation
from gql.flavour import DEVELOPMENT, Flavour
from gql.health import HealthQuery
from gql.history import HistoryMutation, HistoryQuery, PastRequest
from gql.images import Image, ImageMutation, ImageQuery
from gql.instrumentals import InstrumentalMutation
from gql.jobs import Job, JobQuery
from gql.many_jobs import ManyJobsMutation
from gql.models import ImageModel, ModelQuery, SongModel
from gql.operations import CodedSchema, operation_extensions
from gql.paging import PAGE_LIMIT
from gql.queue import QueueQuery, QueueSubscription
from gql.search import SearchQuery
from gql.songs import Song, SongMutation, SongQuery
from gql.stems import StemsMutation
from gql.templates import Template, TemplateMutation, TemplateQuery
from gql.usage import UsageQuery

_Nodes = (
    type[Image] | type[Song] | type[Job] | type[Template] | type[Collection] | type[PastRequest]
)
_NODES: Mapping[str, _Nodes] = {
    kind.__name__: kind for kind in (Image, Song, Job, Template, Collection, PastRequest)
}


@strawberry.type(description=introduction.QUERIES)
class Query(
    ImageQuery,
    SongQuery,
    SearchQuery,
    JobQuery,
    ModelQuery,
    QueueQuery,
    UsageQuery,
    AccountQuery,
    TemplateQuery,
    CollectionQuery,
    HistoryQuery,
    HealthQuery,
):
    @strawberry.field(
        description="Anything that has a global id; the error NOT_FOUND if there is no such thing."
    )
    async def node(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> relay.Node:
        kind = _NODES.get(id.type_name)
        if kind is None:
            raise NotFound("thing", str(id)[:80])
        return await kind.resolve_node(id.node_id, info=info)


@strawberry.type(description=introduction.MUTATIONS)
class Mutation(
    ImageMutation,
    SongMutation,
    InstrumentalMutation,
    ExtensionMutation,
    StemsMutation,
    JobMutation,
    ManyJobsMutation,
    CurationMutation,
    TemplateMutation,
    CollectionMutation,
    HistoryMutation,
):
    pass


@strawberry.type(description=introduction.SUBSCRIPTIONS)
class Subscription(EventSubscription, QueueSubscription):
    pass


def create_schema(flavour: Flavour = DEVELOPMENT) -> strawberry.Schema:
    describe_enums()
    return CodedSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[ImageModel, SongModel],
        extensions=operation_extensions(flavour),
        execution_context_class=PlainFieldsExecutor,
        exception_handlers=exception_handlers(),
        config=StrawberryConfig(
            relay_max_results=PAGE_LIMIT, disable_field_suggestions=not flavour.suggestions
        ),
    )
