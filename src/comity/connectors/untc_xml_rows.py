"""Single rows and fields of the Treaty Collection's XML as facts: entry into force, territorial applications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.instruments.types import Instrument
from comity.law.states import Gazetteer, UnknownState

from .items import Item, Passed, Refused, Taken
from .untc_columns import CellError, day_in
from .untc_xml_parts import Treaty


def entry_into_force(name: str, instrument: Instrument, treaty: Treaty) -> Item:
    """Whether the file's day of entry into force is the one held here."""
    place = f"{name}, EIF"
    match = re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", treaty.in_force)
    try:
        given = day_in(match[0]) if match else None
    except CellError as error:
        return Refused(place, f"entry into force: {error}", treaty.in_force[:200])
    if given == instrument.entry.general:
        return Passed(place, "the day of entry into force is the one held here")
    held = instrument.entry.general
    reason = f"entry into force: the file says {given or 'nothing'}, held here is {held or 'none'}; the one held stays"
    return Refused(place, reason, treaty.in_force[:200])


def extensions(place: str, cells: tuple[str, ...], instrument: Instrument, gazetteer: Gazetteer) -> Iterator[Item]:
    """A row of the table of territorial applications: the State, the day of its notification, the territories."""
    if len(cells) != 3:
        yield Refused(
            place, f"the row has {len(cells)} cells, not participant, date and territories", " | ".join(cells)[:200]
        )
        return
    name = cells[0]
    try:
        state = gazetteer.find(name)
        day = day_in(cells[1])
        for name in re.split(r",\s*|;\s*|\s+and\s+", cells[2]):
            place_of_state = gazetteer.find(name)
            yield Taken(place, _extension(instrument.code, state.code, place_of_state.code, day))
    except UnknownState as unknown:
        yield Refused(place, f"{unknown}; the rest of the row was skipped", " | ".join(cells)[:200], name[:200])
    except CellError as error:
        yield Refused(place, f"{error}; the row was skipped", " | ".join(cells)[:200])


def _extension(instrument: str, state: str, territory: str, day: date) -> TreatyAction:
    kind = ActionKind.EXTENSION
    return TreatyAction(
        action_id(instrument, state, kind, day, territory), instrument, state, kind, day, "", territory=territory
    )
