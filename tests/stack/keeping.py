"""What the stack keeps: backups, its state, and secrets to itself."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.stack.promises import promise, wait_until
from tests.stack.scene import PROGRAMS, Scene

KEYS = {"OPENAI_API_KEY": "key-that-nobody-may-read-1", "MUREKA_API_KEY": "key-that-nobody-may-2"}
_WITH_KEYS = {
    **KEYS,
    "OPENAI_BASE_URL": "http://mock:8000/v1",
    "MUREKA_BASE_URL": "http://mock:8000/v1/song",
}
"""Keys that the mock takes, as if it were the vendors."""


def it_backs_up(scene: Scene) -> None:
    scene.say("A verified backup by the daily service, and one by hand …")
    wait_until(lambda: len(_backups(scene)) == 1, "the first backup")
    wait_until(lambda: bool(_backups(scene)[0]["verifiedAt"]), "the first backup to be verified")
    scene.stack.compose("exec", "-T", "backup", "macki", "backup")
    said = scene.stack.compose("exec", "-T", "backup", "macki", "backup", "verify")
    promise("is whole: every row" in said, said)
    newest = _backups(scene)[-1]
    files = scene.visitor.count_images()
    promise(newest["files"] >= files, f"{newest} of {files} images.")
    promise(newest["verifiedAt"] is not None, f"{newest} does not say that it was verified.")


def it_outlives_its_containers(scene: Scene) -> None:
    scene.say("Removing all containers, and starting again with keys …")
    images, paid = scene.visitor.count_images(), scene.visitor.count_paid()
    scene.stack.compose("down")
    promise(not scene.containers.names(), f"{scene.containers.names()} are still there.")
    scene.stack.set(**_WITH_KEYS)
    scene.stack.compose("up", "-d", "--no-build")
    scene.still_works(images)
    promise(scene.visitor.count_paid() == paid + 1, "The mock has forgotten what was paid.")
    promise(bool(scene.visitor.order_song()), "No song is made with a key.")


def secrets_are_kept(scene: Scene) -> None:
    """In what all containers have said so far; and the mock knows no key."""
    token = scene.stack.token()
    password = scene.containers.within("postgres", "cat", "/secrets/postgres_password")
    for secret in (token, password, *KEYS.values()):
        promise(len(secret) > 20, "A secret is too short.")
        for name in scene.containers.names():
            promise(secret not in scene.containers.logs(name), f"{name} has told a secret.")
    told = scene.containers.facts("aitestmock")["Config"]["Env"]
    promise(not any("API_KEY" in each for each in told), "The mock is given keys.")


def they_may_do_little(scene: Scene) -> None:
    scene.say("Nobody is root, nobody writes on the disk, nobody has a capability …")
    for name in PROGRAMS:
        promise(scene.containers.within(name, "id", "-u") != "0", f"{name} is root.")
        written = scene.containers.within(name, "sh", "-c", "touch /x 2>/dev/null; echo $?")
        promise(written != "0", f"{name} can write on its disk.")
        told = scene.containers.within(name, "grep", "CapBnd", "/proc/1/status")
        promise(int(told.split()[1], 16) == 0, f"{name} has capabilities.")


def _backups(scene: Scene) -> Sequence[Mapping[str, Any]]:
    said = scene.containers.within("studio-backup", "macki", "backup", "list", "--json")
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]
