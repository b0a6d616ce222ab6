"""`comity load directory`: authorities from filled-in tables and from the depositary's notifications."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.core import startup

from .output import Exit, fail, print_json, step

if TYPE_CHECKING:
    from comity.connectors.directory.loading import Report


def load_directory(
    path: Annotated[Path, typer.Argument(help="A filled-in template (.csv, .xlsx) or the notifications (.csv).")],
    check: Annotated[bool, typer.Option("--check", help="Only say what is wrong; take nothing.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Write the empty template to the path.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load authorities into the directory, checked first. Loading the same file again changes nothing.

    Example: comity load directory authorities.xlsx --check

    Exit codes: 0 all taken, 1 a row was refused, 2 no such file or not of the format.
    """
    startup.setup()
    from comity.connectors.directory.loading import load_table, said_in_english
    from comity.connectors.directory.tables import template as empty
    from comity.connectors.items import FormatError

    if template:
        path.write_bytes(empty("xlsx" if path.suffix == ".xlsx" else "csv"))
        typer.echo(f"The empty template is in {path}.")
        return
    try:
        data = path.read_bytes()
        if check:
            report = said_in_english(data, path.name)
        else:
            with step(f"Loading {path}"):
                report = load_table(data, path.name)
    except (FormatError, OSError) as error:
        fail(str(error), Exit.USAGE)
    if as_json:
        print_json(report.as_json())
    else:
        _print(report)
    if not report.complete:
        raise typer.Exit(int(Exit.FAILED))


def _print(report: Report) -> None:
    did = ", ".join(f"{count} {what}" for what, count in report.taken.items())
    typer.echo(f"{report.rows} authorities; {did or 'nothing was taken'}, {len(report.refused)} rows refused")
    for each in report.refused:
        typer.echo(f"  {each.place}: {each.reason}", err=True)
    for each in report.warnings:
        typer.echo(f"  {each.place}, warning: {each.reason}")
