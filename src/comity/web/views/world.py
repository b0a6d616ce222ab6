"""The world at a glance: for a measure and a day, which States share which basis, as map, table and download."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.core.asking import day, measure_named, offence_named, state_named
from comity.core.wording import instrument_name, say, state_name
from comity.insight.interfaces import (
    GROUPS,
    basis_map,
    between_groups,
    by_instrument,
    counterparts,
    covering,
    glance,
    matrix,
    narrowed,
    reach_map,
)
from comity.law.basis.types import QuestionError
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.states import Group
from comity.law.world import Share, World
from comity.treaties.interfaces import book as treaty_book

from .. import choices
from ..asked import download, source_notes, table, today
from .states import group_name

FIELDS = ("measure", "offence", "on", "state", "side", "via")
SHOWN = 4  # instruments named in a row before "and n more"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of the world is asked: a measure, a day, and perhaps an offence, one State and one instrument."""

    measure: Measure
    on: date
    offence: str | None
    state: str
    requesting: bool
    via: str


def read(given: dict[str, str], book: TreatyBook) -> Asked:
    """The question of the address; raises QuestionError for the first field that cannot be used."""
    state = given["state"] and state_named("state", given["state"], book.gazetteer)
    return Asked(
        measure=measure_named(given["measure"] or Measure.MLA.value),
        on=day(given["on"], today=today()),
        offence=offence_named(given["offence"]),
        state=state,
        requesting=given["side"] != "requested",
        via=given["via"] if given["via"] in book.instruments else "",
    )


def world(request: HttpRequest) -> HttpResponse:
    """The page: the pairs counted, the map, and either one State's counterparts or the regional groups."""
    book = treaty_book()
    given = {name: request.GET.get(name, "").strip() for name in FIELDS}
    try:
        asked, error = read(given, book), None
    except QuestionError as found:
        asked, error = Asked(Measure.MLA, today(), None, "", True, ""), found
    seen = glance(book, asked.measure, asked.on, asked.offence)
    if asked.state not in seen.states:  # a territory or an organization: its answers are the State's
        asked = Asked(asked.measure, asked.on, asked.offence, "", asked.requesting, "")
    counts = seen.counts()
    context = {
        "book": book,
        "asked": asked,
        "typed": given if error else _texts(asked),
        "error_field": error.field if error else "",
        "error_text": say(error.sentence, book) if error else "",
        "measure_choices": choices.measures(),
        "offence_choices": choices.offences(),
        "state_choices": [(_("States"), _states(book, seen))],
        "counts": [(share, counts[share]) for share in Share],
        "pairs": sum(counts.values()),
        "downloads": {form: _address(asked, "world-matrix", form) for form in ("csv", "json")},
        "records": [(code, book.coverage.get(code)) for code in covering(book, seen)],
        **(_one_state(book, seen, asked) if asked.state else _all_states(book, seen)),
    }
    return render(request, "web/world.html", context, status=400 if error else 200)


def _states(book: TreatyBook, seen: World) -> list[tuple[str, str]]:
    named = [(code, state_name(code, book)) for code in seen.states]
    return sorted(named, key=lambda choice: choices.collated(choice[1]))


def _all_states(book: TreatyBook, seen: World) -> dict[str, Any]:
    return {
        "map": reach_map(book, seen),
        "group_names": [_group(group) for group in GROUPS],
        "groups": [(_group(group), cells) for group, cells in between_groups(book, seen)],
    }


def _group(group: Group) -> str:
    return group_name(group) or _("States in no regional group")


def _one_state(book: TreatyBook, seen: World, asked: Asked) -> dict[str, Any]:
    rows = []
    for code, everything in counterparts(seen, asked.state, requesting=asked.requesting):
        shared = narrowed(everything, asked.via)
        pair = (asked.state, code) if asked.requesting else (code, asked.state)
        named = shared.primary or shared.possible or shared.supplementary or shared.unknown
        parameters = {"on": asked.on.isoformat()} | ({"offence": asked.offence} if asked.offence else {})
        address = f"{reverse('basis', args=(*pair, asked.measure.value))}?{urlencode(parameters)}"
        rows.append((code, shared.share, named[:SHOWN], len(named[SHOWN:]), address))
    order = list(Share)
    rows.sort(key=lambda row: (order.index(row[1]), choices.collated(state_name(row[0], book))))
    return {
        "map": basis_map(book, seen, asked.state, requesting=asked.requesting, via=asked.via),
        "rows": rows,
        "reaches": [
            (reach, _address(asked, "world", via=reach.instrument))
            for reach in by_instrument(seen, asked.state, requesting=asked.requesting)
        ],
        "whole_address": _address(asked, "world", via=""),
    }


def _texts(asked: Asked) -> dict[str, str]:
    return {
        "measure": asked.measure.value,
        "offence": asked.offence or "",
        "on": asked.on.isoformat(),
        "state": asked.state,
        "side": "" if asked.requesting else "requested",
        "via": asked.via,
    }


def _address(asked: Asked, view: str, *args: str, **changes: str) -> str:
    texts = {name: text for name, text in (_texts(asked) | changes).items() if text}
    return f"{reverse(view, args=args)}?{urlencode(texts)}"


def world_matrix(request: HttpRequest, form: str) -> HttpResponse:
    """Every ordered pair as a file: CSV with one row each, JSON with the codes alone; 404 for another form."""
    if form not in {"csv", "json"}:
        raise Http404
    book = treaty_book()
    try:
        asked = read({name: request.GET.get(name, "").strip() for name in FIELDS}, book)
    except QuestionError as error:
        return HttpResponse(say(error.sentence, book), status=400, content_type="text/plain; charset=utf-8")
    seen = glance(book, asked.measure, asked.on, asked.offence)
    name = "-".join(filter(None, ("comity-world", asked.measure.value, asked.offence, asked.on.isoformat())))
    columns = [
        ("requesting", _("Requesting State")),
        ("requested", _("Requested State")),
        ("share", _("What they share")),
        ("primary", _("Primary basis")),
        ("supplementary", _("Supplementary basis")),
        ("possible", _("Left to the requested State or to agreement")),
        ("unknown", _("Unknown")),
    ]
    sources = [book.coverage[code].source for code in covering(book, seen) if code in book.coverage]
    notes = [*_meanings(book, seen), *source_notes(book, sources)]
    title = f"{_(asked.measure.label)} {asked.on.isoformat()}"
    if form == "csv":
        return download(table(title, columns, matrix(seen), notes), form, name)
    response = HttpResponse(_json(title, columns, notes, seen), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _meanings(book: TreatyBook, seen: World) -> list[str]:
    """What the codes in the file stand for."""
    shares = [f"{share.value}: {_(share.label)}" for share in Share]
    return [*shares, *(f"{code}: {instrument_name(code, book)}" for code in covering(book, seen))]


def _json(title: str, columns: list[tuple[str, str]], notes: list[str], seen: World) -> str:
    """One line for each pair: 38,612 objects with repeated keys would be three times as long."""
    head = {"title": title, "notes": notes, "columns": dict(columns)}
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in matrix(seen))
    return f'{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n "rows": [\n{rows}\n]}}\n'
