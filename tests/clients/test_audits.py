"""graphql-http's audits of GraphQL over HTTP, against the running studio."""

from collections.abc import Collection

import pytest

from tests.clients.node import Fact, running
from tests.integration.programs import Studio

AUDITS = 61

_QUERIES_BY_GET = {"5A70", "6A70", "D6D5"}
"""Audits that begin with MAY; in production the answer is 405."""

_ASKING_FOR_TYPES = {"2EA1", "28B9"}
"""Audits of variables, for which they take a query of the introspection."""


def _audited(studio: Studio) -> list[Fact]:
    with running("audits.js", f"{studio.url}/graphql") as facts:
        audits = list(facts)
    assert len({audit["id"] for audit in audits}) >= AUDITS
    return audits


def _check(subtests: pytest.Subtests, audits: list[Fact], refused: Collection[str] = ()) -> None:
    """Each audit passes, but those that are refused on purpose."""
    for audit in audits:
        with subtests.test(msg=audit["id"], name=audit["name"]):
            passes = audit["status"] == "ok"
            assert passes != (audit["id"] in refused), audit


def test_every_audit_passes_in_development(subtests: pytest.Subtests, development: Studio) -> None:
    _check(subtests, _audited(development))


def test_in_production_only_queries_by_get_are_refused(
    subtests: pytest.Subtests, readable: Studio
) -> None:
    audits = _audited(readable)
    _check(subtests, audits, _QUERIES_BY_GET)
    names = {audit["name"].split()[0] for audit in audits if audit["id"] in _QUERIES_BY_GET}
    assert names == {"MAY"}


def test_without_introspection_its_queries_are_refused_as_well(
    subtests: pytest.Subtests, production: Studio
) -> None:
    _check(subtests, _audited(production), _QUERIES_BY_GET | _ASKING_FOR_TYPES)
