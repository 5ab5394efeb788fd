"""Instrumentals, extensions and stems at Mureka: what is sent where, and what an answer means."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from domain.errors import (
    Busy,
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    Refused,
)
from domain.job import Job
from domain.job_state import JobKind
from domain.media import Role
from domain.report import Acceptance, ProviderReport, ProviderStatus, RemoteFile, Result
from providers.clients import mureka_client, mureka_questions
from providers.mureka import MurekaSongs
from tests.providers.orders import (
    KEY,
    MUREKA_BASE,
    Body,
    Handler,
    always,
    client_to,
    extension_job,
    instrumental_job,
    raising,
    song_job,
    stems_job,
    unseen,
)

GOING_ON = (ProviderStatus.WAITING, ProviderStatus.RUNNING)
ZIP_URL = "https://cdn.example/stems.zip"


async def submit(job: Job, handler: Handler, base: str = MUREKA_BASE) -> Acceptance:
    async with client_to(base, handler) as client:
        return await MurekaSongs(client).submit(job, unseen)


async def sent(job: Job, base: str = MUREKA_BASE, **answer: Any) -> tuple[str, dict[str, Any]]:
    """Where the request went, and what it was."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"id": "7", "zip_url": ZIP_URL, **answer})

    await submit(job, handler, base)
    [request] = seen
    return str(request.url), json.loads(request.content)


# ── what is sent ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("base", "root"),
    [
        (MUREKA_BASE, "https://api.mureka.ai"),
        ("https://proxy.example/mureka/v1/song/", "https://proxy.example/mureka"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://mock:8000/", "http://mock:8000"),
    ],
)
async def test_each_kind_has_its_own_address(base: str, root: str) -> None:
    assert (await sent(instrumental_job(), base))[0] == f"{root}/v1/instrumental/generate"
    assert (await sent(extension_job("c0"), base))[0] == f"{root}/v1/song/extend"
    assert (await sent(stems_job(), base))[0] == f"{root}/v1/song/stem"


async def test_what_was_not_chosen_is_not_sent() -> None:
    _, plain = await sent(instrumental_job())
    assert plain == {"prompt": "calm piano", "model": "auto", "n": 2}
    _, like = await sent(instrumental_job(None, reference_id="r1", n=1, title="Ours alone"))
    assert like == {"instrumental_id": "r1", "model": "auto", "n": 1}


async def test_an_extension_names_the_choice_by_the_providers_id() -> None:
    _, plain = await sent(extension_job("8800"))
    wanted = {"song_id": "8800", "lyrics": "And on", "extend_at": 8_000, "model": "mureka-8"}
    assert plain == {**wanted, "n": 2}
    _, styled = await sent(extension_job("8800", prompt="folk", n=1, title="Ours alone"))
    assert styled == {**wanted, "n": 1, "prompt": "folk"}


async def test_stems_are_asked_for_by_an_address_alone() -> None:
    _, body = await sent(stems_job())
    assert body == {"url": "https://cdn.example/0.mp3"}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (JobKind.SONG, "/v1/song/query/a%2Fb"),
        (JobKind.EXTENSION, "/v1/song/query/a%2Fb"),
        (JobKind.INSTRUMENTAL, "/v1/instrumental/query/a%2Fb"),
    ],
)
async def test_each_kind_is_asked_for_where_it_is(kind: JobKind, path: str) -> None:
    asked: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(200, json={"status": "queued"})

    async with client_to(MUREKA_BASE, handler) as client:
        await MurekaSongs(client).query("a/b", kind)
    assert asked == [path.encode()]


# ── what an answer means ─────────────────────────────────────────────────────────────────────────


async def test_the_answer_to_a_stems_request_is_the_result() -> None:
    answer = httpx.Response(200, json={"zip_url": ZIP_URL, "expires_at": 1_766_000_000})
    acceptance = await submit(stems_job(), always(lambda: answer))
    assert acceptance.provider_job_id is None
    assert acceptance.report is not None
    files = (RemoteFile(role=Role.ZIP, url=ZIP_URL),)
    assert acceptance.report.status is ProviderStatus.SUCCEEDED
    assert acceptance.report.results == (Result(index=0, files=files),)


@pytest.mark.parametrize("given", [{}, {"zip_url": None}, {"zip_url": " "}, {"zip_url": [ZIP_URL]}])
async def test_an_answer_without_an_address_has_no_file(given: dict[str, Any]) -> None:
    acceptance = await submit(stems_job(), always(lambda: httpx.Response(200, json=given)))
    assert acceptance.report is not None
    assert [result.files for result in acceptance.report.results] == [()]


@pytest.mark.parametrize(
    "handler",
    [
        raising(httpx.ReadTimeout("silence")),
        raising(httpx.RemoteProtocolError("cut")),
        always(lambda: httpx.Response(200, text="<html>")),
        always(lambda: httpx.Response(200, stream=Body([b"{"], httpx.ReadError("reset")))),
        always(lambda: httpx.Response(504)),
    ],
)
async def test_stems_in_doubt_cannot_be_adopted_which_is_said(handler: Handler) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        await submit(stems_job(), handler)
    assert "cannot be fetched again" in caught.value.hint
    assert "adopt" not in caught.value.hint


async def test_taking_a_song_apart_may_take_longer_than_any_other_answer() -> None:
    waits: dict[str, float] = {}

    def handler(request: httpx.Request) -> httpx.Response:
        waits[request.url.path] = request.extensions["timeout"]["read"]
        return httpx.Response(200, json={"id": "7", "zip_url": ZIP_URL})

    async with mureka_client(MUREKA_BASE, KEY) as real:
        usual = real.timeout.read
    async with client_to(MUREKA_BASE, handler) as client:
        client.timeout = httpx.Timeout(usual)
        songs = MurekaSongs(client)
        for job in (song_job(), stems_job()):
            await songs.submit(job, unseen)
    assert waits["/v1/song/generate"] == usual == 30
    assert waits["/v1/song/stem"] == 900


# ── against the mock ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=["/v1/song", ""], ids=["Mureka's dialect", "the older dialect"])
async def songs(request: pytest.FixtureRequest, mock_url: str) -> AsyncIterator[MurekaSongs]:
    base = f"{mock_url}{request.param}"
    async with mureka_client(base, KEY) as client, mureka_questions(base, KEY) as questions:
        yield MurekaSongs(client, questions)


async def followed(songs: MurekaSongs, job: Job) -> ProviderReport:
    task_id = (await songs.submit(job, unseen)).provider_job_id
    assert task_id is not None
    report = await songs.query(task_id, job.kind)
    while report.status in GOING_ON:
        await asyncio.sleep(0.05)
        report = await songs.query(task_id, job.kind)
    return report


async def test_an_instrumental_comes_without_lyrics(songs: MurekaSongs) -> None:
    report = await followed(songs, instrumental_job("calm piano, 1s", n=3))
    assert report.status is ProviderStatus.SUCCEEDED
    assert [result.index for result in report.results] == [0, 1, 2]
    assert {result.sections for result in report.results} == {()}
    assert [file.role for file in report.results[0].files] == [Role.MP3, Role.FLAC]


async def test_an_instrumental_is_no_song_to_the_provider(songs: MurekaSongs) -> None:
    task_id = (await songs.submit(instrumental_job("piano 0s"), unseen)).provider_job_id
    with pytest.raises(Refused) as caught:
        await songs.query(task_id or "", JobKind.SONG)
    assert caught.value.code is FailureCode.UNKNOWN_TO_PROVIDER


async def test_a_song_that_is_there_is_extended(mock_url: str) -> None:
    async with mureka_client(f"{mock_url}/v1/song", KEY) as client:
        songs = MurekaSongs(client)
        first = await followed(songs, song_job(prompt="folk, 1s"))
        known_as = first.results[0].provider_choice_id or ""
        longer = await followed(songs, extension_job(known_as, prompt="folk, 3s"))
    assert longer.status is ProviderStatus.SUCCEEDED
    before, after = first.results[0].duration_ms, longer.results[0].duration_ms
    assert before
    assert after
    assert after > before


async def test_a_song_that_is_not_there_cannot_be_extended(songs: MurekaSongs) -> None:
    with pytest.raises(Refused) as caught:
        await songs.submit(extension_job("99990"), unseen)
    assert caught.value.code is FailureCode.REQUEST_REJECTED


async def test_stems_come_as_an_address(songs: MurekaSongs) -> None:
    acceptance = await songs.submit(stems_job(), unseen)
    assert acceptance.report is not None
    [file] = acceptance.report.results[0].files
    assert (file.url or "").endswith(".zip")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0002", Refused),
        ("0003", GenerationFailed),
        ("0102", Busy),
        ("0103", Refused),
        ("0109", OutcomeUnknown),
        ("0202", OutcomeUnknown),
        ("0203", OutcomeUnknown),
    ],
)
async def test_every_way_to_fail_is_told_apart(
    songs: MurekaSongs, code: str, kind: type[ProviderError]
) -> None:
    for job in (instrumental_job(f"piano {code}"), stems_job(f"https://cdn.example/{code}.mp3")):
        with pytest.raises(kind):
            await songs.submit(job, unseen)
