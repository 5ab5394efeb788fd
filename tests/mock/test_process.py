"""`python -m mock` as a process: how it starts and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "mock", "--port", "0"]
ENDS_WITHIN_SECONDS = 5

Start = Callable[..., tuple["subprocess.Popen[str]", str]]


def _url(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().split()[-1]


@pytest.fixture
def start() -> Iterator[Start]:
    with ExitStack() as processes:

        def started(*options: str) -> tuple["subprocess.Popen[str]", str]:
            process = processes.enter_context(
                subprocess.Popen(
                    [*COMMAND, *options],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            processes.callback(process.kill)
            return process, _url(process)

        yield started


def _hanging_request(url: str) -> None:
    with pytest.raises(httpx.TimeoutException):
        httpx.post(
            f"{url}/v1/song/generate",
            json={"lyrics": "A long silence 0201"},
            headers={"Authorization": "Bearer x"},
            timeout=0.5,
        )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_zero_even_while_a_request_hangs(
    start: Start, number: signal.Signals
) -> None:
    process, url = start()
    with socket.create_connection((httpx.URL(url).host, httpx.URL(url).port or 0)) as hanging:
        body = b'{"lyrics": "A long silence 0201"}'
        hanging.sendall(
            b"POST /v1/song/generate HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer x\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        while not httpx.get(f"{url}/_mock/requests").json()["requests"]:
            time.sleep(0.02)
        process.send_signal(number)
        assert process.wait(ENDS_WITHIN_SECONDS) == 0
    assert process.stderr
    assert process.stderr.read() == ""


def test_it_ends_when_stdin_closes(start: Start) -> None:
    process, _ = start("--exit-with-stdin")
    assert process.stdin
    process.stdin.close()
    assert process.wait(ENDS_WITHIN_SECONDS) == 0


def test_without_the_option_a_closed_stdin_means_nothing(start: Start) -> None:
    process, url = start()
    assert process.stdin
    process.stdin.close()
    assert httpx.get(url).status_code == 200
    assert process.poll() is None


def test_it_does_not_outlive_a_killed_parent() -> None:
    parent_source = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen({[*COMMAND, '--exit-with-stdin']!r}, stdin=subprocess.PIPE)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent_source], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        url = _url(parent)
        assert httpx.get(url).status_code == 200
        os.kill(parent.pid, signal.SIGKILL)
        # The mock holds the other end of this pipe: it reads to its end once the mock is gone.
        assert parent.stdout
        assert parent.stdout.read() == ""
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_state_survives_a_restart(start: Start, tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "state.json"))
    process, url = start(*options)
    _hanging_request(url)
    (entry,) = httpx.get(f"{url}/_mock/requests").json()["requests"]
    process.kill()
    process.wait()
    _, url = start(*options)
    after = httpx.get(f"{url}/_mock/requests").json()
    assert after["totals"] == {"paid_posts": 1, "accepted_paid_posts": 1}
    assert after["requests"][0]["task_id"] == entry["task_id"]


def _failed(*options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mock", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = _failed("--port", str(port))
    assert message == (
        f"mock: cannot listen on 127.0.0.1:{port}: Address already in use. "
        "Choose another with --port.\n"
    )


def test_a_state_file_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    message = _failed("--port", "0", "--state", str(tmp_path))
    assert message == f"mock: the state file {tmp_path} cannot be used: Is a directory.\n"


def test_the_concurrency_limit_is_an_option(start: Start) -> None:
    _, url = start("--concurrency", "1")
    billing = httpx.get(f"{url}/v1/account/billing", headers={"Authorization": "Bearer x"})
    assert billing.json()["concurrent_request_limit"] == 1


def test_macki_mock_is_the_same_program() -> None:
    macki = Path(sys.executable).with_name("macki")
    with subprocess.Popen([macki, "mock", "--port", "0"], stdout=subprocess.PIPE, text=True) as it:
        try:
            assert "<h1>Mock provider server</h1>" in httpx.get(_url(it)).text
        finally:
            it.terminate()
        assert it.wait(ENDS_WITHIN_SECONDS) == 0


def test_it_listens_on_port_8000_unless_told_otherwise() -> None:
    macki = Path(sys.executable).with_name("macki")
    help_text = subprocess.check_output([macki, "mock", "--help"], text=True)
    assert "[default: 8000;" in help_text
    assert {"--state", "--concurrency", "--host"} <= set(help_text.split())


def test_starting_loads_no_media_library() -> None:
    source = (
        "import sys, mock.__main__\n"
        "print(sorted({'numpy', 'PIL', 'soundfile', 'mutagen'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
