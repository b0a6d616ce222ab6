"""The hub's front page, and pages of service providers: the list, one provider, two versions of its guidelines."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comity.core.interviews import interviews
from comity.core.wording import language
from comity.evidence.domain.shaping import provider_columns, provider_of
from comity.evidence.models import GuidelineVersion, ServiceProvider
from comity.evidence.queries import guides, provisions, versions
from comity.evidence.queries import provider as provider_row
from comity.evidence.queries import providers as provider_rows
from comity.evidence.queries import version as guideline_version
from comity.law.interview.definition import Role
from comity.law.providers import Accepted, Answer, Category, DataKind, Provider, Trust, Trusted, accepts, trusted
from comity.treaties.export import Table
from comity.treaties.interfaces import book as treaty_book

from .. import provider_words
from ..asked import download, ordered, table, today
from ..choices import collated, folded
from ..choices import states as state_choices
from .powers import covered

_MOST_LINES = 2_000  # of each text that are compared; more would take a page too long


def hub(request: HttpRequest) -> HttpResponse:
    """The one window: everything on electronic evidence, with how much of it there is."""
    rows = provider_rows()
    held = provisions()
    context = {
        "book": treaty_book(),
        "providers": len(rows),
        "verified": sum(_trusted(row).trust is Trust.VERIFIED for row in rows),
        "covered": covered(len({row.state for row in held if row.state})),
        "provisions": len(held),
        "guides": len(guides()),
    }
    return render(request, "web/evidence/hub.html", context)


@dataclass(frozen=True, slots=True)
class Row:
    """A provider in the list: its facts, how far they can be trusted, and what it gives to the State asked about."""

    facts: Provider
    trusted: Trusted
    given: Accepted | None


def _trusted(row: ServiceProvider) -> Trusted:
    return trusted(verified_on=row.verified_on, as_of=row.as_of, today=today())


def _listed(request: HttpRequest) -> list[Row]:
    """The providers that match the filters; a State that is none is passed over."""
    words = folded(request.GET.get("q", "").strip())
    category, trust, preserves = (request.GET.get(name, "") for name in ("category", "trust", "preserves"))
    state = _state(request)
    found = []
    for row in provider_rows():
        facts, how = provider_of(row), _trusted(row)
        called = folded(" ".join((facts.name, facts.code, *facts.brands, *(e.name for e in facts.entities))))
        if (
            (not words or words in called)
            and (not category or facts.category.value == category)
            and (not trust or how.trust.value == trust)
            and (not preserves or facts.preservation.accepted.value == preserves)
        ):
            found.append(Row(facts, how, accepts(facts, state, DataKind.SUBSCRIBER) if state else None))
    return found


def _state(request: HttpRequest) -> str:
    code = request.GET.get("state", "").upper()
    return code if code in treaty_book().gazetteer else ""


def providers(request: HttpRequest) -> HttpResponse:
    """The list, with filters; with a State, what each gives its authorities directly."""
    rows, order = ordered(
        request,
        _listed(request),
        {
            "name": lambda row: collated(row.facts.name),
            "category": lambda row: (collated(_(row.facts.category.label)), collated(row.facts.name)),
            "record": lambda row: (list(Trust).index(row.trusted.trust), row.trusted.day is None, row.trusted.day),
        },
        "name",
    )
    book = treaty_book()
    context = {
        "book": book,
        "rows": rows,
        "order": order,
        "state": _state(request),
        "state_choices": state_choices(book),
        "categories": _choices(Category),
        "trusts": _choices(Trust),
        "answers": _choices(Answer),
        "chosen": {name: request.GET.get(name, "") for name in ("q", "category", "trust", "preserves")},
        "total": len(provider_rows()),
    }
    return render(request, "web/evidence/providers.html", context)


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, _(member.label)) for member in kind]


def providers_table(request: HttpRequest, form: str) -> HttpResponse:
    """The list with every field as a file, narrowed as the page is; 404 for another form."""
    return download(_table(request), form, "comity-service-providers")


def _table(request: HttpRequest) -> Table:
    state = _state(request)
    columns = [(field, provider_words.label(field)) for field in provider_words.fields()]
    columns += [("trust", _("Record")), ("day", _("Day"))]
    if state:
        heading = _("Subscriber data to authorities of %(state)s") % {"state": provider_words.state(state)}
        columns.append(("given", heading))
    rows = []
    for row in _listed(request):
        cells = [provider_words.said(row.facts, field).words for field in provider_words.fields()]
        cells += [_(row.trusted.trust.label), row.trusted.day.isoformat() if row.trusted.day else ""]
        rows.append([*cells, _(row.given.answer.label)] if row.given else cells)
    held = {(row.source_name, row.as_of, row.licence) for row in provider_rows()}
    notes = [_("An empty cell means that nothing is on record, which is neither yes nor no.")]
    notes += [
        f"{name}. {as_of or _('day not stated')}. {licence}"
        for name, as_of, licence in sorted(held, key=lambda note: (note[0], str(note[1])))
    ]
    return table(_("Service providers"), columns, rows, notes)


def provider(request: HttpRequest, code: str) -> HttpResponse:
    """One provider: what is on record, how far it can be trusted, what it gives a State, versions of its guidelines."""
    return shown(request, _row(code))


def shown(request: HttpRequest, row: ServiceProvider) -> HttpResponse:
    """A provider as its page shows it, published or not."""
    facts, book, state = provider_of(row), treaty_book(), _state(request)
    said = {name: [provider_words.said(facts, field) for field in names] for name, names in provider_words.GROUPS}
    texts = {text.language: text for text in row.texts.all()}
    context = {
        "book": book,
        "row": row,
        "facts": facts,
        "trusted": _trusted(row),
        "groups": [(name, _group_name(name), found) for name, found in said.items()],
        "state": state,
        "state_choices": state_choices(book),
        "given": [accepts(facts, state, kind) for kind in DataKind] if state else [],
        "general": [provider_words.words("acceptances", (each,)) for each in facts.acceptances],
        "cautions": [_(caution.label) for caution in facts.cautions],
        "versions": versions(row),
        "drafts": [each for each in interviews(settings.HOME).values() if Role.PROVIDER in each.roles],
        "remarks": texts.get(language()) or texts.get(row.language),
    }
    return render(request, "web/evidence/provider.html", context)


def _group_name(name: str) -> str:
    return {
        "asking": _("How to ask"),
        "preserving": _("Preservation"),
        "giving": _("What is given"),
        "telling": _("Telling users, and transparency"),
        "who": _("Who it is"),
    }[name]


def _row(code: str) -> ServiceProvider:
    row = provider_row(code)
    if row is None:
        raise Http404(_("No service provider has the code “%(code)s” here.") % {"code": code})
    return row


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a comparison: what is compared, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two texts compared: kept (` `), taken out (`-`), put in (`+`), or left out here (`…`)."""

    sign: str
    text: str


def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions of a provider's guidelines: what differs in our record, and in their texts if those were loaded."""
    row = _row(code)
    old, new = (_version(row, request.GET.get(name, "")) for name in ("before", "after"))
    if old is None or new is None:
        raise Http404(_("No such version of the guidelines is on record."))
    context = {
        "book": treaty_book(),
        "row": row,
        "old": old,
        "new": new,
        "changes": _changes(old, new),
        "lines": text_changes(old.text, new.text) if old.text and new.text else None,
        "cut": _MOST_LINES if any(len(each.text.splitlines()) > _MOST_LINES for each in (old, new)) else 0,
    }
    return render(request, "web/evidence/compare.html", context)


def _version(row: ServiceProvider, key: str) -> GuidelineVersion | None:
    return guideline_version(row, int(key)) if key.isascii() and key.isdecimal() and len(key) < 18 else None


_COMPARED = ("title", "url", "language", "version_on", "used_from", "used_until", "checksum")


def _changes(old: GuidelineVersion, new: GuidelineVersion) -> list[Change]:
    found = []
    for name in _COMPARED:
        was, now = str(getattr(old, name) or ""), str(getattr(new, name) or "")
        if was != now:
            column: Any = GuidelineVersion._meta.get_field(name)
            found.append(Change(capfirst(str(column.verbose_name)), was, now))
    then, later = _facts(old), _facts(new)
    for field in provider_words.fields():
        was, now = provider_words.said(then, field).words, provider_words.said(later, field).words
        if was != now:
            found.append(Change(provider_words.label(field), was, now))
    return found


def _facts(version: GuidelineVersion) -> Provider:
    """The provider's record as it was kept with a version."""
    held = version.facts or provider_columns(provider_of(version.provider))
    known = {field.name for field in ServiceProvider._meta.concrete_fields}
    return provider_of(ServiceProvider(**{name: value for name, value in held.items() if name in known}))


def text_changes(old: str, new: str) -> list[Line]:
    """The lines that differ within the first of each text, each run with two lines of context."""
    before, after = old.splitlines()[:_MOST_LINES], new.splitlines()[:_MOST_LINES]
    found: list[Line] = []
    for line in difflib.unified_diff(before, after, n=2, lineterm=""):
        if line.startswith(("---", "+++")) and not found:
            continue
        found.append(Line("…", "") if line.startswith("@@") else Line(line[:1], line[1:]))
    return found
