"""The examinations behind `comity check`: those of the installation, and whether the treaty facts hold together."""

from __future__ import annotations

from collections.abc import Iterator

from comity.core import health
from comity.core.configuration import Configuration
from comity.core.health import Finding, Level
from comity.core.startup import is_migrated
from comity.law.book import TreatyBook

_NAMED = 5  # how many culprits a message names


def examine(configuration: Configuration, *, deploy: bool) -> Iterator[Finding]:
    """All findings on this installation; with `deploy`, also those that matter once others can reach it."""
    yield from health.files(configuration)
    yield from health.database()
    yield from health.vault(configuration)
    if is_migrated():
        yield from _facts()
        yield from _loads()
        yield from health.tasks()
    yield from health.translations(configuration)
    yield from health.processes(configuration)
    if deploy:
        yield from health.deployment(configuration)


def _facts() -> Iterator[Finding]:
    from comity.treaties.interfaces import book

    unread = list(_unreadable_statements())
    if unread:
        yield _culprits(unread, "values of statements cannot be read", "load their source again")
        return
    try:
        facts = book()
    except (ValueError, KeyError, TypeError) as error:
        yield Finding(Level.ERROR, "treaty facts", f"a row cannot be read ({error}); load its source again")
        return
    yield from _of_book(facts)


def _unreadable_statements() -> Iterator[str]:
    from comity.core.statement_codec import value_from_json
    from comity.treaties.models import StatementRecord

    for fact, value in StatementRecord.objects.values_list("fact", "value").iterator():
        try:
            value_from_json(value)
        except ValueError:
            yield fact


def _of_book(facts: TreatyBook) -> Iterator[Finding]:
    pairs = [*facts.actions, *facts.statements]
    acts, statements = (sum(map(len, rows.values())) for rows in (facts.actions, facts.statements))
    yield Finding.of(
        acts > 0, "treaty facts", f"{acts} acts, {statements} statements", "none are loaded; run `comity up`"
    )
    states = sorted({state for _, state in pairs if state not in facts.gazetteer})
    if states:
        yield _culprits(states, "acts or statements are of States not known here", "load them again")
    instruments = sorted({code for code, _ in pairs if code not in facts.instruments})
    if instruments:
        yield _culprits(instruments, "acts or statements are under treaties not known here", "load these treaties")
    uncovered = sorted({code for code, _ in facts.actions if code not in facts.coverage})
    if uncovered:
        yield _culprits(uncovered, "how far the record reaches is not known", "load their source again", Level.WARNING)
    dates = [coverage.as_of for coverage in facts.coverage.values() if coverage.as_of]
    if dates:
        yield Finding(Level.OK, "as of", f"the oldest record is of {min(dates)}, the newest of {max(dates)}")


def _loads() -> Iterator[Finding]:
    from django.db.models import Exists, OuterRef

    from comity.treaties.models import LoadRun

    completed = LoadRun.objects.filter(
        reader=OuterRef("reader"),
        path=OuterRef("path"),
        started_at__gt=OuterRef("started_at"),
        finished_at__isnull=False,
    )
    broken = LoadRun.objects.filter(~Exists(completed), finished_at=None).order_by("pk")
    named = [f"{run.reader} {run.path}" for run in broken]
    if named:
        yield _culprits(named, "loads have not finished", "unless they are running, run them again", Level.WARNING)
    else:
        yield Finding(Level.OK, "loads", "none was broken off")


def _culprits(names: list[str], what: str, remedy: str, level: Level = Level.ERROR) -> Finding:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return Finding(level, "treaty facts", f"{what}: {', '.join(names[:_NAMED])}{more}; {remedy}")
