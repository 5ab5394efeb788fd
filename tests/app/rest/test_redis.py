"""Looking after the queue through REST."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.errors import QueueUnavailable
from domain.job_state import JobState
from domain.queue_message import MessageState, QueuedMessage, QueueKey, QueuePlace
from jobs.inspector import held
from tests.app.rest.studio import RestStudio, opened
from tests.fakes import NOON
from tests.persistence.examples import song_job


def message(**changes: Any) -> QueuedMessage:
    facts: dict[str, Any] = {
        "id": str(uuid4()),
        "handle": "h",
        "queue": "studio",
        "actor": "submit",
        "arguments": (),
        "state": MessageState.WAITING,
        "retries": 0,
        "sent_at": NOON,
        "eta": None,
    }
    return QueuedMessage(**facts | changes)


@dataclass
class FakeInspector:
    """A queue that holds what the test put into it."""

    held: list[QueuedMessage] = field(default_factory=list[QueuedMessage])
    away: bool = False
    place: QueuePlace = QueuePlace.REDIS

    async def messages(self) -> list[QueuedMessage]:
        if self.away:
            raise QueueUnavailable
        return list(self.held)

    async def keys(self) -> list[QueueKey]:
        if self.away:
            raise QueueUnavailable
        return [QueueKey(name="macki:studio", type="list", size=len(self.held))]

    async def remove(self, message: QueuedMessage) -> None:
        if message.state is MessageState.IN_FLIGHT:
            raise held(message)
        self.held.remove(message)


async def test_messages_are_listed_with_the_state_of_their_job(
    engine: AsyncEngine, folder: Path
) -> None:
    job = song_job(state=JobState.RUNNING)
    delayed = message(
        arguments=(str(job.id),), state=MessageState.DELAYED, eta=NOON + timedelta(hours=1)
    )
    sweep = message(actor="sweep", sent_at=NOON + timedelta(seconds=1))
    inspector = FakeInspector([sweep, delayed])
    async with opened(engine, folder, inspector=inspector) as studio:
        await studio.keep(job)
        listed = (await studio.http.get("/api/v1/redis/list")).json()
        keys = (await studio.http.get("/api/v1/redis/list/keys")).json()
    assert (listed["broker"], listed["total"]) == ("redis", 2)
    assert listed["tasks"][0] == {
        "task_id": delayed.id,
        "queue": "studio",
        "actor": "submit",
        "arguments": [str(job.id)],
        "state": "DELAYED",
        "retries": 0,
        "sent_at": "2026-12-01T12:00:00Z",
        "eta": "2026-12-01T13:00:00Z",
        "job_status": "PROGRESS",
    }
    assert listed["tasks"][1]["job_status"] is None
    assert keys["keys"] == [
        {"key": "macki:studio", "type": "list", "size": 2, "expires_in_s": None}
    ]


@pytest.mark.parametrize(
    ("state", "follows"),
    [(JobState.PENDING, "cancel the job"), (JobState.SUCCEEDED, "nothing follows")],
)
async def test_a_deleted_message_says_what_becomes_of_its_job(
    engine: AsyncEngine, folder: Path, state: JobState, follows: str
) -> None:
    job = song_job(state=state)
    inspector = FakeInspector([message(arguments=(str(job.id),)), message(actor="sweep")])
    async with opened(engine, folder, inspector=inspector) as studio:
        await studio.keep(job)
        by_message = await studio.http.delete(f"/api/v1/redis/{inspector.held[0].id}")
        assert by_message.status_code == 200
        assert follows in by_message.json()["message"]
        assert (await studio.job(job.id)).state is state
        sweep = await studio.http.delete(f"/api/v1/redis/{inspector.held[0].id}")
    assert "by itself" in sweep.json()["message"]
    assert inspector.held == []


async def test_the_messages_about_a_job_are_deleted_by_its_id(
    engine: AsyncEngine, folder: Path
) -> None:
    gone = UUID(int=404)
    inspector = FakeInspector([message(arguments=(str(gone),)) for _ in range(2)])
    async with opened(engine, folder, inspector=inspector) as studio:
        answer = (await studio.http.delete(f"/api/v1/redis/{gone}")).json()
    assert len(answer["deleted"]) == 2
    assert "does not exist" in answer["message"]


async def test_what_a_worker_holds_is_refused(engine: AsyncEngine, folder: Path) -> None:
    inspector = FakeInspector([message(state=MessageState.IN_FLIGHT)])
    async with opened(engine, folder, inspector=inspector) as studio:
        answer = await studio.http.delete(f"/api/v1/redis/{inspector.held[0].id}")
    assert (answer.status_code, answer.json()["error"]) == (409, "CONFLICT")
    assert "cancel its job" in answer.json()["hint"]


@pytest.mark.parametrize("id", [str(UUID(int=7)), "celery-task-meta-1", "macki:studio"])
async def test_what_is_no_message_of_ours_is_404(studio: RestStudio, id: str) -> None:
    assert (await studio.http.delete(f"/api/v1/redis/{id}")).status_code == 404


async def test_the_queue_in_memory_is_shown(studio: RestStudio) -> None:
    assert (await studio.http.get("/api/v1/redis/list")).json()["broker"] == "memory"
    assert (await studio.http.get("/api/v1/redis/list/keys")).json()["keys"] == []


async def test_a_redis_that_is_away_is_503(engine: AsyncEngine, folder: Path) -> None:
    async with opened(engine, folder, inspector=FakeInspector(away=True)) as studio:
        for path in ("list", "list/keys"):
            answer = await studio.http.get(f"/api/v1/redis/{path}")
            assert (answer.status_code, answer.json()["error"]) == (503, "QUEUE_UNAVAILABLE")
