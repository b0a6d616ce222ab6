"""Making a home ready: directories, secret key, database, translations, static files; each step only when needed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .configuration import Configuration


class HomeError(Exception):
    """The home directory cannot be used; the message names it, what is wrong and the way out."""


def setup() -> Configuration:
    """Configures Django for commands; raises HomeError if the home was never made ready."""
    configuration = configure()
    if not configuration.database_url and not configuration.database_file.exists():
        raise HomeError(
            f"{configuration.home}: there is no Comity here yet; start one with `comity up`, or set COMITY_HOME"
        )
    return configuration


def configure() -> Configuration:
    """Configures Django from the environment, whatever the state of the home."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.core.settings")
    django.setup()
    from django.conf import settings

    configuration: Configuration = settings.CONFIGURATION
    return configuration


def make_home(configuration: Configuration) -> None:
    """Makes the home directory, private to its owner, and its secret key; raises HomeError."""
    home = configuration.home
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("cache", "files", "locale", "static"):
            (home / name).mkdir(exist_ok=True, mode=0o700)
        configuration.make_secret_key()
    except OSError as error:
        raise HomeError(
            f"{home}: {error.strerror or error}; set COMITY_HOME to a directory that can be written to"
        ) from error


def migrate() -> None:
    """Brings the database to the present schema."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def is_migrated() -> bool:
    """True if the database has the present schema."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare_translations(configuration: Configuration) -> bool:
    """Compiles the translations into the home if the catalogs changed; True if it did."""
    from django.conf import settings

    from .translations import compile_catalogs

    source: Path = settings.LOCALE_SOURCE
    return _when_changed(
        configuration,
        "translations",
        source.rglob("*.po"),
        lambda: compile_catalogs(source, configuration.home / "locale"),
    )


def prepare_static_files(configuration: Configuration) -> bool:
    """Collects stylesheets and scripts into the home, compressed, if they changed; True if it did."""
    from django.conf import settings
    from django.core.management import call_command

    package: Path = settings.PACKAGE
    return _when_changed(
        configuration,
        "static",
        package.glob("*/static/**/*"),
        lambda: call_command("collectstatic", interactive=False, verbosity=0, clear=True),
    )


def _when_changed(configuration: Configuration, name: str, files: Iterable[Path], work: Callable[[], Any]) -> bool:
    state_file = configuration.home / "state.json"
    state: dict[str, str] = json.loads(state_file.read_text()) if state_file.exists() else {}
    fingerprint = _fingerprint(files)
    if state.get(name) == fingerprint:
        return False
    work()
    state[name] = fingerprint
    partial = state_file.with_suffix(".part")
    partial.write_text(json.dumps(state, indent=1))
    partial.replace(state_file)
    return True


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(f for f in files if f.is_file()):
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
