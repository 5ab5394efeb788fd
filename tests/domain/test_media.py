"""Files, their roles, and what the library makes of a finished job."""

import pytest

from domain.job_state import JobState
from domain.media import THUMBNAILS, Delivery, Derivative, MediaType, Role, fitted
from domain.report import ProviderStatus, Result
from domain.results import choices_of, images_of, shown_of
from tests.domain.examples import image_job, job_in, media_file, report, song_result
from tests.fakes import NOON, numbered_ids


@pytest.mark.parametrize("media_type", MediaType)
def test_each_type_has_an_extension_of_its_own(media_type: MediaType) -> None:
    same = [each for each in MediaType if each.extension == media_type.extension]
    assert same == [media_type]
    assert media_type.is_image is (media_type.extension in ("png", "jpg", "webp"))


@pytest.mark.parametrize("media_type", MediaType)
def test_images_have_thumbnails_and_sounds_have_peaks(media_type: MediaType) -> None:
    pictures, sounds = tuple(THUMBNAILS), (Derivative.PEAKS,)
    wanted = {"image": pictures, "audio": sounds}.get(media_type.partition("/")[0], ())
    assert media_type.derivatives == wanted


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (1024, 1536, (213, 320)),
        (3840, 2160, (320, 180)),
        (320, 320, (320, 320)),
        (1, 2, (1, 2)),
        (64_000, 1, (320, 1)),
    ],
)
def test_a_fitted_picture_keeps_its_shape(width: int, height: int, size: tuple[int, int]) -> None:
    assert fitted(width, height, 320) == size


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("media_type", MediaType)
def test_a_role_admits_its_own_types_only(role: Role, media_type: MediaType) -> None:
    wanted = {
        Role.IMAGE: {MediaType.PNG, MediaType.JPEG, MediaType.WEBP},
        Role.MP3: {MediaType.MP3},
        Role.FLAC: {MediaType.FLAC},
        Role.WAV: {MediaType.WAV},
        Role.ZIP: {MediaType.ZIP},
    }
    assert role.admits(media_type) is (media_type in wanted[role])


def test_every_stored_picture_of_a_job_becomes_an_image() -> None:
    file = media_file(Role.IMAGE)
    job = image_job(
        deliveries=(
            Delivery(index=0, role=Role.IMAGE, file=file, revised_prompt="A very red door"),
            Delivery(index=1, role=Role.IMAGE, file=file),
            Delivery(index=2, role=Role.IMAGE, url="https://files.test/2.png"),
        )
    )
    first, second = images_of(job, NOON, numbered_ids())
    assert (first.index, first.prompt, first.revised_prompt) == (0, "A red door", "A very red door")
    assert (first.job_id, first.model, first.file, first.created_at) == (
        job.id,
        job.model,
        file,
        NOON,
    )
    assert (second.index, second.revised_prompt) == (1, None)
    assert first.id != second.id


def test_a_song_job_makes_no_images() -> None:
    assert images_of(job_in(JobState.SUCCEEDED), NOON, numbered_ids()) == ()


def test_the_choices_of_a_song_are_those_that_have_files() -> None:
    results = (song_result(0), Result(index=1, files=()), song_result(2))
    choices = choices_of(report(ProviderStatus.SUCCEEDED, results=results), numbered_ids())
    assert [choice.index for choice in choices] == [0, 2]
    assert choices[0].provider_choice_id == "c0"
    assert choices[0].duration_ms == 61_000
    assert choices[0].mp3 is None


def test_what_is_shown_of_a_job_are_its_images_and_what_is_heard() -> None:
    mp3, flac, picture = media_file(Role.MP3), media_file(Role.FLAC), media_file(Role.IMAGE)
    deliveries = (
        Delivery(index=0, role=Role.MP3, file=mp3),
        Delivery(index=0, role=Role.FLAC, file=flac),
        Delivery(index=1, role=Role.IMAGE, file=picture),
        Delivery(index=2, role=Role.IMAGE, file=picture),
        Delivery(index=3, role=Role.IMAGE, url="https://files.test/2.png"),
    )
    assert shown_of(image_job(deliveries=deliveries)) == (mp3, picture)
