"""MurekaSongs over a real socket, against the mock, in both dialects."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from domain.errors import (
    Busy,
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    QueryFailed,
    Refused,
)
from domain.media import Role
from domain.report import ProviderReport, ProviderStatus
from providers.clients import mureka_client
from providers.mureka import MurekaSongs
from tests.providers.orders import KEY, song_job, unseen

LYRICS = "[Verse]\nMorning light\nOn the wall\n\n[Chorus]\nStay a while"
GOING_ON = (ProviderStatus.WAITING, ProviderStatus.RUNNING)


@pytest.fixture(params=["/v1/song", ""], ids=["Mureka's dialect", "the older dialect"])
async def songs(request: pytest.FixtureRequest, mock_url: str) -> AsyncIterator[MurekaSongs]:
    async with mureka_client(f"{mock_url}{request.param}", KEY) as client:
        yield MurekaSongs(client)


async def started(songs: MurekaSongs, lyrics: str, *, seconds: int = 0, n: int = 2) -> str:
    acceptance = await songs.submit(song_job(lyrics, prompt=f"synth, {seconds}s", n=n), unseen)
    assert acceptance.provider_job_id
    return acceptance.provider_job_id


async def followed(songs: MurekaSongs, task_id: str) -> ProviderReport:
    report = await songs.query(task_id)
    while report.status in GOING_ON:
        await asyncio.sleep(0.05)
        report = await songs.query(task_id)
    return report


async def test_a_song_is_followed_until_its_choices_are_there(songs: MurekaSongs) -> None:
    report = await followed(songs, await started(songs, LYRICS, seconds=1))
    assert report.status is ProviderStatus.SUCCEEDED
    assert [result.index for result in report.results] == [0, 1]
    for result in report.results:
        assert [file.role for file in result.files] == [Role.MP3, Role.FLAC]
        assert result.duration_ms
        assert result.provider_choice_id


async def test_a_song_that_was_just_taken_goes_on(songs: MurekaSongs) -> None:
    report = await songs.query(await started(songs, LYRICS, seconds=500))
    assert report.status in GOING_ON
    assert report.results == ()


async def test_as_many_choices_come_as_were_asked_for(songs: MurekaSongs) -> None:
    report = await followed(songs, await started(songs, LYRICS, n=3))
    assert len(report.results) == 3


async def test_lyrics_come_back_timed(mock_url: str) -> None:
    async with mureka_client(f"{mock_url}/v1/song", KEY) as client:
        songs = MurekaSongs(client)
        report = await followed(songs, await started(songs, LYRICS))
    verse, chorus = report.results[0].sections
    assert (verse.kind, chorus.kind) == ("verse", "chorus")
    assert [line.text for line in verse.lines] == ["Morning light", "On the wall"]
    assert [word.text for word in verse.lines[0].words] == ["Morning", "light"]
    assert verse.start_ms < verse.end_ms <= chorus.start_ms


@pytest.mark.parametrize(
    ("lyrics", "kind", "code", "status"),
    [
        ("0002", Refused, FailureCode.AUTHORIZATION, 401),
        ("0003", GenerationFailed, FailureCode.PROVIDER_FAILED, 500),
        ("0102", Busy, FailureCode.RATE_LIMIT, 429),
        ("0103", Refused, FailureCode.QUOTA, 429),
        ("0107", GenerationFailed, FailureCode.PROVIDER_FAILED, 500),
        ("0109", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, 500),
        ("0110", Refused, FailureCode.REGION, 403),
        ("0202", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, None),
        ("0203", OutcomeUnknown, FailureCode.OUTCOME_UNKNOWN, None),
    ],
)
async def test_every_way_to_fail_is_told_apart(
    songs: MurekaSongs,
    lyrics: str,
    kind: type[ProviderError],
    code: FailureCode,
    status: int | None,
) -> None:
    with pytest.raises(kind) as caught:
        await started(songs, f"Test lyrics {lyrics}")
    assert (caught.value.code, caught.value.http_status) == (code, status)


async def test_a_passing_rate_limit_names_its_wait_and_passes(
    songs: MurekaSongs, request: pytest.FixtureRequest
) -> None:
    lyrics = f"Patience 0101 in {request.node.name}"
    for _ in range(2):
        with pytest.raises(Busy) as caught:
            await started(songs, lyrics)
        assert caught.value.retry_after == timedelta(seconds=1)
    assert await started(songs, lyrics)


async def test_a_passing_overload_is_tried_again(
    songs: MurekaSongs, request: pytest.FixtureRequest
) -> None:
    lyrics = f"A busy kitchen 0108 in {request.node.name}"
    with pytest.raises(Busy) as caught:
        await started(songs, lyrics)
    assert caught.value.code is FailureCode.PROVIDER_UNAVAILABLE
    assert await started(songs, lyrics)


@pytest.mark.parametrize("path", ["/v1/song", ""])
async def test_silence_leaves_the_outcome_unknown(mock_url: str, path: str) -> None:
    async with mureka_client(f"{mock_url}{path}", KEY, read_timeout=0.3) as impatient:
        with pytest.raises(OutcomeUnknown, match="in time"):
            await started(MurekaSongs(impatient), "A long silence 0201")


@pytest.mark.parametrize(
    ("lyrics", "status"),
    [
        ("0301", ProviderStatus.FAILED),
        ("0302", ProviderStatus.TIMED_OUT),
        ("0303", ProviderStatus.CANCELLED),
    ],
)
async def test_every_end_is_told_apart(
    songs: MurekaSongs, lyrics: str, status: ProviderStatus
) -> None:
    report = await followed(songs, await started(songs, f"Test lyrics {lyrics}"))
    assert (report.status, report.results) == (status, ())
    assert (report.reason is not None) == (status is ProviderStatus.FAILED)


async def test_an_unknown_word_is_kept_while_the_song_goes_on(songs: MurekaSongs) -> None:
    report = await followed(songs, await started(songs, "A new word 0304", seconds=4))
    assert (report.status, report.word) == (ProviderStatus.UNRECOGNISED, "mastering")


async def test_a_success_without_choices_has_no_results(songs: MurekaSongs) -> None:
    report = await followed(songs, await started(songs, "An empty box 0305"))
    assert (report.status, report.results) == (ProviderStatus.SUCCEEDED, ())


async def test_sparse_choices_are_read_by_their_position(songs: MurekaSongs) -> None:
    report = await followed(songs, await started(songs, "Few words 0306"))
    assert [result.index for result in report.results] == [0, 1]
    assert {result.provider_choice_id for result in report.results} == {None}
    sections = [section for result in report.results for section in result.sections]
    assert not [line for section in sections for line in section.lines]


async def test_a_song_that_was_never_asked_for_is_unknown(songs: MurekaSongs) -> None:
    with pytest.raises(Refused) as caught:
        await songs.query("7")
    assert caught.value.code is FailureCode.UNKNOWN_TO_PROVIDER


async def test_the_account_tells_how_many_songs_may_run(songs: MurekaSongs) -> None:
    account = await songs.account()
    assert account.account_id
    assert account.recharge_cents == account.balance_cents + account.spending_cents
    assert account.concurrent_requests == 1_000


async def test_a_server_that_is_not_there_leaves_a_running_song_alone() -> None:
    async with mureka_client("http://127.0.0.1:9", KEY) as client:
        with pytest.raises(QueryFailed):
            await MurekaSongs(client).query("7")
