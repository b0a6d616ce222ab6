"""Authorities as a reader may see them: restricted groups taken out before anything is shown, and the clock there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime, format_time
from babel.languages import get_official_languages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from comity.accounts.viewer import Viewer
from comity.core.wording import language, locale
from comity.directory.interfaces import directory, note_reading, visible
from comity.law.authorities.addressing import Addressing, addressing
from comity.law.authorities.entry import AuthorityEntry, Hours, Said, said_in
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import Competence, FieldGroup
from comity.law.basis.types import Opinion
from comity.law.book import TreatyBook
from comity.law.networks import NETWORKS
from comity.law.states import Gazetteer

NOTHING: frozenset[FieldGroup] = frozenset()


@dataclass(frozen=True)
class ForReader:
    """The directory of some States with what the reader may see of it; `withheld` by key of an authority.

    `whole` is the directory it was taken from, with everything.
    """

    directory: Directory
    whole: Directory
    viewer: Viewer
    withheld: Mapping[str, frozenset[FieldGroup]] = field(default_factory=dict)

    def hidden(self, listed: Listed) -> frozenset[FieldGroup]:
        """The groups of fields of an authority that are kept from the reader."""
        return self.withheld.get(listed.key, NOTHING)

    def note(self, shown: Iterable[Listed]) -> None:
        """Notes that what is restricted of these authorities was shown."""
        by_hidden: dict[frozenset[FieldGroup], list[Listed]] = {}
        for each in shown:
            by_hidden.setdefault(self.hidden(each), []).append(self.whole.listed[each.key])
        for hidden, listed in by_hidden.items():
            note_reading(viewer=self.viewer, listed=listed, hidden=hidden)


def for_reader(viewer: Viewer, on: date, states: Iterable[str | None]) -> ForReader:
    """The directory of the day for these States and territories, as the viewer may see it."""
    held = directory(on)
    found, withheld = [], {}
    for state in dict.fromkeys(filter(None, states)):
        for each in held.by_state.get(state, ()):
            entry, withheld[each.key] = visible(each.entry, viewer)
            found.append(replace(each, entry=entry))
    return ForReader(Directory.of(held.on, found), held, viewer, withheld)


def addressed(answer: Opinion, reader: Viewer, book: TreatyBook) -> Addressing:
    """Whom to write to on the bases of a legal-basis answer, as the reader may see it; the reading is noted."""
    asked = answer.question
    state, territory = book.gazetteer.responsible(asked.requested)
    seen = for_reader(reader, asked.on, (state, territory))
    found = addressing(
        answer,
        seen.directory,
        book.instruments,
        state=state,
        territory=territory,
        own=own_languages(asked.requesting, book.gazetteer),
        hidden=seen.hidden,
    )
    seen.note(told.candidate.listed for each in found.addressees for told in each.advice)
    return found


def kept_private(response: HttpResponse, reader: Viewer) -> HttpResponse:
    """The response, which no cache may keep if it was made for someone who sees more than visitors do."""
    if reader.is_signed_in:
        response["Cache-Control"] = "private, no-store"
    return response


def own_languages(state: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The official languages of a State (CLDR), as BCP 47 codes; empty where they are not known."""
    iso2 = gazetteer[state].iso2 if state in gazetteer else ""
    return tuple(get_official_languages(iso2, de_facto=True)) if iso2 else ()


def name_of(entry: AuthorityEntry) -> Said:
    """The authority's name for the reader, with the language it is in."""
    return said_in(entry.names, language()) or Said("", "—")


def competences_of(entry: AuthorityEntry, on: date) -> tuple[Competence, ...]:
    """The matters it is designated for on the day, in the order of the closed set."""
    held = {d.competence for d in entry.designations if d.holds(on)}
    return tuple(c for c in Competence if c in held)


_NETWORKS = {network.code: network.name for network in NETWORKS}


def network_name(code: str) -> str:
    """A network by name, by its code where it is not known here."""
    return _(_NETWORKS[code]) if code in _NETWORKS else code.upper()


@dataclass(frozen=True, slots=True)
class Clock:
    """The time at the authority, as text, and whether its office is open (None: no hours on record)."""

    now: str
    open: bool | None


def clock(entry: AuthorityEntry, now: datetime) -> Clock | None:
    """What time it is there at `now` (with its time zone); None where the authority's zone is not on record."""
    try:
        there = now.astimezone(ZoneInfo(entry.time_zone)) if entry.time_zone else None
    except (ZoneInfoNotFoundError, ValueError):
        there = None
    if there is None:
        return None
    text = format_datetime(there, "EEEE HH:mm", locale=locale())
    if not entry.hours:
        return Clock(text, None)
    return Clock(text, any(_covers(hours, there) for hours in entry.hours))


def _covers(hours: Hours, there: datetime) -> bool:
    return there.isoweekday() in hours.weekdays and hours.opens <= there.time() < hours.closes


def hours_text(hours: Hours) -> str:
    """Weekdays and local times: `Mon–Fri 08:00–16:30`."""
    times = "–".join(format_time(time, "HH:mm", locale=locale()) for time in (hours.opens, hours.closes))
    return f"{', '.join(_runs(hours.weekdays))} {times}"


def _runs(weekdays: Iterable[int]) -> list[str]:
    """Days that follow each other as from–to."""
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ["–".join(dict.fromkeys((_weekday(run[0]), _weekday(run[-1])))) for run in runs]


def _weekday(iso: int) -> str:
    return format_datetime(datetime(2024, 1, iso), "EEE", locale=locale())
