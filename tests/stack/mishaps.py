"""What happens to the stack by itself."""

from collections.abc import Mapping

from tests.stack.promises import promise, wait_until
from tests.stack.scene import PROGRAMS, Scene

_OURS = ("aiproxysrv", "celery-worker", "forward-proxy")
_ROUNDS = 4
"""One more than end a program."""


def each_is_killed(scene: Scene) -> None:
    for name in PROGRAMS:
        scene.say(f"Killing {name} …")
        restarts, images = scene.containers.restarts(name), scene.visitor.count_images()
        scene.containers.kill(name)
        scene.containers.wait_until_restarted(name, restarts)
        scene.still_works(images)


def the_worker_is_killed_at_work(scene: Scene) -> None:
    scene.say("Killing celery-worker while it waits for a song …")
    paid = scene.visitor.count_paid()
    song = scene.visitor.begin_song(seconds=15)
    restarts = scene.containers.restarts("celery-worker")
    scene.containers.kill("celery-worker")
    scene.visitor.finish_song(song)
    scene.containers.wait_until_restarted("celery-worker", restarts)
    _paid_once(scene, paid)


def they_freeze(scene: Scene) -> None:
    scene.say("Freezing API, worker and nginx, which only their health checks notice …")
    images = scene.visitor.count_images()
    restarts = {name: scene.containers.restarts(name) for name in _OURS}
    for name in _OURS:
        scene.containers.freeze(name)
    for name in _OURS:
        scene.containers.wait_until_restarted(name, restarts[name])
        told = scene.containers.logs(name)
        promise("Unhealthy 3 times in a row" in told, f"{name} does not say why it was ended.")
    scene.still_works(images)


def what_they_need_is_away(scene: Scene) -> None:
    scene.say("Taking PostgreSQL away and freezing Redis; nothing else is to be restarted …")
    images = scene.visitor.count_images()
    before = {name: scene.containers.identity(name) for name in _OURS}
    scene.containers.stop("postgres")
    scene.containers.freeze("redis")
    _are_checked(scene)
    away = scene.visitor.what_is_not_ready()
    promise({"database", "redis"} <= away, f"Only {away or 'nothing'} is said to be away.")
    scene.containers.thaw("redis")
    scene.containers.start("postgres")
    scene.still_works(images)
    after = {name: scene.containers.identity(name) for name in _OURS}
    promise(after == before, f"Something was restarted: {before} became {after}.")


def _are_checked(scene: Scene) -> None:
    """Several times each, and found alive each time."""
    seen = {name: _checks(scene, name) for name in _OURS}
    for name in _OURS:

        def is_done(name: str = name) -> bool:
            return len(_checks(scene, name).keys() - seen[name].keys()) >= _ROUNDS

        wait_until(is_done, f"{name} to be checked {_ROUNDS} times")
        failed = {each for each, code in _checks(scene, name).items() if code != 0}
        promise(not failed - seen[name].keys(), f"{name} lives, and was found dead.")


def _checks(scene: Scene, name: str) -> Mapping[str, int]:
    """When each of the last ones began, and how it ended."""
    return {each["Start"]: each["ExitCode"] for each in scene.containers.checks(name)}


def _paid_once(scene: Scene, before: int) -> None:
    paid = scene.visitor.count_paid() - before
    promise(paid == 1, f"One song was ordered, and {paid} were paid.")
