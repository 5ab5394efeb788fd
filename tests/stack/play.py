"""What happens to the stack, step by step; each step asserts what it promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.stack.stack import Stack
from tests.stack.visitor import Visitor

_PROGRAMS = (
    *("forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres", "aitestmock"),
    "studio-backup",
)
_CHECKED = ("forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres")
_OF_THE_STUDIO = ("nginx", "api", "worker", "backup")
"""What has to stand still while the database is replaced."""
_FATAL_CHECKS = 3
"""So many in a row end what hangs."""
_PASSWORD = "/secrets/postgres_password"


@dataclass(frozen=True, slots=True)
class Play:
    stack: Stack
    say: Callable[[str], None]

    def perform(self) -> None:
        visitor = self._install()
        self._use(visitor)
        self._may_do_little()
        self._killed_at_work(visitor)
        for container in _PROGRAMS:
            self._killed(visitor, container)
        for container in ("aiproxysrv", "celery-worker"):
            self._frozen(visitor, container)
        self._without_database(visitor)
        self._backed_up(visitor)
        self._upgraded(visitor)
        self._taken_down(visitor)

    def _install(self) -> Visitor:
        self.say("Bringing it up, as somebody does who has just copied .env.example …")
        self.stack.compose("up", "-d", "--no-build")
        for container in _CHECKED:
            self.stack.wait_until(
                lambda name=container: self.stack.health(name) == "healthy", f"{container} to live"
            )
        for container in ("studio-setup", "studio-migrate"):
            assert self.stack.state(container)["ExitCode"] == 0, self.stack.logs(container)
        visitor = Visitor(self.stack.token())
        self._wait_until_ready(visitor)
        return visitor

    def _use(self, visitor: Visitor) -> None:
        self.say("An image and a song, through nginx …")
        assert visitor.page().status_code == 200
        assert visitor.order_image()[:8] == b"\x89PNG\r\n\x1a\n"
        assert visitor.order_song()

    def _may_do_little(self) -> None:
        self.say("Nobody is root, nobody writes on the disk, nobody has a capability …")
        for container in _PROGRAMS:
            assert self.stack.within(container, "id", "-u") != "0"
            assert self.stack.within(container, "sh", "-c", "touch /x 2>/dev/null; echo $?") == "1"
            told = self.stack.within(container, "grep", "CapBnd", "/proc/1/status")
            assert int(told.split()[1], 16) == 0

    def _killed(self, visitor: Visitor, container: str) -> None:
        self.say(f"Killing {container} …")
        restarts, images = self.stack.state(container)["Restarts"], visitor.count_images()
        self.stack.kill(container)
        self.stack.wait_until_restarted(container, restarts)
        self._wait_until_ready(visitor)
        visitor.order_image()
        assert visitor.count_images() == images + 1

    def _killed_at_work(self, visitor: Visitor) -> None:
        self.say("Killing celery-worker while it waits for a song …")
        restarts, paid = self.stack.state("celery-worker")["Restarts"], visitor.count_paid()
        song = visitor.begin_song()
        self.stack.kill("celery-worker")
        self.stack.wait_until_restarted("celery-worker", restarts)
        assert visitor.finished(song)["song"]["choices"]
        assert visitor.count_paid() == paid + 1

    def _frozen(self, visitor: Visitor, container: str) -> None:
        self.say(f"Freezing {container}, which only its health check notices …")
        restarts = self.stack.state(container)["Restarts"]
        self.stack.freeze(container)
        self.stack.wait_until_restarted(container, restarts)
        self._wait_until_ready(visitor)

    def _without_database(self, visitor: Visitor) -> None:
        self.say("Stopping postgres, for which nobody else is ended …")
        programs = {"aiproxysrv": "api", "celery-worker": "worker"}
        before = {each: self.stack.state(each)["Pid"] for each in programs}
        self.stack.docker("stop", "postgres")
        for container, program in programs.items():
            for _ in range(_FATAL_CHECKS + 1):
                self.stack.docker("exec", container, "healthcheck", "macki", "health", program)
        assert not visitor.is_ready()
        assert {each: self.stack.state(each)["Pid"] for each in programs} == before
        self.stack.docker("start", "postgres")
        self._wait_until_ready(visitor)

    def _backed_up(self, visitor: Visitor) -> None:
        self.say("Backing up, and restoring it beside the studio to verify it …")
        images = visitor.count_images()
        for command in (("backup",), ("backup", "verify")):
            self.stack.compose("exec", "-T", "backup", "macki", *command)

        self.say("Restoring it in the studio's place …")
        visitor.order_image()
        self.stack.compose("stop", *_OF_THE_STUDIO)
        restore = ("backup", "restore", "latest", "--replace")
        self.stack.compose("run", "--rm", "--no-deps", "-T", *restore)
        self.stack.compose("up", "-d", "--no-build")
        self._wait_until_ready(visitor)
        assert visitor.count_images() == images

    def _upgraded(self, visitor: Visitor) -> None:
        self.say("Upgrading to a version whose migration fails …")
        images, before = visitor.count_images(), self._ids()
        self.stack.use(migrate=["migrate", "--in-a-way-that-fails"])
        failed = self.stack.upgrade()
        told = failed.stdout + failed.stderr
        assert failed.returncode == 1, told
        assert "The database cannot be migrated. The old version is still running" in told, told
        assert self._ids() == before, told
        visitor.order_image()

        self.say("Upgrading to one that works, and going back …")
        self.stack.use()
        for arguments in ((), ("back",)):
            done = self.stack.upgrade(*arguments)
            assert done.returncode == 0, done.stdout + done.stderr
            self._wait_until_ready(visitor)
            assert visitor.count_images() == images + 1

    def _taken_down(self, visitor: Visitor) -> None:
        self.say("Taking it down, and bringing it up again: all is there, and nothing was told …")
        images = visitor.count_images()
        secrets = self.stack.token(), self.stack.within("postgres", "cat", _PASSWORD)
        for container in (*_PROGRAMS, "studio-setup", "studio-migrate"):
            logged = self.stack.logs(container)
            assert all(secret and secret not in logged for secret in secrets), container
        self.stack.compose("down")
        self.stack.compose("up", "-d", "--no-build")
        self._wait_until_ready(visitor)
        assert visitor.count_images() == images

    def _wait_until_ready(self, visitor: Visitor) -> None:
        self.stack.wait_until(visitor.is_ready, "the studio to be ready")

    def _ids(self) -> Sequence[str]:
        return [self.stack.state(container)["Id"] for container in _PROGRAMS]
