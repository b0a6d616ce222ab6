"""What differs between two versions of an entry, field by field: for conflicts, comparisons, the feed, the e-book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..sentences import gettext_noop as _
from .entry import AuthorityEntry, without
from .words import FieldGroup

_ALL = frozenset(FieldGroup)

# English names of an entry's fields, keys of their translations, in the order an entry is shown.
FIELDS: dict[str, str] = {
    "state": _("State"),
    "names": _("Names"),
    "territories": _("Territories it works for"),
    "parent": _("Body it belongs to"),
    "designations": _("Designations"),
    "since": _("Exists since"),
    "until": _("Existed until"),
    "followed_by": _("Followed by"),
    "unit": _("Unit to contact"),
    "function": _("Person or function to contact"),
    "addresses": _("Addresses"),
    "contacts": _("Contacts"),
    "time_zone": _("Time zone"),
    "hours": _("Office hours"),
    "holidays": _("Days the office is closed"),
    "channels": _("Channels"),
    "requirements": _("Requirements"),
    "policy": _("Legal basis"),
    "evidence": _("Electronic evidence"),
    "networks": _("Networks"),
    "documents": _("Documents and laws"),
    "visibility": _("Who may see what"),
    "origin": _("Source"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else: its name (a key of FIELDS) and what stood there before and after."""

    field: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        """English name of the field, the key of its translations."""
        return FIELDS[self.field]


def differences(before: AuthorityEntry | None, after: AuthorityEntry) -> tuple[Difference, ...]:
    """The fields that differ, in the order an entry is shown; against nothing, every field that is filled."""
    base = before if before is not None else AuthorityEntry(state="", names=())
    return tuple(_differing(base, after))


def _differing(before: AuthorityEntry, after: AuthorityEntry) -> Iterator[Difference]:
    for name in FIELDS:
        held, given = getattr(before, name), getattr(after, name)
        if held != given:
            yield Difference(name, held, given)


def groups_touched(before: AuthorityEntry | None, after: AuthorityEntry) -> frozenset[FieldGroup]:
    """The groups of fields in which the two differ; a duty line counts for itself."""
    base = before if before is not None else AuthorityEntry(state="", names=())
    always = {each.field for each in differences(without(base, _ALL), without(after, _ALL))}
    found = {FieldGroup.IDENTITY} if always else set()
    for group in _ALL - {FieldGroup.IDENTITY}:
        rest = _ALL - {group}
        if {each.field for each in differences(without(base, rest), without(after, rest))} - always:
            found.add(group)
    return frozenset(found)
