"""What happens to the stack, step by step; each step asserts what it promises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.stack.stack import Stack
from tests.stack.visitor import Visitor

_PROGRAMS = ("forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres", "aitestmock")
_CHECKED = ("forward-proxy", "aiproxysrv", "celery-worker", "redis", "postgres")


@dataclass(frozen=True, slots=True)
class Play:
    stack: Stack
    say: Callable[[str], None]

    def perform(self) -> None:
        visitor = self._install()
        self._use(visitor)
        self._may_do_little()
        for container in _PROGRAMS:
            self._killed(visitor, container)
        self._frozen("aiproxysrv")
        self._upgraded(visitor)

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
        self.stack.wait_until(visitor.is_ready, "the studio to be ready")
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
        self.stack.wait_until(visitor.is_ready, "the studio to be ready again")
        visitor.order_image()
        assert visitor.count_images() == images + 1

    def _frozen(self, container: str) -> None:
        self.say(f"Freezing {container}, which only its health check notices …")
        restarts = self.stack.state(container)["Restarts"]
        self.stack.freeze(container)
        self.stack.wait_until_restarted(container, restarts)

    def _upgraded(self, visitor: Visitor) -> None:
        self.say("Upgrading to a version whose migration fails …")
        images, before = visitor.count_images(), self._ids()
        self.stack.use(migrate=["migrate", "--in-a-way-that-fails"])
        failed = self.stack.upgrade()
        assert failed.returncode == 1, failed.stdout + failed.stderr
        assert "The database cannot be migrated. The old version is still running" in failed.stderr
        assert self._ids() == before
        visitor.order_image()

        self.say("Upgrading to one that works, and going back …")
        self.stack.use()
        for arguments in ((), ("back",)):
            done = self.stack.upgrade(*arguments)
            assert done.returncode == 0, done.stdout + done.stderr
            self.stack.wait_until(visitor.is_ready, "the studio to be ready after it")
            assert visitor.count_images() == images + 1

    def _ids(self) -> Sequence[str]:
        return [self.stack.state(container)["Id"] for container in _PROGRAMS]
