"""The hub, between threads and event loops."""

import asyncio
import threading
from collections.abc import Sequence
from uuid import UUID

from domain.job_state import EventKind, JobEvent, JobState
from jobs.hub import BUFFER, Hub, Subscriber
from tests.fakes import NOON

PATIENCE_S = 10.0


def event(cursor: int, job: int = 1) -> JobEvent:
    return JobEvent(
        job_id=UUID(int=job),
        sequence=cursor,
        at=NOON,
        kind=EventKind.NOTED,
        state=JobState.RUNNING,
        message="Something happened.",
        cursor=cursor,
    )


async def test_every_subscriber_gets_every_event_in_order() -> None:
    hub = Hub()
    with hub.attach() as one, hub.attach() as two:
        await hub.publish([event(1), event(2)])
        await hub.publish([event(3)])
        for subscriber in (one, two):
            await asyncio.sleep(0)
            assert await subscriber.next_events(1) == [event(1), event(2), event(3)]


async def test_a_subscriber_gets_only_what_it_wants() -> None:
    hub = Hub()
    with hub.attach(UUID(int=2)) as subscriber:
        await hub.publish([event(1, job=1), event(2, job=2)])
        assert await subscriber.next_events(1) == [event(2, job=2)]


async def test_nothing_comes_where_nothing_is_published() -> None:
    with Hub().attach() as subscriber:
        assert await subscriber.next_events(3600) == []


async def test_what_was_taken_does_not_come_again() -> None:
    hub = Hub()
    with hub.attach() as subscriber:
        await hub.publish([event(1)])
        assert await subscriber.next_events(1) == [event(1)]
        assert await subscriber.next_events(1) == []
        await hub.publish([event(2)])
        assert await subscriber.next_events(1) == [event(2)]


async def test_who_has_left_gets_nothing_more() -> None:
    hub = Hub()
    with hub.attach() as subscriber:
        pass
    await hub.publish([event(1)])
    assert await subscriber.next_events(1) == []


async def test_a_slow_subscriber_costs_bounded_memory_and_keeps_the_newest() -> None:
    hub = Hub()
    with hub.attach() as subscriber:
        await hub.publish([event(cursor) for cursor in range(2 * BUFFER)])
        await asyncio.sleep(0)
        kept = await subscriber.next_events(1)
    assert [each.cursor for each in kept] == list(range(BUFFER, 2 * BUFFER))


class Listener(threading.Thread):
    """A subscriber with a thread and an event loop of its own."""

    def __init__(self, hub: Hub, wanted: int) -> None:
        super().__init__(daemon=True)
        self._hub = hub
        self._wanted = wanted
        self.attached = threading.Event()
        self.events: list[JobEvent] = []

    def run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        with self._hub.attach() as subscriber:
            self.attached.set()
            while len(self.events) < self._wanted:
                self.events += await subscriber.next_events(PATIENCE_S)


def test_events_cross_threads_in_order() -> None:
    hub = Hub()
    listeners = [Listener(hub, BUFFER) for _ in range(3)]
    for listener in listeners:
        listener.start()
        assert listener.attached.wait(PATIENCE_S)

    async def publish() -> None:
        for cursor in range(BUFFER):
            await hub.publish([event(cursor)])

    asyncio.run(publish())
    for listener in listeners:
        listener.join(PATIENCE_S)
        assert [each.cursor for each in listener.events] == list(range(BUFFER))


def test_publishers_in_several_threads_lose_nothing() -> None:
    hub = Hub()
    listener = Listener(hub, BUFFER)
    listener.start()
    assert listener.attached.wait(PATIENCE_S)

    def publish(events: Sequence[JobEvent]) -> None:
        async def all_of_them() -> None:
            for each in events:
                await hub.publish([each])

        asyncio.run(all_of_them())

    mine = [[event(cursor, job) for cursor in range(BUFFER // 4)] for job in range(4)]
    publishers = [threading.Thread(target=publish, args=(events,)) for events in mine]
    for publisher in publishers:
        publisher.start()
    for publisher in publishers:
        publisher.join(PATIENCE_S)
    listener.join(PATIENCE_S)
    for job, events in enumerate(mine):
        assert [each for each in listener.events if each.job_id == UUID(int=job)] == events


def test_a_subscriber_whose_loop_is_closed_disturbs_nobody() -> None:
    hub = Hub()
    left_behind: list[Subscriber] = []

    async def vanish() -> None:
        # The subscription is entered and never left, as when a loop is closed in mid-work.
        left_behind.append(hub.attach().__enter__())

    asyncio.run(vanish())

    async def publish() -> Sequence[JobEvent]:
        with hub.attach() as subscriber:
            await hub.publish([event(1)])
            return await subscriber.next_events(PATIENCE_S)

    assert asyncio.run(publish()) == [event(1)]
    assert len(left_behind) == 1
