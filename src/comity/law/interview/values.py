"""From what was typed to a value of the field: every type of answer, and why a text is none.

Answers are texts (as forms and JSON files give them), lists of texts for several choices, and lists of objects for
groups. Anything else is told as a mistake; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ..offences import BY_CODE
from ..provisions import Provision, ProvisionError
from ..sentences import Sentence, say
from .definition import Kind, Question

LONGEST = 200_000  # characters of one answer: about eighty pages
ROWS = 500  # of one group

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\Z", re.ASCII)
_MONEY = re.compile(r"([A-Z]{3})\s*([0-9][0-9 \u00a0',.]*)\Z|([0-9][0-9 \u00a0',.]*)\s*([A-Z]{3})\Z", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}\Z", re.ASCII)
_INSTRUMENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z", re.ASCII)
_PROVIDER = re.compile(r"[a-zA-Z0-9_-]{1,60}\Z", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", re.ASCII)
_BARE = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as it was written; `offset_known` is false where no time zone was given."""

    at: datetime
    offset_known: bool

    @property
    def utc(self) -> datetime:
        """The same in Coordinated Universal Time, as far as the zone is known."""
        return self.at.astimezone(UTC) if self.offset_known else self.at.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency by its ISO 4217 code."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group: its fields' answers."""

    values: tuple[tuple[str, Value], ...]

    def get(self, field: str) -> Value | None:
        """The answer of one field."""
        return dict(self.values).get(field)


Value = str | date | Moment | Decimal | Money | tuple[str, ...] | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a text is no answer; in a group, in which row (from 0) and field."""

    reason: Sentence
    row: int | None = None
    field: str = ""


def read(question: Question, given: Any) -> tuple[Value | None, tuple[Mistake, ...]]:
    """The value of what was given and what is wrong with it; (None, ()) where nothing was given."""
    if question.kind is Kind.GROUP:
        return _group(question, given)
    if question.kind is Kind.CHOICES:
        return _choices(question, given)
    if given is None:
        return None, ()
    if not isinstance(given, str):
        return None, (Mistake(say("The answer has to be a text.")),)
    text = cleaned(given)
    if not text:
        return None, ()
    if len(text) > LONGEST:
        return None, (Mistake(say("The answer is longer than %(most)s characters.", most=LONGEST)),)
    found = _READERS[question.kind](question, text)
    return (None, (Mistake(found),)) if isinstance(found, Sentence) else (found, ())


def cleaned(text: str) -> str:
    """The text in composed form, without control characters and lone surrogates, and without space around it."""
    kept = "".join(c for c in text.replace("\r\n", "\n") if c in _BARE or not _is_noise(c))
    return unicodedata.normalize("NFC", kept).strip()


def _is_noise(character: str) -> bool:
    """Control characters, lone surrogates and the noncharacters that XML forbids."""
    return unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def _choices(question: Question, given: Any) -> tuple[Value | None, tuple[Mistake, ...]]:
    if given is None or given == "":
        return None, ()
    items = [given] if isinstance(given, str) else given
    if not isinstance(items, Sequence) or not all(isinstance(item, str) for item in items):
        return None, (Mistake(say("The answer has to be a list of choices.")),)
    codes = {item.strip() for item in items if item.strip()}
    known = tuple(o.code for o in question.options if o.code in codes)
    mistakes = tuple(_no_choice(code) for code in sorted(codes - set(known))[:5])
    return known or None, mistakes


def _no_choice(code: str) -> Mistake:
    return Mistake(say("“%(text)s” is not one of the choices.", text=code[:60]))


def _group(question: Question, given: Any) -> tuple[Value | None, tuple[Mistake, ...]]:
    if given is None or given == "":
        return None, ()
    if not isinstance(given, Sequence) or isinstance(given, str):
        return None, (Mistake(say("The answer has to be a list of rows.")),)
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    if len(given) > ROWS:
        mistakes.append(Mistake(say("Only the first %(most)s rows are taken.", most=ROWS)))
    for number, raw in enumerate(given[:ROWS]):
        if not isinstance(raw, Mapping):
            mistakes.append(Mistake(say("The row has to give an answer for each field by its name."), number))
            continue
        values = []
        for field in question.fields:
            value, wrong = read(field, raw.get(field.id))
            mistakes.extend(Mistake(m.reason, number, field.id) for m in wrong)
            if value is not None:
                values.append((field.id, value))
        rows.append(Row(tuple(values)))
    return (tuple(rows) if any(row.values for row in rows) else None), tuple(mistakes)


# -- one reader for each type: the value, or the sentence that says why it is none --------------------------------


def _text(question: Question, text: str) -> Value | Sentence:
    return text


def _date(question: Question, text: str) -> Value | Sentence:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return say("“%(text)s” is not a day of the calendar; write it like 2022-07-18.", text=text[:40])


def _moment(question: Question, text: str) -> Value | Sentence:
    wrong = say("“%(text)s” is not a day and time; write it like 2026-03-01 14:05 +02:00.", text=text[:40])
    found = _MOMENT.match(text)
    if not found:
        return wrong
    zone = found[3] or ""
    plain = text.removesuffix(zone).strip()
    try:
        at = datetime.fromisoformat(plain + ("+00:00" if zone in {"Z", "UTC"} else zone))
        at.astimezone(UTC) if zone else at
    except (ValueError, OverflowError):
        return wrong
    return Moment(at, bool(zone))


def _number(question: Question, text: str) -> Value | Sentence:
    try:
        number = Decimal(text.replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**15:
        return say("“%(text)s” is not a number.", text=text[:40])
    return number


def _money(question: Question, text: str) -> Value | Sentence:
    found = _MONEY.match(text)
    amount = _amount((found[2] or found[3]) if found else "")
    if found is None or amount is None:
        return say("“%(text)s” is not an amount with its currency; write it like EUR 12500.00.", text=text[:40])
    return Money(amount, found[1] or found[4])


def _amount(text: str) -> Decimal | None:
    """A number with any of the separators in use; a last point or comma before one or two digits is the decimal one."""
    plain = re.sub(r"[ \u00a0']", "", text)
    found = re.match(r"(.*?)(?:[.,](\d{1,2}))?\Z", plain)
    whole = re.sub(r"[.,]", "", found[1]) if found else ""
    if not whole.isdigit() or len(whole) > 18:
        return None
    return Decimal(f"{whole}.{found[2] or '0'}" if found else whole)


def _state(question: Question, text: str) -> Value | Sentence:
    code = text.upper()
    return code if _CODE.match(code) else say("“%(text)s” is not the code of a State.", text=text[:40])


def _language(question: Question, text: str) -> Value | Sentence:
    return text if _LANGUAGE.match(text) else say("“%(text)s” is not the code of a language.", text=text[:40])


def _provision(question: Question, text: str) -> Value | Sentence:
    try:
        return Provision.parse(text).code
    except ProvisionError:
        return say("“%(text)s” is not a provision; write it like untoc:18:13.", text=text[:60])


def _instrument(question: Question, text: str) -> Value | Sentence:
    return text if _INSTRUMENT.match(text) else say("“%(text)s” is not the code of a treaty.", text=text[:60])


def _offence(question: Question, text: str) -> Value | Sentence:
    return text if text in BY_CODE else _no_choice(text).reason


def _provider(question: Question, text: str) -> Value | Sentence:
    return text if _PROVIDER.match(text) else say("“%(text)s” is not the code of a service provider.", text=text[:60])


def _choice(question: Question, text: str) -> Value | Sentence:
    return text if question.option(text) else _no_choice(text).reason


def _identifier(question: Question, text: str) -> Value | Sentence:
    return text[:2000]


_READERS: dict[Kind, Callable[[Question, str], Value | Sentence]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.STATE: _state,
    Kind.LANGUAGE: _language,
    Kind.PROVISION: _provision,
    Kind.INSTRUMENT: _instrument,
    Kind.OFFENCE: _offence,
    Kind.PROVIDER: _provider,
    Kind.YES_NO: _choice,
    Kind.CHOICE: _choice,
    Kind.IDENTIFIER: _identifier,
}
