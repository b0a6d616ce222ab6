"""The examinations behind `comity check`: each yields findings, what is well and what is not."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from comity.core.configuration import Configuration


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


def examine(configuration: Configuration, *, deploy: bool) -> Iterator[Finding]:
    """All findings on this installation; with `deploy`, also those that matter once others can reach it."""
    yield from _files(configuration)
    yield from _database()
    yield from _data()
    yield from _translations(configuration)
    yield from _tasks()
    if deploy:
        yield from _deployment(configuration)


def _finding(good: bool, about: str, well: str, wrong: str, level: Level = Level.ERROR) -> Finding:
    return Finding(Level.OK, about, well) if good else Finding(level, about, wrong)


def _files(configuration: Configuration) -> Iterator[Finding]:
    key = configuration.secret_key_file
    if not key.exists():
        yield Finding(Level.ERROR, "secret key", f"{key} is missing; `comity up` makes one")
        return
    mode = stat.S_IMODE(key.stat().st_mode)
    yield _finding(mode == 0o600, "secret key", "readable by its owner only", f"{key} has mode {mode:o}; chmod 600 it")


def _database() -> Iterator[Finding]:
    from django.db import connection

    from comity.core.startup import is_migrated

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            result = cursor.fetchone()[0]
        yield _finding(
            result == "ok", "database", "intact", f"damaged ({result}); restore a backup with `comity restore`"
        )
    yield _finding(is_migrated(), "schema", "up to date", "older than this Comity; `comity up` brings it up to date")


def _data() -> Iterator[Finding]:
    from comity.treaties.interfaces import book
    from comity.treaties.models import LoadRun

    try:
        facts = book()
    except (ValueError, KeyError, TypeError) as error:
        yield Finding(Level.ERROR, "treaty facts", f"a row cannot be read: {error}; load its source again")
        return
    strays = sorted(
        {code for _, code in (*facts.actions, *facts.statements) if code not in facts.gazetteer}
        | {code for code, _ in (*facts.actions, *facts.statements) if code not in facts.instruments}
    )
    number = sum(len(rows) for rows in facts.actions.values())
    yield _finding(
        not strays,
        "treaty facts",
        f"{number} acts and {sum(len(s) for s in facts.statements.values())} statements",
        f"rows name what is not known here: {', '.join(strays[:5])}; load the treaties they belong to",
    )
    yield _finding(bool(number), "treaty facts", "bundled facts are loaded", "none are loaded; run `comity up`")
    dates = [c.as_of for c in facts.coverage.values() if c.as_of]
    if dates:
        yield Finding(Level.OK, "as of", f"the oldest record is of {min(dates)}, the newest of {max(dates)}")
    unfinished = LoadRun.objects.filter(finished_at=None).count()
    yield _finding(
        unfinished == 0,
        "loads",
        "none was broken off",
        f"{unfinished} broken off; run the same `comity load` again to complete it",
        Level.WARNING,
    )


def _translations(configuration: Configuration) -> Iterator[Finding]:
    from django.conf import settings

    missing = [
        code
        for code, _ in settings.LANGUAGES
        if not (configuration.home / "locale" / code / "LC_MESSAGES" / "django.mo").exists()
    ]
    yield _finding(
        not missing, "translations", "compiled", f"not compiled for {', '.join(missing)}; `comity up` compiles them"
    )


def _tasks() -> Iterator[Finding]:
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    late = DBTaskResult.objects.filter(status="READY", enqueued_at__lt=timezone.now() - timedelta(minutes=15)).count()
    yield _finding(
        late == 0,
        "tasks",
        "none is waiting long",
        f"{late} waiting over 15 minutes; is `comity up` running?",
        Level.WARNING,
    )


def _deployment(configuration: Configuration) -> Iterator[Finding]:
    from django.core import checks

    yield _finding(
        configuration.secure,
        "COMITY_SECURE",
        "cookies and addresses are for HTTPS only",
        "not set; behind HTTPS set COMITY_SECURE=yes",
    )
    yield _finding(
        len(configuration.hosts) > 3,
        "COMITY_HOSTS",
        ", ".join(configuration.hosts),
        "only this machine's names are served; name the public host",
    )
    yield _finding(not configuration.debug, "COMITY_DEBUG", "off", "on; unset it where others can reach the portal")
    # Redirecting to HTTPS is the proxy's work, preloading HSTS its owner's choice.
    silenced = {"security.W008", "security.W021", "security.W005"}
    for message in checks.run_checks(include_deployment_checks=True):
        if message.id not in silenced:
            level = Level.ERROR if message.is_serious() else Level.WARNING
            yield Finding(level, str(message.id), message.msg.splitlines()[0])
