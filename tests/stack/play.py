"""What happens to the stack, act by act; each holds it to what it promises."""

from collections.abc import Callable

from tests.stack import keeping, mishaps, versions
from tests.stack.promises import promise, wait_until
from tests.stack.scene import CHECKED, Scene
from tests.stack.stack import Stack
from tests.stack.visitor import Visitor

Act = Callable[[Scene], None]


def perform(stack: Stack, say: Callable[[str], None]) -> None:
    """Raises Broken."""
    scene = _installed(stack, say)
    for act in _ACTS:
        act(scene)


def _installed(stack: Stack, say: Callable[[str], None]) -> Scene:
    say("Bringing it up, as somebody does who has just copied .env.example …")
    stack.compose("up", "-d", "--no-build")
    for name in ("studio-setup", "studio-migrate"):
        code = stack.containers.facts(name)["State"]["ExitCode"]
        promise(code == 0, f"{name} ended with {code}.")
    scene = Scene(stack, Visitor(stack.token()), say)
    scene.wait_until_ready()
    return scene


def _is_used(scene: Scene) -> None:
    scene.say("An image and a song, through nginx …")
    promise(scene.visitor.page().status_code == 200, "There is no page.")
    promise(scene.visitor.order_image()[:4] == b"\x89PNG", "The image is no PNG.")
    promise(bool(scene.visitor.order_song()), "The song is empty.")


def _is_healthy(scene: Scene) -> None:
    for name in CHECKED:
        wait_until(
            lambda name=name: scene.containers.health(name) == "healthy", f"{name} to be healthy"
        )


_ACTS: tuple[Act, ...] = (
    _is_used,
    keeping.they_may_do_little,
    keeping.it_backs_up,
    _is_healthy,
    mishaps.each_is_killed,
    mishaps.the_worker_is_killed_at_work,
    mishaps.they_freeze,
    mishaps.what_they_need_is_away,
    keeping.secrets_are_kept,
    keeping.it_outlives_its_containers,
    versions.a_migration_fails,
    versions.one_is_undone,
    versions.only_a_backup_undoes_it,
    keeping.secrets_are_kept,
)
