"""Reading several tables as they stood at one moment, without making a writer wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside belongs to one state of the database; nothing may be written inside.

    Inside a transaction that is already open, that transaction is the snapshot.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        # Not `atomic`: with SQLite it would take the writers' lock (`transaction_mode` is IMMEDIATE).
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
