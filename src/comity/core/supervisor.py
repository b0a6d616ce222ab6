"""Runs the web server and the task worker as child processes and ends them together, whatever happens."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from types import FrameType

GRACE = 10.0  # seconds a child gets to finish before it is killed
_QUICK = 5.0  # a child that lives shorter than this is restarted ever later
_LONGEST_WAIT = 60.0
_TICK = 0.2
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class PortTaken(Exception):
    """The address cannot be listened on; the message says why."""


def end_with_parent(number: int) -> None:
    """Asks the kernel to send this process the signal `number` when its parent ends (Linux)."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, number)


def require_free(host: str, port: int) -> None:
    """Raises PortTaken if anything listens there (the server would share a port silently) or it cannot be used."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise PortTaken(f"{host}:{port} cannot be used: {(error.strerror or str(error)).lower()}") from error


def answers(host: str, port: int) -> bool:
    """True if a web server answers there, whatever it says."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with contextlib.closing(HTTPConnection(reached, port, timeout=2)) as connection:
            connection.request("HEAD", "/", headers={"Host": "localhost"})
            connection.getresponse()
    except (OSError, HTTPException):
        return False
    return True


@dataclass
class Child:
    """One process to keep alive, with the processes it starts itself.

    With `every` it is one that does its work and ends: it is started again so many seconds after it was last started.
    """

    name: str
    command: list[str]
    every: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    restart_at: float = 0.0

    @property
    def pid(self) -> int | None:
        """Its process number while it runs."""
        return self.process.pid if self.process else None

    def start(self) -> None:
        """Starts it, in a group of its own, in a way that it ends when this process does."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),
            start_new_session=True,
        )
        self.started = time.monotonic()

    def look_after(self) -> str | None:
        """Restarts it if it ended, ever later if it ends at once; a sentence to print when it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.restart_at:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self._kill_group()
        if self.every and code == 0:
            self.process, self.restart_at = None, self.started + self.every
            return None
        self.failures = self.failures + 1 if now - self.started < _QUICK else 1
        wait = max(self.every, min(2.0 ** (self.failures - 1), _LONGEST_WAIT))
        self.process, self.restart_at = None, now + wait
        return f"the {self.name} ended ({_how(code)}); starting it again in {wait:.0f} s"

    def ask_to_end(self) -> None:
        """Asks it to finish."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Waits until it has finished, at most to the monotonic time `deadline`, then kills what is left."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.1, deadline - time.monotonic()))
            self._kill_group()
            self.process.wait()

    def _kill_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def web_server(host: str, port: int, workers: int) -> Child:
    """The web server: blocking workers suit short pages best (measured in the architecture)."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning"]
    return Child("web server", [*command, "--respawn-failed-workers", "comity.commands.serving:application"])


def task_worker() -> Child:
    """The worker that runs tasks from the database."""
    return Child("task worker", [sys.executable, "-m", "django", "db_worker", "--no-reload", "--interval", "2"])


def indexer() -> Child:
    """The one writer of the search index, which follows every change."""
    return Child("indexer", [sys.executable, "-c", "from comity.cli import main; main()", "index", "--follow"])


def chores() -> Child:
    """What falls due: a process for a moment, because one that waits would hold memory all day."""
    return Child(
        "chores", [sys.executable, "-c", "from comity.cli import main; main()", "chores", "--quiet"], every=600
    )


@dataclass(frozen=True, slots=True)
class Watcher:
    """What is told to whoever runs the children."""

    ready: Callable[[], bool]  # do they answer yet?
    on_ready: Callable[[], None]  # called once, when they do
    on_change: Callable[[], None]  # called when a child was started or has ended
    on_end: Callable[[str], None]  # called with a sentence when a child has ended by itself


def run(children: Sequence[Child], watcher: Watcher) -> None:
    """Keeps the children running until SIGINT, SIGTERM or SIGHUP, then ends them all."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        watching = _watch(children, watcher)
        while not stopping:
            next(watching)
            time.sleep(_TICK)
    finally:
        _end(children)
        for number, handler in previous.items():
            signal.signal(number, handler)


def _watch(children: Sequence[Child], watcher: Watcher) -> Iterator[None]:
    """Looks after the children, once each time it is advanced."""
    known: list[int | None] = []
    waiting = True
    while True:
        for child in children:
            if sentence := child.look_after():
                watcher.on_end(sentence)
        if known != (known := [child.pid for child in children]):
            watcher.on_change()
        if waiting and watcher.ready():
            waiting = False
            watcher.on_ready()
        yield


def _end(children: Sequence[Child]) -> None:
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.end(deadline)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
