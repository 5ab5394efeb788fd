"""The names that images are seen under."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from domain.image import Image, moment_of_name
from domain.media import MediaFile, MediaType


@pytest.mark.parametrize(
    ("media_type", "ending"),
    [(MediaType.PNG, "png"), (MediaType.JPEG, "jpg"), (MediaType.WEBP, "webp")],
)
def test_an_image_is_named_by_its_time_and_the_end_of_its_id(
    media_type: MediaType, ending: str
) -> None:
    image = Image(
        id=UUID("00000000-0000-0000-0000-000000abc123"),
        job_id=UUID(int=1),
        index=0,
        title="A password",
        prompt="../../etc/passwd",
        revised_prompt=None,
        model="gpt-image-2",
        file=MediaFile(sha256="ab", media_type=media_type, size_bytes=1),
        created_at=datetime(2024, 12, 1, 14, 25, 30, tzinfo=UTC),
    )
    assert image.filename == f"img_20241201_142530_abc123.{ending}"


def test_a_name_tells_when_its_image_was_made() -> None:
    made = datetime(2024, 12, 1, 14, 25, 30, tzinfo=UTC)
    assert moment_of_name("img_20241201_142530_abc123.png") == made


@pytest.mark.parametrize(
    "name",
    ["", "img_20241201_142530_abc123", "img_20241301_142530_abc123.png", "x/img_20241201.png"],
)
def test_a_name_that_no_image_has_tells_nothing(name: str) -> None:
    assert moment_of_name(name) is None
