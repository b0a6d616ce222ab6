"""What the forms offer to choose from, named and ordered in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comity.core.collation import collated, folded
from comity.core.wording import language
from comity.law.book import TreatyBook
from comity.law.measures import Matter, Measure
from comity.law.offences import OFFENCES
from comity.law.states import StateKind

Choice = tuple[str, str]

__all__ = ["Choice", "collated", "folded", "measures", "offences", "states"]


def states(book: TreatyBook) -> list[tuple[str, list[Choice]]]:
    """States, then territories, that can ask or be asked: groups of (code, name), by name."""
    own = (StateKind.MEMBER, StateKind.OBSERVER, StateKind.OTHER_STATE)
    held = book.gazetteer.states.values()
    first = [(s.code, s.name(language())) for s in held if s.kind in own]
    second = [
        (s.code, s.name(language())) for s in held if s.kind is StateKind.TERRITORY and s.sovereign and not s.until
    ]
    return [(_("States"), _by_name(first)), (_("Territories"), _by_name(second))]


def measures() -> list[tuple[str, list[Choice]]]:
    """Measures by branch of cooperation."""
    groups = []
    for matter in Matter:
        inside = [(m.value, _(m.label)) for m in Measure if m.matter is matter]
        groups.append((_(matter.label), inside))
    return groups


def offences() -> list[Choice]:
    """Offences by name, the open one last."""
    named = [(o.code, _(o.label)) for o in OFFENCES if o.established_by]
    return [*_by_name(named), *((o.code, _(o.label)) for o in OFFENCES if not o.established_by)]


def _by_name(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: collated(choice[1]))
