"""`/api/v1/instrumental`, `/api/v1/song/extend` and `/api/v1/song/stem`: songs without a voice,
songs that go on from others, and songs taken apart."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, TypeAdapter
from starlette.responses import Response

from app.rest.addresses import Addresses
from app.rest.declaring import Call, json_answer
from app.rest.songs import LIMITS, Count, Model, Style, Title, ordered
from app.rest.texts import NOT_BLANK, WHOLE, Taken, Told
from app.rest.words import STATUS, word_of
from domain.catalogue import (
    CHOICES_DEFAULT,
    EXTEND_FROM_MS,
    EXTEND_TO_MS,
    EXTENSION_LYRICS_LIMIT,
    EXTENSION_MODEL,
)
from domain.media import MediaFile
from domain.song import ExtensionRequest, InstrumentalRequest

STEMS_NAME = "stems.zip"


def _uuid(value: object) -> object:
    """In JSON an id is text."""
    try:
        return UUID(value) if isinstance(value, str) else value
    except ValueError:
        return value


ChoiceId = Annotated[UUID, BeforeValidator(_uuid)]


class InstrumentalOrder(Taken):
    prompt: Annotated[str, Field(max_length=LIMITS.prompt_limit, pattern=NOT_BLANK)] = Field(
        description="The style, such as: calm piano, rain."
    )
    model: Model | None = Field(default=None, description="The server's default if left out.")
    n: Count = Field(default=CHOICES_DEFAULT, description="How many choices; each is charged.")
    title: Title | None = Field(
        default=None, description="The first line of the prompt if left out."
    )


class ExtensionOrder(Taken):
    choice_id: ChoiceId = Field(description="Which choice of a song goes on.")
    lyrics: Annotated[str, Field(max_length=EXTENSION_LYRICS_LIMIT, pattern=NOT_BLANK)] = Field(
        description="What is sung from there on."
    )
    extend_at: Annotated[int, Field(ge=EXTEND_FROM_MS, le=EXTEND_TO_MS), WHOLE] = Field(
        description="From which moment on, in milliseconds; later than the end means the end."
    )
    prompt: Style | None = Field(default=None, description="The style.")
    n: Count = Field(default=CHOICES_DEFAULT, description="How many choices; each is charged.")
    title: Title | None = Field(
        default=None, description="Made from that of the extended song if left out."
    )


class StemsOrder(Taken):
    choice_id: ChoiceId = Field(description="Which choice of a song is taken apart.")


INSTRUMENTAL: TypeAdapter[InstrumentalOrder] = TypeAdapter(InstrumentalOrder)
EXTENSION: TypeAdapter[ExtensionOrder] = TypeAdapter(ExtensionOrder)
STEMS: TypeAdapter[StemsOrder] = TypeAdapter(StemsOrder)


class StemsOrdered(Told):
    task_id: str
    choice_id: str
    status: STATUS
    message: str


class StemTrack(Told):
    name: str
    size: int = Field(description="In bytes, unpacked.")


class Stems(Told):
    zip_url: str
    tracks: Sequence[StemTrack]

    @classmethod
    def of(cls, file: MediaFile, addresses: Addresses) -> "Stems":
        return cls(
            zip_url=addresses.media(file.sha256, STEMS_NAME),
            tracks=[StemTrack(name=each.name, size=each.size_bytes) for each in file.entries],
        )


class Instrumentals:
    """`model` is the one that they are ordered of unless an order names another."""

    def __init__(self, model: str) -> None:
        self._model = model

    async def instrumental_generate(self, call: Call) -> Response:
        """Order an instrumental."""
        order: InstrumentalOrder = call.body
        request = InstrumentalRequest(
            prompt=order.prompt,
            model=order.model or self._model,
            n=order.n,
            title=order.title,
        )
        task = await call.use_cases.tasks.order_instrumental(request, call.key)
        return json_answer(ordered(task, "Instrumental generation started"))


async def song_extend(call: Call) -> Response:
    """Order a song that goes on from another one."""
    order: ExtensionOrder = call.body
    request = ExtensionRequest(
        choice_id=order.choice_id,
        lyrics=order.lyrics,
        extend_at_ms=order.extend_at,
        prompt=order.prompt,
        model=EXTENSION_MODEL,
        n=order.n,
        title=order.title,
    )
    task = await call.use_cases.tasks.order_extension(request, call.key)
    return json_answer(ordered(task, "Song extension started"))


async def stem_generate(call: Call) -> Response:
    """Have a song taken apart into its stems."""
    order: StemsOrder = call.body
    task = await call.use_cases.tasks.order_stems(order.choice_id, call.key)
    told = StemsOrdered(
        task_id=str(task.job.id),
        choice_id=str(order.choice_id),
        status=word_of(task.job.state),
        message="Stem generation started",
    )
    return json_answer(told)
