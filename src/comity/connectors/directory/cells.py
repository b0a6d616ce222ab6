"""One cell of a table of authorities, read into what it stands for, or refused with its column and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import Enum
from typing import TypeVar

from comity.law.authorities.entry import ChannelRule, Hours
from comity.law.authorities.words import Acceptance, Channel
from comity.law.sentences import Quoted, Sentence, Series, StateName, say
from comity.law.states import Gazetteer, UnknownState

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class WrongCell(ValueError):
    """What stands in a cell cannot be read; `sentence` says why and how it is written."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.msgid)
        self.sentence = sentence


def at_column(column: str, problem: Sentence) -> Sentence:
    """The problem with the column it is in."""
    return say("Column “%(column)s”: %(problem)s", column=Quoted(column), problem=problem)


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


def state(text: str, gazetteer: Gazetteer) -> str:
    """The code of the State named."""
    try:
        return gazetteer.find(text).code
    except UnknownState as error:
        raise WrongCell(unknown_state(error)) from error


def unknown_state(error: UnknownState) -> Sentence:
    """That a text names no State, with those that come near."""
    if not error.suggestions:
        return say("“%(text)s” is neither the code nor the name of a State or territory.", text=Quoted(error.text))
    near = Series(tuple(StateName(code) for code in error.suggestions))
    return say(
        "“%(text)s” is neither the code nor the name of a State or territory; these come near: %(near)s.",
        text=Quoted(error.text),
        near=near,
    )


def word(enum: type[E], text: str) -> E:
    """One word of a closed list."""
    try:
        return enum(text.lower())
    except ValueError:
        known = ", ".join(each.value for each in enum)
        raise WrongCell(
            say("“%(text)s” is not one of these: %(known)s.", text=Quoted(text), known=Quoted(known))
        ) from None


def day(text: str) -> date:
    """A day like 2024-01-31."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        example = Quoted("2024-01-31")
        raise WrongCell(
            say("“%(text)s” is not a day; write it like %(example)s.", text=Quoted(text), example=example)
        ) from None


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
