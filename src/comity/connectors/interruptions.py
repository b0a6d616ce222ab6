"""What can stop a load from outside (a full disk, a database that is busy or gone), said in one clear sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

_FULL = {errno.ENOSPC, errno.EDQUOT}


class LoadInterrupted(Exception):
    """The load could not go on; what was recorded stands, and the same load run again completes it."""


@contextmanager
def interruptions(what: str) -> Iterator[None]:
    """Raises LoadInterrupted for whatever stops the loading of `what` from outside."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise LoadInterrupted(_advice(what, "no space is left on the disk", "make room")) from error
        raise LoadInterrupted(_advice(what, error.strerror or str(error), "put that right")) from error
    except DatabaseError as error:
        raise LoadInterrupted(_because(what, str(error))) from error


def _because(what: str, message: str) -> str:
    if "full" in message or "No space left" in message:
        return _advice(what, "no space is left for the database", "make room")
    if "locked" in message:
        return _advice(what, "another process keeps the database busy", "wait for it to end")
    return _advice(what, f"the database refused: {message}", "examine it with `comity check`")


def _advice(what: str, why: str, remedy: str) -> str:
    return f"{what}: {why}; what was read so far is recorded: {remedy} and run the same command again"
