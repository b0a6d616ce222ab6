"""Commands for those who work on Comity itself: `comity test` and `comity translations`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import typer

from .output import Exit, fail

translations_app = typer.Typer(help="Keep the translation catalogs complete.", no_args_is_help=True)
_ROOT = Path(__file__).resolve().parents[3]


def test(context: typer.Context) -> None:
    """Run the tests from a checkout; further words go to pytest.

    Example: comity test -- tests/law -q

    Exit codes: 0 all passed, else pytest's.
    """
    if not (_ROOT / "tests").is_dir():
        fail("the tests are not part of an installation; run this from a checkout of the source", Exit.USAGE)
    words = [word for word in context.args if word != "--"] or ["-n", "2"]
    raise typer.Exit(subprocess.call([sys.executable, "-m", "pytest", *words], cwd=_ROOT))  # noqa: S603


@translations_app.command()
def extract() -> None:
    """Bring the catalogs in step with the source, and say how many messages each still lacks.

    Example: comity translations extract
    """
    from comity.core.extraction import template_catalog
    from comity.core.translations import update

    for language, missing in update(_locale(), template_catalog()).items():
        typer.echo(f"{language}: {missing} to translate")


@translations_app.command()
def check() -> None:
    """Fail if a message is missing, fuzzy, outdated or has other placeholders than its source.

    Example: comity translations check
    """
    from comity.core.extraction import template_catalog
    from comity.core.translations import problems

    found = problems(_locale(), template_catalog())
    for line in found:
        typer.echo(line, err=True)
    if found:
        fail(f"{len(found)} problems in the catalogs")
    typer.echo("The catalogs are complete.")


def _locale() -> Path:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.core.settings")
    from django.conf import settings

    folder: Path = settings.LOCALE_SOURCE
    return folder
