"""`comity audit`: the ledger verified and written out, by whoever runs the installation."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from comity.core import startup

from .output import Exit, fail, print_json, step

audit_app = typer.Typer(help="Verify and export the audit ledger.", no_args_is_help=True)
_FORMS = ("csv", "jsonl")


@audit_app.command()
def verify(as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False) -> None:
    """Follow the chain of the audit ledger and name every place where it does not hold.

    Keep the last digest it prints outside of the installation: whoever can rewrite the whole database can forge a
    whole ledger, but not one that ends in a digest you kept.

    Example: comity audit verify

    Exit codes: 0 the ledger is whole, 1 it is not.
    """
    startup.setup()
    from comity.core import ledger
    from comity.core.models import LedgerHead

    with step("Verifying the ledger"):
        count, breaks = ledger.verify()
    head = LedgerHead.objects.filter(pk=1).first()
    last = head.digest if head else ledger.START
    if as_json:
        print_json(
            {"entries": count, "last": last, "breaks": [{"number": b.number, "reason": b.reason} for b in breaks]}
        )
    else:
        for each in breaks:
            typer.echo(f"entry {each.number}: {each.reason}", err=True)
        typer.echo(f"{count} entries, {'whole' if not breaks else f'{len(breaks)} breaks'}; the last digest is {last}.")
    if breaks:
        raise typer.Exit(int(Exit.FAILED))


@audit_app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="The file to write; standard output without one.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv or jsonl.")] = "jsonl",
    since: Annotated[str, typer.Option(help="From this day (UTC), like 2026-01-01.")] = "",
    until: Annotated[str, typer.Option(help="Up to this day.")] = "",
    action: Annotated[str, typer.Option(help="This action only; with a dot at its end, all that begin so.")] = "",
    state: Annotated[str, typer.Option(help="This State's code only.")] = "",
) -> None:
    """Write the ledger out, oldest entry first. That it was is an entry too.

    Example: comity audit export ledger-2026.jsonl --since 2026-01-01

    Exit codes: 0 written, 2 a day or the format is not understood, 3 FILE is there already.
    """
    startup.setup()
    from comity.core.ledger import SYSTEM, Subject, write
    from comity.core.ledger_reading import LedgerFilter, as_csv, as_json_lines, entries

    if form not in _FORMS:
        fail(f"--format {form!r} is none; it takes {' or '.join(_FORMS)}", Exit.USAGE)
    if file is not None and file.exists():
        fail(f"{file} is there already; name another file", Exit.REFUSED)
    wanted = LedgerFilter(
        action=action, state=state.upper(), since=_day("--since", since), until=_day("--until", until)
    )
    write(
        actor=SYSTEM,
        action="ledger.exported",
        subject=Subject("ledger", "ledger"),
        after=wanted.told() | {"as": form},
    )
    lines = (as_csv if form == "csv" else as_json_lines)(entries(wanted))
    if file is None:
        sys.stdout.writelines(lines)
        return
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(lines)
    typer.echo(f"Written to {file}.", err=True)


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fail(f"{name} {text!r} is no day; write it like 2026-01-01", Exit.USAGE)
