"""TLS as nginx speaks it, and the certificate that is made at the first start."""

import socket
import ssl
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.docker.conftest import ROOM, MakeProxy
from tests.docker.proxy import CONFIGURATION, Proxy

_CERTIFICATE = CONFIGURATION / "certificate"


def _handshake(proxy: Proxy, version: ssl.TLSVersion) -> str | None:
    context = proxy.trust()
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        return secured.version()


def test_tls_1_3_is_taken_and_what_is_older_refused(proxy: Proxy) -> None:
    assert _handshake(proxy, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
    with pytest.raises(ssl.SSLError):
        _handshake(proxy, ssl.TLSVersion.TLSv1_2)


@pytest.mark.parametrize("address", ["/", "/api/v1/image/generate?a=b%20c", "/metrics"])
def test_without_tls_there_is_only_the_way_to_it(proxy: Proxy, address: str) -> None:
    answer = httpx.post(f"{proxy.plain_url}{address}", json={}, trust_env=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"https://127.0.0.1:{proxy.port}{address}"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_who_forgets_the_s_is_led_to_it(proxy: Proxy) -> None:
    answer = httpx.get(f"http://127.0.0.1:{proxy.port}/songs", trust_env=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"https://127.0.0.1:{proxy.port}/songs"


def _asked_without_host(wire: socket.socket) -> bytes:
    with wire, wire.makefile("rb") as answer:
        wire.sendall(b"GET / HTTP/1.0\r\nAccept: text/html\r\n\r\n")
        return answer.read()


@pytest.mark.parametrize("is_secured", [True, False])
def test_who_names_no_host_is_refused(proxy: Proxy, is_secured: bool) -> None:
    """Nobody could be led to https then, or be asked who they are by the studio."""
    port = proxy.port if is_secured else proxy.plain_port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        answer = _asked_without_host(
            proxy.trust().wrap_socket(plain, server_hostname="localhost") if is_secured else plain
        )
    assert b" 400 " in answer.splitlines()[0]
    assert b'"error": "BAD_REQUEST"' in answer
    assert b"Mac KI Service" not in answer


def test_the_containers_check_is_answered_to_the_machine_itself(proxy: Proxy) -> None:
    assert httpx.get(f"{proxy.plain_url}/nginx-health", trust_env=False).text == "ok\n"


# ── the certificate ──────────────────────────────────────────────────────────────────────────────


def _made(
    folder: Path, names: str = "macstudio,10.0.1.120,::1"
) -> subprocess.CompletedProcess[str]:
    command = [str(_CERTIFICATE), str(folder), names]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _about(folder: Path, *options: str) -> str:
    command = ["openssl", "x509", "-in", str(folder / "tls.crt"), "-noout", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _openssl(folder: Path, subject: str, days: str) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", subject, "-days", days, "-keyout", str(folder / "tls.key"),
         "-out", str(folder / "tls.crt")],
        check=True, capture_output=True,
    )  # fmt: skip


def test_it_is_made_at_the_first_start_with_the_names(tmp_path: Path) -> None:
    made = _made(tmp_path)
    assert made.returncode == 0
    names = _about(tmp_path, "-ext", "subjectAltName")
    for each in ("DNS:macstudio", "IP Address:10.0.1.120", "IP Address:0:0:0:0:0:0:0:1"):
        assert each in names
    assert (tmp_path / "tls.key").stat().st_mode & 0o077 == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["made-for", "tls.crt", "tls.key"]


def test_it_is_kept_at_the_next_start_and_made_anew_for_another_name(tmp_path: Path) -> None:
    _made(tmp_path)
    first = (tmp_path / "tls.crt").read_bytes()
    assert _made(tmp_path).stdout == ""
    assert (tmp_path / "tls.crt").read_bytes() == first
    _made(tmp_path, "macstudio,elsewhere")
    assert "DNS:elsewhere" in _about(tmp_path, "-ext", "subjectAltName")


def test_it_is_made_anew_when_it_ends_within_a_month(tmp_path: Path) -> None:
    _made(tmp_path)
    names = (tmp_path / "made-for").read_text()
    _openssl(tmp_path, "/O=Mac KI Service, made at first start/CN=macstudio", "29")
    assert (tmp_path / "made-for").read_text() == names
    before = (tmp_path / "tls.crt").read_bytes()
    assert _made(tmp_path).returncode == 0
    assert (tmp_path / "tls.crt").read_bytes() != before


@pytest.mark.parametrize("days", ["5", "400"])
def test_the_owners_is_kept_whatever_it_says(tmp_path: Path, days: str) -> None:
    _openssl(tmp_path, "/CN=of the owner", days)
    before = (tmp_path / "tls.crt").read_bytes()
    assert _made(tmp_path).returncode == 0
    assert (tmp_path / "tls.crt").read_bytes() == before


@pytest.mark.parametrize("lost", ["tls.crt", "tls.key"])
def test_half_of_the_owners_is_not_replaced(tmp_path: Path, lost: str) -> None:
    _openssl(tmp_path, "/CN=of the owner", "400")
    (tmp_path / lost).unlink()
    refused = _made(tmp_path)
    assert refused.returncode == 1
    assert f"no {lost}" in refused.stderr
    assert not (tmp_path / lost).exists()


def test_it_goes_on_where_a_power_cut_ended_it(tmp_path: Path) -> None:
    _made(tmp_path)
    (tmp_path / "tls.crt").unlink()
    (tmp_path / "made-for").write_text("unfinished\n")
    assert _made(tmp_path).returncode == 0
    assert "DNS:macstudio" in _about(tmp_path, "-ext", "subjectAltName")


def test_where_none_can_be_made_it_says_so(tmp_path: Path) -> None:
    refused = _made(tmp_path / "nowhere")
    assert refused.returncode == 1
    assert "put tls.crt and tls.key into it" in refused.stderr
    wrong = _made(tmp_path, "mac studio:8443:")
    assert wrong.returncode == 1
    assert "correct PUBLIC_HOSTS" in wrong.stderr
    assert not (tmp_path / "tls.crt").exists()


# ── one of the owner's ───────────────────────────────────────────────────────────────────────────


def _taken(folder: Path, pem: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(CONFIGURATION / "take-certificate")],
        env={"PATH": "/usr/bin:/bin:/opt/homebrew/bin", "CERTIFICATES": str(folder)},
        input=pem, capture_output=True, check=False,
    )  # fmt: skip


@pytest.fixture
def owners(tmp_path: Path) -> Path:
    folder = tmp_path / "owners"
    folder.mkdir()
    _openssl(folder, "/CN=of the owner", "400")
    return folder


def test_a_certificate_of_the_owners_is_taken_and_kept(owners: Path, make_proxy: MakeProxy) -> None:
    proxy = make_proxy(**ROOM)
    pem = (owners / "tls.crt").read_bytes() + (owners / "tls.key").read_bytes()
    assert _taken(proxy.certificates, pem).returncode == 0
    proxy.stop()
    proxy.start()
    assert ssl.get_server_certificate(("127.0.0.1", proxy.port)) == (owners / "tls.crt").read_text()
    left = {each.name for each in proxy.certificates.iterdir()}
    assert left == {"tls.crt", "tls.key"}


def test_what_is_no_pair_changes_nothing(owners: Path, tmp_path: Path) -> None:
    folder, other = tmp_path / "certificates", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    _made(folder)
    _openssl(other, "/CN=another", "400")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    certificate, key = (owners / "tls.crt").read_bytes(), (other / "tls.key").read_bytes()
    for pem, why in (
        (b"", b"no certificate"), (certificate, b"no key"), (certificate + key, b"another"),
        (b"\0\xff" * 1000, b"no certificate"),
    ):  # fmt: skip
        refused = _taken(folder, pem)
        assert refused.returncode == 1
        assert why in refused.stderr
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
