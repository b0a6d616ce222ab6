"""Every command helps, fails in one sentence, and ends with an exit code scripts can trust."""

from __future__ import annotations

import io
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer
from django.db import OperationalError
from typer.main import get_command
from typer.testing import CliRunner

from comity import __version__
from comity.cli import app
from comity.commands.errors import explain
from comity.commands.output import Exit
from comity.core.configuration import ConfigurationError

COMITY = [sys.executable, "-c", "from comity.cli import main; main()"]


def comity(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a person would run it."""
    return subprocess.run([*COMITY, *words], input=stdin, capture_output=True, text=True, timeout=120)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def portal(port: int) -> Iterator[subprocess.Popen[str]]:
    """`comity up`, once it answers; stopped at the end."""
    words = [*COMITY, "up", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if "Comity answers at" in line:
                    break
            else:
                pytest.fail("".join(said))
            yield process
        finally:
            process.terminate()
            process.wait(30)


def commands() -> Iterator[tuple[str, ...]]:
    def walk(command: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield path
            return
        for name, sub in inner.items():
            yield from walk(sub, (*path, name))

    yield from walk(get_command(app), ())


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})
    assert shown.exit_code == Exit.OK
    assert f"Example: comity {' '.join(words)}" in shown.output or "Example: COMITY_HOME=" in shown.output


def test_an_unknown_command_is_wrong_use() -> None:
    assert CliRunner().invoke(app, ["conquer"]).exit_code == Exit.USAGE


def test_the_version_is_told_to_people_and_programs() -> None:
    assert f"comity {__version__}" in CliRunner().invoke(app, ["version"]).output
    assert json.loads(CliRunner().invoke(app, ["version", "--json"]).output)["comity"] == __version__


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("basis", "NER", "ITA"),
        ("user", "list"),
        ("user", "deactivate", "a@example.org"),
        ("backup", "{}/saved.tar.gz"),
    ],
    ids=" ".join,
)
def test_where_there_is_no_comity_the_way_out_is_named(
    words: tuple[str, ...], empty_home: Path, tmp_path: Path
) -> None:
    done = comity(*(word.format(tmp_path) for word in words))
    assert done.returncode == Exit.FAILED
    assert done.stdout == ""
    assert str(empty_home) in done.stderr
    assert "COMITY_HOME" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not empty_home.exists()


def test_a_setting_that_cannot_be_used_is_named(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_SECURE", "maybe")
    done = comity("check")
    assert done.returncode == Exit.USAGE
    assert done.stderr == "comity: COMITY_SECURE is 'maybe'; it takes yes or no\n"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ConfigurationError("COMITY_HOSTS …"), Exit.USAGE, "COMITY_HOSTS"),
        (OSError(28, "No space left on device", "/srv/x"), Exit.FAILED, "/srv/x: no space left on device; make room"),
        (PermissionError(13, "Permission denied", "/srv/x"), Exit.FAILED, "run it as the owner"),
        (OperationalError("database or disk is full"), Exit.FAILED, "no space is left for the database"),
        (OperationalError("database is locked"), Exit.FAILED, "try again in a moment"),
        (OperationalError("no such table: x"), Exit.FAILED, "`comity up` brings it up to date"),
        (OperationalError("attempt to write a readonly database"), Exit.FAILED, "check the owner"),
        (ZeroDivisionError("division by zero"), Exit.FAILED, "unexpected ZeroDivisionError: division by zero"),
    ],
)
def test_an_error_is_told_in_one_sentence(error: Exception, code: Exit, said: str) -> None:
    message, found = explain(error)
    assert said in message
    assert found is code


def test_an_unexpected_error_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = typer.Typer(cls=type(get_command(app)))

    @failing.command()
    def one() -> None:
        raise ZeroDivisionError("division by zero")

    @failing.command()
    def two() -> None: ...

    done = CliRunner().invoke(failing, ["one"])
    assert done.exit_code == Exit.FAILED
    assert done.stderr.startswith("comity: unexpected ZeroDivisionError")
    monkeypatch.setenv("COMITY_DEBUG", "yes")
    assert isinstance(CliRunner().invoke(failing, ["one"]).exception, ZeroDivisionError)


def test_tests_outside_a_checkout_are_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.commands.developing._ROOT", tmp_path)
    done = CliRunner().invoke(app, ["test"])
    assert done.exit_code == Exit.USAGE
    assert "checkout" in done.stderr


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "file"))
    done = comity("up")
    assert done.returncode in {Exit.FAILED, Exit.USAGE}
    assert str(tmp_path / "file") in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_refused(empty_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = comity("up", "--port", str(server.getsockname()[1]))
    assert done.returncode == Exit.REFUSED
    assert "already in use; choose another with --port" in done.stderr


def test_a_home_from_its_first_start_to_its_restored_copy(
    empty_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One long story, since each start costs seconds."""
    port = free_port()
    with portal(port) as running:
        for language in ("ar", "zh", "en", "fr", "ru", "es"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{language}/", timeout=30) as page:
                assert page.status == 200
                assert f'lang="{language}"' in page.read().decode()
        second = comity("up", "--port", str(free_port()))
        assert second.returncode == Exit.REFUSED
        assert f"in use by process {running.pid} at http://localhost:{port}/" in second.stderr

        checked = comity("check", "--json")
        assert checked.returncode == Exit.OK, checked.stdout
        found = {finding["about"]: finding for finding in json.loads(checked.stdout)}
        assert found["task worker"]["message"] == "alive"
        assert found["treaty facts"]["level"] == "ok"

        added = comity("user", "add", "a@example.org", "--password-stdin", stdin="correct horse battery\n")
        assert added.returncode == Exit.OK, added.stderr
        saved = comity("backup", str(tmp_path / "saved.tar.gz"), "--json")
        assert saved.returncode == Exit.OK, saved.stderr
        assert json.loads(saved.stdout)["files"] == 3  # the database, the secret key, the vault's keys
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == Exit.OK
    deadline = time.monotonic() + 5
    while _left_behind(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _left_behind(port) == []

    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "copy"))
    restored = comity("restore", str(tmp_path / "saved.tar.gz"))
    assert restored.returncode == Exit.OK, restored.stderr
    assert [user["email"] for user in json.loads(comity("user", "list", "--json").stdout)] == ["a@example.org"]
    assert comity("restore", str(tmp_path / "saved.tar.gz")).returncode == Exit.REFUSED


def _left_behind(port: int) -> list[str]:
    """The processes that still serve the port."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "granian" in words and str(port) in words:
            found.append(f"{file.parent.name}: {' '.join(words)}")
    return found


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMITY, "version"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode != Exit.OK
    assert "Traceback" not in done.stderr


def test_progress_is_silent_for_what_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.commands import output

    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    with output.step("Counting") as progress:
        progress("rows", 3)
    assert said.getvalue() == ""


def test_progress_is_shown_for_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.commands import output

    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setattr(output.Meter, "_PATIENCE", 0.01)
    with output.step("Counting"):
        time.sleep(0.1)
    assert re.fullmatch(r"Counting …\nCounting: \d+\.\d s\n", said.getvalue())
