"""`comity interview`: checking a definition a State adapts, and running one without the portal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Exit, fail

if TYPE_CHECKING:
    from comity.law.interview.definition import Definition

interview_app = typer.Typer(no_args_is_help=True, help="Guided drafting: check a definition, run one.")

_FORMS = ("docx", "pdf", "json", "points")


@interview_app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The definition, a JSON file.")],
) -> None:
    """Is a definition of an interview sound? Every mistake is named with its line and place.

    Example: comity interview check interviews/mla-xx.json

    Exit codes: 0 sound, 1 mistakes found, 2 no such file.
    """
    problems = _problems(file)
    for line in problems:
        typer.echo(line, err=True)
    if problems:
        fail(f"{file}: {len(problems)} to mend")
    typer.echo(f"{file}: sound")


@interview_app.command()
def run(
    definition: Annotated[str, typer.Argument(help="A bundled interview, for example mla, or a JSON file.")],
    answers: Annotated[
        Path, typer.Option(help="The answers, a JSON file as the studio saves it; - for standard input.")
    ],
    lang: Annotated[str, typer.Option(help="Language of the document; two like ar,en stand side by side.")] = "en",
    form: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(_FORMS)}.")] = "points",
    output: Annotated[Path | None, typer.Option(help="Where to write it (standard output if left out).")] = None,
    template: Annotated[Path | None, typer.Option(help="A Word file with the authority's letterhead.")] = None,
) -> None:
    """Makes the document of an interview, or lists what is missing, doubtful and fine.

    Example: comity interview run mla --answers case.json --lang fr --format docx --output request.docx

    Exit codes: 0 done, 1 the definition or the answers cannot be read, 2 wrong use.
    """
    from comity.core import startup

    startup.setup()
    from django.conf import settings

    languages = tuple(dict.fromkeys(code.strip() for code in lang.split(",")))
    if not set(languages) <= set(dict(settings.LANGUAGES)) or not 1 <= len(languages) <= 2:
        fail(f"--lang {lang}: choose one or two of {', '.join(dict(settings.LANGUAGES))}", Exit.USAGE)
    if form not in _FORMS:
        fail(f"--format {form}: choose one of {', '.join(_FORMS)}", Exit.USAGE)
    content = _made(_definition(definition), answers, languages, form, template)
    if output is not None:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _problems(file: Path) -> list[str]:
    """What is wrong with a file, each with file, line and place."""
    import json

    from comity.core.interviews import library
    from comity.core.json_places import line_of, lines_of, twice
    from comity.law.interview.reading import try_definition

    if not file.is_file():
        fail(f"{file}: there is no such file", Exit.USAGE)
    try:
        text = file.read_text(encoding="utf-8-sig")
        lines = lines_of(text)
    except UnicodeDecodeError:
        return [f"{file}: not written in UTF-8"]
    except json.JSONDecodeError as error:
        return [f"{file}:{error.lineno}: column {error.colno}: {error.msg}"]
    except RecursionError:
        return [f"{file}: nested too deep"]
    shelf = library(file.parent.parent if file.parent.name == "interviews" else None)
    own = Path(file.parent)

    def found(name: str) -> object:
        from comity.core.interviews import Library

        here = None if name == file.stem else Library(own)(name)
        return here if here is not None else shelf(name)

    _read, problems = try_definition(json.loads(text), name=file.name, library=found)  # type: ignore[arg-type]
    said = [f"{file}: “{key}” stands twice in one object; the first is lost" for key in twice(text)]
    for problem in problems:
        if problem.file == file.name:
            said.append(f"{file}:{line_of(lines, problem.path)}: {problem.place or 'the whole'}: {problem.message}")
        else:
            said.append(f"{problem.file} (included): {problem.place or 'the whole'}: {problem.message}")
    return said


def _definition(name: str) -> Definition:
    """A bundled definition or a file; ends the command where it cannot be used."""
    import json

    from django.conf import settings

    from comity.core.interviews import interviews, library
    from comity.law.interview.reading import read_definition

    known = interviews(settings.HOME)
    if name in known:
        return known[name]
    file = Path(name)
    if not file.is_file():
        fail(f"{name}: neither a file nor one of the interviews {', '.join(known)}", Exit.USAGE)
    if problems := _problems(file):
        fail("\n".join(problems))
    return read_definition(json.loads(file.read_text(encoding="utf-8-sig")), name=file.name, library=library())


def _made(definition: Definition, answers: Path, languages: tuple[str, ...], form: str, template: Path | None) -> bytes:
    from django.utils.translation import gettext, override

    from comity.accounts.viewer import VISITOR
    from comity.core.wording import say
    from comity.law.interview.running import run as run_interview
    from comity.publications.requests import Letterhead, made
    from comity.publications.requests.answers import AnswersError, read_answers
    from comity.treaties.interfaces import book as treaty_book
    from comity.web.surroundings import surroundings

    try:
        content = sys.stdin.buffer.read() if str(answers) == "-" else answers.read_bytes()
        given = read_answers(content, definition=definition.code)
    except AnswersError as error:
        fail(f"{answers}: {error}")
    book = treaty_book()
    today = datetime.now(UTC).date()
    with override(languages[0]):
        context = surroundings(definition, given, book=book, today=today, reader=VISITOR)
    interview = run_interview(definition, given, context)
    if form == "points":
        with override(languages[0]):
            lines = [
                f"{gettext(p.state.label)}: {say(p.reason, book)}" + (f" {say(p.way_out, book)}" if p.way_out else "")
                for p in interview.points
            ]
        return ("\n".join(lines) + "\n").encode()
    letterhead = Letterhead(template=template.read_bytes()) if template else None
    return made(interview, form, book=book, languages=languages, letterhead=letterhead)
