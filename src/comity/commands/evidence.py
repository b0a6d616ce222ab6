"""`comity load evidence`: fill the Electronic Evidence Hub from lists, declarations, tables and texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.core import startup

from .catalogue import load_and_tell


def load_evidence(
    path: Annotated[Path, typer.Argument(help="A file, or a folder with files of the format.")],
    form: Annotated[str, typer.Option("--from", help="The format; `--formats` lists them.")] = "",
    formats: Annotated[
        bool, typer.Option("--formats", help="List the formats.", is_eager=True, callback=lambda wanted: _list(wanted))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Load service providers, their guidelines, national provisions or guides. Loading again changes nothing.

    Example: comity load evidence --from provider-list providers.csv

    Exit codes: 0 all taken or left aside on purpose, 1 a row or file was not, or it was stopped, 2 no such format.
    """
    startup.setup()
    from comity.connectors.evidence.loading import load_evidence as load
    from comity.connectors.evidence.registry import evidence_reader

    load_and_tell(path, form, as_json, lambda progress: load(evidence_reader(form), path))


def _list(wanted: bool) -> None:
    if not wanted:
        return
    startup.configure()
    from comity.connectors.evidence.registry import READERS

    for name, reader in READERS.items():
        typer.echo(f"{name:<20}{reader.title}")
    raise typer.Exit
