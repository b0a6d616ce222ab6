"""What changed between two issues, as the readers of an edition may know it: pure comparison of fingerprints.

Fingerprints are taken of what the edition shows, so that a change of a restricted group leaves no trace elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from comity.core.plain_values import encoded
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.listing import Directory
from comity.law.authorities.words import ContactKind, FieldGroup

# Of which fields of an entry a group is made. `visibility` is none of the readers' business.
_FIELDS: dict[FieldGroup, tuple[str, ...]] = {
    FieldGroup.IDENTITY: (
        *("state", "names", "territories", "parent", "designations", "since", "until", "followed_by", "origin"),
    ),
    FieldGroup.CONTACT: ("unit", "function", "addresses", "time_zone", "hours", "holidays"),
    FieldGroup.CHANNELS: ("channels",),
    FieldGroup.REQUIREMENTS: ("requirements",),
    FieldGroup.POLICY: ("policy",),
    FieldGroup.EVIDENCE: ("evidence",),
    FieldGroup.NETWORKS: ("networks",),
    FieldGroup.DOCUMENTS: ("documents",),
}


@dataclass(frozen=True, slots=True)
class Print:
    """What an issue remembers of an entry: its State, its names by language, a digest of each group of fields."""

    state: str
    names: Mapping[str, str]
    groups: Mapping[str, str]


Prints = Mapping[str, Print]


@dataclass(frozen=True, slots=True)
class Change:
    """One authority that was added, ended, or changed in some groups of fields (their codes)."""

    key: str
    state: str
    names: tuple[tuple[str, str], ...]  # language and name
    groups: tuple[str, ...] = ()

    def name(self, language: str) -> tuple[str, str]:
        """Its name in the language, else in English, else as first given; and the language that is."""
        by_language = dict(self.names)
        for each in (language, "en"):
            if each in by_language:
                return by_language[each], each
        return next(((name, code) for code, name in self.names), (self.key, ""))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, what is different and what has ended since an issue, each in the order of States and keys."""

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    ended: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.ended)


def prints(directory: Directory) -> dict[str, Print]:
    """The fingerprints of a directory as an edition shows it, by key."""
    return {
        key: Print(
            listed.entry.state,
            {name.language: name.text for name in reversed(listed.entry.names)},
            {group.value: digest for group in FieldGroup if (digest := _digest(listed.entry, group))},
        )
        for key, listed in directory.listed.items()
    }


def _digest(entry: AuthorityEntry, group: FieldGroup) -> str:
    """Sixteen hexadecimal digits of SHA-256; empty if nothing of the group is on record."""
    contacts = [c for c in entry.contacts if (c.kind is ContactKind.DUTY) is (group is FieldGroup.DUTY)]
    held = {name: encoded(getattr(entry, name)) for name in _FIELDS.get(group, ())}
    if group in (FieldGroup.CONTACT, FieldGroup.DUTY):
        held["contacts"] = encoded(contacts)
    told = {name: value for name, value in held.items() if value}
    if not told:
        return ""
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def compared(before: Prints, after: Prints) -> Changes:
    """What changed from one to the other."""

    def told(key: str, held: Print, groups: tuple[str, ...] = ()) -> Change:
        return Change(key, held.state, tuple(held.names.items()), groups)

    def ordered(found: list[Change]) -> tuple[Change, ...]:
        return tuple(sorted(found, key=lambda change: (change.state, change.key)))

    changed = [
        told(key, after[key], groups)
        for key in after.keys() & before.keys()
        if (groups := _different(before[key].groups, after[key].groups))
    ]
    return Changes(
        ordered([told(key, after[key]) for key in after.keys() - before.keys()]),
        ordered(changed),
        ordered([told(key, before[key]) for key in before.keys() - after.keys()]),
    )


def _different(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(g.value for g in FieldGroup if before.get(g.value, "") != after.get(g.value, ""))
