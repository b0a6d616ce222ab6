"""Who sees which groups of an entry's fields, and that reading restricted ones is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, Held, Viewer
from comity.core.models import LedgerEntry
from comity.core.plain_values import encoded
from comity.directory import rules
from comity.directory.interfaces import entry, note_reading, visible
from comity.law.authorities.entry import GroupVisibility
from comity.law.authorities.words import FieldGroup, Visibility

from .entries import ENTRY, listed


def viewer(role: Role, **scope: str) -> Viewer:
    return Viewer(7, "Someone", "someone@example.org", (Held(role, **scope),))


def test_a_visitor_sees_state_names_matters_and_open_documents_only() -> None:
    seen, hidden = visible(ENTRY, VISITOR)
    assert "secret" not in str(encoded(seen))
    assert (seen.names, seen.designations, seen.documents) == (ENTRY.names, ENTRY.designations, ENTRY.documents)
    assert hidden == frozenset(FieldGroup) - {FieldGroup.IDENTITY, FieldGroup.DOCUMENTS}


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
def test_editors_of_the_catalogue_see_no_more_than_visitors(role: Role) -> None:
    assert visible(ENTRY, viewer(role)) == visible(ENTRY, VISITOR)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.FOCAL_POINT, Role.NETWORK_SECRETARIAT, Role.AUDITOR])
def test_a_registered_practitioner_sees_all_but_duty_lines(role: Role) -> None:
    seen, hidden = visible(ENTRY, viewer(role))
    assert hidden == {FieldGroup.DUTY}
    assert "secret-permanence" not in str(encoded(seen))
    assert seen.requirements == ENTRY.requirements


def test_a_practitioner_of_the_authority_neither_edits_its_entry_nor_sees_its_duty_lines() -> None:
    works_there = viewer(Role.PRACTITIONER, state="BEN", authority="abc")
    assert visible(ENTRY, works_there)[1] == {FieldGroup.DUTY}
    assert not rules.may_edit(works_there, key="abc", state="BEN")
    assert not rules.works(works_there)
    assert rules.may_edit(viewer(Role.AUTHORITY_EDITOR, state="BEN", authority="abc"), key="abc", state="BEN")


@pytest.mark.parametrize("role", [Role.AUTHORITY_EDITOR, Role.MISSION, Role.SECRETARIAT])
def test_listed_authorities_missions_and_the_secretariat_see_all(role: Role) -> None:
    assert visible(ENTRY, viewer(role, state="BEN", authority="other")) == (ENTRY, frozenset())


def test_an_entry_may_open_or_close_a_group_for_itself() -> None:
    own = (
        GroupVisibility(FieldGroup.CONTACT, Visibility.LISTED),
        GroupVisibility(FieldGroup.REQUIREMENTS, Visibility.PUBLIC),
    )
    entry_here = replace(ENTRY, visibility=own)
    assert visible(entry_here, VISITOR)[0].requirements == ENTRY.requirements
    assert visible(entry_here, viewer(Role.PRACTITIONER))[1] == {FieldGroup.CONTACT, FieldGroup.DUTY}


@pytest.mark.django_db
def test_reading_restricted_facts_is_noted_once_a_day_without_the_facts() -> None:
    found = entry(listed())
    assert found is not None
    user = User.objects.create_user("reader@example.org")
    reader = Viewer(user.pk, "Reader", user.email, (Held(Role.PRACTITIONER, "NER"),))
    before = LedgerEntry.objects.count()
    for _ in range(2):
        note_reading(viewer=reader, listed=[found], hidden=frozenset({FieldGroup.DUTY}))
    note_reading(viewer=VISITOR, listed=[found], hidden=frozenset(FieldGroup))
    noted = LedgerEntry.objects.order_by("number").last()
    assert LedgerEntry.objects.count() == before + 1
    assert noted is not None
    assert (noted.action, noted.subject, noted.state, noted.actor) == ("authority.read", found.key, "NER", user.pk)
    assert "duty" not in noted.after["groups"]
    assert "secret" not in str(noted.after)
