"""Who and what each act of the play needs."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.stack.containers import Containers
from tests.stack.promises import promise, wait_until
from tests.stack.stack import Stack
from tests.stack.visitor import Visitor

PROGRAMS = (
    "forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres", "aitestmock",
    "studio-backup",
)  # fmt: skip
CHECKED = ("forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres")


@dataclass(frozen=True, slots=True)
class Scene:
    stack: Stack
    visitor: Visitor
    say: Callable[[str], None]

    @property
    def containers(self) -> Containers:
        return self.stack.containers

    def wait_until_ready(self) -> None:
        wait_until(self.visitor.is_ready, "the studio to be ready")

    def still_works(self, images: int) -> None:
        """It has the `images` that were there before, and makes another."""
        self.wait_until_ready()
        found = self.visitor.count_images()
        promise(found == images, f"There were {images} images, and now there are {found}.")
        self.visitor.order_image()
        promise(self.visitor.count_images() == images + 1, "The new image is not in the library.")
