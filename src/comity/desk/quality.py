"""What needs an editor: records without summary, untranslated, unverified for a year, and possible duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from comity.catalogue.entries import LANGUAGES, Kind
from comity.catalogue.models import MODELS, TEXTS
from comity.records.models import ErrorReport, LinkCheck

_SHOWN = 20
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: what it is, how many there are by kind of record, and the first of them."""

    title: str
    explanation: str
    counts: tuple[tuple[str, int], ...]
    first: tuple[Any, ...]

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(count for _, count in self.counts)

    @property
    def named(self) -> list[tuple[str, int]]:
        """The counts by what the kinds are called in the language in use."""
        return [(str(MODELS[Kind(kind)]._meta.verbose_name_plural), count) for kind, count in self.counts]


def findings(today: date) -> list[Finding]:
    """Everything to look at. A few queries for each kind of record."""
    return [
        _finding(
            _("Without a summary or description"),
            _("No text of the record says in the editors’ words what it is about."),
            lambda kind: _without_summary(kind),
        ),
        _finding(
            _("Untranslated"),
            _("There is a text in one language only."),
            lambda kind: _rows(kind).annotate(n=Count("texts")).filter(n__lt=2),
        ),
        _finding(
            _("Not verified for a year"),
            _("Nobody has checked the record against its source within a year, or ever."),
            lambda kind: _rows(kind).filter(Q(verified_on=None) | Q(verified_on__lt=today - _YEAR)),
        ),
        _finding(
            _("Broken links"),
            _("The address of the original did not answer when it was last tried."),
            lambda kind: (
                _rows(kind).exclude(url="").filter(url__in=LinkCheck.objects.filter(works=False).values("url"))
            ),
        ),
        _finding(
            _("Possible duplicates"),
            _("Another published record of the kind has the same title in the same language and the same States."),
            _duplicates,
        ),
    ]


def open_reports() -> QuerySet[ErrorReport]:
    """Reports of errors nobody has settled yet."""
    return ErrorReport.objects.filter(settled_at=None)


def missing_languages() -> list[tuple[str, int]]:
    """How many published records have a text in each language."""
    return [
        (language, sum(_texts(kind).filter(record__live=True, language=language).count() for kind in Kind))
        for language in LANGUAGES
    ]


def _finding(title: str, explanation: str, rows: Any) -> Finding:
    found = [(kind, rows(kind)) for kind in Kind]
    counts = tuple((kind.value, query.count()) for kind, query in found)
    first = tuple(
        record
        for _, query in found
        for record in query.prefetch_related("texts").order_by("-changed_at")[: _SHOWN // 4]
    )
    return Finding(title, explanation, counts, first)


def _rows(kind: Kind) -> QuerySet[Any]:
    model: Any = MODELS[kind]
    rows: QuerySet[Any] = model.objects.filter(live=True)
    return rows


def _texts(kind: Kind) -> QuerySet[Any]:
    model: Any = TEXTS[kind]
    rows: QuerySet[Any] = model.objects.all()
    return rows


def _without_summary(kind: Kind) -> QuerySet[Any]:
    # Of laws and extracts the description is the editors' part; of the others the text itself is the summary.
    part = "notes" if kind in {Kind.LAW, Kind.EXTRACT} else "body"
    said = _texts(kind).filter(record=OuterRef("pk")).exclude(**{part: ""})
    return _rows(kind).filter(~Exists(said))


def _duplicates(kind: Kind) -> QuerySet[Any]:
    # An extract's heading is no name: only those that have the same article of the same law are the same.
    if kind is Kind.EXTRACT:
        same = _rows(kind).filter(law=OuterRef("law"), section=OuterRef("section")).exclude(pk=OuterRef("pk"))
        return _rows(kind).filter(Exists(same))
    texts = _texts(kind).filter(record__live=True).exclude(title="")
    shared = ("language", "title", "record__states")
    twins = texts.values(*shared).annotate(n=Count("record", distinct=True)).filter(n__gt=1)
    twice = {(language, title, tuple(states)) for language, title, states in twins.values_list(*shared)[:500]}
    # The same title in another language or of another State makes no duplicate: the three are compared together.
    titled = texts.filter(title__in={title for _, title, _ in twice}).values_list("record", *shared)
    found = {pk for pk, language, title, states in titled if (language, title, tuple(states)) in twice}
    return _rows(kind).filter(pk__in=found)
