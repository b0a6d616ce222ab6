"""Names of States, and the way from a name to its State."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.gazetteer import load_gazetteer
from comity.law.states import LANGUAGES, Gazetteer, Group, State, StateKind, UnknownState, fold

GAZETTEER = load_gazetteer()
STATES = list(GAZETTEER.states.values())


@given(st.sampled_from(STATES), st.sampled_from(["", " 1", "12", " 1, 2", " (the)", "²"]))
def test_every_name_and_alias_finds_its_own_state_whatever_footnote_follows(state: State, mark: str) -> None:
    for name in (*state.names.values(), *state.aliases, state.code):
        assert GAZETTEER.find(name + mark).code == state.code, name
        assert GAZETTEER.find(name.upper()).code == state.code, name


def test_every_iso_code_of_two_letters_finds_its_state() -> None:
    for state in STATES:
        if state.iso2:
            assert GAZETTEER.find(state.iso2).code == state.code


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China 4", "CHN"),
        ("Netherlands 1 2", "NLD"),
        ("Germany1", "DEU"),
        ("Yemen 1, 2", "YEM"),
        ("Côte d’Ivoire¹", "CIV"),
        ("the Bahamas", "BHS"),
        ("Bahamas (the)", "BHS"),
        ("Trinidad & Tobago", "TTO"),
        ("St. Lucia", "LCA"),
        ("ST LUCIA", "LCA"),
    ],
)
def test_footnote_digits_articles_and_abbreviations_do_not_hide_a_state(text: str, code: str) -> None:
    assert GAZETTEER.find(text).code == code


@pytest.mark.parametrize("text", ["", "4", "the", "Saint", "Korea", "Virgin Islands", "Republic", "China, Republic of"])
def test_a_name_that_more_than_one_could_bear_is_never_matched(text: str) -> None:
    with pytest.raises(UnknownState):
        GAZETTEER.find(text)


def test_an_ambiguous_name_is_refused_with_those_who_could_bear_it() -> None:
    with pytest.raises(UnknownState) as caught:
        GAZETTEER.find("Korea")
    assert set(caught.value.suggestions) >= {"KOR", "PRK"}


def test_every_character_folds_once_and_for_all() -> None:
    for point in (*range(0xD800), *range(0xE000, 0x30000)):
        folded = fold(f"st{chr(point)}the")
        assert fold(folded) == folded, hex(point)


def test_the_names_are_those_the_united_nations_use() -> None:
    expected = {
        ("BOL", "zh"): "多民族玻利维亚国",
        ("TUR", "en"): "Türkiye",
        ("CZE", "en"): "Czechia",
        ("SWZ", "ar"): "إسواتيني",
        ("NLD", "en"): "Netherlands (Kingdom of the)",
        ("NLD", "zh"): "荷兰王国",
        ("CHL", "ar"): "شيلي",
        ("BEN", "ar"): "بنن",
        ("LUX", "ar"): "لكسمبرغ",
        ("NZL", "es"): "Nueva Zelandia",
        ("TTO", "es"): "Trinidad y Tabago",
        ("KEN", "es"): "Kenya",
        ("IRQ", "fr"): "Iraq",
        ("FLK", "es"): "Islas Malvinas (Falkland)",
        ("VAT", "zh"): "教廷",
    }
    assert {key: GAZETTEER[key[0]].name(key[1]) for key in expected} == expected


def test_no_two_share_an_iso_or_m49_code_and_every_present_state_has_all() -> None:
    for field in ("iso2", "m49"):
        codes = [getattr(s, field) for s in STATES if getattr(s, field)]
        assert len(set(codes)) == len(codes)
    present = [s for s in GAZETTEER.party_candidates() if s.kind is not StateKind.ORGANIZATION]
    assert len(present) == 197  # 193 members, two observers, the Cook Islands and Niue
    assert all(s.iso2 and s.m49 and s.region for s in present)


def test_a_former_state_has_an_end_and_successors_that_live_on_from_it() -> None:
    for state in STATES:
        if state.kind is StateKind.FORMER:
            assert state.since is not None
            assert state.until is not None
            assert state.successors, state.code
            assert all(GAZETTEER[code].kind is StateKind.MEMBER for code in state.successors)


def test_regional_groups_place_the_cases_that_are_often_mistaken() -> None:
    groups = {code: GAZETTEER[code].group for code in ("ISR", "TUR", "USA", "KIR", "CYP", "EST", "AUS")}
    western = Group.WESTERN_EUROPE
    assert groups == {
        "ISR": western,
        "TUR": western,
        "USA": western,
        "KIR": Group.ASIA_PACIFIC,
        "CYP": Group.ASIA_PACIFIC,
        "EST": Group.EASTERN_EUROPE,
        "AUS": western,
    }
    outside = [s for s in STATES if s.kind not in {StateKind.MEMBER, StateKind.OBSERVER}]
    assert all(s.group is Group.NONE for s in outside)


def test_membership_answers_for_the_day_asked_about() -> None:
    russia, greece, united_kingdom = GAZETTEER["RUS"], GAZETTEER["GRC"], GAZETTEER["GBR"]
    assert russia.member_of("COE", date(2022, 3, 15)) is True
    assert russia.member_of("COE", date(2022, 3, 16)) is False
    assert [greece.member_of("COE", date(year, 6, 1)) for year in (1949, 1960, 1972, 1980)] == [
        False,
        True,
        False,
        True,
    ]
    assert united_kingdom.member_of("EU", date(2020, 1, 31)) is True
    assert united_kingdom.member_of("EU", date(2020, 2, 1)) is False
    assert GAZETTEER["NER"].member_of("ECOWAS", date(2024, 1, 1)) is True
    assert "ECOWAS" not in GAZETTEER["NER"].organizations


def test_an_unrecorded_day_of_joining_leaves_the_question_open() -> None:
    niger = GAZETTEER["NER"]
    assert "INTERPOL" in niger.organizations
    assert niger.member_of("INTERPOL", date(1930, 1, 1)) is None
    assert niger.member_of("COE", date(2020, 1, 1)) is False
    assert GAZETTEER["NIC"].member_of("OAS", date(2023, 11, 19)) is False


def test_organizations_have_as_many_members_as_they_count_themselves() -> None:
    counts = {name: sum(name in s.organizations for s in STATES) for name in _COUNTED}
    assert counts == _COUNTED


_COUNTED = {
    "ASEAN": 11,
    "AU": 54,  # the Sahrawi Republic, the 55th, is no State held here
    "BENELUX": 3,
    "CIS": 9,
    "EAC": 8,
    "ECOWAS": 12,
    "LAS": 22,
    "NORDIC": 5,
    "OAS": 34,
    "OHADA": 17,
    "SADC": 16,
}


@given(st.sampled_from(STATES), st.integers(min_value=-3, max_value=3))
def test_nobody_is_a_member_before_joining_or_after_leaving(state: State, days: int) -> None:
    for membership in state.memberships:
        if membership.since and days < 0:
            assert membership.counts(membership.since + timedelta(days=days)) is False
        if membership.until and days >= 0:
            assert membership.counts(membership.until + timedelta(days=days)) is False


def test_a_gazetteer_in_which_a_name_means_two_states_is_refused() -> None:
    one = State("AAA", {"en": "Aland"}, StateKind.MEMBER)
    other = State("BBB", {"en": "Bland"}, StateKind.MEMBER, aliases=("The Ãland 2",))
    with pytest.raises(ValueError, match="used for both AAA and BBB"):
        Gazetteer.of([one, other])
    with pytest.raises(ValueError, match="code AAA"):
        Gazetteer.of([one, one])
