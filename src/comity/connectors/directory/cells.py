"""One cell of a table of authorities, read into what it stands for, or refused with its column and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from enum import Enum
from typing import TypeVar

from comity.law.authorities.entry import ChannelRule, Hours
from comity.law.authorities.words import Acceptance, Channel
from comity.law.sentences import Quoted, Sentence, say

from ..table_cells import WrongCell, at_column, not_one_of

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Cells:
    """The cells of a row, read one by one; what cannot be read is remembered with its column."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given, self.problems = given, list[Sentence]()

    def text(self, column: str) -> str:
        """What stands in the column; empty where nothing does."""
        return self._given.get(column, "")

    def wrong(self, column: str, problem: Sentence) -> None:
        """Remembers a problem of the column."""
        self.problems.append(at_column(column, problem))

    def several(self, column: str, read: Callable[[str], T]) -> tuple[T, ...]:
        """The values of the column that can be read."""
        parts = [part.strip() for part in self.text(column).split("|")]
        found = [self._read(column, part, read) for part in parts if part]
        return tuple(each for each in found if each is not None)

    def one(self, column: str, read: Callable[[str], T]) -> T | None:
        """The value of the column; None if it is empty or cannot be read."""
        return self._read(column, self.text(column), read) if self.text(column) else None

    def _read(self, column: str, text: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(text)
        except WrongCell as wrong:
            self.wrong(column, wrong.sentence)
            return None


def word(enum: type[E], text: str) -> E:
    """One word of a closed list."""
    try:
        return enum(text.lower())
    except ValueError:
        raise not_one_of(text, (each.value for each in enum)) from None


def hours(text: str) -> Hours:
    """Weekdays and local times like 1-5 08:00-16:30."""
    try:
        days, times = text.split()
        first, _dash, last = days.partition("-")
        opens, closes = times.split("-")
        weekdays = tuple(range(int(first), int(last or first) + 1))
        return Hours(weekdays, time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise WrongCell(
            say(
                "“%(text)s” is not weekdays and times; write them like %(example)s (1 is Monday).",
                text=Quoted(text),
                example=Quoted("1-5 08:00-16:30"),
            )
        ) from None


def channel(text: str) -> ChannelRule:
    """A channel and whether it is accepted, like e-mail=yes."""
    name, _equals, accepted = text.partition("=")
    return ChannelRule(word(Channel, name.strip()), word(Acceptance, accepted.strip() or "yes"))
