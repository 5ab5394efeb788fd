"""The command `macki` where it needs no server: how it is used, and how it ends if misused."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import click
import pytest
from click.testing import CliRunner, Result

from app.cli import exits
from app.cli.main import cli
from app.server import CannotStart, bound
from tests.app.conftest import Environment

_ROOT = Path(__file__).parents[2]
_COMMANDS = {
    "up",
    "serve",
    "worker",
    "mock",
    "migrate",
    "doctor",
    "health",
    "image",
    "song",
    "instrumental",
    "extend",
    "stems",
    "jobs",
    "watch",
    "cancel",
    "retry",
    "resolve",
    "restore",
    "again",
    "backup",
    "collections",
    "collect",
    "library",
    "release",
    "lyrics",
    "export",
    "import",
}
_CLIENTS = [
    ["image", "A lighthouse"],
    ["song", "--lyrics", "Hello"],
    ["instrumental", "calm piano"],
    ["extend", "1f2e3d4c", "--lyrics", "Hello"],
    ["stems", "1f2e3d4c"],
    ["stems", str(UUID(int=1)), "--choice", "1"],
    ["jobs"],
    ["jobs", "--json"],
    ["watch"],
    ["watch", "1f2e3d4c"],
    ["cancel", "1f2e3d4c"],
    ["cancel", str(UUID(int=1))],
    ["retry", "1f2e3d4c"],
    ["resolve", "1f2e3d4c", "--again"],
    ["again", "1f2e3d4c"],
    ["collections"],
    ["collections", "--json"],
    ["collect", "Summer", "1f2e3d4c"],
    ["release", "Morning Light"],
    ["lyrics", str(UUID(int=1)), "--lrc"],
    ["export", "exported"],
    ["import", "."],
]
_WATCHING_BY_ID = [
    ["watch", str(UUID(int=1))],
    ["watch", str(UUID(int=1)), "--json"],
]


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address where nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


def _run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def _program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )


def _words(text: str) -> str:
    """Without the line breaks of a narrow terminal."""
    return " ".join(text.split())


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_lists_every_command(option: str) -> None:
    result = _run(option)
    listed = {line.split()[0] for line in result.output.split("Commands:")[1].splitlines() if line}
    assert result.exit_code == exits.SUCCEEDED
    assert listed == _COMMANDS


@pytest.mark.parametrize("command", sorted(_COMMANDS - {"mock"}))
def test_each_command_explains_itself_and_its_options(command: str) -> None:
    result = _run(command, "--help")
    assert result.exit_code == exits.SUCCEEDED
    assert isinstance(cli, click.Group)
    options = [each for each in cli.commands[command].params if isinstance(each, click.Option)]
    assert all(option.help for option in options)
    assert all(option.opts[-1] in result.output for option in options)
    assert cli.commands[command].help


@pytest.mark.parametrize("command", ["image", "song", "watch", "retry", "resolve", "again"])
def test_the_help_of_what_waits_for_a_job_lists_the_exit_codes(command: str) -> None:
    output = _words(_run(command, "--help").output)
    assert "Exit codes:" in output
    assert "3 no server answers" in output


def test_the_version_is_told() -> None:
    result = _run("--version")
    assert result.exit_code == exits.SUCCEEDED
    assert result.output.startswith("macki, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["--nothing"],
        ["image"],
        ["image", "a", "b"],
        ["image", "a", "--n", "many"],
        ["image", "a", "--previews", "1.5"],
        ["image", "a", "--nothing"],
        ["song"],
        ["song", "--prompt", "folk"],
        ["song", "--lyrics", "a", "--lyrics-file", "-"],
        ["song", "--lyrics-file", "is-not-there.txt"],
        ["jobs", "extra"],
        ["watch", "a", "b"],
        ["cancel"],
        ["retry"],
        ["resolve", "1f2e3d4c"],
        ["resolve", "1f2e3d4c", "--adopt", "1", "--again"],
        ["resolve"],
        ["release"],
        ["release", "a", "--choice", "0"],
        ["lyrics"],
        ["lyrics", "a", "--words"],
        ["export"],
        ["export", "a", "--rating", "6"],
        ["import"],
        ["import", "is-not-there"],
    ],
)
def test_wrong_usage_is_explained(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == exits.USAGE
    assert "Usage: " in result.stderr
    assert "Error: " in result.stderr


def test_lyrics_that_are_no_text_are_refused(folder: Path, nobody: str) -> None:
    (folder / "lyrics.txt").write_bytes("Grüße".encode("latin-1"))
    result = _run("song", "--lyrics-file", "lyrics.txt", "--server", nobody)
    assert result.exit_code == exits.USAGE
    assert "UTF-8" in result.stderr


@pytest.mark.parametrize("arguments", _CLIENTS, ids=" ".join)
def test_it_says_if_no_studio_answers(arguments: list[str], nobody: str) -> None:
    result = _run(*arguments, "--server", nobody)
    assert result.exit_code == exits.UNREACHABLE
    assert f"No studio answers at http://{nobody}." in _words(result.stderr)
    assert "--server" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", _WATCHING_BY_ID, ids=" ".join)
def test_who_watches_by_id_learns_as_well_that_no_studio_answers(
    arguments: list[str], nobody: str
) -> None:
    done = _program(*arguments, "--server", nobody)
    assert done.returncode == exits.UNREACHABLE
    assert f"No studio answers at http://{nobody}." in _words(done.stderr)


@pytest.mark.parametrize(
    "server", ["http://[", "http://127.0.0.1:99999", "http://127.0.0.1:port", "http://", "soap://x"]
)
def test_an_address_that_is_none_answers_neither(server: str) -> None:
    result = _run("jobs", "--server", server)
    assert result.exit_code == exits.UNREACHABLE
    assert result.stderr.strip()
    assert "Traceback" not in result.output


def test_the_server_is_the_one_of_the_settings(setenv: Environment, nobody: str) -> None:
    host, port = nobody.split(":")
    setenv("HOST", host)
    setenv("PORT", port)
    result = _run("jobs")
    assert result.exit_code == exits.UNREACHABLE
    assert f"http://{nobody}" in _words(result.stderr)


@pytest.mark.parametrize(
    ("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]")]
)
def test_a_server_that_listens_everywhere_is_asked_here(
    setenv: Environment, nobody: str, host: str, shown: str
) -> None:
    port = nobody.split(":")[1]
    setenv("HOST", host)
    setenv("PORT", port)
    setenv("ALLOW_ANONYMOUS", "true")
    result = _run("jobs")
    assert result.exit_code == exits.UNREACHABLE
    assert f"No studio answers at http://{shown}:{port}." in _words(result.stderr)


@pytest.mark.parametrize("command", ["up", "serve", "worker", "migrate"])
def test_a_wrong_setting_is_named(setenv: Environment, command: str) -> None:
    setenv("PORT", "no port")
    result = _run(command)
    assert result.exit_code == exits.USAGE
    assert "PORT is wrong" in result.stderr
    assert ".env.example" in result.stderr


# What gets past its settings sets up the log of its process: it needs one of its own.


def _assert_cannot_start(done: subprocess.CompletedProcess[str], variable: str) -> None:
    assert done.returncode == exits.USAGE, done.stderr
    assert variable in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_up_does_not_take_redis(setenv: Environment) -> None:
    setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    _assert_cannot_start(_program("up"), "REDIS_URL")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_several_processes_need_redis_and_a_database_to_share(
    setenv: Environment, command: str
) -> None:
    _assert_cannot_start(_program(command), "REDIS_URL")
    setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    _assert_cannot_start(_program(command), "DATABASE_URL")


def test_up_says_if_its_port_is_taken(setenv: Environment, folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        setenv("PORT", str(taken.getsockname()[1]))
        _assert_cannot_start(_program("up"), f"PORT={taken.getsockname()[1] + 1}")


def test_a_port_that_one_server_has_is_given_to_no_other() -> None:
    with bound("127.0.0.1", 0, "PORT") as first:
        port = first.getsockname()[1]
        with pytest.raises(CannotStart, match=f"PORT={port + 1}"), bound("127.0.0.1", port, "PORT"):
            pass


def test_it_says_if_the_media_folder_is_none(setenv: Environment, folder: Path) -> None:
    (folder / "a-file").write_text("no folder")
    setenv("MEDIA_DIR", "a-file")
    _assert_cannot_start(_program("up"), "MEDIA_DIR")


def test_nothing_is_ordered_that_could_not_be_saved(folder: Path, nobody: str) -> None:
    (folder / "a-file").write_text("no folder")
    done = _run("image", "a cat", "--server", nobody, "--output", "a-file/below")
    assert done.exit_code == exits.FAILED
    assert "cannot be saved" in _words(done.stderr)


@pytest.mark.parametrize("command", ["up", "migrate"])
def test_it_says_if_the_folder_is_none(setenv: Environment, folder: Path, command: str) -> None:
    (folder / "a-file").write_text("no folder")
    setenv("DATA_DIR", "a-file")
    _assert_cannot_start(_program(command), "DATA_DIR")


def test_migrate_makes_the_database_and_may_be_repeated(folder: Path) -> None:
    for _ in range(2):
        done = _program("migrate")
        assert done.returncode == exits.SUCCEEDED, done.stderr
        assert "up to date" in done.stdout
    assert (folder / "data" / "macki.db").is_file()


@pytest.mark.parametrize(
    "url", ["sqlite+aiosqlite:////is/not/there/macki.db", "postgresql://macki@127.0.0.1:1/macki"]
)
def test_migrate_says_if_the_database_cannot_be_used(setenv: Environment, url: str) -> None:
    setenv("DATABASE_URL", url)
    done = _program("migrate")
    assert done.returncode == exits.USAGE, done.stderr
    assert "See DATABASE_URL." in _words(done.stderr)
    assert done.stdout == ""


def test_the_program_ends_as_its_commands_do(folder: Path, nobody: str) -> None:
    assert _program("jobs", "--server", nobody).returncode == exits.UNREACHABLE
    (folder / ".env").write_text("PORT=no port\n")
    misset = _program("jobs")
    assert misset.returncode == exits.USAGE
    assert "PORT is wrong" in misset.stderr
    misused = _program("song")
    assert misused.returncode == exits.USAGE
    assert "Give the lyrics" in misused.stderr


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("SUCCEEDED", 0),
        ("FAILED", 1),
        ("CANCELLED", 4),
        ("NEEDS_CHECK", 5),
    ],
)
def test_a_jobs_end_is_an_exit_code(state: str, code: int) -> None:
    assert exits.exit_code_of(state) == code
    assert f"  {code}  " in exits.EXIT_CODES
