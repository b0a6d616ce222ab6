"""How commands speak: exit codes that scripts can trust, errors in one sentence, progress for what takes long."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
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


@contextmanager
def step(what: str) -> Iterator[None]:
    """Says what is being done, and how long it took, if that is over a second."""
    shown = sys.stderr.isatty()
    if shown:
        typer.echo(f"{what} …", err=True, nl=False)
    start = time.monotonic()
    yield
    took = time.monotonic() - start
    if shown:
        typer.echo(f" {took:.1f} s" if took > 1 else " done", err=True)
    elif took > 1:
        typer.echo(f"{what}: {took:.1f} s", err=True)
