"""The interviews at hand: those that come with Comity, and those a State keeps in `COMITY_HOME/interviews`.

One of a State's with the code of a bundled one takes its place; blocks are looked up in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from comity.law.interview.definition import Definition
from comity.law.interview.problems import DefinitionError
from comity.law.interview.reading import read_definition

LARGEST = 2_000_000  # bytes of one definition
_NAME = re.compile(r"(?:blocks/)?[a-z0-9][a-z0-9-]{0,80}\Z")

# The order in which they are offered; a State's own follow.
ORDER = (
    *("mla", "videoconference", "extradition", "provisional-arrest", "confiscation", "sentenced-persons"),
    *("proceedings", "joint-investigation", "special-techniques", "controlled-delivery"),
    *("law-enforcement", "spontaneous-information"),
    *("preservation", "voluntary-disclosure", "emergency-disclosure", "follow-up"),
)


class Library:
    """Finds blocks and definitions by name, in a folder of one's own first."""

    def __init__(self, *folders: Traversable | Path) -> None:
        self.folders = folders

    def __call__(self, name: str) -> Mapping[str, Any] | None:
        """The data of a block or definition; None where there is none that can be read."""
        if not _NAME.match(name):
            return None
        *above, last = name.split("/")
        for folder in self.folders:
            place = folder.joinpath(above[0]) if above else folder
            file = place.joinpath(f"{last}.json")
            if file.is_file():
                return _data(file)
        return None

    def codes(self) -> list[str]:
        """The names of the definitions, the bundled in their order, then the others by name."""
        found = {
            file.name.removesuffix(".json")
            for folder in self.folders
            if folder.is_dir()
            for file in folder.iterdir()
            if file.name.endswith(".json") and _NAME.match(file.name.removesuffix(".json"))
        }
        return sorted(found, key=lambda code: (ORDER.index(code) if code in ORDER else len(ORDER), code))


def library(home: Path | None = None) -> Library:
    """The bundled interviews, and before them those of a home."""
    bundled = files("comity.reference").joinpath("interviews")
    return Library(home / "interviews", bundled) if home else Library(bundled)


@cache
def interviews(home: Path) -> Mapping[str, Definition]:
    """Every sound interview by its code; read once, so that a change of files needs a restart.

    In place of an unsound one of a State's own stands the bundled one, if any: `comity interview check` says why.
    """
    shelf, bundled = library(home), library()
    found = {}
    for code in shelf.codes():
        definition = _sound(shelf, code) or _sound(bundled, code)
        if definition is not None:
            found[code] = definition
    return found


def _sound(shelf: Library, code: str) -> Definition | None:
    """The interview of a name; None where there is none that is sound."""
    data = shelf(code)
    if data is None:
        return None
    try:
        return read_definition(data, name=code, library=_BehindItself(shelf, code))
    except DefinitionError:
        return None


class _BehindItself:
    """A library as one definition sees it: under its own name it finds the bundled one it extends."""

    def __init__(self, shelf: Library, code: str) -> None:
        self.shelf, self.code = shelf, code

    def __call__(self, name: str) -> Mapping[str, Any] | None:
        shelf = Library(*self.shelf.folders[-1:]) if name == self.code else self.shelf
        return shelf(name)


def _data(file: Traversable | Path) -> Mapping[str, Any] | None:
    content = file.read_bytes()
    if len(content) > LARGEST:
        return None
    try:
        data = json.loads(content.decode("utf-8"))
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
