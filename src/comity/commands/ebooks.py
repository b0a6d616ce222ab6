"""`comity ebook`: the directory of competent national authorities as a book."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.core import startup

from .output import Exit, fail, step

if TYPE_CHECKING:
    from comity.publications.directory.editions import Edition

ebook_app = typer.Typer(help="Make the directory's e-book.", no_args_is_help=True)


@ebook_app.callback()
def ebook() -> None:
    """Make the directory's e-book."""


@ebook_app.command("directory")
def directory(
    lang: Annotated[str, typer.Option(help="ar, zh, en, fr, ru or es.")] = "en",
    form: Annotated[str, typer.Option("--format", help="pdf, epub or docx.")] = "pdf",
    on: Annotated[str, typer.Option(help="The directory as on this day, like 2024-01-31: not a numbered issue.")] = "",
    edition: Annotated[str, typer.Option(help="public, registered or listed.")] = "public",
    output: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
) -> None:
    """Make an e-book of the directory: today's numbered issue, or the directory as on a day.

    A new number is given only if the directory has changed since the last issue.

    Example: comity ebook directory --lang fr --format epub --output directory.epub

    Exit codes: 0 made, 1 failed, 2 a language, format, edition or day that is none.
    """
    startup.setup()
    from comity.publications.directory.editions import Edition
    from comity.publications.directory.issuing import NoSuchForm, checked

    try:
        checked(lang, form)
        kind = Edition(edition)
    except NoSuchForm as error:
        fail(str(error), Exit.USAGE)
    except ValueError:
        fail(f"{edition!r} is not an edition; choose one of {', '.join(e.value for e in Edition)}", Exit.USAGE)
    if output is not None and not output.parent.is_dir():
        fail(f"{output.parent}: there is no such directory; make it, or write elsewhere with --output")
    target = _as_on(on, kind, lang, form, output) if on else _issue(kind, lang, form, output)
    typer.echo(f"{target}: {target.stat().st_size:,} bytes")


def _issue(edition: Edition, lang: str, form: str, output: Path | None) -> Path:
    from comity.publications.directory.issuing import current_issue, make, note_taken
    from comity.publications.models import IssueFile

    with step("Setting the e-book") as progress:
        issue = current_issue()
        file, _new = IssueFile.objects.get_or_create(issue=issue, edition=edition.value, language=lang, form=form)
        if not file.stored:
            file = make(file, progress=progress)
    if not file.stored:
        fail(file.problem)
    note_taken(edition=edition, day=issue.day)
    target = output or Path(file.file_name)
    with file.storage.open(file.stored) as held, target.open("wb") as written:
        shutil.copyfileobj(held, written)
    typer.echo(f"issue {issue.number} of {issue.day}, SHA-256 {file.sha256}")
    return target


def _as_on(on: str, edition: Edition, lang: str, form: str, output: Path | None) -> Path:
    from comity.directory.interfaces import directory as directory_on
    from comity.publications.directory.issuing import make_text, note_taken

    try:
        day = datetime.strptime(on, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        fail(f"{on!r} is not a day like 2024-01-31", Exit.USAGE)
    if day > datetime.now(UTC).date():
        fail(f"{on} is not yet; the directory is known up to today", Exit.USAGE)
    with step("Setting the e-book") as progress:
        body = make_text(
            directory_on(day),
            edition=edition,
            language=lang,
            form=form,
            made=datetime.now(UTC).replace(microsecond=0),
            progress=progress,
        )
    note_taken(edition=edition, day=day)
    target = output or Path(f"comity-directory-{day}-{edition.value}-{lang}.{form}")
    target.write_bytes(body)
    return target
