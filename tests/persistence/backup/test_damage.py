"""A backup that is not what was written: verifying names the part, and mends what it can."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from persistence.backup.errors import DamagedBackup
from persistence.backup.making import Made
from persistence.unit_of_work import SqlDatabase
from tests.persistence.backup.conftest import Damage, Site
from tests.persistence.examples import image_job, image_of


@pytest.fixture
def lone(site: Site) -> Callable[[], None]:
    """Takes the library away, from which files would be mended."""
    return lambda: shutil.rmtree(site.studio.media)


async def _made(site: Site, database: SqlDatabase) -> Made:
    await site.paint(database, b"one")
    await site.paint(database, b"two")
    made = await site.back_up()
    assert not (await site.verify()).problems
    return made


def _database_of(site: Site, made: Made) -> Path:
    return site.folder.path(made.name) / made.manifest.database.file


def _manifest_of(site: Site, made: Made) -> Path:
    return site.folder.path(made.name) / "manifest.json"


def _file_of(site: Site, _: Made) -> Path:
    return site.folder.shelf.path(site.files[0])


@pytest.mark.parametrize("part", [_database_of, _manifest_of, _file_of])
@pytest.mark.parametrize("how", ["flipped", "missing", "cut", "emptied"])
async def test_whatever_is_damaged_is_named_and_it_no_longer_counts_as_verified(
    site: Site,
    database: SqlDatabase,
    flip: Damage,
    lone: Callable[[], None],
    part: Callable[[Site, Made], Path],
    how: str,
) -> None:
    made = await _made(site, database)
    lone()
    path = part(site, made)
    match how:
        case "flipped":
            flip(path)
        case "missing":
            path.unlink()
        case "cut":
            path.write_bytes(path.read_bytes()[:-1])
        case _:
            path.write_bytes(b"")
    verdict = await site.verify()
    assert len(verdict.problems) == 1
    assert path.name in verdict.problems[0]
    assert site.folder.verified_at(made.name) is None


async def test_a_damaged_database_is_not_restored(
    site: Site, database: SqlDatabase, flip: Damage
) -> None:
    made = await _made(site, database)
    flip(_database_of(site, made))
    with pytest.raises(DamagedBackup, match="nothing was changed"):
        await site.restore()
    assert not site.elsewhere.media.exists()


async def test_one_damaged_file_does_not_keep_the_others_away(
    site: Site, database: SqlDatabase, flip: Damage
) -> None:
    await _made(site, database)
    flip(site.folder.shelf.path(site.files[0]))
    restored = await site.restore()
    assert (restored.put_back, restored.lost) == (1, [site.files[0]])
    assert not site.elsewhere.library.path(site.files[0]).exists()
    assert list((site.elsewhere.media / ".incoming").iterdir()) == []


async def test_a_file_that_the_library_still_has_is_mended(
    site: Site, database: SqlDatabase, flip: Damage
) -> None:
    await _made(site, database)
    flip(site.folder.shelf.path(site.files[0]))
    site.folder.shelf.path(site.files[1]).unlink()
    verdict = await site.verify()
    assert (verdict.problems, verdict.mended) == ([], sorted(site.files))
    assert (await site.verify()).mended == []


async def test_nothing_bad_is_mended_with(site: Site, database: SqlDatabase, flip: Damage) -> None:
    await _made(site, database)
    for shelf in (site.folder.shelf, site.studio.library):
        flip(shelf.path(site.files[0]))
    verdict = await site.verify()
    assert len(verdict.problems) == 1
    assert site.files[0] in verdict.problems[0]


@pytest.mark.parametrize("how", ["missing", "damaged"])
async def test_a_file_that_the_library_lost_is_told_and_the_rest_is_backed_up(
    site: Site, database: SqlDatabase, flip: Damage, how: str
) -> None:
    await site.paint(database, b"one")
    await site.paint(database, b"two")
    path = site.studio.library.path(site.files[0])
    flip(path)
    if how == "missing":
        path.unlink()
    made = await site.back_up()
    assert made.lost == [site.files[0]]
    assert made.manifest.missing == (site.files[0],)
    assert list(made.manifest.files) == [site.files[1]]
    assert not (await site.verify()).problems
    assert (await site.restore()).lost == [site.files[0]]


async def test_a_later_backup_has_a_file_that_came_back(site: Site, database: SqlDatabase) -> None:
    await site.paint(database, b"one")
    site.studio.library.path(site.files[0]).unlink()
    await site.back_up()
    site.put(b"one")
    assert not (await site.back_up()).lost


async def test_the_files_of_a_job_that_is_not_done_are_backed_up_too(
    site: Site, database: SqlDatabase
) -> None:
    from domain.job_state import JobState
    from domain.media import Delivery, Role
    from tests.persistence.examples import NOON, add

    held = site.put(b"held by a job that failed")
    delivery = Delivery(index=0, role=Role.IMAGE, file=held)
    job = image_job(state=JobState.FAILED, due_at=None, accepted_at=NOON, deliveries=(delivery,))
    await add(database, job)
    made = await site.back_up()
    assert dict(made.manifest.files) == {held.sha256: held.size_bytes}


async def test_what_crashes_left_behind_is_swept_by_the_next_backup(
    site: Site, database: SqlDatabase
) -> None:
    await site.paint(database, b"one")
    await site.back_up()
    root = site.folder.root
    for left in ("aaaa.partial", ".scratch-bbbb"):
        (root / left).mkdir()
        (root / left / "database.db").write_bytes(b"half")
    part = root / "files" / ".incoming" / "x.part"
    part.write_bytes(b"half")
    await site.back_up()
    left = {each.name for each in root.iterdir()}
    assert left == {".lock", "files", *site.folder.names()}
    assert not part.exists()


async def test_verifying_leaves_nothing_behind(site: Site, database: SqlDatabase) -> None:
    made = await _made(site, database)
    assert {each.name for each in site.folder.path(made.name).iterdir()} == {
        "manifest.json",
        "verified",
        made.manifest.database.file,
    }
    assert not list(site.folder.root.glob(".scratch-*"))


async def test_one_that_was_purged_meanwhile_is_not_lost(site: Site, database: SqlDatabase) -> None:
    """As if it had been removed for good between the snapshot and its turn to be copied."""
    from persistence.backup.making import _still_needed  # pyright: ignore[reportPrivateUsage]

    job = image_job()
    image = replace(image_of(job), file=site.put(b"kept"))
    async with database.begin() as work:
        await work.jobs.add(job)
        await work.media.add(image.file)
        await work.images.add(image)
        await work.commit()
    assert await _still_needed(site.studio, ["f" * 64, site.files[0]]) == [site.files[0]]
