"""`comity check` and `comity version`: is this installation well?"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from comity import __version__
from comity.core import startup
from comity.core.health import Finding, Level

from .health import examine
from .output import Exit, print_json

_MARKS = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✗"}


def check(
    deploy: Annotated[bool, typer.Option("--deploy", help="Also check what matters when others can reach it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Examine configuration, files, database and data; say what is not well and what to do.

    Example: comity check --deploy

    Exit codes: 0 well (warnings at most), 1 something is wrong, 2 a setting cannot be used.
    """
    found = list(examine(startup.setup(), deploy=deploy))
    if as_json:
        print_json([{"level": f.level.value, "about": f.about, "message": f.message} for f in found])
    else:
        for finding in found:
            _print(finding)
    if any(f.level is Level.ERROR for f in found):
        raise typer.Exit(int(Exit.FAILED))


def _print(finding: Finding) -> None:
    typer.echo(f"{_MARKS[finding.level]} {finding.about}: {finding.message}")


def version(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """Print the versions of Comity, Python and Django.

    Example: comity version --json
    """
    import django

    facts = {"comity": __version__, "python": sys.version.split()[0], "django": django.get_version()}
    if as_json:
        print_json(facts)
    else:
        typer.echo(" · ".join(f"{name} {value}" for name, value in facts.items()))
