"""Templates: orders to be used again, under names that their owner gave them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import template as domain
from domain.errors import InvalidRequest, Problem
from domain.job_state import JobKind
from gql.context import Info
from gql.errors import Conflict, NotFound, ValidationError
from gql.ids import entity_id
from gql.images import ImageRequestInput
from gql.instrumentals import InstrumentalRequestInput
from gql.requests import OrderRequest, request_of
from gql.songs import SongRequestInput


@strawberry.type(description="An order to be used again, under a name that you gave it.")
class Template(relay.Node):
    id: relay.NodeID[UUID]
    name: str = strawberry.field(description="Its name, unique among the templates of its kind.")
    kind: JobKind = strawberry.field(description="What it makes.")
    request: OrderRequest = strawberry.field(
        description="The order; give the same values to generateImage, generateSong or "
        "generateInstrumental."
    )
    created_at: datetime = strawberry.field(description="When it was first saved.")
    updated_at: datetime = strawberry.field(description="When it was last saved.")

    @classmethod
    def of(cls, template: domain.Template) -> "Template":
        return cls(
            id=template.id,
            name=template.name,
            kind=template.kind,
            request=request_of(template.request),
            created_at=template.created_at,
            updated_at=template.updated_at,
        )

    @classmethod
    async def resolve_node(cls, node_id: str, *, info: Any, required: bool = False) -> "Template":
        template_id = entity_id(relay.GlobalID("Template", node_id), "Template")
        return cls.of(await info.context.use_cases.templates.get(template_id))


@strawberry.input(
    description="A template as it is to be: give one of image, song and instrumental."
)
class SaveTemplateInput:
    template_id: relay.GlobalID | None = strawberry.field(
        default=None, description="The template to change; a new one is made if left out."
    )
    name: str = strawberry.field(description="Its name, 1 to 100 characters.")
    image: ImageRequestInput | None = strawberry.field(
        default=None, description="What the image should be."
    )
    song: SongRequestInput | None = strawberry.field(
        default=None, description="What the song should be."
    )
    instrumental: InstrumentalRequestInput | None = strawberry.field(
        default=None, description="What the instrumental should be."
    )

    def request(self, defaults: Mapping[JobKind, str]) -> domain.Kept:
        """Raises InvalidRequest."""
        match self.image, self.song, self.instrumental:
            case ImageRequestInput() as image, None, None:
                return image.request(defaults[JobKind.IMAGE])
            case None, SongRequestInput() as song, None:
                return song.request(defaults[JobKind.SONG])
            case None, None, InstrumentalRequestInput() as instrumental:
                return instrumental.request(defaults[JobKind.SONG])
            case _:
                raise InvalidRequest(Problem("image", "Give one of image, song and instrumental."))


@strawberry.input(description="Which template to delete.")
class DeleteTemplateInput:
    template_id: relay.GlobalID = strawberry.field(description="The template's global id.")


@strawberry.type(description="The template was saved.")
class SaveTemplateSuccess:
    template: Template = strawberry.field(description="The template as it is now.")


@strawberry.type(description="The template was deleted.")
class DeleteTemplateSuccess:
    template_id: relay.GlobalID = strawberry.field(description="The global id that it had.")


SaveTemplateResult = Annotated[
    SaveTemplateSuccess | ValidationError | NotFound | Conflict,
    strawberry.union("SaveTemplateResult", description="The template, or why it was not saved."),
]
DeleteTemplateResult = Annotated[
    DeleteTemplateSuccess | NotFound,
    strawberry.union("DeleteTemplateResult", description="Its id, or why it was not deleted."),
]


@strawberry.type
class TemplateQuery:
    @strawberry.field(description="One template; null with the error NOT_FOUND if there is none.")
    async def template(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> Template | None:
        template_id = entity_id(id, "Template")
        return Template.of(await info.context.use_cases.templates.get(template_id))

    @strawberry.field(description="All templates, by name; at most 500 can be kept.")
    async def templates(
        self,
        info: Info,
        kind: Annotated[
            JobKind | None, strawberry.argument(description="Only templates of this kind.")
        ] = None,
    ) -> list[Template]:
        found = await info.context.use_cases.templates.list(kind)
        return [Template.of(template) for template in found]


@strawberry.type
class TemplateMutation:
    @strawberry.mutation(
        description="Keep an order to be used again, or change one that is kept. Nothing is "
        "ordered or charged. A model that is left out is the server's default of today."
    )
    async def save_template(
        self,
        info: Info,
        input: Annotated[
            SaveTemplateInput, strawberry.argument(description="The template as it is to be.")
        ],
    ) -> SaveTemplateResult:
        use_cases = info.context.use_cases
        wanted = entity_id(input.template_id, "Template") if input.template_id else None
        request = input.request(use_cases.default_models)
        saved = await use_cases.templates.save(input.name, request, wanted)
        return SaveTemplateSuccess(template=Template.of(saved))

    @strawberry.mutation(description="Delete a template. What was made with it stays.")
    async def delete_template(
        self,
        info: Info,
        input: Annotated[DeleteTemplateInput, strawberry.argument(description="Which template.")],
    ) -> DeleteTemplateResult:
        await info.context.use_cases.templates.remove(entity_id(input.template_id, "Template"))
        return DeleteTemplateSuccess(template_id=input.template_id)
