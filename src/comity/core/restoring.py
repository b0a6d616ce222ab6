"""Restores an archive into an empty home: everything is checked beside its place before anything is put there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from .backup import DATABASE, Archive, BackupError, BackupRefused, read_archive
from .configuration import Configuration
from .home_lock import LOCK_FILE, HomeLock

_BESIDE = ".restoring"


def restore(configuration: Configuration, source: Path) -> Archive:
    """Restores an archive into an empty home, after checking every file; raises BackupError and changes nothing.

    A restore that was killed can be run again. Needs Django to be configured, to know this version's schema.
    """
    if configuration.database_url:
        raise BackupRefused("COMITY_DATABASE_URL is set; restore that database with its own tools (pg_restore)")
    _require_empty(configuration.home)
    try:
        configuration.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with HomeLock(configuration.home):
            return _restore(configuration.home, source)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BackupError(f"{configuration.home}: {reason}; make room or set COMITY_HOME to another place") from error


def _restore(home: Path, source: Path) -> Archive:
    beside = home / _BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    try:
        archive = read_archive(source, unpack_into=beside)
        _check_database(beside / DATABASE, source)
        # The database comes last: without it there is no Comity here yet.
        for entry in sorted(beside.iterdir(), key=lambda path: path.name == DATABASE):
            entry.replace(home / entry.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    home.chmod(0o700)
    return archive


def _require_empty(home: Path) -> None:
    if home.exists() and not home.is_dir():
        raise BackupError(f"{home} is not a directory; set COMITY_HOME to one")
    if home.exists() and {entry.name for entry in home.iterdir()} - {LOCK_FILE, _BESIDE}:
        raise BackupRefused(f"{home} is not empty; set COMITY_HOME to an empty directory to restore into")


def _check_database(file: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as database:
            found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
            applied = set(database.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error as error:
        raise BackupError(f"{source}: the database in it cannot be read ({error})") from error
    if found != "ok":
        raise BackupError(f"{source}: the database in it is damaged ({found})")
    if newer := sorted(applied - _known_migrations()):
        raise BackupError(
            f"{source}: its database is of a newer Comity (it has {'.'.join(newer[0])}); update this one first"
        )


def _known_migrations() -> set[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {*loader.disk_migrations, *replaced}
