"""Who is bound by what on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.law.actions import ActionKind
from comity.law.instruments.types import Delay, EntryIntoForce
from comity.law.standing import Bond, between, in_force
from comity.law.statements import RelationsExcluded, TerritoryExcluded

from .builders import AS_OF, act, book, instrument, statement

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
NEXT = timedelta(days=1)


def test_a_ratification_binds_from_the_thirtieth_day_after_deposit() -> None:
    facts = book(act("AAA", date(2013, 4, 1)))
    assert in_force(facts, "conv", "AAA", date(2013, 4, 30)).bond is Bond.NOT_BOUND
    standing = in_force(facts, "conv", "AAA", date(2013, 5, 1))
    assert standing.bond is Bond.BOUND
    assert standing.since == date(2013, 5, 1)
    assert standing.actions[0].on == date(2013, 4, 1)


def test_an_early_ratification_binds_from_the_general_entry_into_force() -> None:
    facts = book(act("AAA", date(2002, 8, 21)))
    assert in_force(facts, "conv", "AAA", date(2003, 9, 28)).bond is Bond.NOT_BOUND
    assert in_force(facts, "conv", "AAA", date(2003, 9, 29)).since == date(2003, 9, 29)


def test_a_signature_alone_does_not_bind() -> None:
    facts = book(act("AAA", date(2001, 1, 1), ActionKind.SIGNATURE))
    standing = in_force(facts, "conv", "AAA", date(2010, 1, 1))
    assert standing.bond is Bond.NOT_BOUND
    assert standing.signed == date(2001, 1, 1)


def test_beyond_the_record_a_bond_is_presumed_but_its_absence_is_not() -> None:
    facts = book(act("AAA", date(2004, 1, 1)))
    later = date(2022, 7, 18)
    bound, absent = in_force(facts, "conv", "AAA", later), in_force(facts, "conv", "BBB", later)
    assert (bound.bond, bound.beyond_record, bound.as_of) == (Bond.BOUND, True, AS_OF)
    assert absent.bond is Bond.UNKNOWN
    assert in_force(facts, "conv", "BBB", AS_OF).bond is Bond.NOT_BOUND


def test_a_record_too_old_to_presume_anything_leaves_the_bond_unknown() -> None:
    facts = book(act("AAA", date(2004, 1, 1)))
    assert in_force(facts, "conv", "AAA", date(2035, 1, 1)).bond is Bond.UNKNOWN


def test_an_incomplete_record_says_nothing_about_those_it_does_not_list() -> None:
    facts = book(act("AAA", date(2004, 1, 1)), complete=False)
    assert in_force(facts, "conv", "BBB", date(2010, 1, 1)).bond is Bond.UNKNOWN


def test_a_withdrawal_takes_effect_a_year_after_receipt() -> None:
    facts = book(act("AAA", date(2004, 1, 1)), act("AAA", date(2010, 3, 1), ActionKind.WITHDRAWAL))
    before = in_force(facts, "conv", "AAA", date(2011, 2, 28))
    assert (before.bond, before.until) == (Bond.BOUND, date(2011, 3, 1))
    assert in_force(facts, "conv", "AAA", date(2011, 3, 1)).bond is Bond.NOT_BOUND


def test_a_return_after_withdrawal_starts_a_new_bond() -> None:
    facts = book(
        act("AAA", date(2004, 1, 1)),
        act("AAA", date(2010, 3, 1), ActionKind.WITHDRAWAL),
        act("AAA", date(2013, 1, 10), ActionKind.ACCESSION),
    )
    assert in_force(facts, "conv", "AAA", date(2013, 2, 8)).bond is Bond.NOT_BOUND
    assert in_force(facts, "conv", "AAA", date(2014, 1, 1)).since == date(2013, 2, 9)


def test_a_treaty_not_known_to_be_in_force_binds_nobody_for_certain() -> None:
    waiting = instrument(entry=EntryIntoForce("conv:64", None, 40, Delay(days=90), Delay(days=90)))
    facts = book(act("AAA", date(2013, 1, 1)), instruments=(waiting,))
    assert in_force(facts, "conv", "AAA", date(2014, 1, 1)).bond is Bond.UNKNOWN
    assert in_force(facts, "conv", "AAA", date(1999, 1, 1)).bond is Bond.NOT_BOUND


def test_a_party_listed_without_a_date_is_bound_as_of_the_record_only() -> None:
    facts = book(act("AAA", None, ActionKind.PARTICIPATION))
    assert in_force(facts, "conv", "AAA", date(2010, 1, 1)).bond is Bond.UNKNOWN
    assert in_force(facts, "conv", "AAA", date(2020, 1, 1)).bond is Bond.BOUND


def test_a_former_state_is_bound_by_nothing_after_its_end() -> None:
    old = instrument(entry=EntryIntoForce("conv:1", date(1980, 1, 1), None, Delay(), Delay()), adopted=date(1979, 1, 1))
    facts = book(act("OLD", date(1985, 1, 1)), instruments=(old,))
    assert in_force(facts, "conv", "OLD", date(1990, 1, 1)).bond is Bond.BOUND
    assert in_force(facts, "conv", "OLD", date(1993, 1, 1)).bond is Bond.NOT_BOUND


def test_a_closed_treaty_binds_no_outsider() -> None:
    closed = instrument(parties=frozenset({"AAA", "BBB"}))
    facts = book(act("AAA", date(2004, 1, 1)), instruments=(closed,))
    assert in_force(facts, "conv", "CCC", date(2030, 1, 1)).bond is Bond.NOT_BOUND


def test_a_territory_is_covered_only_by_an_extension_on_record() -> None:
    plain = book(act("BBB", date(2004, 1, 1)))
    on = date(2010, 1, 1)
    assert in_force(plain, "conv", "TTT", on).bond is Bond.UNKNOWN
    extended = book(act("BBB", date(2004, 1, 1)), act("BBB", date(2007, 1, 18), ActionKind.EXTENSION, territory="TTT"))
    assert in_force(extended, "conv", "TTT", on).since == date(2007, 1, 18)
    assert in_force(extended, "conv", "TTT", date(2006, 1, 1)).bond is Bond.UNKNOWN


def test_a_territory_excluded_by_declaration_is_not_covered() -> None:
    facts = book(act("BBB", date(2004, 1, 1)), statements=(statement("BBB", TerritoryExcluded("TTT")),))
    standing = in_force(facts, "conv", "TTT", date(2010, 1, 1))
    assert standing.bond is Bond.NOT_BOUND
    assert standing.statements


def test_an_objection_that_excludes_relations_binds_neither_to_the_other() -> None:
    facts = book(
        act("AAA", date(2004, 1, 1)),
        act("BBB", date(2004, 1, 1)),
        statements=(statement("BBB", RelationsExcluded("AAA")),),
    )
    on = date(2010, 1, 1)
    relation = between(facts, "conv", "AAA", "BBB", on)
    assert relation.bond is Bond.NOT_BOUND
    assert relation.a.bond is relation.b.bond is Bond.BOUND
    assert relation.excluded_by


@given(DAYS, DAYS)
def test_party_status_is_symmetric(deposit: date, on: date) -> None:
    facts = book(act("AAA", deposit), act("BBB", date(2005, 1, 1)))
    there, back = between(facts, "conv", "AAA", "BBB", on), between(facts, "conv", "BBB", "AAA", on)
    assert there.bond is back.bond
    assert (there.a, there.b) == (back.b, back.a)


@given(DAYS, DAYS, st.integers(0, 3000))
def test_nobody_is_bound_before_depositing_nor_unbound_later_without_withdrawing(
    deposit: date, on: date, later: int
) -> None:
    facts = book(act("AAA", deposit))
    now = in_force(facts, "conv", "AAA", on)
    if now.bond is Bond.BOUND:
        assert deposit <= on
        assert in_force(facts, "conv", "AAA", min(on + timedelta(days=later), AS_OF)).bond is Bond.BOUND or on > AS_OF


@given(st.lists(st.tuples(DAYS, st.sampled_from([ActionKind.ACCESSION, ActionKind.WITHDRAWAL])), max_size=6), DAYS)
def test_the_order_in_which_acts_are_recorded_does_not_matter(history: list[tuple[date, ActionKind]], on: date) -> None:
    acts = [act("AAA", day, kind) for day, kind in history]
    forwards, backwards = book(*acts), book(*reversed(acts))
    assert in_force(forwards, "conv", "AAA", on) == in_force(backwards, "conv", "AAA", on)
