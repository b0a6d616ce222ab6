"""Which line of a JSON text each part stands on, so that a mistake in a file written by hand can be found."""

from __future__ import annotations

import json
from typing import Any

Path = tuple[str | int, ...]


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every value by its path; raises json.JSONDecodeError as `json.loads` does."""
    json.loads(text)
    found: dict[Path, int] = {}
    _Walker(text, found).value(0, ())
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest part around it that is there."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walker:
    """Walks a text that is known to be valid JSON, noting where each value begins."""

    def __init__(self, text: str, found: dict[Path, int]) -> None:
        self.text, self.found = text, found
        self._line, self._seen = 1, 0

    def value(self, at: int, path: Path) -> int:
        """Notes the value that begins at or after a position; the position after it."""
        at = self._skip(at)
        self.found.setdefault(path, self._line_at(at))
        match self.text[at]:
            case "{":
                return self._object(at + 1, path)
            case "[":
                return self._array(at + 1, path)
        return int(_DECODER.raw_decode(self.text, at)[1])

    def _object(self, at: int, path: Path) -> int:
        at = self._skip(at)
        while self.text[at] != "}":
            key, after = _DECODER.raw_decode(self.text, at)
            self.found[(*path, key)] = self._line_at(at)
            at = self._skip(self.value(self._skip(after) + 1, (*path, key)))
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return at + 1

    def _array(self, at: int, path: Path) -> int:
        at, number = self._skip(at), 0
        while self.text[at] != "]":
            at = self._skip(self.value(at, (*path, number)))
            number += 1
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return at + 1

    def _skip(self, at: int) -> int:
        while self.text[at] in " \t\r\n":
            at += 1
        return at

    def _line_at(self, at: int) -> int:
        """The line of a position; positions only grow, so the text is counted once."""
        self._line += self.text.count("\n", self._seen, at)
        self._seen = max(self._seen, at)
        return self._line


_DECODER = json.JSONDecoder()


def twice(text: str) -> list[str]:
    """Keys that stand twice in one object, of which JSON silently keeps the last."""
    doubled: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _value in items]
        doubled.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(items)

    json.loads(text, object_pairs_hook=pairs)
    return doubled
