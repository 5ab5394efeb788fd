"""Mureka's two dialects, and everything that captured answers were seen to leave out."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain.errors import (
    Busy,
    FailureCode,
    OutcomeUnknown,
    ProviderError,
    QueryFailed,
    Refused,
    StudioError,
)
from domain.job_state import JobKind
from domain.media import Role
from domain.report import Account, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.song import LyricsLine, LyricsSection, LyricsWord
from providers.mureka import MurekaSongs
from tests.providers.orders import (
    MUREKA_BASE,
    Body,
    Handler,
    always,
    client_to,
    image_job,
    raising,
    song_job,
    unseen,
)
from tests.providers.shapes import answers, fuzzed

DAY_MS = 24 * 60 * 60 * 1000


async def query(handler: Handler, task_id: str = "435134") -> ProviderReport:
    async with client_to(MUREKA_BASE, handler) as client:
        return await MurekaSongs(client).query(task_id)


async def report(**answer: Any) -> ProviderReport:
    return await query(always(lambda: httpx.Response(200, json={"id": "435134", **answer})))


async def choices(*given: object) -> tuple[Result, ...]:
    return (await report(status="succeeded", choices=given)).results


async def refused_query(handler: Handler) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        await query(handler)
    return caught.value


# ── what is sent ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("base", [MUREKA_BASE, "http://localhost:8000", "http://mock:8000/"])
async def test_the_base_decides_every_path(base: str) -> None:
    asked: list[tuple[str, str]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, str(request.url)))
        return httpx.Response(200, json={"id": "7", "status": "queued"})

    async with client_to(base, handler) as client:
        songs = MurekaSongs(client)
        await songs.submit(song_job(), unseen)
        await songs.query("7", JobKind.SONG)
    root = base.rstrip("/")
    assert asked == [("POST", f"{root}/generate"), ("GET", f"{root}/query/7")]


async def test_the_number_of_songs_is_always_sent_and_what_was_not_chosen_never() -> None:
    sent: list[object] = []

    def handler(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, json={"id": "7"})

    async with client_to(MUREKA_BASE, handler) as client:
        songs = MurekaSongs(client)
        await songs.submit(song_job(), unseen)
        everything = {
            "prompt": "synth",
            "gender": "female",
            "reference_id": "r",
            "vocal_id": "v",
            "melody_id": "m",
        }
        await songs.submit(song_job(n=1, title="Ours alone", **everything), unseen)
    plain = {"lyrics": "Morning light", "model": "auto", "n": 2}
    assert sent == [plain, {**plain, "n": 1, **everything}]


@pytest.mark.parametrize(("given_id", "kept"), [("435134", "435134"), (435134, "435134")])
async def test_the_id_of_the_song_is_what_to_follow(given_id: object, kept: str) -> None:
    body = {"id": given_id, "status": "preparing", "trace_id": "t"}
    async with client_to(MUREKA_BASE, always(lambda: httpx.Response(200, json=body))) as client:
        acceptance = await MurekaSongs(client).submit(song_job(), unseen)
    assert (acceptance.provider_job_id, acceptance.report) == (kept, None)


@pytest.mark.parametrize("given_id", [None, "", " ", "..", ["7"], True, "7" * 500])
async def test_a_song_without_an_id_is_taken_but_nobody_can_ask_for_it(given_id: object) -> None:
    response = httpx.Response(200, json={"id": given_id})
    async with client_to(MUREKA_BASE, always(lambda: response)) as client:
        with pytest.raises(OutcomeUnknown):
            await MurekaSongs(client).submit(song_job(), unseen)


@pytest.mark.parametrize(
    ("task_id", "path"),
    [("a/../b?c#d", b"a%2F..%2Fb%3Fc%23d"), ("é \n", b"%C3%A9%20%0A"), ("%2e", b"%252e")],
)
async def test_an_id_cannot_leave_its_place_in_the_path(task_id: str, path: bytes) -> None:
    asked: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path)
        return httpx.Response(200, json={"status": "queued"})

    await query(handler, task_id)
    assert asked == [b"/v1/song/query/" + path]


@pytest.mark.parametrize("task_id", ["", ".", "..", " ", "x" * 300])
async def test_an_id_that_cannot_be_one_is_unknown_without_asking(task_id: str) -> None:
    with pytest.raises(Refused) as caught:
        await query(raising(AssertionError("asked")), task_id)
    assert caught.value.code is FailureCode.UNKNOWN_TO_PROVIDER


async def test_an_image_is_a_mistake_of_ours() -> None:
    async with client_to(MUREKA_BASE, raising(AssertionError("sent"))) as client:
        with pytest.raises(TypeError):
            await MurekaSongs(client).submit(image_job(), unseen)


# ── how a song is ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preparing", ProviderStatus.WAITING),
        ("queued", ProviderStatus.WAITING),
        ("running", ProviderStatus.RUNNING),
        ("streaming", ProviderStatus.RUNNING),
        ("succeeded", ProviderStatus.SUCCEEDED),
        ("complete", ProviderStatus.SUCCEEDED),
        ("completed", ProviderStatus.SUCCEEDED),
        ("failed", ProviderStatus.FAILED),
        ("timeouted", ProviderStatus.TIMED_OUT),
        ("cancelled", ProviderStatus.CANCELLED),
        ("mastering", ProviderStatus.UNRECOGNISED),
    ],
)
async def test_every_word_has_its_meaning_and_is_kept(word: str, status: ProviderStatus) -> None:
    answer = await report(status=word)
    assert (answer.status, answer.word, answer.results) == (status, word, ())


async def test_a_word_that_no_list_knows_is_logged() -> None:
    with capture_logs() as logged:
        await report(status="mastering")
    assert [line["word"] for line in logged if line["event"] == "mureka.status_unrecognised"] == [
        "mastering"
    ]


@pytest.mark.parametrize("word", [None, "", 3, ["succeeded"]])
async def test_an_answer_without_a_status_changes_nothing(word: object) -> None:
    with pytest.raises(QueryFailed):
        await report(status=word)


async def test_a_failure_comes_with_its_reason() -> None:
    answer = await report(status="failed", failed_reason="Lyrics\nare too short, sk-12345678")
    assert answer.reason == "Lyrics are too short, [key]"


@pytest.mark.parametrize("status", [400, 404])
async def test_a_song_that_mureka_does_not_know_is_told_apart(status: int) -> None:
    answer = await refused_query(always(lambda: httpx.Response(status)))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.http_status) == (FailureCode.UNKNOWN_TO_PROVIDER, status)


@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (401, "Invalid Authentication", FailureCode.AUTHORIZATION),
        (403, "Region not supported", FailureCode.REGION),
        (429, "You exceeded your current quota, please check your plan", FailureCode.QUOTA),
    ],
)
async def test_a_refused_question_ends_the_job_but_its_retry_is_free(
    status: int, message: str, code: FailureCode
) -> None:
    body = {"error": {"message": message}, "trace_id": "t"}
    answer = await refused_query(always(lambda: httpx.Response(status, json=body)))
    assert isinstance(answer, Refused)
    assert answer.code is code
    assert "without paying again" in answer.hint


async def test_too_many_questions_wait() -> None:
    body = {"error": {"message": "Rate limit reached for requests"}}
    handler = always(lambda: httpx.Response(429, json=body, headers={"retry-after": "3"}))
    answer = await refused_query(handler)
    assert isinstance(answer, Busy)
    assert answer.retry_after is not None
    assert answer.retry_after.total_seconds() == 3


@pytest.mark.parametrize(
    "handler",
    [
        *(
            always(lambda status=status: httpx.Response(status, text="<html>"))
            for status in (302, 405, 408, 500, 502, 503, 504)
        ),
        always(lambda: httpx.Response(500, json={"error": {"message": "Overloaded"}})),
        always(lambda: httpx.Response(200, text="<html>")),
        always(lambda: httpx.Response(200, json=[])),
        always(lambda: httpx.Response(200, stream=Body([b"{"], httpx.ReadError("reset")))),
        always(lambda: httpx.Response(200, stream=Body([b" " * 1_000_000] * 20))),
        raising(httpx.ConnectError("refused")),
        raising(httpx.ReadTimeout("silence")),
        raising(httpx.RemoteProtocolError("odd")),
        raising(OSError("odd")),
    ],
)
async def test_a_question_without_an_answer_changes_nothing(handler: Handler) -> None:
    answer = await refused_query(handler)
    assert isinstance(answer, QueryFailed)
    assert answer.code is FailureCode.PROVIDER_UNAVAILABLE
    assert answer.hint


# ── choices ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_finished_song_is_read_whole() -> None:
    word = {"start": 12680, "end": 13000, "text": "Morning"}
    line = {"start": 12680, "end": 15280, "text": "Morning light", "words": [word]}
    section = {"section_type": "verse", "start": 12280, "end": 32720, "lines": [line]}
    [result] = await choices(
        {
            "index": 0,
            "id": "88",
            "url": "https://cdn.example/0.mp3",
            "flac_url": "https://cdn.example/0.flac",
            "wav_url": "https://cdn.example/0.wav",
            "duration": 91051,
            "lyrics_sections": [section],
        }
    )
    words = (LyricsWord(start_ms=12680, end_ms=13000, text="Morning"),)
    lines = (LyricsLine(start_ms=12680, end_ms=15280, text="Morning light", words=words),)
    assert result == Result(
        index=0,
        files=(
            RemoteFile(role=Role.MP3, url="https://cdn.example/0.mp3"),
            RemoteFile(role=Role.FLAC, url="https://cdn.example/0.flac"),
        ),
        provider_choice_id="88",
        duration_ms=91051,
        sections=(LyricsSection(kind="verse", start_ms=12280, end_ms=32720, lines=lines),),
    )


@pytest.mark.parametrize(
    ("given", "files"),
    [
        ({"url": "a", "audio_url": "b", "mp3_url": "c"}, {Role.MP3: "a"}),
        ({"url": "", "audio_url": "b", "mp3_url": "c"}, {Role.MP3: "b"}),
        ({"url": None, "mp3_url": "c"}, {Role.MP3: "c"}),
        ({"url": "a", "wav_url": "w"}, {Role.MP3: "a", Role.WAV: "w"}),
        ({"url": "a", "flac_url": "f", "wav_url": "w"}, {Role.MP3: "a", Role.FLAC: "f"}),
        ({"flac_url": "f"}, {Role.FLAC: "f"}),
    ],
)
async def test_each_file_has_its_role(given: object, files: dict[Role, str]) -> None:
    [result] = await choices(given)
    assert {file.role: file.url for file in result.files} == files


@pytest.mark.parametrize("given", [{}, {"url": ""}, {"url": 7, "id": "1"}, None, "x", []])
async def test_a_choice_without_a_file_is_left_out(given: object) -> None:
    assert await choices(given) == ()


@pytest.mark.parametrize(
    ("given", "indices"),
    [
        ([None, 1], [0, 1]),
        ([1, 0], [1, 0]),
        ([None, None, None], [0, 1, 2]),
        ([1, None], [0, 1]),
        ([2, 2], [0, 1]),
        ([-1, "x"], [0, 1]),
        ([10**30, 1.5], [0, 1]),
    ],
)
async def test_every_choice_has_an_index_of_its_own(
    given: list[object], indices: list[int]
) -> None:
    found = await choices(*({"index": index, "url": "a"} for index in given))
    assert [result.index for result in found] == indices


async def test_what_captures_have_lacked_is_not_missed() -> None:
    [result] = await choices(
        {
            "url": "a",
            "lyrics_sections": [
                {"section_type": "intro", "start": 0, "end": 900},
                {"lines": None},
                {"lines": [{"text": "la", "words": None}, {}]},
            ],
        }
    )
    assert (result.provider_choice_id, result.duration_ms) == (None, None)
    assert [section.kind for section in result.sections] == ["intro", "verse", "verse"]
    assert [line.text for line in result.sections[2].lines] == ["la", ""]


async def test_timed_lyrics_are_kept_whole_whatever_their_sections_are_called() -> None:
    words = ["Mor", "ning ", " light", "", "光"]
    timed = [
        {"start": at, "end": at + 1, "text": text, "score": 0.5} for at, text in enumerate(words)
    ]
    [result] = await choices(
        {
            "url": "a",
            "lyrics_sections": [
                {
                    "section_type": kind,
                    "start": 1,
                    "end": 9,
                    "lines": [{"text": "x", "words": timed}],
                }
                for kind in ("verse", "rap break", "Zwischenspiel 2", "")
            ],
        }
    )
    assert [each.kind for each in result.sections] == [
        "verse",
        "rap break",
        "Zwischenspiel 2",
        "verse",
    ]
    for section in result.sections:
        [line] = section.lines
        assert [(each.start_ms, each.end_ms, each.text) for each in line.words] == [
            (at, at + 1, text) for at, text in enumerate(words)
        ]


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        ({"start": 5, "end": 9}, (5, 9)),
        ({"start": -5, "end": -1}, (0, 0)),
        ({"start": 9, "end": 5}, (9, 9)),
        ({"start": 5}, (5, 5)),
        ({"start": 1.6, "end": 1e300}, (2, DAY_MS)),
        ({"start": "5", "end": True}, (0, 0)),
        ({}, (0, 0)),
    ],
)
async def test_times_are_put_in_order(times: dict[str, object], kept: tuple[int, int]) -> None:
    [result] = await choices({"url": "a", "lyrics_sections": [times]})
    [section] = result.sections
    assert (section.start_ms, section.end_ms) == kept


@pytest.mark.parametrize("duration", [0, -1, "91051", None, 10**12, 1.5])
async def test_a_duration_that_cannot_be_one_is_unknown(duration: object) -> None:
    [result] = await choices({"url": "a", "duration": duration})
    assert result.duration_ms is None


# ── the account ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("base", "url"),
    [
        (MUREKA_BASE, "https://api.mureka.ai/v1/account/billing"),
        (MUREKA_BASE + "/", "https://api.mureka.ai/v1/account/billing"),
        ("http://localhost:8000", "http://localhost:8000/v1/account/billing"),
        ("http://gate/mureka/v1/song", "http://gate/mureka/v1/account/billing"),
    ],
)
async def test_the_account_is_asked_for_at_the_vendors_root(base: str, url: str) -> None:
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(
            200,
            json={
                "account_id": 100001,
                "balance": 9955,
                "total_recharge": 10_000,
                "total_spending": 45,
                "concurrent_request_limit": 3,
            },
        )

    async with client_to(base, handler) as client:
        account = await MurekaSongs(client).account()
    assert asked == [url]
    assert account == Account(
        account_id="100001",
        balance_cents=9955,
        spending_cents=45,
        concurrent_requests=3,
        recharge_cents=10_000,
    )


async def test_an_account_needs_not_say_what_was_paid_in() -> None:
    body = {"account_id": "1", "balance": 10, "total_spending": 5}
    async with client_to(MUREKA_BASE, always(lambda: httpx.Response(200, json=body))) as client:
        account = await MurekaSongs(client).account()
    assert (account.balance_cents, account.recharge_cents) == (10, None)


@pytest.mark.parametrize("body", [{}, {"account_id": "1"}, {"account_id": "1", "balance": "much"}])
async def test_an_account_that_cannot_be_read_is_no_answer(body: object) -> None:
    async with client_to(MUREKA_BASE, always(lambda: httpx.Response(200, json=body))) as client:
        with pytest.raises(QueryFailed):
            await MurekaSongs(client).account()


# ── anything at all ──────────────────────────────────────────────────────────────────────────────


@fuzzed
@given(answers)
async def test_any_answer_to_a_question_is_a_report_or_one_of_our_errors(body: bytes) -> None:
    try:
        found = await query(always(lambda: httpx.Response(200, content=body)))
    except QueryFailed:
        return
    for result in found.results:
        assert result.files
        assert result.duration_ms is None or 0 < result.duration_ms <= DAY_MS
        for section in result.sections:
            assert 0 <= section.start_ms <= section.end_ms <= DAY_MS
            section.kind.encode()
    indices = [result.index for result in found.results]
    assert len(set(indices)) == len(indices)


@fuzzed
@given(answers)
async def test_any_answer_to_a_request_is_an_id_or_an_unknown_outcome(body: bytes) -> None:
    async with client_to(MUREKA_BASE, always(lambda: httpx.Response(200, content=body))) as client:
        songs = MurekaSongs(client)
        try:
            acceptance = await songs.submit(song_job(), unseen)
        except OutcomeUnknown:
            return
    assert acceptance.provider_job_id


@fuzzed
@given(answers)
async def test_any_account_is_one_or_an_error_of_ours(body: bytes) -> None:
    async with client_to(MUREKA_BASE, always(lambda: httpx.Response(200, content=body))) as client:
        try:
            account = await MurekaSongs(client).account()
        except QueryFailed:
            return
    assert account.concurrent_requests >= 1


@fuzzed
@given(st.text())
async def test_any_id_can_be_asked_for(task_id: str) -> None:
    try:
        await query(always(lambda: httpx.Response(200, json={"status": "queued"})), task_id)
    except StudioError as error:
        told = error
    else:
        return
    assert told.code is FailureCode.UNKNOWN_TO_PROVIDER
