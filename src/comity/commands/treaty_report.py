"""The report of a load as text for a person: what was taken, what was not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from comity.connectors.report import LoadReport

_LISTED = 20  # of each list; --json prints more
_NAMES = 50


def print_report(report: LoadReport) -> None:
    """Prints the report: the numbers first, then what a person should look at."""
    from comity.treaties.models import ProblemKind

    files = f"{report.files} file{'' if report.files == 1 else 's'}"
    typer.echo(f"{files} read: {report.new} facts new, {report.changed} changed, {report.unchanged} unchanged.")
    _several("Not taken", [f"{r.place}: {r.reason}" for r in report.refused], report.count(ProblemKind.REFUSED))
    for kind, title in (
        (ProblemKind.UNREADABLE, "Files that could not be read to the end"),
        (ProblemKind.KEPT, "Kept as held"),
        (ProblemKind.MISSING, "Held, but not in these files"),
        (ProblemKind.WITHDRAWN, "Withdrawn"),
    ):
        lines = [f"{r.place}: {r.reason}" for r in report.remarks.get(kind, [])]
        _several(title, lines, report.count(kind))
    if report.unmatched:
        typer.echo(f"Names that match no State known here: {_shortened(report.unmatched)}.")
    lines = [f"{number} × {reason}" for reason, number in report.passed.most_common()]
    _several("Left aside on purpose", lines, len(lines), report.passed_in_all)


def _several(title: str, lines: list[str], number: int, shown: int | None = None) -> None:
    if not number:
        return
    typer.echo(f"{title}: {number if shown is None else shown}")
    for line in lines[:_LISTED]:
        typer.echo(f"  {line}")
    if number > _LISTED:
        typer.echo(f"  and {number - _LISTED} more; --json lists them")


def _shortened(names: list[str]) -> str:
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return f"{', '.join(names[:_NAMES])}{more}"
