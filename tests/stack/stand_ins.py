"""Images that stand in for the official ones, made of Debian's packages: no registry is needed."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.stack.engine import Engine

_HERE = Path(__file__).parent
_PACKAGES = (
    "python3", "python3-pip", "python3-venv", "ca-certificates", "curl", "openssl", "gettext-base",
    "postgresql-15", "redis-server", "nginx", "procps",
)  # fmt: skip
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
_BASE = "stand-in/base"
_NAMES = ("python", "nginx", "redis", "postgres")


def make_stand_ins(engine: Engine, archive: Path, say: Callable[[str], None]) -> Mapping[str, str]:
    """What to set so that they are taken. `archive` is kept for the next time."""
    if not archive.exists():
        say("Making a Debian to build on; four minutes, once …")
        partial = archive.with_suffix(".part.tar")
        options = ["--variant=minbase", f"--include={','.join(_PACKAGES)}", "--quiet"]
        subprocess.run(["mmdebstrap", *options, "bookworm", str(partial)], check=True)
        partial.rename(archive)
    engine.docker("import", *_trusting(), archive, f"{_BASE}:plain")
    _with_authorities(engine)
    for name in _NAMES:
        build = ("build", "--quiet", "--network", "host", "--build-arg", f"BASE={_BASE}")
        engine.docker(*build, "--target", name, "--tag", f"stand-in/{name}", _HERE)
    return {f"{name.upper()}_IMAGE": f"stand-in/{name}" for name in _NAMES}


def _trusting() -> list[str]:
    """This machine may have authorities of its own, and builds look at them in these variables."""
    names = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
    return [part for name in names for part in ("--change", f"ENV {name}={_AUTHORITIES}")]


def _with_authorities(engine: Engine) -> None:
    container = engine.docker("create", f"{_BASE}:plain", "true")
    engine.docker("cp", _AUTHORITIES, f"{container}:{_AUTHORITIES}")
    engine.docker("commit", container, _BASE)
    engine.docker("rm", container)
