"""Instrumentals, extensions and stems, as clients order and see them."""

from dataclasses import replace
from uuid import UUID

import pytest

from app.cli.client import document
from domain.job_state import JobKind, JobState
from domain.media import Delivery, Role
from domain.requests import StemsRequest
from domain.song import ExtensionRequest, InstrumentalRequest, Song
from tests.gql.stories import succeeded
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import (
    add,
    choice,
    extension_job,
    instrumental_job,
    song_job,
    song_of,
    stems_file,
    stems_job,
)
from tests.statements import statements

_ORDER = """
mutation($input: {type}!) {{
  {field}(input: $input) {{
    __typename
    ... on {success} {{ job {{ id kind state prompt song {{ title lyrics isInstrumental }} }} }}
    ... on Failure {{ code message hint }}
    ... on ValidationError {{ fields {{ field }} }}
  }}
}}
"""


def _order(field: str) -> str:
    name = field[0].upper() + field[1:]
    return _ORDER.format(type=f"{name}Input", field=field, success=f"{name}Success")


async def order(studio: Studio, field: str, **values: object) -> Answer:
    return (await studio.data(_order(field), input=values))[field]


async def sung(studio: Studio, **changes: object) -> Song:
    """A finished song of the mock's."""
    job = replace(succeeded(song_job()), news=(), at_vendor=False)
    song = song_of(job, title="Morning", choices=(replace(choice(0), **changes), choice(1)))
    await add(studio.database, job)
    async with studio.database.begin() as work:
        await work.songs.add(song)
        await work.commit()
    return song


def id_of(song: Song, index: int = 0) -> str:
    return global_id("SongChoice", song.choices[index].id)


async def ordered(studio: Studio) -> object:
    """What the job asks for that the queue knows of."""
    [(_, job_id)] = studio.queue.messages
    assert job_id is not None
    async with studio.database.read() as work:
        return (await work.jobs.get(job_id)).request


# ── instrumentals ────────────────────────────────────────────────────────────────────────────────


async def test_an_instrumental_is_ordered_with_every_wish(studio: Studio) -> None:
    made = await order(
        studio, "generateInstrumental", prompt="calm piano", model="mureka-9", n=3, title="Rain"
    )
    job = made["job"]
    assert (job["kind"], job["state"], job["prompt"]) == ("INSTRUMENTAL", "PENDING", "calm piano")
    assert job["song"] == {"title": "Rain", "lyrics": "", "isInstrumental": True}
    assert await ordered(studio) == InstrumentalRequest(
        prompt="calm piano", model="mureka-9", n=3, title="Rain"
    )


async def test_an_instrumental_may_follow_a_reference(studio: Studio) -> None:
    await order(studio, "generateInstrumental", referenceId="r1", idempotencyKey="k")
    again = await order(studio, "generateInstrumental", referenceId="r1", idempotencyKey="k")
    assert again["__typename"] == "GenerateInstrumentalSuccess"
    assert await ordered(studio) == InstrumentalRequest(model="auto", reference_id="r1")


async def test_every_wrong_field_of_an_instrumental_is_named(studio: Studio) -> None:
    wrong = await order(studio, "generateInstrumental", prompt="", n=9, title="x" * 201)
    assert wrong["__typename"] == "ValidationError"
    assert [each["field"] for each in wrong["fields"]] == ["prompt", "title", "n"]
    assert studio.queue.messages == []


async def test_an_instrumental_is_kept_as_a_template(studio: Studio) -> None:
    saved = await studio.data(
        "mutation($input: SaveTemplateInput!) { saveTemplate(input: $input) {"
        " ... on SaveTemplateSuccess { template { kind request {"
        " ... on InstrumentalRequest { prompt model n title referenceId } } } } } }",
        input={"name": "Rain", "instrumental": {"prompt": "calm piano"}},
    )
    assert saved["saveTemplate"]["template"] == {
        "kind": "INSTRUMENTAL",
        "request": {
            "prompt": "calm piano",
            "model": "auto",
            "n": 2,
            "title": None,
            "referenceId": None,
        },
    }
    listed = await studio.data("{ templates(kind: INSTRUMENTAL) { name } }")
    assert listed["templates"] == [{"name": "Rain"}]


# ── extensions ───────────────────────────────────────────────────────────────────────────────────


async def test_an_extension_is_ordered_and_shows_what_it_goes_on_from(studio: Studio) -> None:
    song = await sung(studio)
    made = await order(
        studio,
        "extendSong",
        choice=id_of(song),
        lyrics="And on",
        extendAtMs=60_000,
        prompt="jazz",
        n=1,
    )
    assert (made["job"]["kind"], made["job"]["song"]["title"]) == (
        "EXTENSION",
        "Morning (extended)",
    )
    assert await ordered(studio) == ExtensionRequest(
        choice_id=song.choices[0].id,
        lyrics="And on",
        extend_at_ms=60_000,
        model="mureka-8",
        prompt="jazz",
        n=1,
        provider_song_id="c0",
    )
    query = (
        "query($id: ID!) { job(id: $id) {"
        " song { extends { id index song { id title extends { id } } } }"
        " request { ... on ExtensionRequest"
        " { choiceId lyrics extendAtMs style: prompt model n title choice { index } } } } }"
    )
    job = (await studio.data(query, id=made["job"]["id"]))["job"]
    assert job["song"]["extends"] == {
        "id": id_of(song),
        "index": 0,
        "song": {"id": global_id("Song", song.id), "title": "Morning", "extends": None},
    }
    assert job["request"] == {
        "choiceId": id_of(song),
        "lyrics": "And on",
        "extendAtMs": 60_000,
        "style": "jazz",
        "model": "mureka-8",
        "n": 1,
        "title": None,
        "choice": {"index": 0},
    }


async def test_a_choice_that_cannot_be_extended_is_a_conflict_that_says_what_to_do(
    studio: Studio,
) -> None:
    song = await sung(studio, provider_choice_id=None)
    refused = await order(studio, "extendSong", choice=id_of(song), lyrics="la", extendAtMs=60_000)
    assert (refused["__typename"], refused["code"]) == ("Conflict", "CONFLICT")
    assert "another version" in refused["hint"]


@pytest.mark.parametrize("field", ["extendSong", "makeStems"])
@pytest.mark.parametrize("type_name", ["SongChoice", "Song", "Job"])
async def test_what_is_no_choice_is_not_found(studio: Studio, field: str, type_name: str) -> None:
    more = {"lyrics": "la", "extendAtMs": 9_000} if field == "extendSong" else {}
    refused = await order(studio, field, choice=global_id(type_name, UUID(int=1)), **more)
    assert (refused["__typename"], refused["code"]) == ("NotFound", "NOT_FOUND")


@pytest.mark.parametrize("choice_id", ["", "x", "\ud800", str(UUID(int=1))])
async def test_what_is_no_global_id_is_the_clients_mistake(studio: Studio, choice_id: str) -> None:
    error = await studio.refusal(_order("makeStems"), input={"choice": choice_id})
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.parametrize("moment", [2**31, -(2**31) - 1, 1.5, "60000"])
async def test_a_moment_that_is_no_whole_number_is_the_clients_mistake(
    studio: Studio, moment: object
) -> None:
    song = await sung(studio)
    values = {"choice": id_of(song), "lyrics": "la", "extendAtMs": moment}
    error = await studio.refusal(_order("extendSong"), input=values)
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


# ── stems ────────────────────────────────────────────────────────────────────────────────────────


async def test_stems_are_ordered_once_at_a_time(studio: Studio) -> None:
    song = await sung(studio)
    first = await order(studio, "makeStems", choice=id_of(song))
    again = await order(studio, "makeStems", choice=id_of(song))
    assert first["job"]["kind"] == "STEMS"
    assert again["job"]["id"] == first["job"]["id"]
    assert await ordered(studio) == StemsRequest(
        choice_id=song.choices[0].id, url="http://files/1.mp3"
    )


async def test_a_choice_shows_its_stems(studio: Studio) -> None:
    song = await sung(studio, stems=stems_file())
    its_own = Delivery(index=0, role=Role.ZIP, file=replace(stems_file("earlier"), size_bytes=9))
    job = stems_job(song.choices[0].id, state=JobState.SUCCEEDED, deliveries=(its_own,))
    await add(studio.database, job)
    stems = "{ file { filename mediaType sizeBytes durationMs } tracks { name sizeBytes } }"
    shown = (
        await studio.data(f"{{ songs {{ edges {{ node {{ choices {{ stems {stems} }} }} }} }} }}")
    )["songs"]["edges"][0]["node"]["choices"]
    assert shown[1]["stems"] is None
    assert shown[0]["stems"]["file"] == {
        "filename": "Morning - 1.zip",
        "mediaType": "application/zip",
        "sizeBytes": 10,
        "durationMs": None,
    }
    assert [each["sizeBytes"] for each in shown[0]["stems"]["tracks"]] == [2_000_000_000, 0]
    found = await studio.data(
        f"query($id: ID!) {{ job(id: $id) {{ prompt song {{ id }} stems {stems} "
        "request { ... on StemsRequest { choiceId choice { index song { title } } } } } }",
        id=global_id("Job", job.id),
    )
    assert found["job"] == {
        "prompt": None,
        "song": None,
        "stems": {**shown[0]["stems"], "file": {**shown[0]["stems"]["file"], "sizeBytes": 9}},
        "request": {
            "choiceId": id_of(song),
            "choice": {"index": 0, "song": {"title": "Morning"}},
        },
    }
    refused = await order(studio, "makeStems", choice=id_of(song))
    assert (refused["__typename"], refused["code"]) == ("Conflict", "CONFLICT")


async def test_jobs_of_purged_songs_are_shown_all_the_same(studio: Studio) -> None:
    gone = UUID(int=404)
    jobs = [stems_job(gone), extension_job(gone)]
    await add(studio.database, *jobs)
    data = await studio.data(document("jobs"), first=9, filter=None)
    assert {each["node"]["kind"] for each in data["jobs"]["edges"]} == {"STEMS", "EXTENSION"}
    for job in jobs:
        shown = await studio.data(document("job"), id=global_id("Job", job.id))
        assert (shown["job"]["stems"], shown["job"]["song"]) == (None, None)


async def test_a_list_of_songs_with_stems_costs_one_statement(studio: Studio) -> None:
    for _ in range(3):
        await sung(studio, stems=stems_file())
    query = (
        "{ songs { edges { node { isInstrumental choices { id stems { tracks { name } } } } } } }"
    )
    with statements(studio.engine) as sent:
        await studio.data(query)
    assert len(sent) == 1


async def test_what_songs_extend_is_read_at_once(studio: Studio) -> None:
    source = await sung(studio)
    for _ in range(3):
        job = extension_job(source.choices[0].id)
        await add(studio.database, job)
        async with studio.database.begin() as work:
            await work.songs.add(song_of(job, extends=source.choices[0].id))
            await work.commit()
    query = "{ songs { edges { node { extends { index song { title } } } } } }"
    with statements(studio.engine) as sent:
        data = await studio.data(query)
    assert len(sent) == 3  # the page; the songs that are extended, and their choices
    extended = [each["node"]["extends"] for each in data["songs"]["edges"]]
    assert [each and each["song"]["title"] for each in extended] == ["Morning"] * 3 + [None]


@pytest.mark.parametrize("kind", JobKind)
async def test_jobs_are_listed_by_each_kind(studio: Studio, kind: JobKind) -> None:
    await add(
        studio.database,
        song_job(),
        instrumental_job(),
        extension_job(UUID(int=1)),
        stems_job(UUID(int=1)),
    )
    data = await studio.data(document("jobs"), first=9, filter={"kind": kind.value})
    assert [each["node"]["kind"] for each in data["jobs"]["edges"]] == (
        [] if kind is JobKind.IMAGE else [kind.value]
    )


@pytest.mark.parametrize("kind", ["INSTRUMENTAL", "EXTENSION", "STEMS"])
async def test_items_are_selected_as_images_or_songs_only(studio: Studio, kind: str) -> None:
    await sung(studio)
    trash = (
        "mutation($kind: JobKind) { trashItems(input: {select: {kind: $kind, filter: {}}}) {"
        " ... on ItemsChanged { count } ... on ValidationError { fields { field } } } }"
    )
    assert (await studio.data(trash, kind=kind))["trashItems"] == {"fields": [{"field": "kind"}]}
    assert (await studio.data(trash, kind="SONG"))["trashItems"] == {"count": 1}


async def test_the_catalogue_says_who_makes_what(studio: Studio) -> None:
    query = (
        "query($kind: JobKind) { models(kind: $kind) { name ... on SongModel { extendsSongs } } }"
    )

    async def names(kind: str) -> list[str]:
        return [each["name"] for each in (await studio.data(query, kind=kind))["models"]]

    assert await names("EXTENSION") == ["mureka-7.6", "mureka-8"]
    assert await names("INSTRUMENTAL") == await names("SONG")
    assert await names("STEMS") == []
