"""Template tags of the studio: texts of definitions, and where a claim comes from."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from comity.core import wording
from comity.law.interview.definition import Question, Role
from comity.law.interview.points import Reference
from comity.law.providers import Trust, Trusted
from comity.law.provisions import Provision
from comity.law.sentences import Text
from comity.law.sources import Source

from ..evidence import source_link

register = template.Library()


@register.filter
def words(text: Text | None) -> str:
    """A text of a definition in the reader's language."""
    return wording.text(text) if text else ""


@register.simple_tag(takes_context=True)
def reference(context: Any, found: Reference) -> SafeString:
    """Where a claim comes from, as links to the provision, the record or the paper; advice says that it is advice."""
    book = context["book"]
    parts = []
    if found.provision and Provision.parse(found.provision).instrument in book.instruments:
        parts.append(_provision(found.provision, book))
    if found.source is not None:
        parts.append(_paper(found.source))
    if found.trusted is not None:
        parts.append(format_html("{}", _verified(found.trusted)))
    if found.record in book.sources:
        parts.append(source_link(found.record, book))
    if not parts:
        return format_html("{}", gettext("advice from practice"))
    return SafeString(" · ".join(parts))


def _verified(found: Trusted) -> str:
    """How far a record of the hub can be relied on: the day it was last verified, or that it never was."""
    day = wording.day(found.day) if found.day else ""
    if found.trust is not Trust.UNVERIFIED:
        return gettext("last verified on %(day)s") % {"day": day}
    return gettext("never verified, source of %(day)s") % {"day": day} if day else gettext("never verified")


def _paper(source: Source) -> SafeString:
    title = format_html("<bdi>{}</bdi>", source.title)
    if source.url.startswith("/"):
        return format_html('<a href="{}">{}</a>', source.url, title)
    return format_html('<a href="{}" rel="external noreferrer">{}</a>', source.url, title) if source.url else title


def _provision(code: str, book: Any) -> SafeString:
    view = "provision" if Provision.parse(code).path else "treaty"
    return format_html('<a href="{}">{}</a>', reverse(view, args=(code,)), wording.citation(code, book))


@register.simple_tag(takes_context=True)
def why(context: Any, question: Question) -> SafeString:
    """The provision that explains why a question is asked, as a link; empty where it is practice."""
    book = context["book"]
    provision = question.why(context["interview"].given.code(Role.INSTRUMENT))
    known = provision and Provision.parse(provision).instrument in book.instruments
    return _provision(provision, book) if known else SafeString("")
