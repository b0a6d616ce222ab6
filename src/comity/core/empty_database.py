"""A new SQLite database from the text of an empty one: the migrations of every library, one by one, take a quarter of
a minute. Whatever migration is newer than the text runs as it always does.

`tools/make_empty_database.py` writes the text; a test compares it with the models and the migrations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

TEXT = Path(__file__).with_name("empty_database.sql")


def fill(database: Path) -> bool:
    """Gives a database that has no tables those of the text, all or none; False if it has some already."""
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return False
        connection.executescript(TEXT.read_text(encoding="utf-8"))
    return True


def told(database: Path) -> Iterator[str]:
    """The statements that make the same database again, in one transaction; the migrations as if applied then."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE django_migrations SET applied = ''")  # set when it is made again; not kept here
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        things = [(kind, name, sql) for kind, name, sql in made if not name.startswith("sqlite_")]
        virtual = tuple(f"{name}_" for _, name, sql in things if sql.startswith("CREATE VIRTUAL"))
        things = [thing for thing in things if thing[0] != "table" or not thing[1].startswith(virtual)]
        yield "BEGIN;"
        yield from (f"{sql};" for kind, _, sql in things if kind == "table")
        for kind, name, sql in things:
            if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
                yield from _rows(connection, name)
        yield from (f"{sql};" for kind, _, sql in things if kind != "table")
        yield "UPDATE django_migrations SET applied = strftime('%Y-%m-%d %H:%M:%f', 'now');"
        yield "COMMIT;"


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    quoted = ", ".join(f'quote("{column}")' for column in columns)
    for row in connection.execute(f'SELECT {quoted} FROM "{table}" ORDER BY rowid'):  # noqa: S608
        yield f'INSERT INTO "{table}" VALUES ({", ".join(row)});'  # noqa: S608
