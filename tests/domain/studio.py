"""The use cases over fakes, wired as the application wires them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.job import Job
from domain.job_state import JobEvent, Provider
from domain.ports.files import Derivatives, Downloads, MediaStore
from domain.ports.providers import Follower, Generator
from domain.report import Acceptance
from domain.song import Song
from domain.use_cases.archiving import Archiving
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.jobs import Jobs
from domain.use_cases.leases import Leases
from domain.use_cases.library import Library
from domain.use_cases.orders import Orders
from domain.use_cases.polling import Polling
from domain.use_cases.recovery import Recovery
from domain.use_cases.submission import Submission
from tests.domain.examples import FLAC_URL, MP3_URL, SONG_REQUEST
from tests.domain.skipping_loop import LoopClock
from tests.fakes import (
    FLAC,
    MP3,
    NOON,
    FakeDatabase,
    FakeDerivatives,
    FakeDownloads,
    FakeFollower,
    FakeGenerator,
    FakeMediaStore,
    FakeQueue,
    numbered_ids,
)


class Studio:
    """Everything that a test does not bring along is a fake that nobody is expected to ask."""

    def __init__(
        self,
        *,
        images: Generator | None = None,
        songs: Generator | None = None,
        follower: Follower | None = None,
        downloads: Downloads | None = None,
        media: MediaStore | None = None,
        derivatives: Derivatives | None = None,
        database: FakeDatabase | None = None,
        slots: int = 1,
        fetches: int = 4,
        vendors: frozenset[Provider] = frozenset(Provider),
    ) -> None:
        self.clock = LoopClock()
        self.database = database or FakeDatabase()
        self.queue = FakeQueue()
        self.new_id = numbered_ids()
        self.slots = slots
        self._fetches = fetches
        self._vendors = vendors
        self._media = media or FakeMediaStore()
        self._derivatives = derivatives or FakeDerivatives()
        self._downloads = downloads or FakeDownloads({MP3_URL: MP3, FLAC_URL: FLAC})
        self._generators: Mapping[Provider, Generator] = {
            Provider.OPENAI: images or FakeGenerator(),
            Provider.MUREKA: songs or FakeGenerator(),
        }
        self._follower = follower or FakeFollower(AssertionError("nobody was to be asked"))
        self.dispatch = Dispatch(
            database=self.database, queue=self.queue, slots=self._slots, clock=self.clock
        )
        self.leases = Leases(database=self.database, clock=self.clock)
        self.library = Library(database=self.database, clock=self.clock)
        self.recovery = Recovery(database=self.database, dispatch=self.dispatch, clock=self.clock)
        self.jobs = Jobs(
            database=self.database, dispatch=self.dispatch, clock=self.clock, new_id=self.new_id
        )

    @property
    def orders(self) -> Orders:
        return self.orders_at()

    def orders_at(self, *vendors: Provider) -> Orders:
        return Orders(
            database=self.database,
            queue=self.queue,
            vendors=frozenset(vendors),
            clock=self.clock,
            new_id=self.new_id,
        )

    @property
    def submission(self) -> Submission:
        """Another worker's with each call."""
        return Submission(
            database=self.database,
            dispatch=self.dispatch,
            generators=self._generators,
            media=self._media,
            slots=self._slots,
            vendors=self._vendors,
            leases=self.leases,
            clock=self.clock,
            new_id=self.new_id,
        )

    @property
    def polling(self) -> Polling:
        """Another worker's with each call."""
        return Polling(
            database=self.database,
            queue=self.queue,
            dispatch=self.dispatch,
            followers={Provider.MUREKA: self._follower},
            leases=self.leases,
            clock=self.clock,
            new_id=self.new_id,
        )

    @property
    def archiving(self) -> Archiving:
        """Another worker's with each call."""
        return Archiving(
            database=self.database,
            dispatch=self.dispatch,
            downloads=dict.fromkeys(Provider, self._downloads),
            media=self._media,
            derivatives=self._derivatives,
            leases=self.leases,
            clock=self.clock,
            new_id=self.new_id,
            at_once=self._fetches,
        )

    async def _slots(self, provider: Provider) -> int:
        return self.slots

    async def keep(self, *jobs: Job) -> Job:
        """Store jobs as they are; answers the first."""
        async with self.database.begin() as work:
            for job in jobs:
                await work.jobs.add(job)
            await work.commit()
        return jobs[0]

    async def keep_song(self, job: Job) -> Song:
        """Store the song that a job makes."""
        song = Song.begin(id=self.new_id(), job_id=job.id, request=SONG_REQUEST, now=NOON)
        async with self.database.begin() as work:
            await work.songs.add(song)
            await work.commit()
        return song

    async def stored(self, job: Job | UUID) -> Job:
        return await self.library.job(job if isinstance(job, UUID) else job.id)

    async def timeline(self, job: Job) -> Sequence[JobEvent]:
        return (await self.library.events_of_jobs([job.id])).get(job.id, ())


def accepted_at_once(provider_job_id: str = "task-1") -> FakeGenerator:
    return FakeGenerator(Acceptance(provider_job_id=provider_job_id))
