"""What pages read from the record: a treaty's status, a State's treaties, two States, a provision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.law.actions import ActionKind
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.provisions import ProvisionError
from comity.law.standing import Bond, in_force
from comity.law.states import StateKind
from comity.treaties.queries import (
    Numbers,
    compared,
    numbers,
    participation,
    provision_page,
    state_profile,
    statements_on,
    timeline,
    treaty_status,
)

THEN = date(2014, 1, 1)


def test_a_row_of_the_status_table_shows_signature_deposit_and_bond(book: TreatyBook) -> None:
    row = participation(book, "untoc", "NER", THEN)
    assert row.signature is not None
    assert row.signature.on == date(2001, 8, 21)
    assert row.consent is not None
    assert (row.consent.kind, row.consent.on) == (ActionKind.RATIFICATION, date(2004, 9, 30))
    assert (row.standing.bond, row.standing.since) == (Bond.BOUND, date(2004, 10, 30))


def test_the_status_table_counts_every_participant_once(book: TreatyBook) -> None:
    rows = treaty_status(book, "untoc", THEN)
    assert len({row.state for row in rows}) == len(rows)
    found = numbers(rows)
    assert found.bound + found.signed_only + found.not_bound + found.unknown == len(rows)
    assert found.bound > 170
    assert numbers(treaty_status(book, "untoc", date(2003, 9, 28))).bound == 0


def test_a_state_that_has_only_signed_is_counted_apart(book: TreatyBook) -> None:
    japan = participation(book, "untoc", "JPN", THEN)
    assert japan.consent is None
    assert numbers([japan]) == Numbers(0, 1, 0, 0)


def test_what_a_state_withdrew_before_the_day_or_said_after_it_does_not_stand_in_its_row(book: TreatyBook) -> None:
    said = book.statements["untoc", "DZA"]
    withdrawn = replace(said[0], withdrawn_on=date(2010, 1, 1))
    later = replace(said[1], made_on=date(2013, 1, 1))
    changed = replace(book, statements={**book.statements, ("untoc", "DZA"): (withdrawn, later)})
    assert participation(changed, "untoc", "DZA", date(2009, 1, 1)).statements == (withdrawn,)
    assert participation(changed, "untoc", "DZA", date(2011, 1, 1)).statements == ()
    assert participation(changed, "untoc", "DZA", date(2014, 1, 1)).statements == (later,)


@pytest.mark.parametrize("code", ["untoc", "untoc-fa", "uncac", "drugs1961", "drugs1988", "mercenaries1989"])
def test_the_time_line_says_for_each_year_what_asking_for_its_last_day_says(book: TreatyBook, code: str) -> None:
    as_of = book.coverage[code].as_of
    assert as_of is not None
    states = {state for instrument, state in book.actions if instrument == code}
    years = timeline(book, code)
    assert [year for year, _, _ in years] == list(range(years[0][0], as_of.year + 1))
    for year, consents, bound in years[:: max(1, len(years) // 6)]:
        end = min(date(year, 12, 31), as_of)
        assert bound == sum(in_force(book, code, state, end).bond is Bond.BOUND for state in states), year
        acts = [a for s in states for a in book.actions[code, s] if a.kind.binds and a.on and not a.territory]
        assert consents == sum(a.on.year == year for a in acts if a.on)


def test_a_treaty_without_a_record_has_no_time_line(book: TreatyBook) -> None:
    assert timeline(book, "un-cybercrime") == ()


def test_a_state_profile_begins_with_what_binds_and_leaves_out_treaties_of_others(book: TreatyBook) -> None:
    bonds = [row.standing.bond for row in state_profile(book, "NER", THEN)]
    assert bonds == sorted(bonds, key=[Bond.BOUND, Bond.UNKNOWN, Bond.NOT_BOUND].index)
    assert Bond.BOUND in bonds
    closed = {code for code, i in book.instruments.items() if i.parties is not None and "NER" not in i.parties}
    assert closed
    assert not closed & {row.instrument for row in state_profile(book, "NER", THEN)}


def test_two_states_are_compared_under_every_treaty_that_could_bind_both(book: TreatyBook) -> None:
    rows = compared(book, "NER", "ITA", THEN)
    shared = {instrument.code for instrument, relation in rows if relation.bond is Bond.BOUND}
    assert {"untoc", "uncac", "drugs1988"} <= shared
    assert all(i.parties is None or {"NER", "ITA"} <= i.parties for i, _ in rows)


MEMBERS = st.sampled_from(["NER", "ITA", "FRA", "JPN", "AZE", "ARM", "GBR", "USA", "VNM", "PLW"])


@settings(max_examples=30, deadline=None)
@given(a=MEMBERS, b=MEMBERS, on=st.dates(date(1990, 1, 1), date(2026, 1, 1)))
def test_which_state_is_named_first_makes_no_difference_to_what_two_share(
    book: TreatyBook, a: str, b: str, on: date
) -> None:
    def bonds(one: str, other: str) -> dict[str, Bond]:
        return {i.code: relation.bond for i, relation in compared(book, one, other, on)}

    assert bonds(a, b) == bonds(b, a)


def test_a_territory_is_compared_for_itself(book: TreatyBook) -> None:
    rows = {i.code: relation for i, relation in compared(book, "GRL", "ITA", THEN)}
    assert rows["drugs1988"].a.participant == "GRL"
    assert rows["drugs1988"].bond is Bond.NOT_BOUND
    assert book.gazetteer["GRL"].kind is StateKind.TERRITORY


def test_a_provision_shows_its_place_and_what_rests_on_it(book: TreatyBook) -> None:
    page = provision_page(book, "untoc:18:13")
    assert page is not None
    assert page.article is not None
    assert page.article.code in {"untoc:18:13", "untoc:18"}
    assert Measure.MLA in page.measures
    assert page.statements
    assert all(s.provision.startswith("untoc:18:13") for s in page.statements)


def test_neighbours_of_a_provision_lead_back_to_it(book: TreatyBook) -> None:
    for article in book.instruments["untoc"].articles[1:]:
        page = provision_page(book, article.code)
        assert page is not None
        assert page.before is not None
        back = provision_page(book, page.before.code)
        assert back is not None
        assert back.after == article


def test_an_offence_is_shown_at_the_article_that_establishes_it(book: TreatyBook) -> None:
    page = provision_page(book, "untoc-tip:5")
    assert page is not None
    assert [offence.code for offence in page.offences] == ["trafficking-in-persons"]


def test_a_provision_of_a_treaty_that_is_not_held_or_no_provision_at_all(book: TreatyBook) -> None:
    assert provision_page(book, "atlantis:1") is None
    with pytest.raises(ProvisionError):
        provision_page(book, "untoc:18:!")


def test_declarations_are_grouped_by_provision_in_the_order_of_articles(book: TreatyBook) -> None:
    groups = statements_on(book, "untoc")
    articles = [int(code.split(":")[1]) for code, _ in groups if ":" in code]
    assert articles == sorted(articles)
    assert {16, 18, 35} <= set(articles)
    number = sum(len(said) for (code, _), said in book.statements.items() if code == "untoc")
    assert sum(len(said) for _, said in groups) == number
