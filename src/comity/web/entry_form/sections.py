"""The sections an entry is edited in, each a page of its own."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, get_type_hints

from django.utils.translation import gettext_noop as _

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import language
from comity.law.authorities.entry import USUAL_VISIBILITY, AuthorityEntry, EvidenceRules, GroupVisibility
from comity.law.authorities.words import FieldGroup

from .nodes import Node, Places, Raw, build, leaves, spread


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form: its word in the address, its name, and the fields of the entry on it."""

    slug: str
    label: str
    fields: tuple[str, ...]


SECTIONS: dict[str, Section] = {
    each.slug: each
    for each in (
        Section("name", _("Name and place"), ("names", "parent", "territories", "since")),
        Section("designations", _("Designations"), ("designations",)),
        Section(
            "contact",
            _("Contact and hours"),
            ("unit", "function", "addresses", "contacts", "time_zone", "hours", "holidays"),
        ),
        Section("channels", _("Channels"), ("channels",)),
        Section("requirements", _("Requirements"), ("requirements",)),
        Section("legal-basis", _("Legal basis"), ("policy",)),
        Section("electronic-evidence", _("Electronic evidence"), ("evidence",)),
        Section("networks-and-documents", _("Networks and documents"), ("networks", "documents")),
        Section("visibility", _("Who may see what"), ("visibility",)),
    )
}


@dataclass
class SectionForm:
    """A section of one entry, to be filled in: its nodes by field of the entry."""

    section: Section
    nodes: dict[str, Node]

    def read(self) -> dict[str, Any] | None:
        """The fields as they were filled in; None if something cannot be read, which is then said at its leaf."""
        found = {name: node.read() for name, node in self.nodes.items()}
        if any(leaf.errors for node in self.nodes.values() for leaf in leaves(node)):
            return None
        if "evidence" in found and found["evidence"] == EvidenceRules():
            found["evidence"] = None
        if "visibility" in found:
            found["visibility"] = tuple(v for v in found["visibility"] if v.visibility is not USUAL_VISIBILITY[v.group])
        return found


def section_form(section: Section, entry: AuthorityEntry, sent: Raw | None = None) -> SectionForm:
    """The section of the entry, or, if something was `sent`, as it was filled in."""
    raw = sent or Raw(_texts(section, entry))
    hints, defaults = get_type_hints(AuthorityEntry), {each.name: each.default for each in dataclasses.fields(entry)}
    places = _places(entry)
    nodes = {
        name: build(hints[name], "AuthorityEntry", name, name, raw, places, defaults[name])
        for name in section.fields
        if name != "territories" or places
    }
    _fix_groups(nodes)
    return SectionForm(section, nodes)


def _texts(section: Section, entry: AuthorityEntry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in section.fields:
        value = getattr(entry, name)
        if name == "visibility":
            groups = [group for group in FieldGroup if group is not FieldGroup.IDENTITY]
            value = tuple(GroupVisibility(group, entry.visible_to(group)) for group in groups)
        found |= spread(value, name)
    return found


def _fix_groups(nodes: dict[str, Node]) -> None:
    """In the section on visibility the part of the entry is a given; only who sees it is chosen."""
    node = nodes.get("visibility")
    for leaf in leaves(node) if node else ():
        if leaf.name.endswith("-group"):
            leaf.fixed = True


def _places(entry: AuthorityEntry) -> Places:
    gazetteer = load_gazetteer()
    return tuple((place.code, place.name(language())) for place in gazetteer.territories_of(entry.state))
