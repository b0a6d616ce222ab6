"""Names of States, and the way from a name to its State."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.gazetteer import ReferenceError, load_gazetteer, read_states
from comity.law.states import LANGUAGES, Group, StateKind, UnknownState, fold

GAZETTEER = load_gazetteer()
STATES = list(GAZETTEER.states.values())


@given(st.sampled_from(STATES))
def test_every_name_and_alias_finds_its_own_state(state) -> None:  # type: ignore[no-untyped-def]
    for name in (*state.names.values(), *state.aliases, state.code):
        assert GAZETTEER.find(name).code == state.code, name


@given(st.text(max_size=40))
def test_folding_a_name_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_text_that_names_nobody_is_refused_by_name(text: str) -> None:
    if fold(text) in {fold(n) for s in STATES for n in (*s.names.values(), *s.aliases, s.code, s.iso2)}:
        return
    with pytest.raises(UnknownState) as caught:
        GAZETTEER.find(text)
    assert caught.value.text == text


def test_the_united_nations_has_193_members_in_five_groups() -> None:
    members = [s for s in STATES if s.kind is StateKind.MEMBER]
    assert len(members) == 193
    sizes = {g: sum(s.group is g for s in members) for g in Group}
    assert sizes == {
        Group.AFRICA: 54,
        Group.ASIA_PACIFIC: 54,
        Group.EASTERN_EUROPE: 23,
        Group.LATIN_AMERICA: 33,
        Group.WESTERN_EUROPE: 29,  # with the United States, which takes part as an observer
        Group.NONE: 0,
    }


def test_known_errors_of_the_source_are_corrected() -> None:
    assert GAZETTEER["VAT"].kind is StateKind.OBSERVER
    assert GAZETTEER["AUS"].group is Group.WESTERN_EUROPE
    assert GAZETTEER["ARM"].group is GAZETTEER["AZE"].group is Group.EASTERN_EUROPE
    assert "COE" not in GAZETTEER["RUS"].organizations
    counts = {o: sum(o in s.organizations for s in STATES) for o in ("COE", "EU", "INTERPOL", "COMMONWEALTH")}
    assert counts == {"COE": 46, "EU": 27, "INTERPOL": 196, "COMMONWEALTH": 56}


def test_every_participant_has_a_name_in_six_languages() -> None:
    for state in GAZETTEER.party_candidates():
        assert set(state.names) == set(LANGUAGES), state.code


def test_every_territory_in_relations_has_a_responsible_state() -> None:
    alone = {s.code for s in STATES if s.kind is StateKind.TERRITORY and not s.sovereign}
    assert alone == {"ATA", "ESH"}
    assert GAZETTEER.responsible("HKG") == ("CHN", "HKG")


def test_former_names_lead_to_the_present_state_and_former_states_to_themselves() -> None:
    assert GAZETTEER.find("Swaziland").code == "SWZ"
    assert GAZETTEER.find("The former Yugoslav Republic of Macedonia").code == "MKD"
    assert GAZETTEER.find("Yugoslavia (former)").code == "YUG"
    assert GAZETTEER.find("Serbia and Montenegro").code == "SCG"


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownState, match="ITA"):
        GAZETTEER.find("Itali")


def test_a_damaged_table_is_refused_with_line_and_column() -> None:
    header = (
        "code,iso2,m49,kind,en,fr,es,ru,ar,zh,aliases,group,sovereign,since,until,successors,"
        "legal_system,region"
    )
    with pytest.raises(ReferenceError, match="line 2, column `since`"):
        read_states(f"{header}\nAAA,,,member,Aland,,,,,,,none,,31 Feb,,,,\n")
