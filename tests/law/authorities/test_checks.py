"""What cannot be in an entry of the directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.authorities.checks import Known, Severity, check, missing
from comity.law.authorities.entry import (
    AcceptedLanguage,
    Address,
    AuthorityEntry,
    Contact,
    Designation,
    Document,
    EvidenceRules,
    Hours,
    NetworkMember,
    Requirements,
    Said,
)
from comity.law.authorities.overlaps import overlap
from comity.law.authorities.values import is_email, is_number, normalised
from comity.law.authorities.words import AuthorityRole, Competence, ContactKind, DocumentKind, Stage
from comity.law.states import Gazetteer

TODAY = date(2026, 11, 25)
MLA = Designation("untoc:18:13", Competence.MLA)
ENTRY = AuthorityEntry(
    state="GBR",
    names=(Said("en", "Demonstration authority"),),
    contacts=(Contact(ContactKind.EMAIL, "central@example.org"), Contact(ContactKind.TELEPHONE, "+44 20 0000-0000")),
    addresses=(Address(("1 Example Street",)),),
    time_zone="Europe/London",
    hours=(Hours((1, 2), time(9), time(17)),),
    designations=(MLA,),
    requirements=(Requirements(languages=(AcceptedLanguage("en"),)),),
)


@pytest.fixture
def known(gazetteer: Gazetteer) -> Known:
    return Known(
        gazetteer=gazetteer,
        instruments={"untoc", "uncac"},
        time_zones={"Europe/London"},
        is_language=lambda code: code in {"en", "fr"},
        others={},
        on=TODAY,
    )


def errors(entry: AuthorityEntry, known: Known) -> list[tuple[str, int | None]]:
    return [(p.field, p.index) for p in check(entry, known) if p.is_error]


def test_an_entry_that_says_all_it_should_has_no_problems(known: Known) -> None:
    assert check(ENTRY, known) == ()


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"state": "XXX"}, ("state", None)),
        ({"state": "CSK"}, ("state", None)),
        ({"state": "GIB"}, ("state", None)),
        ({"territories": ("FRA",)}, ("territories", None)),
        ({"territories": ("NCL",)}, ("territories", None)),
        ({"names": (Said("en", " "),)}, ("names", None)),
        ({"names": (Said("en", "A"), Said("en", "B"))}, ("names", None)),
        ({"names": (Said("xx", "A"),)}, ("names", None)),
        ({"since": TODAY, "until": TODAY}, ("until", None)),
        ({"followed_by": "nobody"}, ("followed_by", None)),
        ({"designations": (MLA, replace(MLA, provision="nonsense!"))}, ("designations", 1)),
        ({"designations": (replace(MLA, provision="unheard-of:3"),)}, ("designations", 0)),
        ({"designations": (replace(MLA, valid_from=TODAY, valid_to=date(2020, 1, 1)),)}, ("designations", 0)),
        ({"designations": (replace(MLA, territories=("NCL",)),)}, ("designations", 0)),
        ({"contacts": (Contact(ContactKind.TELEPHONE, "020 123"),)}, ("contacts", 0)),
        ({"contacts": (Contact(ContactKind.DUTY, "+0 123 456 789"),)}, ("contacts", 0)),
        ({"contacts": (Contact(ContactKind.EMAIL, "central(at)example.org"),)}, ("contacts", 0)),
        ({"contacts": (Contact(ContactKind.WEBSITE, "example.org"),)}, ("contacts", 0)),
        ({"contacts": (Contact(ContactKind.SECURE, " "),)}, ("contacts", 0)),
        ({"addresses": (Address(("",)),)}, ("addresses", 0)),
        ({"time_zone": "Europe/Camelot"}, ("time_zone", None)),
        ({"hours": (Hours((1,), time(17), time(9)),)}, ("hours", 0)),
        ({"hours": (Hours((), time(9), time(17)),)}, ("hours", 0)),
        ({"hours": (Hours((8,), time(9), time(17)),)}, ("hours", 0)),
        ({"requirements": (Requirements(languages=(AcceptedLanguage("xx"),)),)}, ("requirements", 0)),
        ({"requirements": (Requirements(execution_days=0),)}, ("requirements", 0)),
        ({"evidence": EvidenceRules(preservation_days=-1)}, ("evidence", None)),
        ({"networks": (NetworkMember("rotary"),)}, ("networks", 0)),
        ({"networks": (NetworkMember("wacap", TODAY, TODAY),)}, ("networks", 0)),
        ({"documents": (Document(DocumentKind.GUIDE, (Said("en", "Guide"),)),)}, ("documents", 0)),
        ({"documents": (Document(DocumentKind.LAW, (), url="javascript:alert(1)"),)}, ("documents", 0)),
    ],
)
def test_what_cannot_be_is_an_error_at_its_place(known: Known, facts: dict[str, Any], place: tuple[str, int]) -> None:
    assert place in errors(replace(ENTRY, **facts), known)


def test_a_territory_of_the_state_and_a_resolution_as_ground_are_fine(known: Known) -> None:
    entry = replace(
        ENTRY,
        territories=("GIB",),
        designations=(Designation("sc-res-2322-2016", Competence.TERRORISM, territories=("GIB",)),),
    )
    assert check(entry, known) == ()


def test_what_is_missing_is_a_warning_and_does_not_block(known: Known) -> None:
    bare = AuthorityEntry(state="GBR", names=ENTRY.names)
    found = check(bare, known)
    assert {p.severity for p in found} == {Severity.WARNING}
    assert {p.field for p in found} == {"designations", "contacts", "requirements"}
    assert missing(bare)[0] == "designations"


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        ({}, {}, True),
        ({"stages": (Stage.TRIAL,)}, {"stages": (Stage.EXECUTION,)}, False),
        ({"stages": (Stage.TRIAL,)}, {}, True),
        ({"territories": ("GIB",)}, {}, False),
        ({"territories": ("GIB",)}, {"territories": ("GIB", "BMU")}, True),
        ({"role": AuthorityRole.COMPETENT}, {}, False),
        ({"competence": Competence.EXTRADITION}, {}, False),
        ({"provision": "uncac:46:13"}, {}, False),
        ({"urgent": True}, {}, False),
        ({"valid_to": TODAY}, {"valid_from": TODAY}, False),
        ({"valid_to": TODAY}, {"valid_from": date(2026, 11, 24)}, True),
    ],
)
def test_two_central_authorities_for_the_same_overlap(
    known: Known, mine: dict[str, Any], theirs: dict[str, Any], clash: bool
) -> None:
    entry = replace(ENTRY, designations=(replace(MLA, **mine),))
    other = replace(ENTRY, designations=(replace(MLA, **theirs),))
    found = errors(entry, replace(known, others={"other": other}))
    assert (("designations", 0) in found) == clash


def test_an_overlap_both_explain_with_a_scope_is_a_warning_only(known: Known) -> None:
    scope = (Said("en", "Tax offences"),)
    entry = replace(ENTRY, designations=(replace(MLA, scope=scope),))
    found = check(entry, replace(known, others={"other": entry}))
    assert [(p.field, p.severity) for p in found] == [("designations", Severity.WARNING)]


DESIGNATIONS = st.builds(
    Designation,
    provision=st.just("untoc:18:13"),
    competence=st.sampled_from([Competence.MLA, Competence.EXTRADITION]),
    role=st.sampled_from([AuthorityRole.CENTRAL, AuthorityRole.COMPETENT]),
    stages=st.sets(st.sampled_from(Stage)).map(tuple),
    territories=st.sets(st.sampled_from(["GIB", "BMU"])).map(tuple),
    valid_from=st.none() | st.dates(date(2020, 1, 1), date(2022, 1, 1)),
    valid_to=st.none() | st.dates(date(2021, 1, 1), date(2023, 1, 1)),
)


@given(DESIGNATIONS, DESIGNATIONS)
def test_overlapping_is_mutual(a: Designation, b: Designation) -> None:
    assert overlap(ENTRY, a, ENTRY, b) == overlap(ENTRY, b, ENTRY, a)


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True), st.sampled_from(["", " ", "-", ".", "/"]))
def test_a_number_keeps_its_digits_whatever_separates_them(number: str, separator: str) -> None:
    written = separator.join(number)
    entry = replace(ENTRY, contacts=(Contact(ContactKind.FAX, written),))
    assert is_number(written)
    assert normalised(entry).contacts[0].value == number


@given(st.text(max_size=40))
def test_no_text_makes_the_checks_fail(text: str) -> None:
    assert is_number(text) in {True, False}
    assert is_email(text) in {True, False}
    assert not is_email(f"{text} <a@example.org>")
