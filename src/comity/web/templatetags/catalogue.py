"""Template tags of the catalogue: names of codes, texts in a language, and which way they run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comity.catalogue.entries import Entry, Text
from comity.core import wording
from comity.search.finding import Result

from .. import naming

register = template.Library()
_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur"}


@register.filter
def facet_name(facet: str) -> str:
    """The name of a facet."""
    return naming.facet_name(facet)


@register.filter
def plain_name(code: str) -> str:
    """The name of a database, a kind of record or a provenance."""
    return naming.plain(code)


@register.filter
def hit_address(hit: Result) -> str:
    """Where what was found can be read: its own page, or its place in a guide."""
    return naming.address_of(hit)


@register.filter
def term(code: str, scheme: str) -> str:
    """The label of a vocabulary's term; empty for no code."""
    return naming.term(scheme, code)


@register.filter
def code_of_state(code: str) -> str:
    """The name of a State by its code; empty for no code, the code itself if it is none."""
    return naming.code_name("state", code, None) if code else ""  # type: ignore[arg-type]


@register.filter
def direction(language: str) -> str:
    """Which way a language runs: rtl or ltr."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


@register.filter
def ending(name: str) -> str:
    """The ending of a file's name in capitals: what form it is of."""
    return PurePath(name).suffix.lstrip(".").upper()


@register.filter
def iso_day(text: str) -> str:
    """A day written 2024-01-31, in the reader's language."""
    return wording.day(date.fromisoformat(text)) if text else ""


@register.filter
def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text of a language, or any other; empty if there is none."""
    return texts.get(language) or next(iter(texts.values()), "")


@register.filter
def text_in(entry: Entry, language: str) -> Text:
    """An entry's text in a language, or in its original one."""
    return entry.text(language)


@register.simple_tag(takes_context=True)
def cited(context: Any, code: str) -> SafeString:
    """A provision as it is cited, as a link to its page if its instrument is held here."""
    book = context["book"]
    name = naming.provision_name(code, book)
    if code.split(":")[0] not in book.instruments:
        return format_html("<bdi>{}</bdi>", name)
    return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse("provision", args=(code,)), name)
