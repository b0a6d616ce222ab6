"""What went wrong, in one sentence: the thing, the place, the way out. No command ends with a traceback."""

from __future__ import annotations

import errno
import os
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from comity.core.configuration import ConfigurationError
from comity.core.home_lock import AlreadyRunning
from comity.core.startup import HomeError

from .output import Exit, fail


class ClearErrors(TyperGroup):
    """A group of commands whose errors are told in one sentence; COMITY_DEBUG=yes shows where they come from."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException):
            raise
        except Exception as error:
            if os.environ.get("COMITY_DEBUG", "") not in {"", "0", "no"}:
                raise
            message, code = explain(error)
            fail(message, code)


def explain(error: Exception) -> tuple[str, Exit]:
    """The sentence and the exit code for an error that a command did not expect."""
    match error:
        case ConfigurationError():
            return str(error), Exit.USAGE
        case HomeError():
            return str(error), Exit.FAILED
        case AlreadyRunning():
            return f"the home is in use by {error}; stop that one first", Exit.REFUSED
        case OSError():
            return _of_the_system(error), Exit.FAILED
    from comity.connectors.interruptions import LoadInterrupted

    if isinstance(error, LoadInterrupted):
        return str(error), Exit.FAILED
    if type(error).__module__.startswith("django.db"):
        return _of_the_database(str(error)), Exit.FAILED
    return (
        f"unexpected {type(error).__name__}: {error}; run it again with COMITY_DEBUG=yes to see where, and report it",
        Exit.FAILED,
    )


def _of_the_system(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    what = (error.strerror or str(error)).lower()
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{place}{what}; make room and run the same command again"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{place}{what}; run it as the owner, or set COMITY_HOME to a directory that can be written to"
    return f"{place}{what}"


def _of_the_database(text: str) -> str:
    if "full" in text:
        return "no space is left for the database; make room and run the same command again"
    if "locked" in text:
        return "the database is busy with another program; try again in a moment"
    if "no such table" in text or "no such column" in text:
        return f"the database has not the present schema ({text}); `comity up` brings it up to date"
    if "readonly" in text or "unable to open" in text:
        return f"the database cannot be written to ({text}); check the owner of COMITY_HOME"
    return f"the database refused: {text}; `comity check` examines it"
