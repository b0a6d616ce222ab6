"""How commands speak: exit codes that scripts can trust, errors in one sentence, progress for what takes long."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from threading import Timer
from typing import Any, NoReturn

import typer


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    FAILED = 1  # it ran, and something is not well: a row refused, a check failed
    USAGE = 2  # the words of the call are off
    REFUSED = 3  # it would not run: another `comity up` has the home, the port is taken, the home is not empty
    NO_NETWORK = 4


def fail(message: str, code: Exit = Exit.FAILED) -> NoReturn:
    """Ends the command with one sentence on standard error."""
    typer.echo(f"comity: {message}", err=True)
    raise typer.Exit(int(code))


def print_json(data: Any) -> None:
    """Prints data as JSON, in UTF-8, for other programs."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


class Meter:
    """Shows on standard error what is being done once it takes over a second, and how far it is."""

    _PATIENCE = 1.0  # seconds of silence
    _PACE = 0.2  # seconds between two states of the line

    def __init__(self, what: str) -> None:
        self.what = what
        self._start = time.monotonic()
        self._rewrites = sys.stderr.isatty()
        self._shown = 0.0
        self._timer = Timer(self._PATIENCE, self._write, [f"{what} …"])
        self._timer.daemon = True
        self._timer.start()

    def __call__(self, name: str, rows: int) -> None:
        """Tells how far it is: what is being read, and how many rows so far."""
        now = time.monotonic()
        if self._rewrites and now - self._start > self._PATIENCE and now - self._shown > self._PACE:
            self._write(f"{self.what}: {name}, {rows} rows …")

    def end(self) -> None:
        """Says how long it took, if it took long."""
        self._timer.cancel()
        took = time.monotonic() - self._start
        if took > self._PATIENCE:
            self._write(f"{self.what}: {took:.1f} s")
            if self._rewrites:
                typer.echo(err=True)

    def _write(self, text: str) -> None:
        self._shown = time.monotonic()
        if self._rewrites:
            typer.echo(f"\r{text}\033[K", err=True, nl=False)
        else:
            typer.echo(text, err=True)


@contextmanager
def step(what: str) -> Iterator[Meter]:
    """Shows progress for what is done inside, if it takes over a second; yields what to report progress to."""
    meter = Meter(what)
    try:
        yield meter
    finally:
        meter.end()
