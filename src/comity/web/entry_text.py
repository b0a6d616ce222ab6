"""An entry's values as lines of text in the reader's language: for comparing versions and showing conflicts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, time
from enum import Enum
from typing import Any

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from comity.core.wording import citation, join, language_name, locale, number, short_day, state_name
from comity.law.authorities.designating import NETWORKS, RESOLUTIONS
from comity.law.authorities.entry import Said
from comity.law.authorities.field_names import FIELD_NAMES
from comity.law.basis.types import Answer
from comity.law.book import TreatyBook
from comity.law.provisions import Provision, ProvisionError


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is about (in the reader's language, or empty), what it says, and in which language a text is."""

    label: str
    text: str
    language: str = ""


def lines(value: Any, field: str, book: TreatyBook) -> list[Line]:
    """What a field of the entry says, line by line; nothing for what is empty."""
    return list(_lines(value, "AuthorityEntry", field, "", book))


def _lines(value: Any, owner: str, field: str, label: str, book: TreatyBook) -> Iterator[Line]:
    if value in (None, "", ()):
        return
    if isinstance(value, Said):
        yield Line(label, value.text, value.language)
    elif isinstance(value, tuple) and dataclasses.is_dataclass(value[0]):
        for item in value:
            yield from _lines(item, owner, field, label, book)
    elif isinstance(value, tuple):
        yield Line(label, join(_said(item, field, book) for item in value))
    elif dataclasses.is_dataclass(value):
        name = type(value).__name__
        for each in dataclasses.fields(value):
            held = getattr(value, each.name)
            if held != each.default:
                inner = _(FIELD_NAMES[name, each.name])
                yield from _lines(held, name, each.name, inner, book)
    else:
        yield Line(label, _said(value, field, book))


def _said(value: Any, field: str, book: TreatyBook) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Enum():
            return word(value)
        case date():
            return short_day(value)
        case time():
            return value.strftime("%H:%M")
        case int() if field == "weekdays":
            return str(get_day_names("wide", locale=locale())[value - 1])
        case int():
            return number(value)
    return _named(str(value), field, book)


def word(value: Enum) -> str:
    """A word of a closed set in the reader's language."""
    if isinstance(value, Answer):
        return {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNKNOWN: _("unknown")}[value]
    return _(value.label)  # type: ignore[attr-defined]


def _named(text: str, field: str, book: TreatyBook) -> str:
    match field:
        case "provision":
            return ground_name(text, book)
        case "state" | "territories":
            return state_name(text, book)
        case "code":
            return language_name(text)
        case "network":
            return NETWORKS.get(text, text)
    return text


def ground_name(code: str, book: TreatyBook) -> str:
    """What an authority is designated under, as it is cited; the code itself if it is not known."""
    if code in RESOLUTIONS:
        return _(RESOLUTIONS[code])
    try:
        known = Provision.parse(code).instrument in book.instruments
    except ProvisionError:
        known = False
    return citation(code, book) if known else code
