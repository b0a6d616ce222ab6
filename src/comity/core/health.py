"""Examinations of the installation itself: its files, database, translations, tasks, and how it is reached."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from pathlib import Path

from .configuration import Configuration
from .home_lock import holder_of
from .startup import is_migrated

_WAITING_LONG = timedelta(minutes=15)
# Redirecting to HTTPS is the proxy's work; preloading HSTS, and for which names, its owner's choice.
_NOT_OURS = {"security.W005", "security.W008", "security.W021"}
# Told in Comity's own terms by the findings on COMITY_SECURE and COMITY_DEBUG.
_TOLD = {"security.W004", "security.W010", "security.W012", "security.W016", "security.W018"}


class Level(Enum):
    """How grave a finding is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what it is about, and what was found with the way out."""

    level: Level
    about: str
    message: str

    @classmethod
    def of(cls, good: bool, about: str, well: str, wrong: str, level: Level = Level.ERROR) -> Finding:
        """What is well if `good`, else what is wrong, as grave as `level`."""
        return cls(Level.OK, about, well) if good else cls(level, about, wrong)


def files(configuration: Configuration) -> Iterator[Finding]:
    """The home is its owner's alone, and has its secret key."""
    home, key = configuration.home, configuration.secret_key_file
    open_to_others = [path for path in (home, configuration.database_file) if _mode(path) & 0o077]
    yield Finding.of(
        not open_to_others,
        "home",
        f"{home}, its owner's alone",
        f"others can read {', '.join(map(str, open_to_others))}; run chmod go= on it",
        Level.WARNING,
    )
    if not key.exists():
        yield Finding(Level.ERROR, "secret key", f"{key} is missing; `comity up` makes one")
        return
    yield Finding.of(
        _mode(key) == 0o600,
        "secret key",
        "readable by its owner only",
        f"{key} has mode {_mode(key):o}; run chmod 600 on it",
    )


def vault(configuration: Configuration) -> Iterator[Finding]:
    """Every key that drafts and casework are sealed with is at hand, and the file of keys is its owner's alone."""
    from .sealed import keys_in_use
    from .vault import VaultError, keyring

    try:
        ring = keyring()
    except VaultError as error:
        yield Finding(Level.ERROR, "vault", str(error))
        return
    used = keys_in_use() if is_migrated() else {}
    missing = sorted(set(used) - {key.id for key in ring.keys})
    yield Finding.of(
        not missing,
        "vault",
        "every key in use is at hand",
        f"{', '.join(missing)} missing: what it sealed cannot be read until its line is back in {ring.place}",
    )
    if not configuration.vault_keys and configuration.vault_key_file.exists():
        mode = _mode(configuration.vault_key_file)
        yield Finding.of(
            mode == 0o600,
            "vault's keys",
            "readable by their owner only",
            f"{configuration.vault_key_file} has mode {mode:o}; run chmod 600 on it",
        )


def database() -> Iterator[Finding]:
    """The database is intact and has the present schema."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            result = cursor.fetchone()[0]
            cursor.execute("PRAGMA foreign_key_check")
            dangling = sorted({row[0] for row in cursor.fetchall()})
        yield Finding.of(
            result == "ok", "database", "intact", f"damaged ({result}); restore a backup with `comity restore`"
        )
        if dangling:
            yield Finding(Level.ERROR, "database", f"rows of {', '.join(dangling)} refer to rows that are not there")
    yield Finding.of(is_migrated(), "schema", "up to date", "older than this Comity; `comity up` brings it up to date")


def translations(configuration: Configuration) -> Iterator[Finding]:
    """Every language is compiled."""
    from django.conf import settings

    folder = configuration.home / "locale"
    codes = [code for code, _name in settings.LANGUAGES]
    missing = [code for code in codes if not (folder / code / "LC_MESSAGES" / "django.mo").exists()]
    yield Finding.of(
        not missing,
        "translations",
        f"compiled for {', '.join(codes)}",
        f"not compiled for {', '.join(missing)}; `comity up` compiles them",
    )


def processes(configuration: Configuration) -> Iterator[Finding]:
    """The processes of a running portal are alive, and no task waits long."""
    holder = holder_of(configuration.home)
    if holder is None:
        yield Finding(Level.OK, "portal", "not running from this home")
    else:
        yield Finding(Level.OK, "portal", f"running as {holder}")
        for name in ("web server", "task worker"):
            alive = name in holder.children and _is_alive(holder.children[name])
            yield Finding.of(alive, name, "alive", "not running at the moment; see what `comity up` prints")


def tasks() -> Iterator[Finding]:
    """No task waits long."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status="READY", enqueued_at__lt=timezone.now() - _WAITING_LONG)
    late = waiting.exclude(run_after__gt=timezone.now()).count()
    yield Finding.of(
        late == 0,
        "tasks",
        "none is waiting long",
        f"{late} waiting over 15 minutes; `comity up` runs them",
        Level.WARNING,
    )


def deployment(configuration: Configuration) -> Iterator[Finding]:
    """What matters once others can reach the portal."""
    yield Finding.of(
        configuration.secure,
        "COMITY_SECURE",
        "cookies and addresses are for HTTPS only",
        "not set; put the portal behind HTTPS and set COMITY_SECURE=yes",
    )
    yield Finding.of(
        len(configuration.hosts) > len(Configuration.hosts),
        "COMITY_HOSTS",
        ", ".join(configuration.hosts),
        "only this machine's names are served; set it to the public name",
    )
    yield Finding.of(not configuration.debug, "COMITY_DEBUG", "off", "on; it shows the inside of the portal, unset it")
    yield from _of_django()


def _of_django() -> Iterator[Finding]:
    from django.core import checks

    for message in checks.run_checks(include_deployment_checks=True):
        if message.id not in _NOT_OURS | _TOLD:
            level = Level.ERROR if message.is_serious() else Level.WARNING
            yield Finding(level, str(message.id), message.msg.splitlines()[0])


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) if path.exists() else 0


def _is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False
