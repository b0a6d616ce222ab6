"""What a provider accepts from whom, and how far the record of it can be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.law.providers import (
    Acceptance,
    Answer,
    DataKind,
    Entity,
    Provider,
    Trust,
    accepts,
    differences,
    entity_for,
    trusted,
)

TODAY = date(2026, 11, 25)
US, IE = Entity("Example Inc.", "USA"), Entity("Example Ireland Ltd", "IRL", ("EUE",))
SUBSCRIBER, CONTENT = DataKind.SUBSCRIBER, DataKind.CONTENT


def provider(*rows: Acceptance) -> Provider:
    return Provider("example", "Example", entities=(US, IE), acceptances=rows)


def test_a_record_nobody_confirmed_is_unverified_as_of_its_source() -> None:
    found = trusted(verified_on=None, as_of=date(2026, 1, 1), today=TODAY)
    assert (found.trust, found.day, found.dated) == (Trust.UNVERIFIED, date(2026, 1, 1), False)


def test_an_unconfirmed_record_from_an_old_list_is_said_to_be_old() -> None:
    assert trusted(verified_on=None, as_of=date(2021, 7, 28), today=TODAY).dated


def test_a_confirmation_is_good_for_a_year_and_then_stale() -> None:
    assert trusted(verified_on=date(2025, 11, 25), as_of=None, today=TODAY).trust is Trust.VERIFIED
    found = trusted(verified_on=date(2025, 11, 24), as_of=None, today=TODAY)
    assert (found.trust, found.day) == (Trust.STALE, date(2025, 11, 24))


def test_a_confirmation_of_tomorrow_confirms_nothing() -> None:
    assert trusted(verified_on=TODAY + timedelta(days=1), as_of=None, today=TODAY).trust is Trust.UNVERIFIED


def test_what_is_not_on_record_is_unknown() -> None:
    assert accepts(provider(), "FRA", SUBSCRIBER).answer is Answer.UNKNOWN


def test_what_is_said_of_the_state_goes_before_what_is_said_of_all() -> None:
    held = provider(
        Acceptance(SUBSCRIBER, Answer.YES), Acceptance(SUBSCRIBER, Answer.CONDITIONS, ("NER",), "through a liaison")
    )
    assert accepts(held, "FRA", SUBSCRIBER).answer is Answer.YES
    found = accepts(held, "NER", SUBSCRIBER)
    assert (found.answer, found.condition, found.named) == (Answer.CONDITIONS, "through a liaison", True)


def test_what_is_said_of_other_states_is_not_said_of_the_providers_own() -> None:
    assert accepts(provider(Acceptance(CONTENT, Answer.NO)), "USA", CONTENT).answer is Answer.UNKNOWN


def test_rows_that_contradict_each_other_are_unknown() -> None:
    held = provider(Acceptance(CONTENT, Answer.NO), Acceptance(CONTENT, Answer.YES))
    assert accepts(held, "FRA", CONTENT).answer is Answer.UNKNOWN


def test_one_kind_of_data_says_nothing_of_another() -> None:
    assert accepts(provider(Acceptance(SUBSCRIBER, Answer.YES)), "FRA", CONTENT).answer is Answer.UNKNOWN


def test_users_in_the_union_are_served_by_the_entity_for_them() -> None:
    assert entity_for(provider(), "FRA", organizations={"EU"}) == IE
    assert entity_for(provider(), "NER") == US


def test_two_entities_that_could_be_meant_name_none() -> None:
    assert entity_for(replace(provider(), entities=(US, Entity("Other", "GBR"))), "NER") is None


def test_differences_name_the_fields_that_changed() -> None:
    old = provider()
    new = replace(old, portal_url="https://new.example", response_days=10)
    assert [(d.field, d.after) for d in differences(old, new)] == [
        ("portal_url", "https://new.example"),
        ("response_days", 10),
    ]
    assert differences(old, old) == ()


ROWS = st.lists(
    st.builds(
        Acceptance,
        st.sampled_from(DataKind),
        st.sampled_from(Answer),
        st.lists(st.sampled_from(["FRA", "NER", "USA"]), max_size=2).map(tuple),
    ),
    max_size=8,
)


@given(ROWS, st.sampled_from(["FRA", "NER", "USA", "ITA"]), st.sampled_from(DataKind))
def test_an_answer_is_never_made_up(rows: list[Acceptance], state: str, kind: DataKind) -> None:
    said = {row.answer for row in rows if row.kind is kind and (state in row.states or not row.states)}
    found = accepts(provider(*rows), state, kind)
    assert found.answer in said | {Answer.UNKNOWN, Answer.CONDITIONS}
    assert found.answer is not Answer.CONDITIONS or said & {Answer.CONDITIONS, Answer.YES}


@given(ROWS, st.sampled_from(["FRA", "USA"]), st.sampled_from(DataKind))
def test_the_order_of_the_rows_does_not_matter(rows: list[Acceptance], state: str, kind: DataKind) -> None:
    assert accepts(provider(*rows), state, kind) == accepts(provider(*rows[::-1]), state, kind)
