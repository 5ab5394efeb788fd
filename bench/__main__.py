"""`python -m bench` measures everything and writes docs/performance.md; `python -m bench claims`
measures only that and leaves the other chapters as they are."""

import resource
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from bench import claims, feed, polling
from bench.figures import Chapter
from bench.graphql import lists
from bench.library import lists as library
from bench.machine import described
from bench.report import with_chapters
from bench.services import Services, services

_REPORT = Path(__file__).parents[1] / "docs" / "performance.md"
_SUBJECTS: Mapping[str, Callable[[Services], Chapter]] = {
    "polling": polling.measure,
    "feed": feed.measure,
    "claims": claims.measure,
    "graphql": lists.measure,
    "library": library.measure,
}
_PREFACE = """# Performance

Written by `make bench`, which takes twenty minutes and wants the machine for itself. Read the
figures as ratios: each subject is measured against a bare loop that does the same requests on the
same machine. PostgreSQL, Redis, the provider and the subscribers share its cores; PostgreSQL does
not wait for the disk."""


@click.command()
@click.argument("subjects", nargs=-1, type=click.Choice(list(_SUBJECTS)))
def main(subjects: Sequence[str]) -> None:
    """Measure the subjects, or all, and write what was found into docs/performance.md. Ends with 1
    where a limit was missed."""
    _allow_many_connections()
    machine = described()
    chapters: list[Chapter] = []
    with services() as running:
        for subject in subjects or _SUBJECTS:
            click.echo(f"Measuring {subject} …", err=True)
            chapters.append(_SUBJECTS[subject](running))
            click.echo(f"\n{chapters[-1].markdown()}\n")
    report = _REPORT.read_text() if subjects else f"{_PREFACE}\n\n{machine}"
    _REPORT.write_text(with_chapters(report, [each.markdown() for each in chapters]))
    click.echo(f"Written to docs/{_REPORT.name}.", err=True)
    misses = [miss for each in chapters for miss in each.misses]
    if misses:
        raise click.ClickException("; ".join(misses))


def _allow_many_connections() -> None:
    """A thousand subscribers need more open files than many systems grant at first."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8_192 if most == resource.RLIM_INFINITY else min(8_192, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


if __name__ == "__main__":
    main()
