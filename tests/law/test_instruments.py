"""The instruments known by heart agree with themselves and with the rules of their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.book import TreatyBook
from comity.law.instruments import BY_CODE, INSTRUMENTS
from comity.law.instruments.types import Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from comity.law.measures import Matter, Measure
from comity.law.offences import OFFENCES
from comity.law.provisions import Provision
from comity.law.sources import Source
from comity.law.standing import Bond, between, in_force
from comity.law.states import Gazetteer, State, StateKind

DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
DELAYS = st.one_of(
    st.builds(Delay, days=st.integers(0, 400)),
    st.builds(Delay, months=st.integers(1, 24), first_of_month=st.booleans()),
)
ALL = pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda i: i.code)


def clauses(instrument: Instrument) -> dict[str, str]:
    values = {f.name: getattr(instrument.clauses, f.name) for f in fields(Clauses)}
    return {name: code for name, code in values.items() if code}


def cited(instrument: Instrument) -> set[str]:
    """Every provision the instrument's data mention."""
    codes = {instrument.entry.provision, instrument.denunciation.provision or "", *clauses(instrument).values()}
    codes.update(p for group in (*instrument.matters.values(), *instrument.measures.values()) for p in group)
    return codes - {""}


# -- the data as a whole -----------------------------------------------------------------------------------------------


def test_every_instrument_has_its_own_code_and_title() -> None:
    assert [c for c, n in Counter(i.code for i in INSTRUMENTS).items() if n > 1] == []
    assert [t for t, n in Counter(i.title for i in INSTRUMENTS).items() if n > 1] == []
    assert [t for t, n in Counter(i.short_title for i in INSTRUMENTS).items() if n > 1] == []
    assert len(BY_CODE) == len(INSTRUMENTS)


@ALL
def test_every_provision_cited_is_in_an_article_of_the_instrument_itself(instrument: Instrument) -> None:
    listed = {Provision.parse(a.code) for a in instrument.articles}
    for code in cited(instrument):
        provision = Provision.parse(code)
        assert provision.instrument == instrument.code, code
        assert any(provision.within(article) for article in listed), code


@ALL
def test_articles_are_listed_once_and_in_order(instrument: Instrument) -> None:
    numbers = [int(Provision.parse(a.code).article or 0) for a in instrument.articles]
    assert numbers == sorted(set(numbers))
    assert all(a.heading.strip() for a in instrument.articles)


@ALL
def test_codes_are_written_in_their_canonical_form(instrument: Instrument) -> None:
    assert Provision.parse(instrument.code).code == instrument.code
    assert all(Provision.parse(code).code == code for code in cited(instrument))


@ALL
def test_an_instrument_in_force_was_adopted_before(instrument: Instrument) -> None:
    assert instrument.adopted is not None
    if instrument.entry.general is not None:
        assert instrument.adopted <= instrument.entry.general


@ALL
def test_a_protocol_supplements_an_instrument_that_is_known(instrument: Instrument) -> None:
    if instrument.supplements is not None:
        parent = BY_CODE[instrument.supplements]
        assert parent.adopted is not None
        assert instrument.adopted is not None
        assert parent.adopted <= instrument.adopted


@ALL
def test_a_later_deposit_waits_no_longer_than_the_first_ones_did(instrument: Instrument) -> None:
    day = date(2001, 1, 15)
    if instrument.entry.ratifications is not None:
        assert instrument.entry.later.after(day) <= instrument.entry.first.after(day)


@ALL
def test_a_convention_on_crimes_names_an_offence_it_establishes(instrument: Instrument) -> None:
    without_offence_here = {"mercenaries1989", "un-personnel1994"}
    if instrument.gate is Gate.OFFENCE and instrument.code not in without_offence_here:
        assert any(offence.under(instrument.code) for offence in OFFENCES)


@ALL
def test_members_take_part_one_at_a_time_and_are_parties(instrument: Instrument) -> None:
    for member in instrument.membership:
        assert member.until is None or member.since < member.until
        assert instrument.entry.general is not None
        assert instrument.entry.general <= member.since
    if instrument.membership:
        assert instrument.parties == frozenset(m.state for m in instrument.membership)


# -- rules and dates ---------------------------------------------------------------------------------------------------


def test_the_organized_crime_convention_took_forty_ratifications_and_ninety_days_then_thirty() -> None:
    entry = BY_CODE["untoc"].entry
    assert (entry.ratifications, entry.first, entry.later) == (40, Delay(days=90), Delay(days=30))


@pytest.mark.parametrize(
    ("code", "deposited", "effect"),
    [
        ("untoc", date(2013, 4, 1), date(2013, 5, 1)),  # Angola
        ("untoc", date(2011, 9, 22), date(2011, 10, 22)),  # Andorra
        ("untoc", date(2014, 11, 11), date(2014, 12, 11)),  # Barbados
        ("untoc", date(2011, 7, 13), date(2011, 8, 12)),  # Bangladesh
        ("untoc", date(2004, 8, 11), date(2004, 9, 10)),  # Belgium
        ("untoc", date(2002, 8, 21), date(2003, 9, 29)),  # Albania, before the general entry into force
        ("drugs1988", date(1992, 2, 14), date(1992, 5, 14)),  # Afghanistan
        ("drugs1988", date(1993, 9, 8), date(1993, 12, 7)),  # Netherlands
    ],
)
def test_entry_into_force_agrees_with_what_the_depositary_published(code: str, deposited: date, effect: date) -> None:
    assert BY_CODE[code].entry.effect_of(deposited) == effect


@pytest.mark.parametrize(
    ("code", "last_needed", "general"),
    [
        ("untoc", date(2003, 7, 1), date(2003, 9, 29)),
        ("uncac", date(2005, 9, 15), date(2005, 12, 14)),
        ("untoc-tip", date(2003, 9, 26), date(2003, 12, 25)),
        ("untoc-som", date(2003, 10, 30), date(2004, 1, 28)),
        ("untoc-fa", date(2005, 4, 4), date(2005, 7, 3)),
        ("drugs1988", date(1990, 8, 13), date(1990, 11, 11)),
        ("drugs1961-p1972", date(1975, 7, 9), date(1975, 8, 8)),
        ("hostages1979", date(1983, 5, 4), date(1983, 6, 3)),
        ("un-personnel1994", date(1998, 12, 16), date(1999, 1, 15)),
        ("bombings1997", date(2001, 4, 23), date(2001, 5, 23)),
        ("mercenaries1989", date(2001, 9, 20), date(2001, 10, 20)),
        ("financing1999", date(2002, 3, 11), date(2002, 4, 10)),
        ("nuclear2005", date(2007, 6, 7), date(2007, 7, 7)),
    ],
)
def test_general_entry_into_force_follows_from_the_last_deposit_needed(
    code: str, last_needed: date, general: date
) -> None:
    entry = BY_CODE[code].entry
    assert entry.first.after(last_needed) == entry.general == general


def test_the_convention_against_cybercrime_is_not_in_force_as_far_as_recorded() -> None:
    assert BY_CODE["un-cybercrime"].entry.effect_of(date(2025, 11, 1)) is None


def test_the_single_convention_is_left_on_the_first_of_january() -> None:
    leaving = BY_CODE["drugs1961-amended"].denunciation
    assert leaving.effect_of(date(2011, 6, 29)) == date(2012, 1, 1)
    assert leaving.effect_of(date(2011, 7, 1)) == date(2012, 1, 1)
    assert leaving.effect_of(date(2011, 7, 2)) == date(2013, 1, 1)


def test_a_convention_of_the_council_of_europe_binds_on_the_first_of_a_month() -> None:
    entry = BY_CODE["ets185"].entry
    assert entry.effect_of(date(2006, 9, 29)) == date(2007, 1, 1)
    assert entry.effect_of(date(2015, 10, 31)) == date(2016, 2, 1)


@given(DELAYS, DAYS)
def test_no_delay_runs_backwards(delay: Delay, day: date) -> None:
    assert delay.after(day) >= day


@given(DELAYS, DAYS, DAYS)
def test_a_later_deposit_never_takes_effect_earlier(delay: Delay, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert delay.after(first) <= delay.after(second)


@given(st.integers(1, 24), DAYS)
def test_a_delay_to_the_first_of_a_month_ends_on_a_first_within_a_month(months: int, day: date) -> None:
    plain, first = Delay(months=months).after(day), Delay(months=months, first_of_month=True).after(day)
    assert first.day == 1
    assert timedelta(0) < first - plain <= timedelta(days=31)


@given(DELAYS, DAYS, DAYS, DAYS)
def test_effect_is_never_before_the_deposit_nor_before_the_general_entry_into_force(
    later: Delay, general: date, one: date, other: date
) -> None:
    entry = EntryIntoForce("conv:38", general, 40, later, later)
    first, second = sorted((one, other))
    effect, next_effect = entry.effect_of(first), entry.effect_of(second)
    assert effect is not None
    assert next_effect is not None
    assert effect >= max(general, first)
    assert effect <= next_effect


@given(DAYS)
def test_leaving_the_single_convention_takes_between_six_and_eighteen_months(received: date) -> None:
    effect = Denunciation("drugs1961:46", by_first_of_july=True).effect_of(received)
    assert (effect.month, effect.day) == (1, 1)
    assert timedelta(days=183) <= effect - received <= timedelta(days=549)


# -- special regimes ---------------------------------------------------------------------------------------------------

_CODES = ("DEU", "FRA", "GBR", "HRV", "IRL", "DNK", "NOR", "ISL", "SWE", "BEL", "NLD", "USA")
BOOK = TreatyBook.of(
    gazetteer=Gazetteer.of(tuple(State(code, {"en": code}, StateKind.MEMBER) for code in _CODES)),
    instruments=INSTRUMENTS,
    sources=(Source("eu", "Official Journal of the European Union", "https://eur-lex.europa.eu", "facts"),),
)


@pytest.mark.parametrize(
    ("regime", "state", "on", "bound"),
    [
        ("eu-eaw", "DEU", date(2003, 12, 31), False),
        ("eu-eaw", "DEU", date(2004, 1, 1), True),
        ("eu-eaw", "HRV", date(2013, 6, 30), False),
        ("eu-eaw", "HRV", date(2013, 7, 1), True),
        ("eu-eaw", "GBR", date(2020, 12, 31), True),
        ("eu-eaw", "GBR", date(2021, 1, 1), False),
        ("eu-eaw", "USA", date(2020, 1, 1), False),
        ("eu-eio", "DEU", date(2017, 5, 21), False),
        ("eu-eio", "DEU", date(2017, 5, 22), True),
        ("eu-eio", "IRL", date(2020, 1, 1), False),
        ("eu-eio", "DNK", date(2020, 1, 1), False),
        ("eu-freezing", "IRL", date(2022, 1, 1), False),
        ("eu-evidence", "IRL", date(2026, 8, 18), True),
        ("eu-evidence", "DNK", date(2026, 8, 18), False),
        ("eu-uk-tca", "GBR", date(2020, 12, 31), False),
        ("eu-uk-tca", "GBR", date(2021, 1, 1), True),
        ("nordic-warrant", "NOR", date(2012, 10, 15), False),
        ("nordic-warrant", "NOR", date(2012, 10, 16), True),
        ("eu-isl-nor", "GBR", date(2020, 12, 31), True),
        ("eu-isl-nor", "GBR", date(2021, 1, 1), False),
    ],
)
def test_who_takes_part_in_a_special_regime_follows_the_day(regime: str, state: str, on: date, bound: bool) -> None:
    assert in_force(BOOK, regime, state, on).bond is (Bond.BOUND if bound else Bond.NOT_BOUND)


def test_the_agreement_with_the_united_kingdom_does_not_govern_between_two_union_states() -> None:
    assert "eu-uk-tca" in {i.code for i in BOOK.between("GBR", "DEU")}
    assert "eu-uk-tca" not in {i.code for i in BOOK.between("FRA", "DEU")}


def test_the_agreement_with_iceland_and_norway_does_not_govern_between_the_two() -> None:
    assert "eu-isl-nor" in {i.code for i in BOOK.between("ISL", "DEU")}
    assert "eu-isl-nor" not in {i.code for i in BOOK.between("ISL", "NOR")}


def test_the_arrest_warrant_gave_way_to_the_agreement_on_one_day() -> None:
    warrant = [between(BOOK, "eu-eaw", "GBR", "DEU", d).bond for d in (date(2020, 12, 31), date(2021, 1, 1))]
    agreement = [between(BOOK, "eu-uk-tca", "GBR", "DEU", d).bond for d in (date(2020, 12, 31), date(2021, 1, 1))]
    assert warrant == [Bond.BOUND, Bond.NOT_BOUND]
    assert agreement == [Bond.NOT_BOUND, Bond.BOUND]


def test_an_investigation_order_serves_no_documents() -> None:
    order = BY_CODE["eu-eio"]
    assert not order.covers(Measure.SERVICE)
    assert order.covers(Measure.SEARCH)
    assert order.provisions_for(Measure.VIDEOCONFERENCE) == ("eu-eio:24",)


def test_a_special_regime_is_regional_and_comes_before_conventions_on_crimes() -> None:
    regimes = [i for i in INSTRUMENTS if i.mutual_recognition]
    assert len(regimes) == 8
    assert all(i.scope is Scope.REGIONAL and i.is_treaty_on_cooperation for i in regimes)
    assert not BY_CODE["untoc"].is_treaty_on_cooperation


def test_every_matter_is_regulated_by_some_instrument() -> None:
    assert {m for i in INSTRUMENTS for m in i.matters} == set(Matter)
