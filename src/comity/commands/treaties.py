"""`comity load treaties` and `comity update treaties`: fill the record of treaties from native formats."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from comity.core import startup

from .output import Exit, fail, print_json, step
from .treaty_report import print_report

if TYPE_CHECKING:
    from comity.connectors.items import Reader
    from comity.connectors.report import LoadReport

load_app = typer.Typer(help="Load records from files in their native formats.", no_args_is_help=True)
update_app = typer.Typer(help="Bring records up to date from where they are kept.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


@load_app.callback()
def _load() -> None:
    """Load records from files in their native formats."""


@update_app.callback()
def _update() -> None:
    """Bring records up to date from where they are kept."""


@load_app.command("treaties")
def load_treaties(
    path: Annotated[Path, typer.Argument(help="A file, or a folder with files of the format.")],
    form: Annotated[str, typer.Option("--from", help="The format; `--formats` lists them. Left out: guessed.")] = "",
    as_of: Annotated[str, typer.Option(help="The day the files were copied, where they do not say.")] = "",
    formats: Annotated[
        bool, typer.Option("--formats", help="List the formats.", is_eager=True, callback=lambda wanted: _list(wanted))
    ] = False,
    as_json: Json = False,
) -> None:
    """Load treaties: who takes part since when, what was declared. Loading the same files again changes nothing.

    Example: comity load treaties --from untc-csv treaties/

    Exit codes: 0 all taken or left aside on purpose, 1 a row or file was not, or it was stopped, 2 no such format.
    """
    startup.setup()
    from comity.connectors.interruptions import LoadInterrupted
    from comity.connectors.items import FormatError
    from comity.connectors.loading import load

    try:
        reader = _reader(form, path, as_of)
        with step(f"Loading {path}") as progress:
            report = load(reader, path, progress=progress)
    except FormatError as error:
        fail(str(error), Exit.USAGE)
    except LoadInterrupted as error:
        fail(str(error))
    except KeyboardInterrupt:
        _stopped()
    _tell(report, as_json)


@update_app.command("treaties")
def update_treaties(
    depositary: Annotated[str, typer.Argument(help="The depositary: un.")] = "un", as_json: Json = False
) -> None:
    """Fetch what changed at a depositary and load it; the files are kept in the home, to be loaded again.

    Example: comity update treaties un

    Exit codes: 0 up to date, 1 a file or row was not taken, or it was stopped, 2 nothing to fetch there, 4 no network.
    """
    configuration = startup.setup()
    from comity.connectors.depositary import NoNetwork, NotFetched
    from comity.connectors.interruptions import LoadInterrupted
    from comity.connectors.items import FormatError
    from comity.connectors.updating import update

    try:
        with step(f"Updating from {depositary}") as progress:
            report = update(depositary, configuration.home / "depositaries", progress=progress)
    except NoNetwork as error:
        fail(str(error), Exit.NO_NETWORK)
    except NotFetched as error:
        fail(str(error), Exit.USAGE)
    except (FormatError, LoadInterrupted) as error:
        fail(str(error))
    except KeyboardInterrupt:
        _stopped()
    _tell(report, as_json)


def _list(wanted: bool) -> None:
    """Prints the formats and ends the command."""
    if not wanted:
        return
    startup.configure()
    from comity.connectors.registry import READERS

    for name, reader in READERS.items():
        typer.echo(f"{name:<20}{reader.title}")
    raise typer.Exit


def _reader(form: str, path: Path, as_of: str) -> Reader:
    """The reader asked for, or the one that fits; FormatError if that is not one."""
    from comity.connectors.items import FormatError
    from comity.connectors.registry import dated, guess, reader

    if not form:
        fitting = guess(path)
        if len(fitting) != 1:
            found = f"it could be {' or '.join(fitting)}" if fitting else "no format fits it"
            raise FormatError(f"{path}: {found}; name one with --from (`--formats` lists them).")
        form = fitting[0]
    return dated(reader(form), _day(as_of)) if as_of else reader(form)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        fail(f"--as-of {text}: write the day like 2024-01-31", Exit.USAGE)
    if day > date.today():
        fail(f"--as-of {text}: the day lies in the future", Exit.USAGE)
    return day


def _tell(report: LoadReport, as_json: bool) -> None:
    if as_json:
        print_json(report.as_json())
    else:
        print_report(report)
    if not report.complete:
        raise typer.Exit(int(Exit.FAILED))


def _stopped() -> NoReturn:
    fail("stopped; what was read so far is recorded: run the same command again to complete it")
