"""Template tags of the directory: free texts in the language they are in, answers, and where a fact comes from."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.core import wording
from comity.law.authorities.entry import AuthorityEntry, Hours, Said, Texts, said_in
from comity.law.authorities.finding import instrument_of
from comity.law.authorities.listing import Listed
from comity.law.basis.types import Answer

from ..authorities import hours_text as text_of_hours
from ..authorities import name_of as name_for_reader

register = template.Library()


@register.filter
def said(texts: Texts) -> SafeString | str:
    """A free text for the reader, marked with its language, and as a machine's translation where it is one."""
    chosen = said_in(texts, wording.language())
    return _marked(chosen) if chosen else ""


@register.filter
def marked(text: Said) -> SafeString:
    """A text in its own language."""
    return _marked(text)


def _marked(text: Said) -> SafeString:
    shown = format_html('<bdi lang="{}">{}</bdi>', text.language, text.text)
    if text.machine:
        return format_html("{} <small>({})</small>", shown, _("translated by machine"))
    return shown


@register.filter
def authority_name(entry: AuthorityEntry) -> SafeString:
    """The name of an authority for the reader."""
    return _marked(name_for_reader(entry))


@register.filter
def authority_link(listed: Listed) -> SafeString:
    """The name of an authority, linked to its page."""
    return format_html(
        '<a href="{}">{}</a>', reverse("authority", args=(listed.key,)), _marked(name_for_reader(listed.entry))
    )


@register.filter
def answered(answer: Answer) -> str:
    """Yes, no or unknown."""
    return {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.UNKNOWN: _("Unknown")}[answer]


@register.filter
def hours_text(hours: Hours) -> str:
    """Weekdays and local times."""
    return text_of_hours(hours)


@register.simple_tag(takes_context=True)
def cited_provision(context: Any, code: str) -> SafeString | str:
    """A provision as it is cited, linked to its page; its code where the instrument is not held here."""
    book = context["book"]
    if instrument_of(code) not in book.instruments:
        return format_html("<code>{}</code>", code)
    return format_html('<a href="{}">{}</a>', reverse("provision", args=(code,)), wording.citation(code, book))


@register.simple_tag(takes_context=True)
def instruments_of(context: Any, codes: tuple[str, ...]) -> SafeString:
    """Instruments by name, in one line."""
    names = ((wording.instrument_name(code, context["book"]),) for code in codes)
    return format_html_join(" · ", "<bdi>{}</bdi>", names)
