"""Reading untyped data as what it should be: each mistake noted with its place, a harmless value given instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from ..sentences import Text
from .problems import Path, Problem

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Node:
    """A piece of data with the file and path it stands at, and the list its problems go to."""

    data: Any
    file: str
    path: Path = ()
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, message: str) -> None:
        """Notes a mistake at this place."""
        self.problems.append(Problem(self.file, self.path, message))

    def at(self, key: str | int) -> Node:
        """The piece below a key; None as data where there is none."""
        held = isinstance(self.data, Mapping) if isinstance(key, str) else isinstance(self.data, list)
        inside = self.data.get(key) if held and isinstance(key, str) else self.data[key] if held else None
        return Node(inside, self.file, (*self.path, key), self.problems)

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return isinstance(self.data, Mapping) and key in self.data

    def is_object(self, allowed: Iterable[str]) -> bool:
        """Whether it is an object; keys it does not know are noted."""
        if not isinstance(self.data, Mapping):
            self.wrong(f"has to be an object, not {_named(self.data)}")
            return False
        known = sorted(allowed)
        for key in self.data:
            if key not in known:
                self.wrong(f"“{key}” is not known here; it takes {', '.join(known)}")
        return True

    def items(self) -> Iterator[Node]:
        """The members of a list; nothing for what is left out."""
        if self.data is None:
            return
        if not isinstance(self.data, list):
            self.wrong(f"has to be a list, not {_named(self.data)}")
            return
        for number in range(len(self.data)):
            yield self.at(number)

    def text(self, *, needed: bool = True) -> str:
        """A short text, a code or a name."""
        if self.data is None and not needed:
            return ""
        if not isinstance(self.data, str) or not self.data.strip():
            self.wrong("has to be a text" if self.data is not None else "is missing")
            return ""
        return self.data

    def texts(self) -> tuple[str, ...]:
        """A list of short texts; a single text stands for a list of one."""
        if isinstance(self.data, str):
            return (self.text(),)
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """True or false; false where it is left out."""
        if self.data is not None and not isinstance(self.data, bool):
            self.wrong("has to be true or false")
        return self.data is True

    def choice(self, kinds: type[E], default: E) -> E:
        """A member of a closed set, by its word."""
        if self.data is None:
            return default
        for kind in kinds:
            if kind.value == self.data:
                return kind
        self.wrong(f"“{self.data}” is not known; it takes {', '.join(str(k.value) for k in kinds)}")
        return default

    def wording(self, *, needed: bool = True) -> Text | None:
        """A text for readers: English, or an object of texts by language."""
        if self.data is None:
            if needed:
                self.wrong("is missing")
            return Text("") if needed else None
        if isinstance(self.data, str):
            return Text(self.text())
        if not isinstance(self.data, Mapping) or not self.data:
            self.wrong('has to be a text, or an object of texts by language like {"en": …, "fr": …}')
            return Text("")
        own = []
        for language in self.data:
            if language not in {"ar", "zh", "en", "fr", "ru", "es"}:
                self.wrong(f"“{language}” is not one of the languages ar, zh, en, fr, ru, es")
            own.append((str(language), self.at(language).text()))
        english = dict(own).get("en") or own[0][1]
        return Text(english, tuple(own))


def _named(data: Any) -> str:
    if data is None:
        return "nothing"
    names = {str: "a text", list: "a list", dict: "an object", bool: "true or false"}
    return names.get(type(data), "a number")
