"""Rows of evidence as a reader sees them: the act, declaration or rule, its day, its source and licence."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from comity.core import wording
from comity.core.field_labels import field_label
from comity.law.basis.types import Evidence, EvidenceKind
from comity.law.book import TreatyBook


def evidence_row(item: Evidence, book: TreatyBook) -> SafeString:
    """One row of evidence as an item of a list."""
    source = book.sources.get(item.source or "")
    what = _what(item, book)
    if source is None:
        return format_html("<li>{}</li>", what)
    as_of = item.as_of or source.as_of
    return format_html(
        '<li>{}<br><small>{}: {} · {}: {} · {}: <bdi lang="en">{}</bdi></small></li>',
        what,
        gettext("Source"),
        source_link(source.code, book),
        gettext("As of"),
        wording.day(as_of) if as_of else gettext("not stated"),
        gettext("Licence"),
        source.licence,
    )


def source_link(code: str, book: TreatyBook) -> SafeString:
    """A source's title in the language it has one in, linked to where it can be checked."""
    source = book.sources.get(code)
    if source is None:
        return format_html("{}", code)
    title = format_html('<bdi lang="en">{}</bdi>', source.title)
    return format_html('<a href="{}" rel="external noreferrer">{}</a>', source.url, title) if source.url else title


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
