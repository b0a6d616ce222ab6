"""The children live as long as their parent, come back when they end, and leave nobody behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comity.core.home_lock import AlreadyRunning, Holder, HomeLock, holder_of
from comity.core.supervisor import Child, PortTaken, answers, require_free

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
QUITTER = [sys.executable, "-c", "raise SystemExit(7)"]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(condition: Callable[[], object], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_port_on_which_something_listens_is_refused(listener: socket.socket) -> None:
    with pytest.raises(PortTaken, match="already in use"):
        require_free("127.0.0.1", listener.getsockname()[1])


def test_a_port_shared_by_a_forgotten_server_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as server, pytest.raises(PortTaken):
        require_free("127.0.0.1", server.getsockname()[1])


def test_a_free_port_is_taken_as_free(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()
    require_free("127.0.0.1", port)
    assert not answers("127.0.0.1", port)


def test_a_name_that_is_no_address_is_refused() -> None:
    with pytest.raises(PortTaken, match="nosuch"):
        require_free("nosuch.invalid", 8000)


def test_a_child_that_ended_is_started_again_ever_later() -> None:
    child = Child("worker", QUITTER)
    waits = []
    for _ in range(3):
        child.start()
        assert child.process is not None
        child.process.wait()
        sentence = child.look_after()
        assert sentence is not None
        waits.append(sentence)
    assert waits == [f"the worker ended (exit code 7); starting it again in {wait} s" for wait in (1, 2, 4)]
    child.restart_at = 0
    assert child.look_after() is None
    assert child.pid is not None
    child.end(0)


def test_a_chore_that_is_done_is_not_missed_and_begins_again_in_time() -> None:
    child = Child("chores", [sys.executable, "-c", ""], every=600)
    child.start()
    assert child.process is not None
    child.process.wait()
    assert child.look_after() is None
    assert child.pid is None
    assert child.restart_at == child.started + 600
    assert child.look_after() is None
    assert child.pid is None


def test_a_chore_that_failed_is_said_so_and_waits_its_time() -> None:
    child = Child("chores", QUITTER, every=600)
    child.start()
    assert child.process is not None
    child.process.wait()
    assert child.look_after() == "the chores ended (exit code 7); starting it again in 600 s"


def test_a_child_that_was_killed_is_said_so() -> None:
    child = Child("web server", SLEEPER)
    child.start()
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    assert child.look_after() == "the web server ended (killed by SIGKILL); starting it again in 1 s"


def test_what_a_dead_child_had_started_does_not_outlive_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"""
        import subprocess, sys, time
        inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open({str(note)!r}, "w").write(str(inner.pid))
        time.sleep(60)
    """
    child = Child("web server", [sys.executable, "-c", textwrap.dedent(code)])
    child.start()
    assert wait_until(lambda: note.exists() and note.read_text())
    inner = int(note.read_text())
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    child.look_after()
    assert wait_until(lambda: not alive(inner))


def test_a_child_that_does_not_listen_is_killed_at_the_deadline() -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    child = Child("worker", [sys.executable, "-c", stubborn])
    child.start()
    time.sleep(0.3)
    child.ask_to_end()
    child.end(time.monotonic() + 0.2)
    assert child.process is not None
    assert child.process.returncode is not None


_PARENT = """
import sys
from comity.core.supervisor import Child, Watcher, run
child = Child("worker", [sys.executable, "-c", "import time; time.sleep(60)"])
run([child], Watcher(lambda: True, lambda: print(child.pid, flush=True), lambda: None, print))
print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_ends_its_children_and_succeeds(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.send_signal(number)
        assert parent.stdout.read() == "stopped\n"
    assert parent.returncode == 0
    assert not alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only the kernel of Linux tells children of their parent's end")
def test_children_end_when_their_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    assert wait_until(lambda: not alive(pid))


def test_a_home_is_held_by_one_at_a_time_and_says_by_whom(tmp_path: Path) -> None:
    holder = Holder(os.getpid(), "http://localhost:8000/", {"web server": 1})
    with HomeLock(tmp_path) as lock:
        lock.describe(holder)
        assert holder_of(tmp_path) == holder
        with (
            pytest.raises(AlreadyRunning, match=f"process {os.getpid()} at http://localhost:8000/"),
            HomeLock(tmp_path),
        ):
            pass
    assert holder_of(tmp_path) is None
    with HomeLock(tmp_path):
        pass


def test_a_crash_leaves_no_lock_behind(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from comity.core.home_lock import HomeLock\n"
        "with HomeLock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = holder_of(tmp_path)
        assert found is not None
        assert found.pid == process.pid
        process.kill()
    assert holder_of(tmp_path) is None
    with HomeLock(tmp_path):
        pass


def test_nobody_holds_a_home_that_never_was(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "nowhere") is None
