"""Finding the authority for a request, question by question; up to four States' requirements side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.accounts.viewer import viewer
from comity.core.asking import day, state_named
from comity.core.wording import instrument_name, say, state_name
from comity.directory.interfaces import is_registered
from comity.law.authorities.advice import advice
from comity.law.authorities.finding import ELSEWHERE, Decider, Enquiry, Option, Point, find
from comity.law.authorities.side_by_side import Cell, Comparison, Knowledge, compared
from comity.law.authorities.words import Competence, Stage
from comity.law.basis.types import QuestionError
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.sentences import say as sentence
from comity.treaties.interfaces import book as treaty_book

from .. import choices
from ..asked import download, table, today
from ..authorities import for_reader, kept_private, name_of, own_languages

FIELDS = ("state", "measure", "requesting", "basis", "territory", "stage", "urgent", "on")
_ELSEWHERE = "elsewhere"  # ELSEWHERE as addresses write it
MOST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, on which day, and by whom (a gazetteer code; empty: not said)."""

    enquiry: Enquiry
    on: date
    requesting: str = ""


def read(given: Mapping[str, str], book: TreatyBook) -> Asked:
    """What is asked, from the fields of the form or the address; raises QuestionError for the first that is off."""
    code = state_named("state", given["state"], book.gazetteer)
    state, territory = book.gazetteer.responsible(code)
    asked = Enquiry(state, wanted_named(given["measure"]), territory=territory)
    if given["territory"] and territory is None:
        place = given["territory"]
        asked = asked.answered(Point.TERRITORY, ELSEWHERE if place == _ELSEWHERE else _known(place, book))
    if given["stage"]:
        asked = asked.answered(Point.STAGE, _one_of("stage", given["stage"], [s.value for s in Stage]))
    if given["urgent"]:
        asked = asked.answered(Point.URGENCY, _one_of("urgent", given["urgent"], ["yes", "no"]))
    if given["basis"]:
        asked = asked.answered(Point.INSTRUMENT, _one_of("basis", given["basis"], list(book.instruments)))
    requesting = state_named("requesting", given["requesting"], book.gazetteer) if given["requesting"] else ""
    return Asked(asked, day(given["on"], today=today()), requesting)


def wanted_named(text: str) -> Measure | Competence:
    """The measure, or the matter that no measure leads to; raises QuestionError."""
    matters = {c.value: c for c in _other_matters()}
    measures = {m.value: m for m in Measure}
    if not text:
        raise QuestionError("measure", sentence("Choose what is needed."))
    return matters.get(text) or measures[_one_of("measure", text, [*measures, *matters])]


def _other_matters() -> list[Competence]:
    reached = {c for m in Measure for c in Enquiry("", m).competences}
    return [c for c in Competence if c.is_cooperation and c not in reached]


def wanted_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Measures by branch of cooperation, then the matters that authorities are designated for apart."""
    return [*choices.measures(), (_("Other matters"), [(c.value, _(c.label)) for c in _other_matters()])]


def _one_of(field: str, text: str, words: list[str]) -> str:
    if text not in words:
        raise QuestionError(field, sentence("“%(text)s” is not one of the answers to choose from.", text=text[:40]))
    return text


def _known(code: str, book: TreatyBook) -> str:
    if code not in book.gazetteer:
        raise QuestionError("territory", sentence("Choose a State."))
    return code


def find_authority(request: HttpRequest) -> HttpResponse:
    """The form, and the answer with the question to answer next, if one decides."""
    book = treaty_book()
    given = {name: request.GET.get(name, "").strip() for name in FIELDS}
    context: dict[str, Any] = {
        "book": book,
        "typed": given,
        "state_choices": choices.states(book),
        "measure_choices": wanted_choices(),
        "registered": is_registered(viewer(request)),
        "today_text": today().isoformat(),
    }
    if not (given["state"] or given["measure"]):
        return render(request, "web/directory_find.html", context)
    try:
        asked = read(given, book)
    except QuestionError as error:
        context |= {"error_field": error.field, "error_text": say(error.sentence, book)}
        return render(request, "web/directory_find.html", context, status=400)
    response = render(request, "web/directory_find.html", context | _answer(request, asked, given, book))
    return kept_private(response, viewer(request))


def _answer(request: HttpRequest, asked: Asked, given: Mapping[str, str], book: TreatyBook) -> dict[str, Any]:
    enquiry = asked.enquiry
    seen = for_reader(viewer(request), asked.on, (enquiry.state, enquiry.territory))
    found = find(enquiry, seen.directory)
    named = found.candidates or found.nearest
    seen.note(c.listed for c in named)
    own = own_languages(asked.requesting, book.gazetteer) if asked.requesting else ()
    names = {c.key: name_of(c.listed.entry).text for c in named}
    known = [(name, link) for name, link in _settled(given, book) if link]
    return {
        "asked": asked,
        "found": found,
        "advice": [advice(c, enquiry, own=own, hidden=seen.hidden(c.listed)) for c in named],
        "decider": found.decider,
        "options": _options(found.decider, given, book) if found.decider else [],
        "names": names,
        "settled": known,
        "whole": bool(seen.directory.listed),
        "permalink": request.build_absolute_uri(f"{reverse('directory-find')}?{_query(dict(given), asked)}"),
    }


def _options(decider: Decider, given: Mapping[str, str], book: TreatyBook) -> list[tuple[str, str, Option]]:
    """The answers to a question: what each is called, its address, and the authorities it leads to."""
    point = decider.point
    return [(_option_name(point, o, book), _address(given, point, o), o) for o in decider.options]


_PARAMETERS = {
    Point.TERRITORY: "territory",
    Point.STAGE: "stage",
    Point.URGENCY: "urgent",
    Point.INSTRUMENT: "basis",
}


def _address(given: Mapping[str, str], point: Point, option: Option) -> str:
    value = _ELSEWHERE if point is Point.TERRITORY and option.value == ELSEWHERE else option.value
    return f"?{urlencode({name: text for name, text in (dict(given) | {_PARAMETERS[point]: value}).items() if text})}"


def _query(given: dict[str, str], asked: Asked) -> str:
    fixed = given | {"on": asked.on.isoformat()}
    return urlencode({name: text for name, text in fixed.items() if text})


def _option_name(point: Point, option: Option, book: TreatyBook) -> str:
    match point:
        case Point.TERRITORY:
            return state_name(option.value, book) if option.value else _("Elsewhere in the State")
        case Point.STAGE:
            return _(Stage(option.value).label)
        case Point.URGENCY:
            return _("Yes") if option.value == "yes" else _("No")
        case Point.INSTRUMENT:
            return instrument_name(option.value, book)


def _settled(given: Mapping[str, str], book: TreatyBook) -> list[tuple[str, str]]:
    """What has been answered beyond State and measure, each with the address that takes the answer back."""
    found = []
    for point, name in _PARAMETERS.items():
        if value := given[name]:
            option = Option(ELSEWHERE if value == _ELSEWHERE else value, ())
            without = {field: text for field, text in given.items() if text and field != name}
            found.append((_option_name(point, option, book), f"?{urlencode(without)}"))
    return found


# -- side by side ---------------------------------------------------------------------------------------------------


def compare(request: HttpRequest) -> HttpResponse:
    """Two to four States' requirements for a measure, side by side."""
    book = treaty_book()
    typed, states = _states(request)
    context: dict[str, Any] = {
        "book": book,
        "typed": typed,
        "slots": [(f"state-{n + 1}", states[n] if n < len(states) else "") for n in range(MOST)],
        "state_choices": choices.states(book),
        "measure_choices": wanted_choices(),
        "registered": is_registered(viewer(request)),
        "today_text": today().isoformat(),
    }
    if not states:
        return render(request, "web/directory_compare.html", context)
    try:
        found, on = _compared(request, book)
    except QuestionError as error:
        context |= {"error_field": error.field, "error_text": say(error.sentence, book)}
        return render(request, "web/directory_compare.html", context, status=400)
    response = render(request, "web/directory_compare.html", context | {"found": found, "on": on})
    return kept_private(response, viewer(request))


def _states(request: HttpRequest) -> tuple[dict[str, str], list[str]]:
    typed = {"measure": request.GET.get("measure", "").strip(), "on": request.GET.get("on", "").strip()}
    return typed, [code for code in map(str.strip, request.GET.getlist("state")) if code]


def _compared(request: HttpRequest, book: TreatyBook) -> tuple[Comparison, date]:
    typed, named = _states(request)
    states = list(dict.fromkeys(state_named("state-1", text, book.gazetteer) for text in named))
    if not 2 <= len(states) <= MOST:
        raise QuestionError("state-1", sentence("Choose two to four different States."))
    wanted = wanted_named(typed["measure"] or Measure.MLA.value)
    seen = for_reader(viewer(request), day(typed["on"], today=today()), states)
    found = compared(wanted, states, seen.directory, hidden=seen.hidden)
    seen.note(c.candidate.listed for c in found.columns if c.candidate)
    return found, seen.directory.on


def compare_table(request: HttpRequest, form: str) -> HttpResponse:
    """The comparison as a file, with what the reader may see."""
    book = treaty_book()
    try:
        found, on = _compared(request, book)
    except QuestionError as error:
        return HttpResponse(say(error.sentence, book), status=400, content_type="text/plain; charset=utf-8")
    heads = []
    for n, column in enumerate(found.columns):
        name = name_of(column.candidate.listed.entry).text if column.candidate else "—"
        heads.append((f"column-{n + 1}", f"{state_name(column.state, book)}: {name}"))
    rows = [(_(line.label), *(cell_text(cell, book) for cell in line.cells)) for line in found.lines]
    notes = [_("Directory of competent national authorities, as on %(date)s.") % {"date": on.isoformat()}]
    if any(c.candidate and c.candidate.listed.entry.origin.demonstration for c in found.columns):
        notes.append(_("Authorities invented for demonstration are among these."))
    columns = [("point", _("Point")), *heads]
    name = f"comity-requirements-{'-'.join(dict.fromkeys(c.state for c in found.columns))}-{found.wanted.value}"
    return kept_private(
        download(table(_("Requirements side by side"), columns, rows, notes), form, name), viewer(request)
    )


def cell_text(cell: Cell, book: TreatyBook) -> str:
    """A cell of the comparison as plain text."""
    match cell.knowledge:
        case Knowledge.UNKNOWN:
            return _("Unknown")
        case Knowledge.WITHHELD:
            return _("For registered practitioners")
    parts = [say(each, book) for each in cell.sentences]
    return " ".join([*parts, *(text.text for text in cell.texts)])
