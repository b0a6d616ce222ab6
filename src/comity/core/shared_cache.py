"""A cache in one small SQLite file that all web processes of a home share: what is counted in it is counted exactly.

Django's cache in files throws away at random and counts wrongly when two processes count at once; its cache in the
database makes every count a write into the main database. Nothing here is kept for good: the file may be deleted at
any time, is not synced to disk, and one that is damaged is begun anew.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_TABLE = "CREATE TABLE IF NOT EXISTS held (key TEXT PRIMARY KEY, value BLOB, until REAL) WITHOUT ROWID"
_MOST = 50_000  # entries; each cull takes those that have ended, then the nearest to their end
_CULL_EVERY = 1_000  # writes of a process


class SharedCache(BaseCache):
    """Django's cache interface over the file `shared.sqlite3` in the directory `location`."""

    def __init__(self, location: str | Path, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._file = Path(location) / "shared.sqlite3"
        self._of_thread = threading.local()
        self._writes = 0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is held under the key, or the default."""
        with self._connection() as connection:
            found = connection.execute(
                "SELECT value FROM held WHERE key = ? AND (until IS NULL OR until > ?)",
                (self._key(key, version), _now()),
            ).fetchone()
        return default if found is None else _unpacked(found[0])

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Holds the value under the key, in place of another."""
        self._write(
            "INSERT INTO held VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until",
            (self._key(key, version), _packed(value), self.get_backend_timeout(timeout)),
        )

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Holds the value unless something is held under the key; True if it did. No two callers are both told so."""
        done = self._write(
            "INSERT INTO held VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
            "until = excluded.until WHERE held.until IS NOT NULL AND held.until <= ?",
            (self._key(key, version), _packed(value), self.get_backend_timeout(timeout), _now()),
        )
        return done > 0

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Adds to a number in one step; raises ValueError if none is held."""
        with self._connection() as connection:
            found = connection.execute(
                "UPDATE held SET value = value + ? WHERE key = ? AND typeof(value) = 'integer' "
                "AND (until IS NULL OR until > ?) RETURNING value",
                (delta, self._key(key, version), _now()),
            ).fetchone()
        if found is None:
            raise ValueError(f"no number is held under {key!r}")
        return int(found[0])

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Gives what is held a new end; True if it is held."""
        until = self.get_backend_timeout(timeout)
        return self._write("UPDATE held SET until = ? WHERE key = ?", (until, self._key(key, version))) > 0

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Lets go what is held under the key; True if something was."""
        return self._write("DELETE FROM held WHERE key = ?", (self._key(key, version),)) > 0

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """True if something is held under the key."""
        missing = object()
        return self.get(key, missing, version) is not missing

    def clear(self) -> None:
        """Lets everything go."""
        self._write("DELETE FROM held", ())

    def _key(self, key: Any, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _write(self, statement: str, values: tuple[Any, ...]) -> int:
        self._writes += 1
        with self._connection() as connection:
            if self._writes % _CULL_EVERY == 0:
                _cull(connection)
            return connection.execute(statement, values).rowcount

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._of_thread.connection = self._open()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            self._of_thread.connection = None
            connection.close()
            if isinstance(error, sqlite3.OperationalError):
                raise  # it is busy or cannot be written to, not damaged
            self._begin_anew()
            raise

    def _begin_anew(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()  # it is damaged
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=5, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(_TABLE)
        return connection


def _cull(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM held WHERE until <= ?", (_now(),))
    too_many = connection.execute("SELECT count(*) FROM held").fetchone()[0] - _MOST
    if too_many > 0:
        connection.execute(
            "DELETE FROM held WHERE key IN (SELECT key FROM held ORDER BY until IS NULL, until LIMIT ?)", (too_many,)
        )


def _packed(value: Any) -> int | bytes:
    return value if type(value) is int else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpacked(held: int | bytes) -> Any:
    # Written by this installation alone, into a home only its owner can read: as Django's own cache in files does.
    return held if isinstance(held, int) else pickle.loads(held)  # noqa: S301


def _now() -> float:
    return time.time()
