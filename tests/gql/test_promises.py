"""Changes of the schema that break clients, and the changelog that has to name them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from graphql import build_schema

from gql.export import SCHEMA_FILE
from gql.promises import CHANGELOG, RELEASED_FILE, untold

_ROOT = Path(__file__).parents[2]

_RELEASED = """
directive @once(label: String) on FIELD
interface Named { name: String }
type Song implements Named { name: String title(language: String): String! seconds: Float }
type Image { name: String }
union Result = Song | Image
enum Kind { IMAGE SONG }
input Wish { prompt: String }
type Query { song(kind: Kind, wish: Wish): Song result: Result }
"""

_CHANGES = {
    "a field goes": ("seconds: Float ", "", "Song.seconds"),
    "a field changes its type": ("seconds: Float", "seconds: String", "Song.seconds"),
    "a field may be null": ("String! seconds", "String seconds", "Song.title"),
    "an argument goes": ("(language: String)", "", "Song.title(language:)"),
    "an argument becomes required": ("(kind: Kind,", "(kind: Kind!,", "Query.song(kind:)"),
    "a required argument comes": ("(language:", "(a: Int! language:", "Song.title(a:)"),
    "a value goes": ("IMAGE SONG", "IMAGE", "Kind.SONG"),
    "an input field goes": ("{ prompt: String", "{ lyrics: String", "Wish.prompt"),
    "a required input field comes": ("{ prompt", "{ lyrics: String! prompt", "Wish.lyrics"),
    "a member of a union goes": ("Song | Image", "Song", "Result"),
    "an interface goes": ("Song implements Named", "Song", "Song"),
    "a type becomes another kind": ("enum Kind { IMAGE SONG }", "scalar Kind", "Kind"),
    "a directive goes": ("directive @once(label: String) on FIELD", "", "@once"),
    "a directive's argument goes": ("(label: String) on", " on", "@once(label:)"),
}

_SAFE = {
    "nothing": ("", ""),
    "a field comes": ("seconds: Float", "seconds: Float hours: Float"),
    "a field is never null": ("seconds: Float", "seconds: Float!"),
    "a value comes": ("IMAGE SONG", "IMAGE SONG STEMS"),
    "an optional argument comes": ("(language:", "(a: Int language:"),
    "an optional input field comes": ("{ prompt", "{ lyrics: String prompt"),
    "a description changes": ("type Image", '"A picture." type Image'),
    "a field is deprecated": ("seconds: Float", 'seconds: Float @deprecated(reason: "Use hours")'),
}


def _changed(old: str, new: str) -> str:
    assert old in _RELEASED
    return _RELEASED.replace(old, new, 1)


def _changelog(below: str) -> str:
    return f"# Changelog\n\n## Unreleased\n\n{below}\n\n## 1.0\n\n### Breaking\n\n- `Song`\n"


@pytest.mark.parametrize(("old", "new", "coordinate"), _CHANGES.values(), ids=_CHANGES.keys())
def test_a_breaking_change_has_to_be_named(old: str, new: str, coordinate: str) -> None:
    current = _changed(old, new)
    [(named, sentence)] = untold(_RELEASED, current, _changelog("### Added\n\n- A thing."))
    assert named == coordinate
    assert sentence.endswith(".")
    told = _changelog(f"### Added\n\n- A.\n\n### Breaking\n\n- Gone: `{coordinate}`, since.\n")
    assert untold(_RELEASED, current, told) == []


@pytest.mark.parametrize(("old", "new"), _SAFE.values(), ids=_SAFE.keys())
def test_other_changes_need_no_word(old: str, new: str) -> None:
    assert untold(_RELEASED, _changed(old, new), "") == []


def test_a_type_that_goes_has_to_be_named() -> None:
    current = _changed("type Image { name: String }", "").replace("Song | Image", "Song")
    assert [each for each, _ in untold(_RELEASED, current, "")] == ["Image", "Result"]


@pytest.mark.parametrize(
    "changelog",
    [
        "",
        _changelog("### Added\n\n- `Song.seconds`"),
        _changelog("### Breaking\n\n- Song.seconds"),
        _changelog("### Breaking\n\n- `Song.second` `Song` `Other.seconds`"),
        _changelog("### Breaking\n\n- A thing.\n\n### Fixed\n\n- `Song.seconds`"),
        "# Changelog\n\n## Unreleased\n\n## 1.0\n\n### Breaking\n\n- `Song.seconds`\n",
    ],
    ids=["nothing", "elsewhere", "as a word", "another", "next heading", "an older release"],
)
def test_it_has_to_be_named_in_its_place(changelog: str) -> None:
    current = _changed("seconds: Float ", "")
    assert [each for each, _ in untold(_RELEASED, current, changelog)] == ["Song.seconds"]


# ── the command ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Another checkout, to be changed."""
    shutil.copytree(_ROOT / "gql", tmp_path / "gql")
    shutil.copytree(_ROOT / "domain", tmp_path / "domain")
    shutil.copy(CHANGELOG, tmp_path)
    return tmp_path


def _run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gql.promises", *arguments]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_what_is_committed_keeps_its_promises() -> None:
    released, current, changelog = (
        file.read_text(encoding="utf-8") for file in (RELEASED_FILE, SCHEMA_FILE, CHANGELOG)
    )
    assert "Query" in build_schema(released).type_map
    assert untold(released, current, changelog) == []


def test_the_check_fails_with_a_sentence_until_the_changelog_names_the_change(
    checkout: Path,
) -> None:
    schema, changelog = checkout / "gql" / "schema.graphql", checkout / "CHANGELOG.md"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace("  totalCount: Int!", "  total: Int!", 1), encoding="utf-8")
    refused = _run(checkout, "--check")
    assert refused.returncode == 1
    assert "breaks clients" in refused.stderr
    assert "ImageConnection.totalCount` in CHANGELOG.md" in refused.stderr

    notes = changelog.read_text(encoding="utf-8")
    told = "## Unreleased\n\n### Breaking\n\n- `ImageConnection.totalCount` is now `total`.\n"
    changelog.write_text(notes.replace("## Unreleased\n", told, 1), encoding="utf-8")
    assert _run(checkout, "--check").returncode == 0


def test_a_release_makes_the_present_schema_the_promise(checkout: Path) -> None:
    schema, released = checkout / "gql" / "schema.graphql", checkout / "gql" / "released.graphql"
    schema.write_text("type Query { a: Int }\n", encoding="utf-8")
    assert _run(checkout, "--check").returncode == 1
    assert _run(checkout).returncode == 0
    assert released.read_text(encoding="utf-8") == "type Query { a: Int }\n"
    assert _run(checkout, "--check").returncode == 0
