"""`comity check` and `comity version`: is this installation well?"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from comity import __version__
from comity.core import startup
from comity.core.configuration import ConfigurationError

from .health import Finding, Level, examine
from .output import Exit, fail, print_json


def check(
    deploy: Annotated[bool, typer.Option(help="Also check what matters when others can reach it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Examine configuration, files, database and data; say what is not well and what to do.

    Example: comity check --deploy

    Exit codes: 0 well (warnings at most), 1 something is wrong.
    """
    try:
        configuration = startup.setup()
    except (startup.HomeError, ConfigurationError) as error:
        fail(str(error))
    found = list(examine(configuration, deploy=deploy))
    if as_json:
        print_json([{"level": f.level.value, "about": f.about, "message": f.message} for f in found])
    else:
        for finding in found:
            _print(finding)
    if any(f.level is Level.ERROR for f in found):
        raise typer.Exit(int(Exit.FAILED))


def _print(finding: Finding) -> None:
    mark = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✗"}[finding.level]
    typer.echo(f"{mark} {finding.about}: {finding.message}")


def version(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """Print the version.

    Example: comity version --json
    """
    import django

    facts = {"comity": __version__, "python": sys.version.split()[0], "django": django.get_version()}
    if as_json:
        print_json(facts)
    else:
        typer.echo(" · ".join(f"{name} {value}" for name, value in facts.items()))
