"""Runs the web server and the task worker as child processes and ends them together, whatever happens."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

_PR_SET_PDEATHSIG = 1
GRACE = 10.0  # seconds a child gets to finish before it is killed
_QUICK = 5.0  # a child that lives shorter than this is restarted ever later


class AlreadyRunning(Exception):
    """Another process holds the home; the message says which, and where it answers."""


class PortTaken(Exception):
    """Something else listens on the address."""


class HomeLock:
    """Holds a home for one `comity up`. The kernel releases it when the process ends, however it ends."""

    def __init__(self, home: Path) -> None:
        self.file = home / "up.lock"
        self._stream: IO[str] | None = None

    def __enter__(self) -> HomeLock:
        stream = self.file.open("a+", encoding="utf-8")
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            held = stream.read().strip()
            stream.close()
            raise AlreadyRunning(held) from None
        self._stream = stream
        self.describe({"pid": os.getpid()})
        return self

    def describe(self, facts: dict[str, object]) -> None:
        """Writes who holds the home, for whoever is refused."""
        assert self._stream is not None  # noqa: S101 - only used inside `with`
        self._stream.seek(0)
        self._stream.truncate()
        self._stream.write(json.dumps(facts))
        self._stream.flush()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._stream is not None:
            self._stream.seek(0)
            self._stream.truncate()
            self._stream.close()


def require_free(host: str, port: int) -> None:
    """Raises PortTaken if anything answers or listens there (the server would share a port silently)."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port} cannot be used ({error.strerror})") from error


@dataclass
class Child:
    """One process to keep alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    restart_at: float = 0.0

    def start(self) -> None:
        """Starts it in a way that it ends when the parent does."""
        self.process = subprocess.Popen(self.command, preexec_fn=_die_with_parent, start_new_session=True)  # noqa: S603
        self.started = time.monotonic()

    def look_after(self) -> str | None:
        """Restarts it if it ended, ever later if it ends at once; a sentence to print when it ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.restart_at:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.failures = self.failures + 1 if now - self.started < _QUICK else 1
        wait = min(2.0 ** (self.failures - 1), 60.0)
        self.process, self.restart_at = None, now + wait
        return f"the {self.name} ended with code {code}; starting it again in {wait:.0f} s"


def web_server(host: str, port: int, workers: int) -> Child:
    """The web server: blocking workers suit short pages best (measured in the architecture)."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning"]
    return Child("web server", [*command, "--respawn-failed-workers", "comity.web.wsgi:application"])


def task_worker() -> Child:
    """The worker that runs tasks from the database."""
    return Child("task worker", [sys.executable, "-m", "django", "db_worker", "--no-reload", "--interval", "2"])


def run(children: list[Child]) -> None:
    """Keeps the children running until SIGINT or SIGTERM, then ends them all."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        for child in children:
            child.start()
        while not stopping:
            for child in children:
                if note := child.look_after():
                    print(f"comity: {note}", file=sys.stderr)
            time.sleep(0.2)
    finally:
        end(children)


def end(children: list[Child]) -> None:
    """Asks every child to finish, and kills what has not within the grace period."""
    alive = [c.process for c in children if c.process is not None and c.process.poll() is None]
    for process in alive:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in alive:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _die_with_parent() -> None:
    """Asks the kernel to end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
