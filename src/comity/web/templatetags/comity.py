"""Template tags of the field: sentences, names, citations and days in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

from comity.core import wording
from comity.core.field_labels import field_label as label_of_field
from comity.core.gazetteer import load_gazetteer
from comity.law.authorities.entry import AuthorityEntry
from comity.law.basis.types import Evidence, Finding, Outcome, Test
from comity.law.book import TreatyBook
from comity.law.sentences import LanguageName, Sentence, Series
from comity.law.standing import Relation, Standing
from comity.law.statements import (
    Authority,
    ConfiscationBasis,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    Statement,
    TerritoryExcluded,
)

from .. import provider_words
from ..chart import growth_chart
from ..evidence import evidence_row, source_link

register = template.Library()


def _book(context: Any) -> TreatyBook:
    book: TreatyBook = context["book"]
    return book


@register.simple_tag(takes_context=True)
def say(context: Any, sentence: Sentence) -> SafeString:
    """A sentence of the field as HTML."""
    return wording.say_html(sentence, _book(context))


@register.simple_tag(takes_context=True)
def state(context: Any, code: str) -> str:
    """The name of a State."""
    return wording.state_name(code, _book(context))


@register.simple_tag(takes_context=True)
def state_link(context: Any, code: str) -> SafeString:
    """The name of a State, as a link to its page."""
    return format_html('<a href="{}">{}</a>', reverse("state", args=(code,)), wording.state_name(code, _book(context)))


@register.simple_tag(takes_context=True)
def instrument(context: Any, code: str) -> str:
    """The short title of an instrument."""
    return wording.instrument_name(code, _book(context))


@register.simple_tag(takes_context=True)
def instrument_link(context: Any, code: str) -> SafeString:
    """The short title of an instrument, as a link to its page."""
    name = wording.instrument_name(code, _book(context))
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse("treaty", args=(code,)), name)


@register.simple_tag(takes_context=True)
def cite(context: Any, code: str) -> SafeString:
    """A provision's full citation, as a link to its page."""
    return format_html(
        '<a href="{}">{}</a>', reverse("provision", args=(code,)), wording.citation(code, _book(context))
    )


@register.simple_tag
def article(code: str) -> SafeString:
    """A provision's citation without its instrument, as a link to its page."""
    return format_html('<a href="{}">{}</a>', reverse("provision", args=(code,)), wording.article(code) or code)


@register.simple_tag
def authority_name(entry: AuthorityEntry) -> str:
    """The name of an authority in the reader's language, else in another it has."""
    return entry.name(wording.language())


@register.simple_tag
def arrow() -> str:
    """An arrow in the direction of reading: from the requesting to the requested State."""
    return "←" if get_language_bidi() else "→"


@register.filter
def day(value: date | None) -> str:
    """A day in the reader's language; a dash where there is none."""
    return wording.day(value) if value else "—"


@register.filter
def tr(label: str) -> str:
    """A label of the field in the reader's language."""
    return gettext(label) if label else ""


@register.filter
def citation_text(code: str) -> str:
    """A provision's citation without its instrument; the instrument's code for the whole of it."""
    return wording.article(code) or code


@register.filter
def state_text(code: str) -> str:
    """The name of a State."""
    return load_gazetteer()[code].name(wording.language())


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's language."""
    return wording.language_name(code)


@register.filter
def split(words: str) -> list[str]:
    """The words of a text."""
    return words.split()


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """The value of a key, empty where there is none."""
    return mapping.get(key, "")


@register.filter
def short(value: date | None) -> str:
    """A day in the reader's language, short enough for a table; a dash where there is none."""
    return wording.short_day(value) if value else "—"


@register.filter
def number(value: int) -> str:
    """A number in the reader's language."""
    return wording.number(value)


@register.filter
def field_label(name: str) -> str:
    """What a field of the question form asks, in the reader's language."""
    return label_of_field(name)


@register.simple_tag(takes_context=True)
def evidence(context: Any, item: Evidence) -> SafeString:
    """One row of evidence: what it is, its day, its source with licence and as-of day."""
    return evidence_row(item, _book(context))


@register.simple_tag(takes_context=True)
def source_of(context: Any, code: str) -> SafeString:
    """A source's title, linked to where it can be checked."""
    return source_link(code, _book(context))


@register.simple_tag(takes_context=True)
def languages_of(context: Any, codes: tuple[str, ...]) -> str:
    """Languages as a list in the reader's language."""
    return wording.show(Series(tuple(LanguageName(code) for code in codes)), _book(context))


@register.simple_tag(takes_context=True)
def finding_name(context: Any, finding: Finding) -> SafeString | str:
    """What a finding is about: the instrument's short title, or the finding's own."""
    if finding.instrument:
        return wording.instrument_name(finding.instrument, _book(context))
    return wording.say_html(finding.title, _book(context))


@register.simple_tag
def tally(tests: tuple[Test, ...]) -> SafeString:
    """How many tests came out how, each with its sign."""
    counts = [(o, sum(t.outcome is o for t in tests)) for o in Outcome]
    return format_html_join(
        " ",
        '<span class="outcome {}"><span class="mark" aria-hidden="true"></span>{} {}</span>',
        ((o.value, wording.number(n), gettext(o.label)) for o, n in counts if n),
    )


@register.simple_tag(takes_context=True)
def reach(context: Any) -> dict[str, date] | None:
    """The first and the last day the records of participants reach to; None where nothing is recorded."""
    days = [held.as_of for held in _book(context).coverage.values() if held.as_of]
    return {"first": min(days), "last": max(days)} if days else None


@register.filter
def sides(relation: Relation) -> tuple[Standing, Standing]:
    """The two standings of a relation."""
    return relation.a, relation.b


@register.simple_tag(takes_context=True)
def languages_said(context: Any, statement: Statement) -> str:
    """The languages, authority or condition a statement names, where its summary does not."""
    match statement.value:
        case Languages(codes):
            return languages_of(context, codes)
        case Authority(name, stage):
            return f"{name}, {gettext(stage)}" if stage else name
        case ExtraditionBasis(_, condition) | ConfiscationBasis(_, condition) if condition:
            return gettext(condition)
        case RelationsExcluded(other) | TerritoryExcluded(other):
            return wording.state_name(other, _book(context))
        case _:
            return ""


@register.simple_tag
def growth(years: tuple[tuple[int, int, int], ...]) -> SafeString:
    """Bars of how many States were bound at the end of each year; the numbers stand beside it in words."""
    return growth_chart(years)


@register.filter
def in_days(value: int) -> str:
    """A number of days in words."""
    return provider_words.days(value)


@register.filter
def after(rows: list[Any], place: int) -> Any:
    """The row that comes after so many others."""
    return rows[place]


@register.simple_tag(takes_context=True)
def citation_of(context: Any, code: str) -> str:
    """A provision's full citation as plain text."""
    return wording.citation(code, _book(context))
