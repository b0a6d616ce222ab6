"""Setting documents as PDF with typst, in any of the six languages.

The texts travel as JSON and are never read as markup; the template and the fonts come with the installation.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

Texts = dict[str, Any]

# Packages that ship the fonts: Latin and Cyrillic, Arabic, Chinese; all under the SIL Open Font License.
_FONT_PACKAGES = (
    "fontpkg_source_sans_3",
    "fontpkg_source_serif_4",
    "pylopdf_fonts_ar",
    "pylopdf_fonts_zh_cn",
)
_TEMPLATES = files("comity.publications").joinpath("templates/publications")


def set_document(texts: Texts, template: str, *, more_fonts: tuple[str, ...] = ()) -> bytes:
    """Texts set by one of our templates as PDF/UA-1: tagged, with bookmarks, title and language.

    `more_fonts` names packages with fonts for further scripts. A name in a script none of the fonts has leaves a gap;
    the document is then tagged but claims no standard.
    """
    folder = Path(str(_TEMPLATES))
    data = json.dumps(texts, ensure_ascii=False)
    compiler = typst.Compiler(
        folder / template,
        root=folder,
        font_paths=_fonts(more_fonts),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=now)
    except typst.TypstError:
        made = compiler.compile(format="pdf", timestamp=now)
    assert isinstance(made, bytes)  # noqa: S101 - one PDF is one file
    return made


def font_files(more: tuple[str, ...] = ()) -> list[Path]:
    """The files of the fonts, and of those in the packages named."""
    folders = [Path(str(files(package))) for package in (*_FONT_PACKAGES, *more)]
    return sorted(path for folder in folders for path in folder.rglob("*.[ot]tf"))


@cache
def _fonts(more: tuple[str, ...]) -> typst.Fonts:
    """The fonts, looked through once per process; those of the machine are left alone so that pages look alike."""
    folders = [str(files(package)) for package in (*_FONT_PACKAGES, *more)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
