"""The subject `graphql`: the CPU that a list of songs costs each server."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from statistics import fmean

from bench.figures import Chapter, Table, milliseconds, ratio
from bench.graphql.question import DOCUMENT
from bench.graphql.seeded import seed
from bench.graphql.servers import BARE, KINDS, Kind, Server, running
from bench.services import Services

_LENGTHS = (20, 100)
_WARM_UP, _ROUNDS, _ROUND_S = 20, 9, 0.3

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
    for length in _LENGTHS:
        wanted, *others = [server.songs(length) for server in servers]
        for server, songs in zip(servers[1:], others, strict=True):
            if songs != wanted:
                raise RuntimeError(f"{server.kind.name} answers something else: {songs}")


def _costs(servers: Sequence[Server]) -> Costs:
    """All servers take turns, so that a busy moment of the machine concerns them all."""
    wanted = {
        (server, length): _requests_of_a_round(server, length)
        for server in servers
        for length in _LENGTHS
    }
    costs: dict[tuple[Kind, int], list[float]] = {
        (server.kind, length): [] for server, length in wanted
    }
    for _ in range(_ROUNDS):
        for (server, length), requests in wanted.items():
            costs[server.kind, length].append(_cost(server, length, requests))
    return {key: fmean(each) for key, each in costs.items()}


def _requests_of_a_round(server: Server, length: int) -> int:
    """As many as take the wanted time: the kernel counts CPU in steps of a hundredth second."""
    return max(int(_ROUND_S / _cost(server, length, _WARM_UP)), 5)


def _cost(server: Server, length: int, requests: int) -> float:
    server.hang_up()
    used = server.cpu_s
    for _ in range(requests):
        server.answer(length)
    return (server.cpu_s - used) / requests


def _chapter(costs: Costs) -> Chapter:
    headings = [text for each in _LENGTHS for text in (f"{each} songs", "bare = 1")]
    return Chapter(
        title="GraphQL: a list of songs",
        parts=(
            "What one answer costs the server: its CPU, in its own code and in the kernel, asked "
            "one after another over a connection that is kept (gunicorn's sync worker keeps "
            f"none), the mean of {_ROUNDS} rounds in which all take turns. All read the same "
            "PostgreSQL and were seen to answer the same. The studio is `macki serve` as it is, "
            "with its limits and its Redis; the others have nothing besides this list. Aim: at "
            "most 2.5 times the bare server for 20 songs, at most 2.0 times for 100.",
            f"```graphql{DOCUMENT.rstrip()}\n```",
            Table(
                headings=("server", *headings),
                rows=[(kind.name, *_row(costs, kind)) for kind in KINDS],
            ),
        ),
    )


def _row(costs: Costs, kind: Kind) -> Sequence[str]:
    return [
        text
        for length in _LENGTHS
        for text in (
            milliseconds(costs[kind, length]),
            ratio(costs[kind, length], costs[BARE, length]),
        )
    ]
