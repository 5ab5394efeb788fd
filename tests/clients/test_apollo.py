"""Apollo Client: persisted queries, mutations, and subscriptions across a restart."""

from collections.abc import Sequence

import pytest

from tests.clients.node import Fact, running
from tests.integration.programs import Studio

_UNKNOWN = ("hash", "PERSISTED_QUERY_NOT_FOUND")
_TAUGHT = ("query hash", None)
_KNOWN = ("hash", None)


def _watched_across_a_restart(studio: Studio, method: str) -> list[Fact]:
    """All that the client tells; the studio dies as soon as the song is at the provider."""
    told: list[Fact] = []
    song, restarted = None, False
    with running("apollo.js", f"{studio.url}/graphql", method) as facts:
        for fact in facts:
            told.append(fact)
            song = fact["id"] if fact.get("ordered") == "song" else song
            at_provider = fact.get("id") == song and fact.get("state") == "RUNNING"
            if at_provider and not restarted:
                restarted = True
                studio.kill()
                studio.start()
    return told


def _requests(told: Sequence[Fact]) -> list[tuple[str, str, str | None]]:
    return [
        (each["method"], " ".join(each["sent"]), each["code"]) for each in told if "sent" in each
    ]


@pytest.mark.parametrize(("flavour", "method"), [("development", "GET"), ("production", "POST")])
def test_apollo_client_loses_nothing_and_repeats_nothing(
    request: pytest.FixtureRequest, flavour: str, method: str
) -> None:
    studio: Studio = request.getfixturevalue(flavour)
    told = _watched_across_a_restart(studio, method)

    assert _requests(told) == [
        (method, *_UNKNOWN),
        ("POST", *_TAUGHT),
        (method, *_KNOWN),
        ("POST", *_UNKNOWN),  # the image
        ("POST", *_TAUGHT),
        ("POST", *_UNKNOWN),  # the song
        ("POST", *_TAUGHT),
        (method, *_UNKNOWN),  # the new process has to learn anew
        ("POST", *_TAUGHT),
    ]
    models = [each["models"] for each in told if "models" in each]
    assert "gpt-image-2" in models[0]
    assert models == [models[0]] * 3
    assert any("lost" in each for each in told)

    ordered = [each for each in told if "ordered" in each]
    assert [each["ordered"] for each in ordered] == ["image", "song"]
    for order in ordered:
        seen = [each for each in told if "sequence" in each and each["id"] == order["id"]]
        stored = studio.job(order["id"])["events"]
        assert stored[-1]["state"] == "SUCCEEDED"
        assert [each["sequence"] for each in seen] == [each["sequence"] for each in stored]
        assert [each["state"] for each in seen] == [each["state"] for each in stored]
