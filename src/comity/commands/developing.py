"""Commands for those who work on Comity itself: `comity test` and `comity translations`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Exit, fail, print_json

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

translations_app = typer.Typer(help="Keep the translation catalogs complete (for a checkout).", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
_ROOT = Path(__file__).resolve().parents[3]


def test(context: typer.Context) -> None:
    """Run the tests from a checkout; further words go to pytest.

    Example: comity test -- tests/law -q

    Exit codes: 0 all passed, 2 not a checkout, else those of pytest.
    """
    if not (_ROOT / "tests").is_dir() or not (_ROOT / "pyproject.toml").is_file():
        fail("the tests are not part of an installation; run `uv run comity test` in a checkout", Exit.USAGE)
    words = [word for word in context.args if word != "--"] or ["-n", "2"]
    raise typer.Exit(subprocess.call([sys.executable, "-m", "pytest", *words], cwd=_ROOT))  # noqa: S603


@translations_app.command()
def extract(as_json: Json = False) -> None:
    """Bring the catalogs in step with the source, and say how many messages each still lacks.

    Example: comity translations extract
    """
    from comity.core.translations import update

    folder, template = _sources()
    empty = update(folder, template)
    if as_json:
        print_json({"messages": len(template), "empty": empty})
        return
    for language, number in empty.items():
        typer.echo(f"{language}: {number} of {len(template)} to translate")


@translations_app.command()
def check(as_json: Json = False) -> None:
    """Fail if a message is missing, doubtful, outdated, lacks a plural form or has other placeholders than its source.

    Example: comity translations check

    Exit codes: 0 complete, 1 not.
    """
    from comity.core.translations import gaps

    found = gaps(*_sources())
    if as_json:
        print_json([{"language": g.language, "problem": g.problem, "message": g.message} for g in found])
    else:
        for gap in found:
            typer.echo(str(gap), err=True)
    if found:
        fail(f"{len(found)} messages of the catalogs need work")
    if not as_json:
        typer.echo("The catalogs are complete.")


@translations_app.command("compile")
def compile_() -> None:
    """Compile the catalogs into the home, where a running portal reads them at its next start.

    Example: comity translations compile
    """
    from comity.core.startup import configure, make_home, prepare_translations

    configuration = configure()
    make_home(configuration)
    done = prepare_translations(configuration)
    typer.echo("Compiled." if done else "The compiled translations are up to date.")


def _sources() -> tuple[Path, Catalog]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.core.settings")
    from django.conf import settings

    from comity.core.extraction import template_catalog

    return settings.LOCALE_SOURCE, template_catalog(settings.PACKAGE)
