"""What stands in one cell of a table people fill in, or why it cannot be read: the sentences all tables share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from comity.law.sentences import Quoted, Sentence, Series, StateName, say
from comity.law.states import Gazetteer, UnknownState

EMPTY = say("It is empty.")


class WrongCell(ValueError):
    """What stands in a cell cannot be read; `sentence` says why and how it is written."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.msgid)
        self.sentence = sentence


def at_column(column: str, problem: Sentence) -> Sentence:
    """The problem with the column it is in."""
    return say("Column “%(column)s”: %(problem)s", column=Quoted(column), problem=problem)


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


def not_one_of(text: str, known: Iterable[str]) -> WrongCell:
    """That a text is none of the words that may stand there."""
    return WrongCell(
        say("“%(text)s” is not one of these: %(known)s.", text=Quoted(text), known=Quoted(", ".join(known)))
    )


def day(text: str) -> date:
    """A day like 2024-01-31; spreadsheets add a time to it, anything else is refused."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        example = Quoted("2024-01-31")
        raise WrongCell(
            say("“%(text)s” is not a day; write it like %(example)s.", text=Quoted(text), example=example)
        ) from None
