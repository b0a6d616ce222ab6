"""`comity load catalogue`: fill the catalogue from laws, judgments and portals in their native formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.core import startup

from .output import Exit, Meter, fail, print_json, step

if TYPE_CHECKING:
    from comity.connectors.catalogue.report import EntryReport


def load_catalogue(
    path: Annotated[Path, typer.Argument(help="A file, or a folder with files of the format.")],
    form: Annotated[str, typer.Option("--from", help="The format; `--formats` lists them.")] = "",
    formats: Annotated[
        bool, typer.Option("--formats", help="List the formats.", is_eager=True, callback=lambda wanted: _list(wanted))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load laws, cases, strategies or publications. Loading the same files again changes nothing.

    Example: comity load catalogue --from lims-xml acts/

    Exit codes: 0 all taken or left aside on purpose, 1 a row or file was not, or it was stopped, 2 no such format.
    """
    startup.setup()
    from comity.connectors.catalogue.loading import load_entries
    from comity.connectors.catalogue.registry import entry_reader

    load_and_tell(path, form, as_json, lambda progress: load_entries(entry_reader(form), path, progress=progress))


def load_and_tell(path: Path, form: str, as_json: bool, load: Callable[[Meter], EntryReport]) -> None:
    """Loads what is at the path and prints the report; exits as the commands' help says. `load` may report progress."""
    from comity.connectors.items import FormatError

    try:
        if not form:
            raise FormatError("name the format with --from (`--formats` lists them)")
        if not path.exists():
            raise FormatError(f"{path}: there is no such file or folder")
        with step(f"Loading {path}") as progress:
            report = load(progress)
    except FormatError as error:
        fail(str(error), Exit.USAGE)
    except KeyboardInterrupt:
        fail("stopped; what was read so far is recorded: run the same command again to complete it")
    if as_json:
        print_json(report.as_json())
    else:
        print_entry_report(report)
    if not report.complete:
        raise typer.Exit(int(Exit.FAILED))


def _list(wanted: bool) -> None:
    if not wanted:
        return
    startup.configure()
    from comity.connectors.catalogue.registry import ENTRY_READERS

    for name, reader in ENTRY_READERS.items():
        typer.echo(f"{name:<20}{reader.title}")
    raise typer.Exit


def print_entry_report(report: EntryReport) -> None:
    """The counts of a load, and what was left aside or could not be taken."""
    typer.echo(", ".join(f"{count} {what}" for what, count in report.counts().items() if count or what == "new"))
    for reason, count in report.passed.most_common(20):
        typer.echo(f"  left aside ({count}): {reason}")
    for problem in report.problems()[:50]:
        typer.echo(f"  {problem['kind']}: {problem['place']}: {problem['reason']}", err=True)
    hidden = len(report.problems()) - 50
    if hidden > 0:
        typer.echo(f"  … and {hidden} more; --json lists them", err=True)
