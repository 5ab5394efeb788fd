"""nginx with our configuration, in front of a studio that runs."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.integration.programs import ROOT, free_port
from tests.services import apt_install

CONFIGURATION = ROOT / "docker" / "nginx"
_PATIENCE_S = 20.0


class Proxy:
    """`docker/nginx/start`, as its container runs it, on ports and folders of the test's own."""

    def __init__(self, folder: Path, api: str, media: Path, **environment: str) -> None:
        self.certificates = folder / "certificates"
        self.web_root = folder / "web"
        self.log = folder / "nginx.log"
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.plain_url = f"http://127.0.0.1:{self.plain_port}"
        for made in (self.certificates, self.web_root):
            made.mkdir(exist_ok=True)
        self._environment = {
            "PATH": f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin",
            "CONF_DIR": str(CONFIGURATION),
            "RUN_DIR": str(folder / "run"),
            "WEB_ROOT": str(self.web_root),
            "MEDIA_DIR": str(media),
            "CERTIFICATES": str(self.certificates),
            "CERTIFICATE_NAMES": "localhost,127.0.0.1",
            "API": api,
            "RESOLVER": "127.0.0.1",
            "HTTP_LISTEN": f"127.0.0.1:{self.plain_port}",
            "HTTPS_LISTEN": f"127.0.0.1:{self.port}",
            "HTTPS_SUFFIX": f":{self.port}",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(CONFIGURATION / "start")],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + _PATIENCE_S
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, f"nginx did not answer\n{self.log.read_text()}"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def trust(self) -> ssl.SSLContext:
        """What a browser needs that was told to trust the certificate, names included."""
        return ssl.create_default_context(cafile=str(self.certificates / "tls.crt"))

    def client(self, **headers: str) -> httpx.Client:
        return httpx.Client(
            base_url=self.url, verify=self.trust(), trust_env=False, timeout=30, headers=headers
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return (self.certificates / "tls.crt").exists()
        except OSError:
            return False


def find_nginx(say: Callable[[str], None]) -> None:
    """On Debian as root it is installed if missing; elsewhere the tests stop and say what to do."""
    places = f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin"
    missing = [
        name for name in ("nginx", "openssl", "envsubst") if not shutil.which(name, path=places)
    ]
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        names = " ".join("gettext" if name == "envsubst" else name for name in missing)
        pytest.exit(f"The tests need {', '.join(missing)}; install: brew install {names}", 2)
    for name in missing:
        package = "gettext-base" if name == "envsubst" else name
        say(f"Installing the Debian package {package} for the tests, with apt …")
        apt_install(package)
