"""Words the field speaks in: translatable sentences with typed parameters, rendered by whoever shows them.

`law/` never produces finished text. It produces a message in English, marked for translation, and the facts
to put into it; the reader's language decides how a State, a date or an instrument is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class StateName:
    """A State, territory or organization to be named in the reader's language; `code` as in the gazetteer."""

    code: str


@dataclass(frozen=True, slots=True)
class InstrumentName:
    """An instrument to be named by its short title in the reader's language."""

    code: str


@dataclass(frozen=True, slots=True)
class ProvisionName:
    """A provision code (`untoc:18:13`) to be cited the way the reader's language cites articles."""

    code: str


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A BCP 47 language code to be named in the reader's language."""

    code: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name kept in the language it was notified in (an authority, a title), never translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a definition that may bring its own translations.

    `english` is the key of its translations in the catalogs; `own` are translations that stand beside it, as
    (language, text), and go before those of the catalogs. A text without English has its first language as key.
    """

    english: str
    own: tuple[tuple[str, str], ...] = ()

    def own_in(self, language: str) -> str | None:
        """The translation it brings for a language, None if it brings none."""
        return dict(self.own).get(language)


@dataclass(frozen=True, slots=True)
class Series:
    """Several parameters to be joined as a list in the reader's language."""

    items: tuple[Param, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message in English, the key of its translations, and the typed facts it mentions."""

    msgid: str
    params: tuple[tuple[str, Param], ...] = ()

    def facts(self) -> Mapping[str, Param]:
        """The parameters by name."""
        return dict(self.params)


Param = (
    StateName
    | InstrumentName
    | ProvisionName
    | LanguageName
    | Quoted
    | Text
    | Series
    | Sentence
    | date
    | int
    | Decimal
    | str
)


def say(msgid: str, /, **params: Param) -> Sentence:
    """A sentence; the message is collected for translation, so it must be a literal at the call."""
    return Sentence(msgid, tuple(sorted(params.items())))


def gettext_noop(msgid: str) -> str:
    """Marks a label for translation and returns it unchanged."""
    return msgid


def render(sentence: Sentence, *, translate: Callable[[str], str], show: Callable[[Param], str]) -> str:
    """The sentence as text: `translate` turns the message, `show` each parameter, into the reader's language."""

    def shown(value: Param) -> str:
        if isinstance(value, Sentence):
            return render(value, translate=translate, show=show)
        return show(value)

    template = translate(sentence.msgid)
    if not sentence.params:
        return template
    return template % {name: shown(value) for name, value in sentence.params}
