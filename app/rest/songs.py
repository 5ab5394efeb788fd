"""`/api/v1/song`: making songs and getting them, and the account that pays for them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, TypeAdapter
from starlette.responses import Response

from app.rest.addresses import Addresses
from app.rest.computed_types import one_of
from app.rest.declaring import Call, json_answer
from app.rest.texts import NO_NUL, NOT_BLANK, WHOLE, Moment, Taken, Told
from app.rest.words import STATUS, word_of
from domain.catalogue import CHOICES_DEFAULT, SONG_ALIASES, SONG_MODELS, SongModel
from domain.song import Song as DomainSong
from domain.song import SongChoice, SongRequest
from domain.use_cases.tasks import Task
from domain.validation import TITLE_LIMIT

LIMITS = SongModel(name="any")

if TYPE_CHECKING:
    Model = str
else:
    Model = one_of([*SONG_MODELS, *SONG_ALIASES])

Style = Annotated[str, Field(max_length=LIMITS.prompt_limit, pattern=NO_NUL)]
Title = Annotated[str, Field(max_length=TITLE_LIMIT, pattern=NO_NUL)]
Count = Annotated[int, Field(ge=1, le=LIMITS.n_limit), WHOLE]


class SongOrder(Taken):
    lyrics: Annotated[str, Field(max_length=LIMITS.lyrics_limit, pattern=NOT_BLANK)] = Field(
        description="What is sung."
    )
    prompt: Style | None = Field(
        default=None, description="The style, such as: acoustic folk, gentle melody."
    )
    model: Model | None = Field(default=None, description="The server's default if left out.")
    n: Count = Field(default=CHOICES_DEFAULT, description="How many choices; each is charged.")
    title: Title | None = Field(default=None, description="The first line if left out.")
    gender: Literal["female", "male"] | None = Field(default=None, description="The voice.")


ORDER: TypeAdapter[SongOrder] = TypeAdapter(SongOrder)


class SongOrdered(Told):
    task_id: str
    song_id: str
    status: STATUS
    message: str


class Choice(Told):
    id: str
    mp3_url: str | None = Field(description="Where the MP3 is, as soon as it is ours.")
    duration: int | None = Field(description="In milliseconds.")
    title: str
    tags: str = Field(description="Separated by commas.")
    stems_url: str | None = Field(description="Where the archive of its stems is, if there is one.")


class Song(Told):
    id: str
    lyrics: str = Field(description="Empty for an instrumental.")
    prompt: str | None
    status: STATUS
    choices: Sequence[Choice]
    created_at: Moment
    completed_at: Moment | None

    @classmethod
    def of_task(cls, task: Task, addresses: Addresses) -> "Song | None":
        song = task.song
        if song is None:
            return None
        return cls(
            id=str(song.id),
            lyrics=song.lyrics or "",
            prompt=song.prompt,
            status=word_of(task.job.state),
            choices=[_choice(song, each, addresses) for each in song.choices],
            created_at=song.created_at,
            completed_at=song.completed_at,
        )


class SongList(Told):
    songs: Sequence[Song]
    total: int
    limit: int
    offset: int


class AccountFacts(Told):
    user_id: str
    credits_remaining: int = Field(description="What is left, in US cents.")
    subscription_type: str | None = Field(description="Null: Mureka has no such thing.")


class Account(Told):
    account: AccountFacts


def _choice(song: DomainSong, choice: SongChoice, addresses: Addresses) -> Choice:
    mp3, stems = choice.mp3, choice.stems
    return Choice(
        id=str(choice.id),
        mp3_url=addresses.media(mp3.sha256, song.filename(choice, mp3)) if mp3 else None,
        duration=choice.duration_ms,
        title=song.title,
        tags=", ".join(song.tags),
        stems_url=addresses.media(stems.sha256, song.filename(choice, stems)) if stems else None,
    )


def ordered(task: Task, message: str) -> SongOrdered:
    return SongOrdered(
        task_id=str(task.job.id),
        song_id=str(task.song.id) if task.song else "",
        status=word_of(task.job.state),
        message=message,
    )


class Songs:
    """`model` is the one that songs are ordered of unless an order names another."""

    def __init__(self, model: str) -> None:
        self._model = model

    async def song_generate(self, call: Call) -> Response:
        """Order a song."""
        order: SongOrder = call.body
        request = SongRequest(
            lyrics=order.lyrics,
            prompt=order.prompt,
            model=order.model or self._model,
            n=order.n,
            title=order.title,
            gender=order.gender,
        )
        task = await call.use_cases.tasks.order_song(request, call.key)
        return json_answer(ordered(task, "Song generation started"))


async def song_list(call: Call) -> Response:
    """Songs, the newest first."""
    limit, offset = call.query.limit, call.query.offset
    listed = await call.use_cases.listing.songs(limit, offset)
    songs = [song for each in listed.entries if (song := Song.of_task(each, call.addresses))]
    return json_answer(SongList(songs=songs, total=listed.total, limit=limit, offset=offset))


async def song_get(call: Call) -> Response:
    """One song."""
    task = await call.use_cases.listing.song(call.path["song_id"])
    song = Song.of_task(task, call.addresses)
    assert song is not None
    return json_answer(song)


async def mureka_account(call: Call) -> Response:
    """What is left at Mureka."""
    account = await call.use_cases.accounts.mureka()
    facts = AccountFacts(
        user_id=account.account_id,
        credits_remaining=account.balance_cents,
        subscription_type=None,
    )
    return json_answer(Account(account=facts))
