"""The directory in figures: pages and downloads of what is counted, as on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.accounts.roles import Role
from comity.accounts.viewer import viewer
from comity.core.wording import day as day_text
from comity.core.wording import language_name, number, state_name
from comity.insight.interfaces import FEWEST, Count, DirectoryFigures, Year, bar, columns, directory_figures
from comity.law.authorities.words import Competence
from comity.law.book import TreatyBook
from comity.law.states import Group
from comity.treaties.interfaces import book as treaty_book

from ..asked import as_on, download, table
from ..authorities import kept_private
from ..labels import group_label


@dataclass(frozen=True)
class Figure:
    """One figure: its name in addresses, its heading, what its rows are, and how it is drawn.

    `rows` are (label, text, number): the text is the number, or that it is too small to be shown.
    """

    code: str
    title: str
    of: str
    counted: str
    rows: tuple[tuple[str, str, int], ...]
    chart: SafeString | None = None

    @property
    def most(self) -> int:
        """The largest number."""
        return max((value for _label, _text, value in self.rows), default=1)

    @property
    def drawn(self) -> list[tuple[str, str, SafeString]]:
        """The rows with their bars, where there is no chart of all of them."""
        return [(label, text, bar(value, self.most)) for label, text, value in self.rows]


def _figures(found: DirectoryFigures, book: TreatyBook, *, whole: bool) -> list[Figure]:
    """All figures; `whole` for those who may see the smallest numbers too."""
    when = {"date": day_text(found.on)}
    by_state = sorted(found.states, key=lambda c: (-c.number, state_name(c.code, book)))
    return [
        _years("authorities", _("Authorities by year"), found.authorities, whole=True),
        _years("users", _("Registered users by year"), found.users, whole=whole),
        _counts(
            "matters",
            _("Authorities by matter"),
            _("Matter"),
            [(_(Competence(c.code).label), c) for c in found.matters],
        ),
        _counts("regions", _("Authorities by region"), _("Region"), [(_region(c.code), c) for c in found.regions]),
        _counts("states", _("Authorities by State"), _("State"), [(state_name(c.code, book), c) for c in by_state]),
        _counts(
            "languages",
            _("Languages accepted"),
            _("Language"),
            [(language_name(c.code), c) for c in found.languages],
            whole=whole,
        ),
        _shares(found, when, whole=whole),
    ]


def _years(code: str, title: str, years: Sequence[Year], *, whole: bool) -> Figure:
    rows = tuple((str(year.year), *_shown(year.number, whole=whole)) for year in years)
    last = rows[-1] if rows else ("", "", 0)
    label = _("%(title)s; %(year)s: %(number)s.") % {"title": title, "year": last[0], "number": last[1]}
    return Figure(
        code, title, _("Year"), _("Number"), rows, columns([(y, value) for y, _t, value in rows], title=label)
    )


def _counts(code: str, title: str, of: str, counts: Sequence[tuple[str, Count]], *, whole: bool = True) -> Figure:
    rows = tuple((label, *_shown(count.number, whole=whole)) for label, count in counts)
    return Figure(code, title, of, _("Authorities"), rows)


def _shares(found: DirectoryFigures, when: dict[str, str], *, whole: bool) -> Figure:
    rows = [
        (_("Confirmed within twelve months"), *_shown(found.confirmed.number, whole=True)),
        (_("Accepting electronic transmission"), *_shown(found.electronic.number, whole=whole)),
        (_("Electronic transmission not on record"), *_shown(found.electronic.unknown, whole=True)),
        (_("With rules on electronic evidence"), *_shown(found.evidence.number, whole=whole)),
        (_("All authorities"), *_shown(found.confirmed.all, whole=True)),
    ]
    return Figure("shares", _("How complete on %(date)s") % when, _("Of the authorities"), _("Number"), tuple(rows))


def _shown(value: int, *, whole: bool) -> tuple[str, int]:
    """A number as text; a small one that could tell who is behind it is not shown, and drawn as nothing."""
    if whole or value == 0 or value >= FEWEST:
        return number(value), value
    return _("fewer than %(number)s") % {"number": number(FEWEST)}, 0


def _region(code: str) -> str:
    return group_label(Group(code)) or _("No regional group")


def _sees_all(request: HttpRequest) -> bool:
    return viewer(request).holds(Role.SECRETARIAT, Role.AUDITOR)


def figures(request: HttpRequest) -> HttpResponse:
    """Every figure with its chart and its table."""
    book = treaty_book()
    on = as_on(request, book)
    found = directory_figures(on.day, book.gazetteer)
    shown = _figures(found, book, whole=_sees_all(request))
    context = {
        "book": book,
        "on": on,
        "found": found,
        "figures": shown,
        "electronic_states": _shown(found.electronic.states, whole=_sees_all(request))[0],
        "evidence_states": _shown(found.evidence.states, whole=_sees_all(request))[0],
    }
    response = render(request, "web/directory_figures.html", context, status=400 if on.error else 200)
    return kept_private(response, viewer(request))


def figure_table(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """One figure's table as a file; 404 for a figure there is not."""
    book = treaty_book()
    on = as_on(request, book)
    found = directory_figures(on.day, book.gazetteer)
    figure = next((f for f in _figures(found, book, whole=_sees_all(request)) if f.code == code), None)
    if figure is None:
        raise Http404
    rows = [
        (label, _plain(text, value), *([_invented(found, code, label)] if _dated(code) else []))
        for label, text, value in figure.rows
    ]
    heads = [("of", figure.of), ("number", figure.counted)]
    if _dated(code):
        heads.append(("invented", _("Invented for demonstration")))
    notes = [_("Directory of competent national authorities, as on %(date)s.") % {"date": on.day.isoformat()}]
    if found.invented:
        notes.append(invented_note())
    response = download(table(figure.title, heads, rows, notes), form, f"comity-directory-{code}-{on.day.isoformat()}")
    return kept_private(response, viewer(request))


def invented_note() -> str:
    """What is said wherever rows of a demonstration are counted."""
    return _("Rows invented for demonstration are counted here: their years and numbers are not facts.")


def _dated(code: str) -> bool:
    return code in {"authorities", "users"}


def _invented(found: DirectoryFigures, code: str, year: str) -> str:
    years = found.authorities if code == "authorities" else found.users
    return _("yes") if any(y.invented for y in years if str(y.year) == year) else ""


def _plain(text: str, value: int) -> str:
    """The number as digits, for spreadsheets; the words where it is not shown."""
    return str(value) if value or text == number(0) else text
