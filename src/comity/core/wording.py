"""Says the field's sentences in the reader's language: names of States and instruments, citations, dates, lists.

The active language is Django's; the same functions serve pages, PDF, command line and JSON.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext

from comity.law.book import TreatyBook
from comity.law.provisions import Provision
from comity.law.sentences import (
    InstrumentName,
    LanguageName,
    Param,
    ProvisionName,
    Quoted,
    Sentence,
    Series,
    StateName,
    Text,
    render,
)

_PARTED_DIGITS = re.compile(r"\d\D+\d")
FSI, PDI = "\u2068", "\u2069"  # isolate a name so that its direction does not disturb the sentence around it
_NAMES = (StateName, InstrumentName, Quoted)  # parameters that may stand in another script than the sentence


def language() -> str:
    """The active language's code."""
    return get_language() or "en"


def locale() -> str:
    """The active language as a Babel locale; English as the United Nations writes it (18 July 2022)."""
    return {"en": "en_GB"}.get(language(), language())


# The United Nations writes Arabic months with both names in use, side by side.
_ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)


def day(value: date) -> str:
    """A day in the reader's language, long form."""
    if language() == "ar":
        return f"{value.day} {_ARABIC_MONTHS[value.month - 1]} {value.year}"
    return _formatted_day(value, "long", locale())


def short_day(value: date) -> str:
    """A day in the reader's language, as short as a table needs it."""
    return _formatted_day(value, "medium", locale())


def number(value: int | Decimal) -> str:
    """A number in the reader's language."""
    return _formatted_number(value, locale())


# A table says the same few hundred days and numbers over and over.
@lru_cache(maxsize=4096)
def _formatted_day(value: date, form: str, locale: str) -> str:
    return format_date(value, format=form, locale=locale)


@lru_cache(maxsize=4096)
def _formatted_number(value: int | Decimal, locale: str) -> str:
    return format_decimal(value, locale=locale)


def say(sentence: Sentence, book: TreatyBook) -> str:
    """The sentence as plain text in the active language; names that run the other way isolated."""

    def shown(value: Param) -> str:
        text = show(value, book)
        return isolated(text) if isinstance(value, _NAMES) else text

    return render(sentence, translate=gettext, show=shown)


def isolated(text: str) -> str:
    """The text between isolates if it runs the other way than the active language, else as it is.

    Digits with signs between them, like 2024-01-31, have no direction: Arabic beside them turns them round.
    """
    strong = next((c for c in map(unicodedata.bidirectional, text) if c in {"L", "R", "AL"}), None)
    turned = strong is None and get_language_bidi() and _PARTED_DIGITS.search(text)
    other_way = turned or (strong is not None and (strong != "L") != get_language_bidi())
    return f"{FSI}{text}{PDI}" if other_way else text


def say_html(sentence: Sentence, book: TreatyBook) -> SafeString:
    """The sentence as HTML: every parameter escaped, names that may run the other way isolated."""

    def shown(value: Param) -> str:
        text = conditional_escape(show(value, book))
        return f"<bdi>{text}</bdi>" if isinstance(value, _NAMES) else text

    template: Callable[[str], str] = lambda msgid: str(conditional_escape(gettext(msgid)))  # noqa: E731
    return mark_safe(render(sentence, translate=template, show=shown))  # every part is escaped above


def show(value: Param, book: TreatyBook) -> str:
    """One parameter in the active language."""
    match value:
        case StateName(code):
            return state_name(code, book)
        case InstrumentName(code):
            return instrument_name(code, book)
        case ProvisionName(code):
            return citation(code, book)
        case LanguageName(code):
            return language_name(code)
        case Series(items):
            return join(_listed(item, book) for item in items)
        case Quoted(quoted):
            return quoted
        case Text():
            return text(value)
        case Sentence():
            return say(value, book)
        case date():
            return day(value)
        case int() | Decimal():
            return number(value)
        case _:
            return str(value)


def _listed(item: Param, book: TreatyBook) -> str:
    """One item of a list; a name that runs the other way isolated."""
    return isolated(show(item, book)) if isinstance(item, _NAMES) else show(item, book)


def text(value: Text) -> str:
    """A text of a definition in the active language: its own translation, else the catalog's."""
    return value.own_in(language()) or (gettext(value.english) if value.english else "")


def join(texts: Iterable[str]) -> str:
    """The texts as a list in the reader's language."""
    found = list(texts)
    return format_list(found, locale=locale()) if found else ""


def state_name(code: str, book: TreatyBook) -> str:
    """The name of a State in the active language; the code itself if it is not known."""
    return book.gazetteer[code].name(language()) if code in book.gazetteer else code


def instrument_name(code: str, book: TreatyBook) -> str:
    """The short title of an instrument in the active language (loaded treaties: as their source gives it)."""
    instrument = book.instruments.get(code)
    return gettext(instrument.short_title) if instrument else code


def article(code: str) -> str:
    """The citation of a provision without its instrument: `article 18(13)`."""
    provision = Provision.parse(code)
    if not provision.path:
        return ""
    return gettext("article %(reference)s") % {"reference": provision.reference()}


def citation(code: str, book: TreatyBook) -> str:
    """The full citation of a provision: `article 18(13) of the Organized Crime Convention`."""
    provision = Provision.parse(code)
    name = instrument_name(provision.instrument, book)
    if not provision.path:
        return name
    return gettext("article %(reference)s of the %(instrument)s") % {
        "reference": provision.reference(),
        "instrument": name,
    }


def language_name(code: str) -> str:
    """The name of a language in the active language; its code if it has none."""
    return str(Locale.parse(language()).languages.get(code, code))
