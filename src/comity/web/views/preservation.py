"""The preservation clock as a page: open to all, nothing is stored, no reference of a case is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.core import wording
from comity.evidence.domain.shaping import provider_of
from comity.evidence.queries import provider as provider_row
from comity.evidence.queries import providers
from comity.law.preservation import (
    Clock,
    CountedFrom,
    Extension,
    PreservationError,
    Preserved,
    clock,
)
from comity.law.sentences import say
from comity.publications.calendar import Day, calendar
from comity.treaties.interfaces import book as treaty_book

from ..asked import today
from ..choices import states as state_choices

_EXTENSIONS = 4  # rows offered
_BASES = ("", "ets185:29", "un-cybercrime:42")
_DAYS = 90  # proposed where the provider's period is not on record: the most usual one
_FIELDS = ("since", "days", "provider", "state", "basis", "counted", "followed_on")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked, and who keeps the data, by name."""

    preserved: Preserved
    holder: str


def preservation(request: HttpRequest) -> HttpResponse:
    """The form, and what follows from what was entered."""
    book = treaty_book()
    typed = _typed(request.GET)
    found: Clock | None = None
    error: PreservationError | None = None
    if typed["since"] or "since" in request.GET:
        try:
            found = clock(_asked(typed).preserved, today=today())
        except PreservationError as caught:
            error = caught
    context = {
        "book": book,
        "typed": typed,
        "clock": found,
        "error_field": error.field if error else "",
        "error_text": wording.say(error.sentence, book) if error else "",
        "providers": [(row.code, row.name) for row in providers()],
        "state_choices": state_choices(book),
        "bases": [code for code in _BASES if code],
        "counting": list(CountedFrom),
        "extensions": list(zip(range(1, _EXTENSIONS + 1), typed["asked"], typed["more"], strict=True)),
        "calendar": f"{reverse('preservation-calendar')}?{urlencode(_kept(request.GET))}" if found else "",
        "today": today(),
    }
    return render(request, "web/evidence/preservation.html", context, status=400 if error else 200)


def preservation_calendar(request: HttpRequest) -> HttpResponse:
    """The reminders and the last day as a calendar file; 400 with the reason for what cannot be."""
    book = treaty_book()
    try:
        asked = _asked(_typed(request.GET))
        found = clock(asked.preserved, today=today())
    except PreservationError as error:
        return HttpResponse(wording.say(error.sentence, book), status=400, content_type="text/plain; charset=utf-8")
    who = asked.holder or _("Preserved data")
    cite = "\n".join(f"– {wording.say(each, book)}" for each in found.cite)
    note = _("The request that follows must cite:") + "\n" + cite
    days = [
        Day(
            each.on,
            _("%(who)s: %(days)s days left. Send the request or ask for an extension.")
            % {"who": who, "days": each.days_left},
            note,
        )
        for each in found.reminders
    ]
    days.append(Day(found.until, _("%(who)s: last day the data are kept") % {"who": who}, note))
    response = HttpResponse(calendar(days, name=_("Preservation")), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comity-preservation-{found.until.isoformat()}.ics"'
    return response


def _typed(given: QueryDict) -> dict[str, Any]:
    typed: dict[str, Any] = {name: given.get(name, "").strip()[:100] for name in _FIELDS}
    for name in ("asked", "more"):
        values = [value.strip()[:20] for value in given.getlist(name)[:_EXTENSIONS]]
        typed[name] = values + [""] * (_EXTENSIONS - len(values))
    return typed


def _kept(given: QueryDict) -> list[tuple[str, str]]:
    """The fields of the form in an address, without those left empty in all rows."""
    pairs = [(name, given.get(name, "")) for name in _FIELDS if given.get(name)]
    for asked, more in zip(given.getlist("asked"), given.getlist("more"), strict=False):
        pairs += [("asked", asked), ("more", more)] if asked else []
    return pairs


def _asked(typed: dict[str, Any]) -> Asked:
    """What was typed as facts; raises PreservationError for the first field that cannot be used."""
    row = provider_row(typed["provider"]) if typed["provider"] else None
    terms = provider_of(row).preservation if row else None
    book = treaty_book()
    holder = row.name if row else ""
    if not holder and typed["state"] in book.gazetteer:
        holder = wording.state_name(typed["state"], book)
    days = _number("days", typed["days"]) if typed["days"] else ((terms and terms.days) or _DAYS)
    extensions = []
    for asked, more in zip(typed["asked"], typed["more"], strict=True):
        if asked:
            length = _number("extensions", more) if more else ((terms and terms.extension_days) or days)
            extensions.append(Extension(_day("extensions", asked), length))
    counted = {each.value: each for each in CountedFrom}.get(typed["counted"], CountedFrom.END)
    preserved = Preserved(
        since=_day("since", typed["since"]),
        days=days,
        extensions=tuple(extensions),
        counted=counted,
        holder=holder,
        provision=typed["basis"] if typed["basis"] in _BASES else "",
        renewals=terms.renewals if terms else None,
        followed_on=_day("followed_on", typed["followed_on"]) if typed["followed_on"] else None,
    )
    return Asked(preserved, holder)


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PreservationError(
            field, say("“%(text)s” is not a day of the calendar; write it like 2022-07-18.", text=text[:40])
        ) from None


def _number(field: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 5:
        raise PreservationError(field, say("“%(text)s” is not a number of days.", text=text))
    return int(text)
