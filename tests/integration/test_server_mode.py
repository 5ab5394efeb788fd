"""Several processes: what a dead worker, a dead Redis or a stop leaves is taken up elsewhere."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.cli.client import StudioClient
from tests.integration.programs import MockProgram, collect
from tests.integration.server_programs import Cluster
from tests.redis_service import RedisServer


@pytest.fixture
def cluster(
    tmp_path: Path, mock: MockProgram, postgresql_url: str, redis_server: RedisServer
) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path, mock.url, postgresql_url, redis_server.url)
    yield cluster
    cluster.stop()


def test_the_work_of_a_killed_worker_goes_on_elsewhere(cluster: Cluster, mock: MockProgram) -> None:
    cluster.start(workers=1)
    job_id = cluster.web.order_song("Test lyrics 0001", prompt="folk 6s")
    cluster.web.wait_for_state(job_id, "RUNNING")
    cluster.start_worker()
    cluster.end(cluster.workers[0], signal.SIGKILL)

    job = cluster.web.wait_for_state(job_id, "SUCCEEDED", "FAILED", "NEEDS_CHECK")
    assert job["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 1


def test_a_worker_told_to_stop_in_mid_song_hands_over_and_ends_with_0(
    cluster: Cluster, mock: MockProgram
) -> None:
    cluster.start(workers=2)
    job_ids = [cluster.web.order_song(f"Song {n} 0001", prompt="folk 4s") for n in range(3)]

    assert cluster.end(cluster.workers[0], signal.SIGTERM) == 0

    for job_id in job_ids:
        assert cluster.web.wait_for_state(job_id, "SUCCEEDED", "FAILED")["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 3
    assert cluster.end(cluster.workers[0], signal.SIGTERM) == 0


def test_a_signal_to_its_whole_group_ends_a_worker_with_0(cluster: Cluster) -> None:
    cluster.start(workers=0)
    for _ in range(3):  # told as soon as it is heard of
        assert cluster.end_group(cluster.start_worker(), signal.SIGTERM) == 0


def test_an_api_that_no_worker_has_joined_yet_lacks_nothing_else(cluster: Cluster) -> None:
    cluster.start(workers=0)
    found = cluster.web.execute("{ health { dependencies { name isOk } } }")["health"]
    assert [each["name"] for each in found["dependencies"] if not each["isOk"]] == ["worker"]


def test_an_api_starts_where_no_files_can_be_stored_and_says_so(
    cluster: Cluster, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("No folder.")
    cluster.web.environment["MEDIA_DIR"] = str(tmp_path / "file")
    cluster.start(workers=0)
    found = cluster.web.execute("{ health { dependencies { name message } } }")["health"]
    messages = {each["name"]: each["message"] for each in found["dependencies"]}
    assert "MEDIA_DIR" in messages["media"]


def test_with_redis_gone_the_api_answers_and_the_jobs_go_on_when_it_is_back(
    cluster: Cluster, mock: MockProgram, redis_server: RedisServer
) -> None:
    cluster.start(workers=1)
    running = cluster.web.order_song("Before 0001", prompt="folk 3s")
    cluster.web.wait_for_state(running, "RUNNING")

    redis_server.kill()
    ordered = cluster.web.order_song("Without Redis 0001", prompt="folk 0s")
    assert cluster.web.job(ordered)["state"] == "PENDING"
    redis_server.start()

    for job_id in (running, ordered):
        assert cluster.web.wait_for_state(job_id, "SUCCEEDED", "FAILED")["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 2


async def cut_connections(database_url: str) -> None:
    """As a restart of PostgreSQL does."""
    engine = create_async_engine(database_url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await engine.dispose()


async def test_with_its_database_connections_cut_again_and_again_it_goes_on(
    cluster: Cluster, mock: MockProgram, postgresql_url: str
) -> None:
    await asyncio.to_thread(cluster.start, 2)
    job_ids = [
        await asyncio.to_thread(cluster.web.order_song, f"Song {n} 0001", f"folk {n}s")
        for n in range(4)
    ]
    for _ in range(4):
        await cut_connections(postgresql_url)
        await asyncio.sleep(1)

    for job_id in job_ids:
        job = await asyncio.to_thread(
            cluster.web.wait_for_state, job_id, "SUCCEEDED", "FAILED", "NEEDS_CHECK"
        )
        assert job["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 4


def test_an_emptied_redis_costs_a_sweep_and_no_job(
    cluster: Cluster, mock: MockProgram, redis_server: RedisServer
) -> None:
    cluster.start(workers=1)
    job_ids = [cluster.web.order_song(f"Song {n} 0001", prompt="folk 2s") for n in range(4)]

    redis_server.flush()

    for job_id in job_ids:
        assert cluster.web.wait_for_state(job_id, "SUCCEEDED", "FAILED")["state"] == "SUCCEEDED"
    assert len(mock.paid_posts) == 4


def test_a_worker_stops_also_while_redis_is_gone(
    cluster: Cluster, redis_server: RedisServer
) -> None:
    cluster.start(workers=1)
    redis_server.kill()

    assert cluster.end(cluster.workers[0], signal.SIGTERM) == 0


async def test_two_api_processes_tell_the_same_story(
    cluster: Cluster,
    tmp_path: Path,
    mock: MockProgram,
    postgresql_url: str,
    redis_server: RedisServer,
) -> None:
    await asyncio.to_thread(cluster.start, 1)
    media = cluster.web.folder / "data" / "media"
    other = Cluster(tmp_path / "other", mock.url, postgresql_url, redis_server.url, media)
    await asyncio.to_thread(other.web.start)
    try:
        watching = [
            asyncio.create_task(
                collect(
                    StudioClient(web.url, on_lost=lambda: None).feed("0"),
                    lambda event: event["state"] == "SUCCEEDED",
                )
            )
            for web in (cluster.web, other.web)
        ]
        await asyncio.to_thread(cluster.web.order_song, "Test lyrics 0001", "folk 1s")
        here, there = await asyncio.gather(*watching)
    finally:
        await asyncio.to_thread(other.stop)
    assert here == there
    assert len({event["cursor"] for event in here}) == len(here)


def test_one_slot_is_never_taken_twice_and_the_next_song_follows(
    tmp_path: Path, postgresql_url: str, redis_server: RedisServer
) -> None:
    """The mock refuses a second song at the same time, as the account's lowest tier does."""
    mock = MockProgram("--concurrency", "1")
    cluster = Cluster(tmp_path, mock.url, postgresql_url, redis_server.url)
    try:
        cluster.start(workers=2)
        job_ids = [cluster.web.order_song(f"Song {n} 0001", prompt="folk 1s") for n in range(4)]
        for job_id in job_ids:
            cluster.web.wait_for_state(job_id, "SUCCEEDED", "FAILED")
        assert [post["status"] for post in mock.paid_posts] == [200] * 4
    finally:
        cluster.stop()
        mock.stop()


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_process_without_redis_or_a_shared_database_says_what_is_missing(
    cluster: Cluster, command: str
) -> None:
    without = {**cluster.web.environment, "REDIS_URL": ""}
    cluster.web.environment = without
    refused = cluster.web.macki(command)
    assert refused.returncode == 2
    assert "REDIS_URL" in refused.stderr

    cluster.web.environment = {**without, "REDIS_URL": "redis://127.0.0.1:1/0", "DATABASE_URL": ""}
    refused = cluster.web.macki(command)
    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_a_message_taken_out_of_redis_is_sent_again_unless_its_job_is_cancelled(
    cluster: Cluster, mock: MockProgram
) -> None:
    cluster.start(workers=0)
    api = f"{cluster.web.url}/api/v1"
    with httpx.Client(trust_env=False) as http:
        order = {"lyrics": "Test lyrics 0001", "prompt": "folk 0s", "n": 1}
        wanted, unwanted = [
            http.post(f"{api}/song/generate", json=order).json()["task_id"] for _ in range(2)
        ]
        listed = http.get(f"{api}/redis/list").json()
        assert [(each["state"], each["arguments"]) for each in listed["tasks"]] == [
            ("WAITING", [wanted]),
            ("WAITING", [unwanted]),
        ]
        http.post(f"{api}/song/task/cancel/{unwanted}").raise_for_status()
        goes_on, ended = [http.delete(f"{api}/redis/{each}").json() for each in (wanted, unwanted)]
        assert "sends another message" in goes_on["message"]
        assert "nothing follows" in ended["message"]
        assert not {wanted, unwanted} & {
            argument
            for each in http.get(f"{api}/redis/list").json()["tasks"]
            for argument in each["arguments"]
        }

        cluster.start_worker()
        cluster.web.wait_until(
            lambda: http.get(f"{api}/song/task/status/{wanted}").json()["status"] == "SUCCESS",
            "the sweep to bring it back",
        )
        assert http.get(f"{api}/song/task/status/{unwanted}").json()["status"] == "CANCELLED"
    assert len(mock.paid_posts) == 1
