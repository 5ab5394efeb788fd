"""Holding on to jobs, and letting go."""

import asyncio
from dataclasses import replace

from domain.job import Lease
from domain.schedule import LEASE, LEASE_RENEWAL
from tests.domain.databases import AbsentDatabase
from tests.domain.examples import OTHER_WORKER, WORKER, archiving
from tests.domain.studio import Studio
from tests.fakes import NOON

HELD = archiving(lease=Lease(WORKER, NOON + LEASE))


async def test_a_hold_is_renewed_until_the_block_ends(studio: Studio) -> None:
    await studio.keep(HELD)
    async with studio.leases.kept(WORKER):
        for _ in range(20):
            await asyncio.sleep(LEASE.total_seconds())
            lease = (await studio.stored(HELD)).lease
            assert lease is not None
            assert lease.until > studio.clock()
    end = studio.clock()
    await asyncio.sleep(2 * LEASE.total_seconds())
    lease = (await studio.stored(HELD)).lease
    assert lease is not None
    assert lease.until <= end + LEASE


async def test_only_the_own_holds_are_renewed_and_no_revision_changes(studio: Studio) -> None:
    other = archiving(lease=Lease(OTHER_WORKER, NOON + LEASE))
    await studio.keep(HELD, other)
    async with studio.leases.kept(WORKER):
        await asyncio.sleep(LEASE.total_seconds())
    assert await studio.stored(other) == other
    renewed = await studio.stored(HELD)
    assert renewed.lease != HELD.lease
    assert replace(renewed, lease=HELD.lease) == HELD


async def test_a_hold_outlasts_two_renewals_that_fail() -> None:
    database = AbsentDatabase()
    studio = Studio(database=database)
    await studio.keep(HELD)
    async with studio.leases.kept(WORKER):
        database.absent = True
        await asyncio.sleep(2.5 * LEASE_RENEWAL.total_seconds())
        database.absent = False
        await asyncio.sleep(LEASE_RENEWAL.total_seconds())
        lease = (await studio.stored(HELD)).lease
        assert lease is not None
        assert lease.until > studio.clock() + LEASE / 2


async def test_what_is_released_is_free_at_once(studio: Studio) -> None:
    await studio.keep(HELD)
    await asyncio.sleep(1)
    await studio.leases.release(WORKER)
    released = (await studio.stored(HELD)).lease
    assert released is not None
    assert released.until <= studio.clock()
