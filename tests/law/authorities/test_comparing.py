"""What differs between two versions of an entry."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from comity.law.authorities.comparing import FIELDS, differences, groups_touched
from comity.law.authorities.entry import AuthorityEntry, Contact, NetworkMember, Said
from comity.law.authorities.words import ContactKind, FieldGroup

ENTRY = AuthorityEntry(
    state="NER", names=(Said("fr", "Autorité"),), contacts=(Contact(ContactKind.EMAIL, "a@example.org"),)
)


def test_every_field_of_an_entry_has_a_name_and_is_compared() -> None:
    assert set(FIELDS) == {each.name for each in fields(AuthorityEntry)}


def test_fields_that_say_something_else_are_told_with_both_texts() -> None:
    changed = replace(ENTRY, time_zone="Africa/Niamey", names=(Said("fr", "Direction"),))
    assert [(d.field, d.after) for d in differences(ENTRY, changed)] == [
        ("names", (Said("fr", "Direction"),)),
        ("time_zone", "Africa/Niamey"),
    ]
    assert differences(ENTRY, ENTRY) == ()
    assert [d.field for d in differences(None, ENTRY)] == ["state", "names", "contacts"]


@pytest.mark.parametrize(
    ("changed", "groups"),
    [
        (replace(ENTRY, names=()), {FieldGroup.IDENTITY}),
        (replace(ENTRY, contacts=()), {FieldGroup.CONTACT}),
        (replace(ENTRY, contacts=(*ENTRY.contacts, Contact(ContactKind.DUTY, "+22790"))), {FieldGroup.DUTY}),
        (replace(ENTRY, networks=(NetworkMember("wacap"),)), {FieldGroup.NETWORKS}),
        (ENTRY, set()),
    ],
)
def test_a_change_touches_the_groups_it_is_in(changed: AuthorityEntry, groups: set[FieldGroup]) -> None:
    assert groups_touched(ENTRY, changed) == groups
