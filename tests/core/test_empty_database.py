"""A new home's database is what the migrations make, without running them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from comity.core import empty_database


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    file = tmp_path / "comity.sqlite3"
    assert empty_database.fill(file)
    return file


def columns(cursor: object, table: str) -> set[tuple[str, str, int]]:
    """Name, type and whether it must be given of each column."""
    return {(row[1], row[2].lower(), row[3]) for row in cursor.execute(f'PRAGMA table_info("{table}")')}  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the text is of SQLite")
def test_every_table_has_the_columns_of_its_model(filled: Path) -> None:
    # A full-text table has the columns that SQLite gives it.
    models = [
        model for model in apps.get_models(include_auto_created=True) if not model._meta.db_table.endswith("_fts")
    ]
    with closing(sqlite3.connect(filled)) as made, connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            assert columns(made, table) == columns(cursor.cursor.connection, table), table


def test_every_migration_is_recorded(filled: Path) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    with closing(sqlite3.connect(filled)) as made:
        recorded = set(made.execute("SELECT app, name FROM django_migrations"))
    replaced = {key for each in loader.disk_migrations.values() for key in each.replaces}
    assert recorded - replaced == set(loader.graph.nodes) - replaced, "run tools/make_empty_database.py"


def test_a_database_with_a_table_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "comity.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE mine (id)")
    assert not empty_database.fill(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]


def test_what_is_told_makes_the_same_database_again(filled: Path) -> None:
    assert "\n".join(empty_database.told(filled)) + "\n" == empty_database.TEXT.read_text(encoding="utf-8")
