"""Songs: made by generateSong, listed newest first, each with its choices and timed lyrics."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry import relay

from domain import song as domain
from domain.catalogue import CHOICES_DEFAULT
from domain.errors import NotFound
from domain.job_state import JobKind
from domain.library import ItemFilter, ItemKind
from domain.media import Derivative
from gql.context import Info
from gql.downloads import SongDownloads, song_record_url
from gql.errors import Conflict, ValidationError
from gql.ids import entity_id
from gql.keys import KEY_DESCRIPTION
from gql.library import (
    Facets,
    Filter,
    LibraryItem,
    OrderBy,
    count,
    facets_of,
    listed,
    order_by,
    wanted_by,
)
from gql.media import MediaFile, derivative_url
from gql.paging import After, Before, First, Last, page_of
from gql.stems import Stems

if TYPE_CHECKING:
    from gql.jobs import Job

LazyJob = Annotated["Job", strawberry.lazy("gql.jobs")]


@strawberry.type(description="A sung word. Times in milliseconds from the start.")
class LyricsWord:
    start_ms: int = strawberry.field(description="When it begins.")
    end_ms: int = strawberry.field(description="When it ends.")
    text: str = strawberry.field(description="The word.")

    @classmethod
    def of(cls, word: domain.LyricsWord) -> "LyricsWord":
        return cls(start_ms=word.start_ms, end_ms=word.end_ms, text=word.text)


@strawberry.type(description="A sung line. Times in milliseconds from the start.")
class LyricsLine:
    start_ms: int = strawberry.field(description="When it begins.")
    end_ms: int = strawberry.field(description="When it ends.")
    text: str = strawberry.field(description="The line.")
    words: list[LyricsWord] = strawberry.field(description="Its words, where they were timed.")

    @classmethod
    def of(cls, line: domain.LyricsLine) -> "LyricsLine":
        words = [LyricsWord.of(word) for word in line.words]
        return cls(start_ms=line.start_ms, end_ms=line.end_ms, text=line.text, words=words)


@strawberry.type(description="A part of a song. Times in milliseconds from the start.")
class LyricsSection:
    kind: str = strawberry.field(
        description="intro, verse, pre-chorus, chorus, bridge, break, outro, or another word."
    )
    start_ms: int = strawberry.field(description="When it begins.")
    end_ms: int = strawberry.field(description="When it ends.")
    lines: list[LyricsLine] = strawberry.field(description="What is sung in it.")

    @classmethod
    def of(cls, section: domain.LyricsSection) -> "LyricsSection":
        lines = [LyricsLine.of(line) for line in section.lines]
        return cls(kind=section.kind, start_ms=section.start_ms, end_ms=section.end_ms, lines=lines)


@strawberry.type(description="One of the versions of a song.")
class SongChoice:
    whole: strawberry.Private[domain.Song]
    choice: strawberry.Private[domain.SongChoice]

    @strawberry.field(description="Its place among the choices, from 0.")
    def index(self) -> int:
        return self.choice.index

    @strawberry.field(description="Its length in milliseconds.")
    def duration_ms(self) -> int | None:
        return self.choice.duration_ms

    @strawberry.field(description="Its global id, by which makeStems and extendSong take it.")
    def id(self) -> relay.GlobalID:
        return relay.GlobalID("SongChoice", str(self.choice.id))

    @strawberry.field(description="The song that it is a version of.")
    def song(self) -> "Song":
        return Song.of(self.whole)

    @strawberry.field(
        description="Where to get the peaks of its waveform, from this server's root, as soon as "
        "there is sound: JSON in the form of audiowaveform's version 2."
    )
    def waveform_url(self) -> str | None:
        heard = self.choice.heard
        return derivative_url(heard.sha256, Derivative.PEAKS) if heard else None

    @strawberry.field(description="The MP3, as soon as it is ours.")
    def mp3(self) -> MediaFile | None:
        return self._file(self.choice.mp3)

    @strawberry.field(
        description="FLAC or WAV, as soon as it is ours and where the provider gives one."
    )
    def lossless(self) -> MediaFile | None:
        return self._file(self.choice.lossless)

    @strawberry.field(description="Its stems, once makeStems has brought them.")
    def stems(self) -> Stems | None:
        return self.stems_in(self.choice.stems)

    @strawberry.field(description="The timed lyrics.")
    async def sections(self, info: Info) -> list[LyricsSection]:
        sections = self.choice.sections
        if sections is None:
            sections = await info.context.loaders.sections_of_choice.load(self.choice.id)
        return [LyricsSection.of(section) for section in sections]

    @strawberry.field(description="Where to take it along.")
    def downloads(self) -> SongDownloads:
        return SongDownloads.of(self.whole, self.choice)

    def stems_in(self, archive: domain.MediaFile | None) -> Stems | None:
        return Stems.of(archive, self.whole.filename(self.choice, archive)) if archive else None

    def _file(self, file: domain.MediaFile | None) -> MediaFile | None:
        return file and MediaFile(file=file, filename=self.whole.filename(self.choice, file))


@strawberry.type(description="A song, from the moment it was ordered.")
class Song(LibraryItem):
    id: relay.NodeID[UUID]
    item: strawberry.Private[domain.Song]  # pyright: ignore[reportIncompatibleVariableOverride]

    @strawberry.field(description="The style that was asked for.")
    def prompt(self) -> str | None:
        return self.item.prompt

    @strawberry.field(description="When all its files were ours.")
    def completed_at(self) -> datetime | None:
        return self.item.completed_at

    @strawberry.field(description="Its versions; none until the provider has finished.")
    def choices(self) -> list[SongChoice]:
        return [SongChoice(whole=self.item, choice=each) for each in self.item.choices]

    @strawberry.field(description="Whether nobody sings.")
    def is_instrumental(self) -> bool:
        return self.item.instrumental

    @strawberry.field(
        description="The choice of another song that it goes on from; null where it is no "
        "extension, and once the other song is purged."
    )
    async def extends(self, info: Info) -> SongChoice | None:
        if self.item.extends is None:
            return None
        return await load_choice(self.item.extends, info)

    @strawberry.field(
        description="The lyrics that were asked for; of an extension, those from there on. Empty "
        "for an instrumental."
    )
    async def lyrics(self, info: Info) -> str:
        if self.item.lyrics is not None:
            return self.item.lyrics
        lyrics = await info.context.loaders.lyrics_of_song.load(self.item.id)
        if lyrics is None:
            raise NotFound("song", self.item.id)
        return lyrics

    @strawberry.field(
        description="Where everything that is known of it is told as JSON, from this server's root."
    )
    def record_url(self) -> str:
        return song_record_url(self.item)

    @classmethod
    def of(cls, song: domain.Song) -> "Song":
        return cls(id=song.id, item=song)

    @classmethod
    async def resolve_node(cls, node_id: str, *, info: Any, required: bool = False) -> "Song":
        song_id = entity_id(relay.GlobalID("Song", node_id), "Song")
        return cls.of(await info.context.use_cases.library.song(song_id))


async def load_choice(choice_id: UUID, info: Info) -> SongChoice | None:
    """None if it was purged with its song."""
    song = await info.context.loaders.song_of_choice.load(choice_id)
    choice = song.choice(choice_id) if song else None
    return SongChoice(whole=song, choice=choice) if song and choice else None


@strawberry.type(description="A page of songs.")
class SongConnection(relay.Connection[Song]):
    wanted: strawberry.Private[ItemFilter] = ItemFilter()

    @strawberry.field(description="How many songs fulfil the filter.")
    async def total_count(self, info: Info) -> int:
        return await count(info, self.wanted, ItemKind.SONG)

    @strawberry.field(description="How many songs there are with each value.")
    async def facets(self, info: Info) -> Facets:
        return await facets_of(info, ItemKind.SONG, self.wanted)


@strawberry.input(description="What the song should be.")
class SongRequestInput:
    lyrics: str = strawberry.field(
        description="What is sung; headings such as [Verse] or [Chorus] structure it."
    )
    prompt: str | None = strawberry.field(
        default=None, description="The style, such as: acoustic folk, gentle melody."
    )
    model: str | None = strawberry.field(
        default=None, description="A model of the catalogue; the server's default if left out."
    )
    n: int | None = strawberry.field(
        default=None, description="How many choices, 1 to 3; each is charged. 2 if left out."
    )
    title: str | None = strawberry.field(
        default=None, description="The title; the first line if left out."
    )
    gender: str | None = strawberry.field(default=None, description="The voice: female or male.")
    reference_id: str | None = strawberry.field(
        default=None, description="The provider's id of a reference song."
    )
    vocal_id: str | None = strawberry.field(
        default=None, description="The provider's id of a voice."
    )
    melody_id: str | None = strawberry.field(
        default=None, description="The provider's id of a melody."
    )

    def request(self, default_model: str) -> domain.SongRequest:
        return domain.SongRequest(
            lyrics=self.lyrics,
            model=self.model or default_model,
            prompt=self.prompt,
            n=CHOICES_DEFAULT if self.n is None else self.n,
            title=self.title,
            gender=self.gender,
            reference_id=self.reference_id,
            vocal_id=self.vocal_id,
            melody_id=self.melody_id,
        )


@strawberry.input(description="What the song should be.")
class GenerateSongInput(SongRequestInput):
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=KEY_DESCRIPTION,
    )


@strawberry.type(description="The song was ordered.")
class GenerateSongSuccess:
    job: LazyJob = strawberry.field(description="The job; follow it with jobEvents.")


GenerateSongResult = Annotated[
    GenerateSongSuccess | ValidationError | Conflict,
    strawberry.union("GenerateSongResult", description="The job, or why there is none."),
]


@strawberry.type
class SongQuery:
    @strawberry.field(description="One song; null with the error NOT_FOUND if there is none.")
    async def song(
        self,
        info: Info,
        id: Annotated[relay.GlobalID, strawberry.argument(description="Its global id.")],
    ) -> Song | None:
        return Song.of(await info.context.use_cases.library.song(entity_id(id, "Song")))

    @strawberry.field(description="Songs, the newest first.")
    async def songs(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order: OrderBy = None,
    ) -> SongConnection:
        wanted, page = wanted_by(filter), page_of(first, after, last, before, order_by(order))
        songs = await info.context.use_cases.library.songs(page, wanted)
        return listed(SongConnection, songs, Song.of, page, wanted)


@strawberry.type
class SongMutation:
    @strawberry.mutation(description="Order a song; each choice is charged.")
    async def generate_song(
        self,
        info: Info,
        input: Annotated[
            GenerateSongInput, strawberry.argument(description="What the song should be.")
        ],
    ) -> GenerateSongResult:
        from gql.jobs import Job

        use_cases = info.context.use_cases
        request = input.request(use_cases.default_models[JobKind.SONG])
        job = await use_cases.orders.order_song(request, input.idempotency_key)
        return GenerateSongSuccess(job=Job.of(job, use_cases.clock()))
