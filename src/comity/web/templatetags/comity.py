"""Template tags of the field: sentences, names, citations and days in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from comity.core import wording
from comity.core.gazetteer import load_gazetteer
from comity.law.basis.types import Evidence, EvidenceKind
from comity.law.book import TreatyBook
from comity.law.sentences import Sentence

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


@register.simple_tag(takes_context=True)
def evidence(context: Any, item: Evidence) -> SafeString:
    """One row of evidence as HTML: what it is, its day, its source with licence and as-of day."""
    book = _book(context)
    source = book.sources.get(item.source or "")
    what = _what(item, book)
    if source is None:
        return format_html("<li>{}</li>", what)
    title = format_html('<a href="{}" rel="external">{}</a>', source.url, source.title) if source.url else source.title
    as_of = wording.day(item.as_of) if item.as_of else gettext("not stated")
    return format_html(
        "<li>{}<br><small>{}: <bdi>{}</bdi> · {}: {} · {}: {}</small></li>",
        what,
        gettext("Source"),
        title,
        gettext("As of"),
        as_of,
        gettext("Licence"),
        source.licence,
    )


def _what(item: Evidence, book: TreatyBook) -> SafeString | str:
    match item.kind:
        case EvidenceKind.ACTION:
            code, state, kind, *_rest = item.ref.split("/")
            label = next((a.kind.label for a in book.actions.get((code, state), ()) if a.id == item.ref), kind)
            when = wording.day(item.on) if item.on else gettext("day not stated")
            names = (wording.state_name(state, book), wording.instrument_name(code, book))
            return format_html("{}, {}: {}, {}", *names, gettext(label), when)
        case EvidenceKind.STATEMENT:
            code, state, *_rest = item.ref.split("/")
            said = next((s for s in book.statements.get((code, state), ()) if s.id == item.ref), None)
            if said is None:
                return item.ref
            name = wording.state_name(state, book)
            where = f" ({said.text_ref})" if said.text_ref else ""
            return format_html(
                "{}, {}: {}<bdi>{}</bdi>", name, wording.citation(said.provision, book), gettext(said.summary), where
            )
        case EvidenceKind.RULE:
            return _rule(item.ref, book)
        case EvidenceKind.INPUT:
            return gettext("What was said in the question: %(field)s") % {"field": field_label(item.ref)}
        case EvidenceKind.RECORD:
            name = wording.instrument_name(item.ref, book) if item.ref in book.instruments else item.ref
            return gettext("The record of participants or members: %(name)s") % {"name": name}


def _rule(code: str, book: TreatyBook) -> SafeString | str:
    if code.split(":", 1)[0] not in book.instruments:
        return gettext("No fact on the law of the requested State is held here")
    if ":" not in code:
        return format_html('<a href="{}">{}</a>', reverse("treaty", args=(code,)), wording.instrument_name(code, book))
    return format_html('<a href="{}">{}</a>', reverse("provision", args=(code,)), wording.citation(code, book))


@register.filter
def field_label(name: str) -> str:
    """What a field of the question form asks, in the reader's language."""
    labels = {
        "requesting": gettext("Requesting State"),
        "requested": gettext("Requested State"),
        "measure": gettext("What you need"),
        "offence": gettext("Offence"),
        "on": gettext("Day of the request"),
        "penalty-requesting": gettext("Maximum penalty in the requesting State, in years"),
        "penalty-requested": gettext("Maximum penalty in the requested State, in years"),
        "organized-group": gettext("An organized criminal group is involved"),
        "transnational": gettext("The offence is transnational"),
        "dual-criminality": gettext("The conduct is an offence in both States"),
        "person-in-requested": gettext("The person sought is in the requested State"),
        "national-of-requested": gettext("The person sought is a national of the requested State"),
        "electronic-evidence": gettext("The evidence is in electronic form"),
        "treaty-required": gettext("The requested State extradites only under a treaty"),
    }
    return labels.get(name, name)
