"""Whom to write to: one authority with the reason, or alternatives with what decides between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.law.authorities.entry import AuthorityEntry, Designation, Said
from comity.law.authorities.finding import ELSEWHERE, Enquiry, Outcome, Point, find
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import AuthorityRole, Competence, Stage
from comity.law.measures import Measure

ON = date(2022, 7, 18)
MLA = Designation("untoc:18:13", Competence.MLA)


def listed(key: str, *designations: Designation, state: str = "BBB", **facts: object) -> Listed:
    entry = AuthorityEntry(state, (Said("en", key),), designations=designations, **facts)  # type: ignore[arg-type]
    return Listed(key, 1, entry, ON)


def directory(*held: Listed) -> Directory:
    return Directory.of(ON, held)


def keys(enquiry: Enquiry, *held: Listed) -> list[str]:
    return [c.key for c in find(enquiry, directory(*held)).candidates]


ASK = Enquiry("BBB", Measure.RECORDS, ("untoc",))


def test_the_central_authority_designated_under_the_basis_receives_the_request() -> None:
    found = find(ASK, directory(listed("ministry", MLA), listed("other-state", MLA, state="CCC")))

    assert found.outcome is Outcome.ONE
    assert found.one is not None
    assert (found.one.key, found.one.designation) == ("ministry", MLA)


def test_a_designation_that_ended_the_day_before_names_no_one() -> None:
    ended = listed("old", replace(MLA, valid_to=ON))
    assert keys(ASK, ended) == []
    assert keys(ASK, listed("new", replace(MLA, valid_from=ON)), ended) == ["new"]


def test_an_abolished_authority_names_no_one_even_if_its_designation_was_never_ended() -> None:
    assert keys(ASK, listed("abolished", MLA, until=ON)) == []
    assert keys(ASK, listed("not-yet", MLA, since=ON + timedelta(1))) == []


def test_a_split_by_stage_of_proceedings_is_asked_about_and_decides() -> None:
    held = (
        listed("prosecutor", replace(MLA, stages=(Stage.INVESTIGATION,))),
        listed("court", replace(MLA, stages=(Stage.TRIAL, Stage.EXECUTION))),
    )
    found = find(ASK, directory(*held))

    assert found.outcome is Outcome.ALTERNATIVES
    assert found.decider is not None
    assert found.decider.point is Point.STAGE
    assert {o.value: o.keys for o in found.decider.options} == {
        "investigation": ("prosecutor",),
        "trial": ("court",),
        "execution-of-sentence": ("court",),
    }
    assert keys(replace(ASK, stage=Stage.TRIAL), *held) == ["court"]


def test_a_territory_with_an_authority_of_its_own_is_asked_about_and_decides() -> None:
    held = (listed("capital", MLA), listed("island", replace(MLA, territories=("TTT",))))
    found = find(ASK, directory(*held))

    assert found.decider is not None
    assert found.decider.point is Point.TERRITORY
    assert keys(replace(ASK, territory="TTT"), *held) == ["island"]
    assert keys(replace(ASK, territory=ELSEWHERE), *held) == ["capital"]


def test_an_authority_listed_under_the_territory_itself_comes_before_the_one_of_the_whole_state() -> None:
    held = (listed("capital", MLA), listed("island", MLA, state="TTT"))
    assert keys(replace(ASK, territory="TTT"), *held) == ["island"]


def test_a_line_for_urgent_requests_is_used_when_the_case_is_urgent_only() -> None:
    held = (listed("ministry", MLA), listed("duty-desk", replace(MLA, urgent=True)))
    found = find(ASK, directory(*held))

    assert found.decider is not None
    assert found.decider.point is Point.URGENCY
    assert keys(replace(ASK, urgent=True), *held) == ["duty-desk"]
    assert keys(replace(ASK, urgent=False), *held) == ["ministry"]


def test_different_authorities_under_two_conventions_are_told_apart_by_the_basis() -> None:
    held = (listed("justice", MLA), listed("anti-corruption", replace(MLA, provision="uncac:46:13")))
    found = find(replace(ASK, bases=("untoc", "uncac")), directory(*held))

    assert found.decider is not None
    assert found.decider.point is Point.INSTRUMENT
    assert keys(replace(ASK, bases=("uncac:46:13",)), *held) == ["anti-corruption"]


def test_a_convention_under_which_no_one_is_designated_does_not_hide_the_authority_under_the_other() -> None:
    assert keys(replace(ASK, bases=("nld-sur-2", "untoc")), listed("justice", MLA)) == ["justice"]


def test_nothing_under_the_basis_names_the_nearest_without_claiming_it() -> None:
    found = find(replace(ASK, bases=("uncac",)), directory(listed("justice", MLA)))

    assert found.outcome is Outcome.NONE
    assert [c.key for c in found.nearest] == ["justice"]


def test_without_an_authority_for_the_matter_the_nearest_is_any_that_receives_requests() -> None:
    prevention = Designation("uncac:6:3", Competence.CORRUPTION_PREVENTION, AuthorityRole.PREVENTION)
    extradition = Designation("untoc:16", Competence.EXTRADITION)
    found = find(ASK, directory(listed("prevention", prevention), listed("extradition", extradition)))

    assert (found.outcome, [c.key for c in found.nearest]) == (Outcome.NONE, ["extradition"])


def test_the_authority_for_the_matter_itself_comes_before_the_general_one() -> None:
    recovery = Designation("untoc:13", Competence.ASSET_RECOVERY, AuthorityRole.ASSET_RECOVERY_OFFICE)
    held = (listed("central", MLA), listed("recovery", recovery))

    assert keys(replace(ASK, wanted=Measure.CONFISCATION), *held) == ["recovery"]
    assert keys(replace(ASK, wanted=Measure.CONFISCATION), held[0]) == ["central"]
    assert keys(ASK, *held) == ["central"]


def test_the_contact_that_answers_day_and_night_comes_first_for_preserving_data() -> None:
    office = Designation("untoc:18:13", Competence.ELECTRONIC_EVIDENCE)
    night = replace(office, role=AuthorityRole.CONTACT_24_7)
    assert keys(replace(ASK, wanted=Measure.PRESERVATION), listed("office", office), listed("night", night)) == [
        "night"
    ]


def test_central_authorities_that_overlap_are_all_named_and_said_to_be_undecided() -> None:
    found = find(ASK, directory(listed("one", MLA), listed("two", MLA)))

    assert found.outcome is Outcome.UNDECIDED
    assert [c.key for c in found.candidates] == ["one", "two"]


def test_two_answers_that_decide_only_together_are_still_asked_for() -> None:
    early, late = (Stage.INVESTIGATION,), (Stage.TRIAL, Stage.EXECUTION)
    here, there = ("TTT",), ("SSS",)
    one = (replace(MLA, stages=early, territories=here), replace(MLA, stages=late, territories=there))
    two = (replace(MLA, stages=late, territories=here), replace(MLA, stages=early, territories=there))
    found = find(ASK, directory(listed("one", *one), listed("two", *two)))

    assert found.outcome is Outcome.ALTERNATIVES
    assert found.decider is not None
    assert keys(replace(ASK, territory="TTT", stage=Stage.TRIAL), listed("one", *one), listed("two", *two)) == ["two"]


# -- what holds for every directory -------------------------------------------------------------------------------

days = st.dates(ON - timedelta(3), ON + timedelta(3))
designations = st.builds(
    Designation,
    provision=st.sampled_from(["untoc:18:13", "uncac:46:13", "untoc:16", "drugs1988:7:8"]),
    competence=st.sampled_from([Competence.MLA, Competence.ASSET_RECOVERY, Competence.EXTRADITION]),
    role=st.sampled_from(AuthorityRole),
    stages=st.lists(st.sampled_from(Stage), unique=True, max_size=2).map(tuple),
    territories=st.lists(st.sampled_from(["TTT", "SSS"]), unique=True, max_size=2).map(tuple),
    urgent=st.booleans(),
    valid_from=st.none() | days,
    valid_to=st.none() | days,
)
directories = st.lists(st.lists(designations, min_size=1, max_size=3), max_size=5).map(
    lambda held: directory(*(listed(f"a{n}", *d) for n, d in enumerate(held)))
)
enquiries = st.builds(
    Enquiry,
    state=st.just("BBB"),
    wanted=st.sampled_from([Measure.RECORDS, Measure.CONFISCATION, Measure.EXTRADITION, Competence.MLA]),
    bases=st.lists(st.sampled_from(["untoc", "uncac:46:13", "drugs1988"]), unique=True).map(tuple),
    stage=st.none() | st.sampled_from(Stage),
    territory=st.none() | st.sampled_from(["TTT", "SSS", ELSEWHERE]),
    urgent=st.none() | st.booleans(),
)


@given(enquiries, directories)
def test_a_designation_that_does_not_hold_is_never_returned(enquiry: Enquiry, held: Directory) -> None:
    found = find(enquiry, held)
    assert all(c.designation.holds(ON) for c in (*found.candidates, *found.nearest))
    assert all(c.designation.role is not AuthorityRole.PREVENTION for c in found.candidates)


@given(enquiries, directories)
def test_the_outcome_says_how_many_were_found(enquiry: Enquiry, held: Directory) -> None:
    found = find(enquiry, held)
    several = {Outcome.ALTERNATIVES, Outcome.UNDECIDED}
    assert found.outcome in ({Outcome.NONE}, {Outcome.ONE}, several)[min(2, len(found.candidates))]
    assert (found.decider is not None) == (found.outcome is Outcome.ALTERNATIVES)


@given(enquiries, directories, st.lists(designations, max_size=3))
def test_an_authority_that_has_nothing_to_do_with_it_changes_nothing(
    enquiry: Enquiry, held: Directory, other: list[Designation]
) -> None:
    elsewhere = listed("elsewhere", *other, state="CCC")
    sentenced = listed("unrelated", *(replace(d, competence=Competence.SENTENCED_PERSONS) for d in other))
    more = Directory.of(ON, (elsewhere, *held.listed.values(), sentenced))
    before, after = find(enquiry, held), find(enquiry, more)
    assert (before.outcome, before.candidates, before.decider) == (after.outcome, after.candidates, after.decider)


@given(enquiries, directories, st.data())
def test_asking_more_precisely_never_yields_an_authority_outside_the_earlier_alternatives(
    enquiry: Enquiry, held: Directory, data: st.DataObject
) -> None:
    earlier = {c.key for c in find(enquiry, held).candidates}
    narrower = replace(
        enquiry,
        bases=tuple(data.draw(st.lists(st.sampled_from(enquiry.bases), min_size=1))) if enquiry.bases else ("untoc",),
        stage=enquiry.stage or data.draw(st.sampled_from(Stage)),
        territory=data.draw(st.sampled_from(["TTT", "SSS", ELSEWHERE]))
        if enquiry.territory is None
        else enquiry.territory,
        urgent=data.draw(st.booleans()) if enquiry.urgent is None else enquiry.urgent,
    )
    assert {c.key for c in find(narrower, held).candidates} <= earlier


@given(enquiries, directories)
def test_every_answer_to_the_next_question_leads_where_it_says(enquiry: Enquiry, held: Directory) -> None:
    found = find(enquiry, held)
    for option in found.decider.options if found.decider else ():
        answered = enquiry.answered(found.decider.point, option.value)  # type: ignore[union-attr]
        assert {c.key for c in find(answered, held).candidates} == set(option.keys)
