"""Who holds a home: one `comity up` at a time, and what others may know about it.

The lock is the kernel's: it is released when the process ends, however it ends, so none is ever left behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

LOCK_FILE = "up.lock"
_TRIES, _PAUSE = 5, 0.05  # a reader holds the lock for an instant


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a home: its number, where it answers (once it does), and its children's numbers."""

    pid: int
    address: str = ""
    children: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"process {self.pid}" + (f" at {self.address}" if self.address else "")


class AlreadyRunning(Exception):
    """Another process holds the home; the message says which, and where it answers."""


class HomeLock:
    """Holds a home for one process; raises AlreadyRunning on entry if another one has it."""

    def __init__(self, home: Path) -> None:
        self.file = home / LOCK_FILE
        self._stream: IO[str] | None = None

    def __enter__(self) -> HomeLock:
        stream = os.fdopen(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")
        for attempt in range(_TRIES):
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if attempt == _TRIES - 1:
                    held = _described(stream)
                    stream.close()
                    raise AlreadyRunning(str(held or "another process")) from None
                time.sleep(_PAUSE)
        self._stream = stream
        self.describe(Holder(os.getpid()))
        return self

    def describe(self, holder: Holder) -> None:
        """Writes who holds the home, for whoever is refused and for `comity check`."""
        if self._stream is not None:
            self._stream.seek(0)
            self._stream.truncate()
            self._stream.write(json.dumps(asdict(holder)))
            self._stream.flush()

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> Literal[False]:
        if self._stream is not None:
            self._stream.seek(0)
            self._stream.truncate()
            self._stream.close()
        return False


def holder_of(home: Path) -> Holder | None:
    """Who holds the home now; None if nobody does."""
    try:
        stream = (home / LOCK_FILE).open(encoding="utf-8")
    except FileNotFoundError:
        return None
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _described(stream) or Holder(0)
    return None


def _described(stream: IO[str]) -> Holder | None:
    stream.seek(0)
    try:
        return Holder(**json.loads(stream.read()))
    except (ValueError, TypeError):
        return None  # taken a moment ago, not yet described
