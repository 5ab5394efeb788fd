"""The subject `library`: pages of a large library, on both databases."""

import asyncio
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import UNKNOWN, Chapter, Row, Table, milliseconds, number, ratio
from bench.library.asking import Studio, Times, cursor_before_deep_page, studio
from bench.library.questions import COUNTED, PAGES, Question
from bench.library.rows import IMAGES, SONGS
from bench.library.seeded import seed
from bench.services import Services
from persistence.engine import create_engine
from persistence.migrate import migrate
from persistence.unit_of_work import SqlDatabase

_AIM_S = 0.05
_NAMES = ("PostgreSQL", "SQLite")

Pages = Mapping[Question, tuple[Times, Times | None]]
"""Of each question the first page and the 500th, if there is one."""


def measure(services: Services) -> Chapter:
    rows, counted, indexed = list[Row](), list[Row](), list[str]()
    for name in _NAMES:
        with _database(name, services) as url:
            indexed.append(f"{number(asyncio.run(seed(url)))} s on {name}")
            cursors = asyncio.run(_cursors(url))
            with studio(url, services.redis_url) as asked:
                rows += [_row(asked, name, each, cursors[each]) for each in PAGES]
                counted += [_counted(asked, name, each) for each in COUNTED]
    return _chapter(rows, counted, indexed)


@contextmanager
def _database(name: str, services: Services) -> Generator[str]:
    with services.database() as postgresql, TemporaryDirectory(prefix="macki-bench-") as folder:
        if name == "PostgreSQL":
            yield postgresql
            return
        url = f"sqlite+aiosqlite:///{Path(folder) / 'studio.db'}"
        asyncio.run(_migrated(url))
        yield url


async def _migrated(url: str) -> None:
    engine = create_engine(url)
    await migrate(engine)
    await engine.dispose()


async def _cursors(url: str) -> Mapping[Question, str | None]:
    async def publish(events: object) -> None:
        """Nobody listens."""

    engine = create_engine(url)
    try:
        database = SqlDatabase(engine, publish)
        return {
            each: None if each.backward else await cursor_before_deep_page(database, each)
            for each in PAGES
        }
    finally:
        await engine.dispose()


def _row(asked: Studio, name: str, question: Question, cursor: str | None) -> Row:
    first = asked.times(question)
    if cursor is None:
        return (question.name, name, *_figures(first), *[UNKNOWN] * 3, _verdict(first))
    deep = asked.times(question, cursor)
    compared = ratio(deep.median, first.median)
    return (question.name, name, *_figures(first), *_figures(deep), compared, _verdict(first, deep))


def _counted(asked: Studio, name: str, question: Question) -> Row:
    times = asked.times(question)
    return (question.name, name, *_figures(times), _verdict(times))


def _figures(times: Times) -> tuple[str, str]:
    return milliseconds(times.median), milliseconds(times.p99)


def _verdict(*all_times: Times) -> str:
    return "yes" if all(times.p99 <= _AIM_S for times in all_times) else "no"


def _chapter(rows: Sequence[Row], counted: Sequence[Row], indexed: Sequence[str]) -> Chapter:
    first, deep = ("p50", "p99"), ("page 500, p50", "p99")
    return Chapter(
        title="The library: pages of a large one",
        parts=(
            f"{IMAGES:,} images and {SONGS:,} songs with German and English words; pages of 20 "
            "through `/graphql` of one `macki serve` (PostgreSQL) or `macki up` (SQLite), asked "
            "one by one over a connection that is kept: the time from the request to the whole "
            "answer; what is slow is asked less often, at least five times. Page 500 is "
            "asked for by its cursor; a `-` where the list is shorter. Aim: p99 at most 50 ms, "
            f"and page 500 as the first. To index the texts of such a library took "
            f"{' and '.join(indexed)}.",
            Table(
                headings=("asked for", "database", *first, *deep, "first = 1", "in 50 ms"),
                rows=rows,
            ),
            "A first page with `totalCount` and all `facets`, which look at all that fit:",
            Table(headings=("asked for", "database", *first, "in 50 ms"), rows=counted),
        ),
    )
