"""Images that stand in for the official ones, made of Debian's packages: no registry is needed."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from tests.stack.engine import Engine, run

_HERE = Path(__file__).parent
_PACKAGES = (
    "python3", "python3-pip", "python3-venv", "ca-certificates", "curl", "openssl", "gettext-base",
    "postgresql-15", "redis-server", "nginx", "procps",
)  # fmt: skip
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
_BASE = "stand-in/base"
_NAMES = ("python", "nginx", "redis", "postgres")


def make_stand_ins(engine: Engine, folder: Path, say: Callable[[str], None]) -> Mapping[str, str]:
    """What to set so that they are taken. `folder` keeps them for the next time."""
    base = f"{_BASE}:{_recipe()}"
    if not engine.docker("image", "ls", "--quiet", base):
        _make_base(engine, base, folder / f"{_recipe()}.tar", say)
    for name in _NAMES:
        build = ("build", "--quiet", "--network", "host", "--build-arg", f"BASE={base}")
        engine.docker(*build, "--target", name, "--tag", f"stand-in/{name}", _HERE)
    return {f"{name.upper()}_IMAGE": f"stand-in/{name}" for name in _NAMES}


def _recipe() -> str:
    """Another name for whatever is made otherwise. What is built on it is kept only if it is the
    very same image."""
    told = [*_PACKAGES, *_trusting(), _AUTHORITIES.read_text()]
    return sha256("\n".join(told).encode()).hexdigest()[:12]


def _make_base(engine: Engine, base: str, archive: Path, say: Callable[[str], None]) -> None:
    if not archive.exists():
        say("Making a Debian to build on; some minutes, once …")
        partial = archive.with_suffix(".part.tar")
        options = ["--variant=minbase", f"--include={','.join(_PACKAGES)}", "--quiet"]
        run(["mmdebstrap", *options, "bookworm", partial])
        partial.rename(archive)
    engine.docker("import", *_trusting(), archive, f"{_BASE}:plain")
    container = engine.docker("create", f"{_BASE}:plain", "true")
    engine.docker("cp", _AUTHORITIES, f"{container}:{_AUTHORITIES}")
    engine.docker("commit", container, base)
    engine.docker("rm", container)


def _trusting() -> list[str]:
    """This machine may have authorities of its own, and builds look at them in these variables."""
    names = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
    return [part for name in names for part in ("--change", f"ENV {name}={_AUTHORITIES}")]
