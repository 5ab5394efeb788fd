"""The subject `graphql`: the CPU that a list of songs costs each server."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from statistics import median

from bench.figures import Chapter, Table, milliseconds, ratio
from bench.graphql.question import DOCUMENT
from bench.graphql.seeded import seed
from bench.graphql.servers import BARE, KINDS, STUDIO, Kind, Server, running
from bench.services import Services

_LIMITS = {20: 2.5, 100: 2.0}
"""How many times the bare server's CPU a list of so many songs may cost the studio."""

_WARM_UP, _ROUNDS, _ROUND_S = 60, 60, 0.05
"""Rounds are short, so that a busy moment of the machine falls on all who take turns in it, and
many, so that the few that it does not are no middle one."""

Costs = Mapping[tuple[Kind, int], float]
"""Seconds of CPU for one answer."""


def measure(services: Services) -> Chapter:
    with ExitStack() as held:
        database_url = held.enter_context(services.database())
        asyncio.run(seed(database_url))
        servers = [held.enter_context(running(each, services, database_url)) for each in KINDS]
        _check_that_all_answer_the_same(servers)
        return _chapter(_costs(servers))


def _check_that_all_answer_the_same(servers: Sequence[Server]) -> None:
    for length in _LIMITS:
        wanted, *others = [server.songs(length) for server in servers]
        for server, songs in zip(servers[1:], others, strict=True):
            if songs != wanted:
                raise RuntimeError(f"{server.kind.name} answers something else: {songs}")


def _costs(servers: Sequence[Server]) -> Costs:
    """All servers take turns, so that a busy moment of the machine concerns them all."""
    wanted = {
        (server, length): _requests_of_a_round(server, length)
        for length in _LIMITS
        for server in servers
    }
    costs: dict[tuple[Kind, int], list[float]] = {
        (server.kind, length): [] for server, length in wanted
    }
    for _ in range(_ROUNDS):
        for (server, length), requests in wanted.items():
            costs[server.kind, length].append(_cost(server, length, requests))
    return {key: median(each) for key, each in costs.items()}


def _requests_of_a_round(server: Server, length: int) -> int:
    return max(int(_ROUND_S / _cost(server, length, _WARM_UP)), 1)


def _cost(server: Server, length: int, requests: int) -> float:
    server.hang_up()
    server.answer(length)  # connecting is not what is measured
    used = server.cpu_s
    for _ in range(requests):
        server.answer(length)
    return (server.cpu_s - used) / requests


def _chapter(costs: Costs) -> Chapter:
    headings = [text for each in _LIMITS for text in (f"{each} songs", "bare = 1")]
    verdicts = {length: _verdict(costs, length) for length in _LIMITS}
    return Chapter(
        title="GraphQL: a list of songs",
        parts=(
            "What one answer costs the server: its CPU, in its own code and in the kernel, asked "
            "one after another over a connection that is kept (gunicorn's sync worker keeps "
            f"none), the median of {_ROUNDS} short rounds in which all take turns. All read the "
            "same PostgreSQL and were seen to answer the same. The studio is `macki serve` as it "
            "is, with its limits and its Redis; the others have nothing besides this list.",
            f"```graphql{DOCUMENT.rstrip()}\n```",
            Table(
                headings=("server", *headings),
                rows=[(kind.name, *_row(costs, kind)) for kind in KINDS],
            ),
            "\n".join(f"- {each}" for each in verdicts.values()),
        ),
        misses=[verdicts[length] for length in _LIMITS if not _is_met(costs, length)],
    )


def _row(costs: Costs, kind: Kind) -> Sequence[str]:
    return [
        text
        for length in _LIMITS
        for text in (
            milliseconds(costs[kind, length]),
            ratio(costs[kind, length], costs[BARE, length]),
        )
    ]


def _is_met(costs: Costs, length: int) -> bool:
    return costs[STUDIO, length] <= _LIMITS[length] * costs[BARE, length]


def _verdict(costs: Costs, length: int) -> str:
    found = ratio(costs[STUDIO, length], costs[BARE, length])
    word = "MET" if _is_met(costs, length) else "MISSED"
    return f"{length} songs, at most {_LIMITS[length]} times the bare server: {found}, {word}"
