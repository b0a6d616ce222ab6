"""Days to act on as a calendar file (iCalendar, RFC 5545) any calendar program takes in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day in a calendar. Texts are plain and in the reader's language."""

    on: date
    summary: str
    description: str = ""


def calendar(days: Iterable[Day], *, name: str, now: datetime | None = None) -> bytes:
    """The days as a calendar file, each with an alarm in its first hour of work (nine in the morning).

    The same day with the same words has the same identity, so that a file taken in twice doubles nothing.
    """
    made = Calendar()
    made.add("prodid", "-//Comity//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for day in days:
        event = Event()
        digest = hashlib.sha256(f"{day.on} {day.summary} {day.description}".encode()).hexdigest()[:32]
        event.add("uid", f"{digest}@comity")
        event.add("dtstamp", now or datetime.now(UTC).replace(microsecond=0))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.summary)
        if day.description:
            event.add("description", day.description)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.summary)
        alarm.add("trigger", timedelta(hours=9))
        event.add_component(alarm)
        made.add_component(event)
    written: bytes = made.to_ical()
    return written
