"""An entry of the directory: what holds on a day, which text is shown, and what is hidden from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.plain_values import NotThatShape, decoded, encoded
from comity.law.authorities.entry import (
    Address,
    AuthorityEntry,
    Contact,
    Designation,
    EvidenceRules,
    GroupVisibility,
    Requirements,
    Said,
    said_in,
    without,
)
from comity.law.authorities.words import Competence, ContactKind, FieldGroup, Visibility, competences_for
from comity.law.measures import Measure

ENTRY = AuthorityEntry(
    state="NER",
    names=(Said("fr", "Autorité de démonstration"), Said("ar", "سلطة")),
    addresses=(Address(("BP 1", "Niamey")),),
    contacts=(
        Contact(ContactKind.EMAIL, "centrale@example.org"),
        Contact(ContactKind.DUTY, "+227 00 00 00 00"),
    ),
    designations=(Designation("untoc:18:13", Competence.MLA),),
    requirements=(Requirements(),),
    evidence=EvidenceRules(),
)


def test_a_name_is_shown_in_the_readers_language_else_in_english_else_as_first_given() -> None:
    assert said_in(ENTRY.names, "ar") == Said("ar", "سلطة")
    assert said_in(ENTRY.names, "ru") == Said("fr", "Autorité de démonstration")
    assert said_in((), "ru") is None


def test_a_designation_holds_until_the_day_before_its_end() -> None:
    designation = Designation("untoc:18:13", Competence.MLA, valid_from=date(2020, 1, 1), valid_to=date(2024, 1, 1))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [designation.holds(day) for day in days] == [False, True, True, False]


def test_a_duty_line_is_hidden_apart_from_the_other_contacts() -> None:
    seen = without(ENTRY, frozenset({FieldGroup.DUTY}))
    assert [c.kind for c in seen.contacts] == [ContactKind.EMAIL]
    seen = without(ENTRY, frozenset({FieldGroup.CONTACT}))
    assert [c.kind for c in seen.contacts] == [ContactKind.DUTY]
    assert seen.addresses == ()


@given(st.frozensets(st.sampled_from(FieldGroup)))
def test_what_is_hidden_leaves_no_trace_and_names_always_stay(hidden: frozenset[FieldGroup]) -> None:
    seen = without(ENTRY, hidden)
    assert (seen.state, seen.names, seen.designations) == (ENTRY.state, ENTRY.names, ENTRY.designations)
    text = str(encoded(seen))
    assert ("centrale@" in text) == (FieldGroup.CONTACT not in hidden)
    assert ("+227" in text) == (FieldGroup.DUTY not in hidden)
    assert bool(seen.requirements) == (FieldGroup.REQUIREMENTS not in hidden)


def test_identity_is_open_to_all_whatever_the_entry_says() -> None:
    closed = replace(ENTRY, visibility=(GroupVisibility(FieldGroup.IDENTITY, Visibility.LISTED),))
    assert closed.visible_to(FieldGroup.IDENTITY) is Visibility.PUBLIC
    opened = replace(ENTRY, visibility=(GroupVisibility(FieldGroup.CONTACT, Visibility.PUBLIC),))
    assert opened.visible_to(FieldGroup.CONTACT) is Visibility.PUBLIC
    assert opened.visible_to(FieldGroup.DUTY) is Visibility.LISTED


def test_an_entry_is_written_and_read_back_the_same() -> None:
    assert decoded(AuthorityEntry, encoded(ENTRY), "entry") == ENTRY


def test_what_is_not_an_entry_is_refused_with_its_place() -> None:
    wrong = encoded(ENTRY)
    wrong["designations"][0]["valid_to"] = "31 Feb"
    with pytest.raises(NotThatShape, match=r"entry\.designations\[0\]\.valid_to: '31 Feb'"):
        decoded(AuthorityEntry, wrong, "entry")


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_has_a_competence_to_look_for(measure: Measure) -> None:
    assert competences_for(measure)


def test_electronic_measures_also_look_for_the_authority_for_electronic_evidence() -> None:
    assert competences_for(Measure.STORED_DATA) == (Competence.MLA, Competence.ELECTRONIC_EVIDENCE)
