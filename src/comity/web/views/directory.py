"""The directory's list, and its downloads of public facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from comity.accounts.viewer import Viewer, viewer
from comity.core.wording import instrument_name, language, state_name
from comity.directory.interfaces import directory, is_registered, visible
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.finding import instrument_of
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import Competence
from comity.law.book import TreatyBook
from comity.law.states import Group
from comity.treaties.interfaces import book as treaty_book

from ..asked import as_on, download, table
from ..authorities import competences_of, kept_private, name_of, network_name
from ..choices import collated, folded
from ..labels import group_label

PER_PAGE = 50
FACETS = ("state", "region", "matter", "instrument", "network")


@dataclass(frozen=True, slots=True)
class Row:
    """An authority as the list shows it: public facts alone."""

    listed: Listed
    competences: tuple[Competence, ...]
    provisions: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]  # what it counts under, by facet, but for networks
    words: str  # its names, folded for finding them

    @property
    def entry(self) -> AuthorityEntry:
        """Its entry; only names, designations and origin may be shown."""
        return self.listed.entry


_projected: tuple[Directory, tuple[Row, ...]] | None = None


def _rows(held: Directory, book: TreatyBook) -> tuple[Row, ...]:
    """The public facts of every listed authority; kept for as long as the directory is the same."""
    global _projected
    kept = _projected
    if kept is None or kept[0] is not held:
        kept = (held, tuple(_row(each, held.on, book) for each in held.listed.values()))
        _projected = kept
    return kept[1]


def _row(listed: Listed, on: date, book: TreatyBook) -> Row:
    entry = listed.entry
    provisions = tuple(dict.fromkeys(d.provision for d in entry.designations if d.holds(on)))
    region = book.gazetteer[entry.state].group if entry.state in book.gazetteer else Group.NONE
    words = folded(" ".join(name.text for name in (*entry.names, *entry.parent)))
    competences = competences_of(entry, on)
    values = {
        "state": (entry.state,),
        "region": (region.value,),
        "matter": tuple(c.value for c in competences),
        "instrument": tuple(dict.fromkeys(map(instrument_of, provisions))),
        "network": (),
    }
    return Row(listed, competences, provisions, values, words)


_placed: dict[str, tuple[Directory, dict[str, int]]] = {}


def _places(held: Directory, book: TreatyBook) -> dict[str, int]:
    """The place of every listed authority, by State and name as the reader's language orders them; kept likewise."""
    kept = _placed.get(language())
    if kept is None or kept[0] is not held:
        order = {code: collated(state_name(code, book)) for code in held.by_state}
        names = {key: collated(name_of(each.entry).text) for key, each in held.listed.items()}
        keys = sorted(held.listed, key=lambda key: (order[held.listed[key].entry.state], names[key]))
        kept = (held, {key: place for place, key in enumerate(keys)})
        _placed[language()] = kept
    return kept[1]


# -- the list -------------------------------------------------------------------------------------------------------


def _values(rows: Sequence[Row], reader: Viewer, on: date) -> list[Mapping[str, tuple[str, ...]]]:
    """What each authority counts under, by facet; networks only where the reader may see them."""
    if not is_registered(reader):
        return [row.values for row in rows]

    def networks(row: Row) -> tuple[str, ...]:
        seen, _hidden = visible(row.entry, reader)
        return tuple(dict.fromkeys(n.network for n in seen.networks if n.until is None or n.until > on))

    return [{**row.values, "network": networks(row)} if row.entry.networks else row.values for row in rows]


@dataclass(frozen=True)
class Choice:
    """A facet in the form: its name, what is chosen, and its values with how many authorities they lead to."""

    facet: str
    label: str
    chosen: str
    options: tuple[tuple[str, str, int], ...]


def _facets(
    values: Sequence[Mapping[str, tuple[str, ...]]], chosen: Mapping[str, str], book: TreatyBook
) -> list[Choice]:
    """Each facet counted among the authorities that the other filters leave."""
    labels = {
        "state": _("State"),
        "region": _("Region"),
        "matter": _("Matter"),
        "instrument": _("Instrument"),
        "network": _("Network"),
    }
    found = []
    for facet in FACETS:
        others = {name: code for name, code in chosen.items() if name != facet and code}
        counts = Counter(code for of in values if _fits(of, others) for code in of[facet])
        if chosen[facet]:
            counts.setdefault(chosen[facet], 0)
        named = [(code, _value_name(facet, code, book), number) for code, number in counts.items()]
        named.sort(key=lambda option: collated(option[1]))
        if named:
            found.append(Choice(facet, labels[facet], chosen[facet], tuple(named)))
    return found


def _fits(values: Mapping[str, tuple[str, ...]], wanted: Mapping[str, str]) -> bool:
    return not wanted or all(code in values[facet] for facet, code in wanted.items())


def _value_name(facet: str, code: str, book: TreatyBook) -> str:
    match facet:
        case "state":
            return state_name(code, book)
        case "region":
            known = code in {group.value for group in Group}
            return (group_label(Group(code)) or _("No regional group")) if known else code
        case "matter":
            return _(Competence(code).label) if code in {c.value for c in Competence} else code
        case "instrument":
            return instrument_name(code, book)
    return network_name(code)


def _filtered(
    request: HttpRequest, held: Directory, book: TreatyBook
) -> tuple[list[Row], dict[str, str], list[Choice]]:
    """The authorities asked for, by State and name; what is chosen; the facets."""
    reader = viewer(request)
    words = folded(request.GET.get("q", "").strip())
    chosen = {facet: request.GET.get(facet, "").strip() for facet in FACETS}
    asked = words.split()
    named = [row for row in _rows(held, book) if all(word in row.words for word in asked)]
    values = _values(named, reader, held.on)
    wanted = {facet: code for facet, code in chosen.items() if code}
    found = [row for row, of in zip(named, values, strict=True) if _fits(of, wanted)]
    places = _places(held, book)
    found.sort(key=lambda row: places[row.listed.key])
    return found, chosen, _facets(values, chosen, book)


def authorities(request: HttpRequest) -> HttpResponse:
    """All listed authorities, to filter and to search by name, as on a day."""
    book = treaty_book()
    on = as_on(request, book)
    held = directory(on.day)
    found, chosen, facets = _filtered(request, held, book)
    last = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, _number(request.GET.get("page", ""))), last)
    context = {
        "book": book,
        "on": on,
        "rows": found[(page - 1) * PER_PAGE : page * PER_PAGE],
        "number": len(found),
        "states": len({row.entry.state for row in found}),
        "all": len(held.listed),
        "demonstrations": sum(row.entry.origin.demonstration for row in found),
        "facets": facets,
        "filtered": any(chosen.values()) or bool(request.GET.get("q", "").strip()),
        "words": request.GET.get("q", ""),
        "pages": _pages(request, page, last),
        "registered": is_registered(viewer(request)),
    }
    response = render(request, "web/directory.html", context, status=400 if on.error else 200)
    return kept_private(response, viewer(request))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _pages(request: HttpRequest, here: int, last: int) -> list[tuple[int, str, bool]]:
    """(number, link, is this one) of the pages near this one, the first and the last; number 0 for a gap."""
    if last == 1:
        return []
    shown = sorted({1, last, *(n for n in range(here - 2, here + 3) if 1 <= n <= last)})
    found: list[tuple[int, str, bool]] = []
    for number in shown:
        if found and number - found[-1][0] > 1:
            found.append((0, "", False))
        query = request.GET.copy()
        query["page"] = str(number)
        found.append((number, f"?{query.urlencode()}", number == here))
    return found


def authorities_table(request: HttpRequest, form: str) -> HttpResponse:
    """The public facts of the authorities asked for as a file; the same for every reader."""
    book = treaty_book()
    on = as_on(request, book)
    found = _filtered(request, directory(on.day), book)[0]
    columns = [
        ("key", _("Key")),
        ("code", _("Code")),
        ("state", _("State")),
        ("authority", _("Authority")),
        ("original", _("Name as notified")),
        ("matters", _("Matters")),
        ("provisions", _("Provisions")),
        ("confirmed", _("Confirmed")),
        ("unconfirmed", _("Unconfirmed since")),
        ("demonstration", _("Invented for demonstration")),
        ("source", _("Source")),
        ("licence", _("Licence")),
        ("as_of", _("As of")),
    ]
    rows = [
        (
            row.listed.key,
            row.entry.state,
            state_name(row.entry.state, book),
            name_of(row.entry).text,
            row.entry.names[0].text,
            "; ".join(_(c.label) for c in row.competences),
            " ".join(row.provisions),
            _iso(row.listed.confirmed_on),
            _iso(row.listed.unconfirmed_since),
            _("yes") if row.entry.origin.demonstration else "",
            row.entry.origin.name,
            row.entry.origin.licence,
            _iso(row.entry.origin.as_of),
        )
        for row in found
    ]
    notes = [
        _("Directory of competent national authorities, as on %(date)s.") % {"date": on.day.isoformat()},
        _("Public facts only; contacts and requirements are shown to registered practitioners."),
    ]
    title = _("Competent national authorities")
    return download(table(title, columns, rows, notes), form, f"comity-directory-{on.day.isoformat()}")


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def listed_under(provision: str, on: date, book: TreatyBook) -> list[Row]:
    """The authorities designated under a provision, or a part of it, on the day, by State."""
    found = [
        row
        for row in _rows(directory(on), book)
        if any(code == provision or code.startswith(f"{provision}:") for code in row.provisions)
    ]
    return sorted(found, key=lambda row: collated(state_name(row.entry.state, book)))


def listed_of(state: str, on: date, book: TreatyBook) -> list[Row]:
    """The listed authorities of a State, by name."""
    found = [row for row in _rows(directory(on), book) if row.entry.state == state]
    return sorted(found, key=lambda row: collated(name_of(row.entry).text))
