"""Templates, as clients keep and use them."""

from uuid import UUID

import pytest

from domain.job_state import JobKind
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.statements import statements

_TEMPLATE = """
fragment WholeTemplate on Template {
  id name kind createdAt updatedAt
  request {
    __typename
    ... on ImageRequest { prompt model n size previews }
    ... on SongRequest { lyrics style: prompt model n }
  }
}
"""
_SAVE = f"""
mutation($input: SaveTemplateInput!) {{
  saveTemplate(input: $input) {{
    __typename
    ... on SaveTemplateSuccess {{ template {{ ...WholeTemplate }} }}
    ... on Failure {{ code message hint }}
    ... on ValidationError {{ fields {{ field message }} }}
  }}
}}
{_TEMPLATE}
"""
_DELETE = """
mutation($input: DeleteTemplateInput!) {
  deleteTemplate(input: $input) {
    __typename
    ... on DeleteTemplateSuccess { templateId }
    ... on Failure { code message hint }
  }
}
"""
_DOOR = {"prompt": "A red door", "size": "1024x1024"}
_SONG = {"lyrics": "Morning light"}


async def _save(studio: Studio, **template: object) -> Answer:
    return (await studio.data(_SAVE, input=template))["saveTemplate"]


async def _delete(studio: Studio, template_id: str) -> Answer:
    return (await studio.data(_DELETE, input={"templateId": template_id}))["deleteTemplate"]


async def _names(studio: Studio, kind: JobKind | None = None) -> list[str]:
    query = "query($kind: JobKind) { templates(kind: $kind) { name } }"
    return [each["name"] for each in (await studio.data(query, kind=kind))["templates"]]


async def test_a_template_is_saved_and_found_as_itself_and_as_a_node(studio: Studio) -> None:
    saved = (await _save(studio, name="Doors", image=_DOOR))["template"]
    assert (saved["name"], saved["kind"]) == ("Doors", "IMAGE")
    assert saved["request"] == {
        "__typename": "ImageRequest",
        **_DOOR,
        "model": "gpt-image-2",
        "n": 1,
        "previews": 0,
    }
    assert saved["createdAt"] == saved["updatedAt"] == "2026-12-01T12:00:00+00:00"
    for field in ("template", "node"):
        query = f"query($id: ID!) {{ {field}(id: $id) {{ id ...WholeTemplate }} }} {_TEMPLATE}"
        assert (await studio.data(query, id=saved["id"]))[field] == saved
    assert studio.queue.messages == []


async def test_a_template_is_changed_under_its_id(studio: Studio) -> None:
    saved = (await _save(studio, name="Doors", image=_DOOR))["template"]
    studio.clock.advance(60)
    changed = (await _save(studio, templateId=saved["id"], name="Song", song=_SONG))["template"]
    assert (changed["id"], changed["kind"], changed["name"]) == (saved["id"], "SONG", "Song")
    assert changed["updatedAt"] > changed["createdAt"] == saved["createdAt"]
    assert changed["request"]["n"] == 2
    assert await _names(studio) == ["Song"]


async def test_templates_are_listed_by_name_and_kind_with_one_statement(studio: Studio) -> None:
    for name in ("b", "A"):
        await _save(studio, name=name, image=_DOOR)
    await _save(studio, name="c", song=_SONG)
    with statements(studio.engine) as sent:
        assert await _names(studio) == ["A", "b", "c"]
    assert len(sent) == 1
    assert await _names(studio, JobKind.SONG) == ["c"]


async def test_a_deleted_template_is_gone(studio: Studio) -> None:
    saved = (await _save(studio, name="Doors", image=_DOOR))["template"]
    assert (await _delete(studio, saved["id"]))["templateId"] == saved["id"]
    assert (await _delete(studio, saved["id"]))["code"] == "NOT_FOUND"
    answer = await studio.ask("query($id: ID!) { template(id: $id) { id } }", id=saved["id"])
    assert answer["data"] == {"template": None}
    assert code_of(answer["errors"][0]) == "NOT_FOUND"


async def test_a_name_is_given_once_within_a_kind(studio: Studio) -> None:
    await _save(studio, name="Doors", image=_DOOR)
    again = await _save(studio, name=" Doors ", image=_DOOR)
    assert (again["__typename"], again["code"]) == ("Conflict", "CONFLICT")
    assert "Doors" in again["message"]
    assert "template" in await _save(studio, name="Doors", song=_SONG)


@pytest.mark.parametrize(
    ("template", "fields"),
    [
        ({"name": "a"}, ["image"]),
        ({"name": "a", "image": _DOOR, "song": _SONG}, ["image"]),
        ({"name": " ", "song": {"lyrics": "", "n": 7}}, ["name", "lyrics", "n"]),
        ({"name": "x" * 101, "image": {**_DOOR, "model": "moon"}}, ["name", "model"]),
        ({"name": "a\ud800", "image": {"prompt": "x" * 40_000}}, ["name", "prompt"]),
    ],
)
async def test_every_wrong_field_is_named(
    studio: Studio, template: dict[str, object], fields: list[str]
) -> None:
    result = await _save(studio, **template)
    assert result["__typename"] == "ValidationError"
    assert [each["field"] for each in result["fields"]] == fields
    assert await _names(studio) == []


async def test_a_model_past_its_sunset_may_be_kept(studio: Studio) -> None:
    result = await _save(studio, name="Old", image={"prompt": "A door", "model": "dall-e-3"})
    assert result["template"]["request"]["model"] == "dall-e-3"


@pytest.mark.parametrize(
    "template_id", [global_id("Template", UUID(int=1)), global_id("Job", UUID(int=1))]
)
async def test_what_is_not_there_is_neither_changed_nor_deleted(
    studio: Studio, template_id: str
) -> None:
    changed = await _save(studio, templateId=template_id, name="a", image=_DOOR)
    deleted = await _delete(studio, template_id)
    for result in (changed, deleted):
        assert (result["__typename"], result["code"]) == ("NotFound", "NOT_FOUND")
        assert result["hint"]


@pytest.mark.parametrize("template_id", ["", "x", str(UUID(int=1)), "\ud800"])
async def test_what_is_no_global_id_is_the_clients_mistake(
    studio: Studio, template_id: str
) -> None:
    for query, more in ((_SAVE, {"name": "a", "image": _DOOR}), (_DELETE, {})):
        error = await studio.refusal(query, input={"templateId": template_id, **more})
        assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
