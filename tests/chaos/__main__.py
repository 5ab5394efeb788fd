"""`python -m tests.chaos`: kill everything, again and again, and see that nothing is lost."""

import asyncio
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import click
from rich.console import Console

from tests.chaos.checks import judged, slow_ends
from tests.chaos.report import print_report
from tests.chaos.run import Size, execute

_WIDTH = 150


@click.command()
@click.option("--seed", type=int, help="Repeats a plan; a random one if left out.")
@click.option("--jobs", default=300, show_default=True, type=click.IntRange(1, 2_000))
@click.option(
    "--minutes",
    default=6.0,
    show_default=True,
    type=click.FloatRange(0.2, 60),
    help="How long faults happen; at most 4 more until all has settled.",
)
@click.option("--gap", default=4.0, show_default=True, help="Seconds between faults, on average.")
@click.option("--keep", is_flag=True, help="Keep the logs also if all is well.")
def main(seed: int | None, jobs: int, minutes: float, gap: float, keep: bool) -> None:
    """Run two API processes, three workers, PostgreSQL, Redis and a faulty provider; kill them at
    random; judge what is left. Exit code 1 if something was lost, paid twice or told wrongly."""
    chosen = random.randrange(1_000_000) if seed is None else seed
    console = Console(highlight=False, width=_WIDTH if not sys.stdout.isatty() else None)
    folder = Path(tempfile.mkdtemp(prefix="macki-chaos-", dir="/tmp"))
    begun = time.monotonic()
    size = Size(jobs=jobs, seconds=minutes * 60, gap=gap)
    outcome = asyncio.run(execute(chosen, size, folder, lambda line: console.print(line)))
    verdict = {
        **judged(outcome.evidence),
        "… and within 10 seconds": slow_ends(outcome.evidence.ends),
    }
    print_report(outcome, verdict, console)
    broken = any(verdict.values())
    console.print(f"Seed {chosen}, {time.monotonic() - begun:.0f} seconds.")
    if broken or keep:
        console.print(f"The logs are in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
