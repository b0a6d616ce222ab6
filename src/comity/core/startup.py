"""Making a home ready: directories, secret key, database, translations, static files; each step only when needed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from comity import __version__

from . import empty_database
from .configuration import Configuration
from .vault_keys import make_key_file


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
        for name in ("cache", "files", "locale", "private", "static"):
            (home / name).mkdir(exist_ok=True, mode=0o700)
        configuration.make_secret_key()
        if not configuration.vault_keys:
            make_key_file(configuration.vault_key_file)
    except OSError as error:
        raise HomeError(
            f"{home}: {error.strerror or error}; set COMITY_HOME to a directory that can be written to"
        ) from error


def migrate(configuration: Configuration) -> None:
    """Brings the database to the present schema; a new SQLite one starts from the text of an empty one."""
    if configuration.database_url or not empty_database.fill(configuration.database_file) or not is_migrated():
        run_migrations()


def run_migrations() -> None:
    """Runs the migrations that the database does not have yet, one by one."""
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

    from .translations import SOURCE_LANGUAGE, TARGETS, compile_catalogs

    source: Path = settings.LOCALE_SOURCE
    target = configuration.home / "locale"
    return _when_changed(
        configuration,
        "translations",
        inputs=source.rglob("*.po"),
        outputs=[target / language / "LC_MESSAGES" / "django.mo" for language in (SOURCE_LANGUAGE, *TARGETS)],
        work=lambda: compile_catalogs(source, target),
    )


def prepare_static_files(configuration: Configuration) -> bool:
    """Collects stylesheets and scripts into the home, compressed, if they changed; True if it did."""
    from django.conf import settings
    from django.core.management import call_command

    package: Path = settings.PACKAGE
    return _when_changed(
        configuration,
        "static",
        inputs=package.glob("*/static/**/*"),
        outputs=[configuration.home / "static" / "staticfiles.json"],
        work=lambda: call_command("collectstatic", interactive=False, verbosity=0, clear=True),
    )


def _when_changed(
    configuration: Configuration, name: str, *, inputs: Iterable[Path], outputs: Iterable[Path], work: Callable[[], Any]
) -> bool:
    """Does the work unless its inputs are those of the last time and its outputs are there; True if it did."""
    state = _read_state(configuration)
    fingerprint = _fingerprint(inputs)
    if state.get(name) == fingerprint and all(file.exists() for file in outputs):
        return False
    work()
    _write_state(configuration, state | {name: fingerprint})
    return True


def _read_state(configuration: Configuration) -> dict[str, str]:
    try:
        state = json.loads((configuration.home / "state.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # what cannot be read is done again
    return state if isinstance(state, dict) else {}


def _write_state(configuration: Configuration, state: dict[str, str]) -> None:
    partial = configuration.home / "state.json.part"
    partial.write_text(json.dumps(state, indent=1), encoding="utf-8")
    partial.replace(configuration.home / "state.json")


def _fingerprint(files: Iterable[Path]) -> str:
    import django

    digest = hashlib.sha256(f"{__version__} {django.__version__}".encode())
    for file in sorted(f for f in files if f.is_file()):
        digest.update(f"\0{file}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
