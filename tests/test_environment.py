"""What is installed, and what the lock files say: no namesake of ours, no download address."""

import importlib.util
import json
from importlib.metadata import distributions
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_PACKAGES = ["app", "domain", "gql", "jobs", "mock", "persistence", "providers"]


@pytest.mark.parametrize("package", _PACKAGES)
def test_a_package_of_ours_is_ours(package: str) -> None:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin == str(_ROOT / package / "__init__.py")


def test_no_namesake_of_ours_is_installed() -> None:
    assert {each.metadata["Name"].lower() for each in distributions()} & set(_PACKAGES) == set()


@pytest.mark.parametrize(
    "file", sorted((_ROOT / "requirements").glob("*.txt")), ids=lambda file: file.name
)
def test_no_namesake_of_ours_is_locked(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert {line.split("==")[0] for line in lines} & set(_PACKAGES) == set()
    assert not any("://" in line for line in lines)


@pytest.mark.parametrize("folder", ["frontend", "frontend/graphiql", "tests/clients"])
def test_a_lock_of_npm_names_hashes_and_no_address(folder: str) -> None:
    text = (_ROOT / folder / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages
    # What a package brings along within itself is covered by its hash.
    own = [entry for entry in packages.values() if not entry.get("inBundle")]
    assert all(entry["integrity"] for entry in own)
    assert "://" not in text, "`make lock` takes addresses out"
