"""Files that nothing refers to go; those that something may still need stay."""

from domain.job_state import JobState
from domain.media import Delivery, Role
from domain.use_cases.leftovers import Leftovers
from tests.fakes import FakeDatabase, FakeDerivatives, FakeMediaStore
from tests.persistence.examples import NOON, add, image_job, image_of, media_file


async def test_only_files_that_nothing_needs_are_removed() -> None:
    database, media, derivatives = FakeDatabase(), FakeMediaStore(), FakeDerivatives()
    owed, shown, preview, unneeded = (media_file(name) for name in "abcd")
    delivery = Delivery(index=0, role=Role.IMAGE, file=owed)
    waiting = image_job(state=JobState.FAILED, accepted_at=NOON, deliveries=(delivery,))
    await add(database, waiting)
    async with database.begin() as work:
        await work.images.add(image_of(waiting, file=shown))
        await work.media.add(preview)
        await work.commit()
    media.files = {each.sha256: b"" for each in (owed, shown, preview, unneeded)}

    leftovers = Leftovers(database=database, media=media, derivatives=derivatives)
    assert await leftovers.sweep() == 1
    assert set(media.files) == {owed.sha256, shown.sha256, preview.sha256}
    assert derivatives.swept == 1


async def test_nothing_is_removed_while_a_paid_request_is_under_way() -> None:
    """Its first image may lie here for hours, until there is room for the second."""
    database, media = FakeDatabase(), FakeMediaStore()
    job = image_job(state=JobState.SUBMITTING)
    await add(database, job)
    media.files = {media_file("a").sha256: b""}
    leftovers = Leftovers(database=database, media=media, derivatives=FakeDerivatives())
    assert await leftovers.sweep() == 0
    assert len(media.files) == 1
