"""National provisions on electronic evidence: which States have which powers on record, as map, table and download."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.catalogue.interfaces import entries
from comity.core.wording import day, language, number
from comity.directory.interfaces import directory
from comity.evidence.interfaces import provisions_of_authority
from comity.evidence.models import ORDERED_BY, NationalProvision
from comity.evidence.queries import counted_by_state, on_provision, provisions
from comity.insight.powers import powers_map
from comity.law.authorities.listing import Listed
from comity.law.electronic_powers import Power
from comity.law.providers import Answer, Trusted, trusted
from comity.treaties.interfaces import book as treaty_book

from .. import provider_words
from ..asked import download, ordered, table, today
from ..choices import collated
from ..naming import provision_name


@dataclass(frozen=True, slots=True)
class Row:
    """A national provision as it is shown: its row, the text in the reader's language, and what it is linked to."""

    row: NationalProvision
    text: Any
    trusted: Trusted
    extract: bool
    authority: Listed | None = None  # the entry of the directory it names, if it is listed today

    @property
    def power(self) -> str:
        """The power in the reader's language."""
        return _(Power(self.row.power).label)

    @property
    def foreign(self) -> Answer:
        """Whether it serves foreign requests."""
        return Answer(self.row.foreign)

    @property
    def ordered_by(self) -> str:
        """Who orders it, in the reader's language; empty where not on record."""
        return "" if self.row.ordered_by == "unknown" else str(dict(ORDERED_BY)[self.row.ordered_by])


def national_provisions(request: HttpRequest) -> HttpResponse:
    """The map and the table, narrowed by State, power and use for foreign requests."""
    book = treaty_book()
    every = provisions()
    rows, order = ordered(
        request,
        _listed(request),
        {
            "state": lambda row: (collated(provider_words.state(row.row.state)), row.row.power, row.row.pk),
            "power": lambda row: (list(Power).index(Power(row.row.power)), row.row.state),
        },
        "state",
    )
    counts = counted_by_state(every)
    context = {
        "book": book,
        "rows": rows,
        "order": order,
        "states": _states(counts),
        "powers": [(power.value, _(power.label)) for power in Power],
        "answers": [(answer.value, _(answer.label)) for answer in Answer],
        "chosen": {name: request.GET.get(name, "") for name in ("state", "power", "foreign")},
        "covered": covered(len(counts)),
        "map": powers_map(book, counts),
        "demonstration": any(row.row.demonstration for row in rows),
    }
    return render(request, "web/evidence/national_provisions.html", context)


def covered(count: int) -> str:
    """How many States have a provision on record today, counted from the rows."""
    return ngettext(
        "National provisions of %(count)s State on record here as of %(date)s",
        "National provisions of %(count)s States on record here as of %(date)s",
        count,
    ) % {"count": number(count), "date": day(today())}


def _states(counts: Any) -> list[tuple[str, str]]:
    return sorted(((code, provider_words.state(code)) for code in counts), key=lambda pair: collated(pair[1]))


def _listed(request: HttpRequest) -> list[Row]:
    chosen = {name: request.GET.get(name, "") for name in ("state", "power", "foreign")}
    return _rows(provisions(state=chosen["state"].upper(), power=chosen["power"], foreign=chosen["foreign"]))


def of_authority(key: str) -> list[Row]:
    """The national provisions that name an authority of the directory, in the order of the powers."""
    order = list(Power)
    return sorted(_rows(provisions_of_authority(key)), key=lambda row: (order.index(Power(row.row.power)), row.row.pk))


def _rows(held: list[NationalProvision]) -> list[Row]:
    listed = directory().listed
    known = entries({row.extract_key for row in held if row.extract_key})
    return [
        Row(
            row,
            _text(row),
            trusted(verified_on=row.verified_on, as_of=row.as_of, today=today()),
            row.extract_key in known,
            listed.get(row.authority_key),
        )
        for row in held
    ]


def _text(row: NationalProvision) -> Any:
    texts = {text.language: text for text in row.texts.all()}
    return texts.get(language()) or texts.get(row.language) or next(iter(texts.values()), None)


def national_provisions_table(request: HttpRequest, form: str) -> HttpResponse:
    """The table as a file, narrowed as the page is; 404 for another form."""
    columns = [
        ("number", _("Number")),
        ("state", _("State")),
        ("power", _("Power")),
        ("law", _("Law")),
        ("article", _("Article or section")),
        ("title", _("Title")),
        ("conditions", _("Threshold and conditions")),
        ("description", _("Description")),
        ("ordered_by", _("Ordered by")),
        ("authority", _("Authority")),
        ("max_days", _("Longest duration in days")),
        ("foreign", _("Usable for foreign requests")),
        ("provisions", _("Provisions")),
        ("verified", _("Last verified")),
        ("source", _("Source")),
        ("licence", _("Licence")),
        ("as_of", _("As of")),
        ("notice", _("Notice")),
    ]
    notice = _("Demonstration data: written to show the system, to be checked before use.")
    book = treaty_book()
    rows = []
    for found in _listed(request):
        row, text = found.row, found.text
        rows.append(
            (
                row.number,
                provider_words.state(row.state),
                found.power,
                row.law_name,
                row.article,
                text.title if text else "",
                text.body if text else "",
                text.notes if text else "",
                found.ordered_by,
                found.authority.entry.name(language()) if found.authority else "",
                str(row.max_days or ""),
                _(found.foreign.label),
                "; ".join(provision_name(code, book) for code in row.provisions),
                row.verified_on.isoformat() if row.verified_on else "",
                row.source_name,
                row.licence,
                row.as_of.isoformat() if row.as_of else "",
                notice if row.demonstration else "",
            )
        )
    made = table(_("National provisions on electronic evidence"), columns, rows, [covered(len({r[1] for r in rows}))])
    return download(made, form, "comity-national-provisions")


@dataclass(frozen=True, slots=True)
class InHub:
    """What the hub has on a provision, in words: (State, power, number of its row), and (guide, its part, address)."""

    powers: tuple[tuple[str, str, str], ...]
    parts: tuple[tuple[str, str, str], ...]


def cited_in_hub(code: str) -> InHub | None:
    """What the hub has on a provision; None for nothing."""
    held = on_provision(code)
    powers = sorted((row.state, _(Power(row.power).label), row.number) for row in held.powers)
    parts = [
        (
            entry.text(language()).title,
            part.text(language()).title,
            f"{reverse('guide', args=(entry.code,))}#{part.anchor}",
        )
        for entry, part in held.parts
    ]
    return InHub(tuple(powers), tuple(parts)) if powers or parts else None
