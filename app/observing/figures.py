"""What the database knows, for whoever watches: read when it is asked for, every few seconds at
most, and left out while it cannot be had."""

import asyncio
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import structlog
from prometheus_client import CollectorRegistry, Gauge

from app.doctor.daemon_threads import DaemonThreads
from domain.errors import StudioError
from domain.job_state import JobState, Provider
from domain.ports.database import Database
from domain.ports.time_and_ids import Clock
from domain.schedule import WORKER_ABSENT_AFTER
from domain.usage import Sums

_PATIENCE_S = 3.0
_FRESH_S = 5.0

_log = structlog.get_logger(__name__)


class Figures:
    """They have a registry of their own, since each process that is asked tells the same: take
    their maximum over the processes, never their sum."""

    def __init__(self, *, database: Database, media: Path, clock: Clock) -> None:
        self._database = database
        self._media = media
        self._clock = clock
        self._read_at = -_FRESH_S
        self._turn = asyncio.Lock()
        self.registry = registry = CollectorRegistry()
        self._known = Gauge(
            "macki_figures_up", "1 if what follows could be read, else 0.", registry=registry
        )
        self._jobs = Gauge("macki_jobs", "Jobs by state.", ("state",), registry=registry)
        self._depth = Gauge(
            "macki_queue_waiting_jobs", "Jobs that wait for their turn.", registry=registry
        )
        self._oldest = Gauge(
            "macki_queue_oldest_waiting_age_seconds",
            "How long the job has waited that has waited longest and is due.",
            registry=registry,
        )
        self._workers = Gauge(
            "macki_workers", "Workers that were heard of lately.", registry=registry
        )
        self._spent = Gauge(
            "macki_estimated_spend_today_usd",
            "US dollars, by list prices, of what vendors accepted since midnight UTC.",
            ("provider",),
            registry=registry,
        )
        self._free = Gauge(
            "macki_media_disk_free_bytes", "Bytes free where the files lie.", registry=registry
        )

    async def refresh(self) -> None:
        async with self._turn:
            if monotonic() - self._read_at < _FRESH_S:
                return
            try:
                async with asyncio.timeout(_PATIENCE_S):
                    await self._read()
                self._known.set(1)
            except (StudioError, OSError) as error:  # a time-out is one, too
                _log.warning("metrics.not_read", reason=type(error).__name__)
                self._forget()
            self._read_at = monotonic()

    async def _read(self) -> None:
        now = self._clock()
        async with self._database.read() as work:
            counts = await work.jobs.count_by_state()
            waiting = [await work.jobs.waiting(each, now, 1) for each in Provider]
            workers = await work.workers.count_since(now - WORKER_ABSENT_AFTER)
            paid = await work.usage.paid(_midnight(now), now + timedelta(seconds=1))
        ages = [now - jobs[0].created_at for jobs in waiting if jobs]
        for state in JobState:
            self._jobs.labels(state.value).set(counts[state])
        self._depth.set(counts[JobState.PENDING])
        self._oldest.set(max(ages, default=timedelta()).total_seconds())
        self._workers.set(workers)
        for provider in Provider:
            spent = Sums.of([each for each in paid if each.provider is provider and each.at_vendor])
            self._spent.labels(provider.value.lower()).set(float(spent.estimated_usd or 0))
        loop = asyncio.get_running_loop()
        usage = await loop.run_in_executor(DaemonThreads(), shutil.disk_usage, self._media)
        self._free.set(usage.free)

    def _forget(self) -> None:
        """An old figure would be taken for one of now."""
        self._known.set(0)
        self._jobs.clear()
        self._spent.clear()
        for gauge in (self._depth, self._oldest, self._workers, self._free):
            gauge.set(float("nan"))


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
