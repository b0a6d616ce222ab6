"""An instrument written to the database is read back as it was, and a damaged one is named."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.law.instruments import BY_CODE, INSTRUMENTS
from comity.law.instruments.types import (
    Article,
    Clauses,
    Delay,
    Denunciation,
    EntryIntoForce,
    Gate,
    Instrument,
    Member,
    Scope,
)
from comity.law.measures import Matter, Measure
from comity.law.offences import CrimeType
from comity.treaties.instrument_codec import instrument_from_json, instrument_to_json

texts = st.text(max_size=12)
codes = st.sampled_from(["gbr-usa-1", "gbr-usa-1:4", "gbr-usa-1:4:b"])
days = st.none() | st.dates()
states = st.sampled_from(["GBR", "USA", "NER", "ITA"])
delays = st.builds(Delay, st.integers(0, 400), st.integers(0, 24), st.booleans())
founded = st.lists(codes, max_size=2).map(tuple)
instruments = st.builds(
    Instrument,
    code=st.just("gbr-usa-1"),
    title=texts,
    short_title=texts,
    scope=st.sampled_from(Scope),
    depositary=texts,
    reference=texts,
    adopted=days,
    place=texts,
    gate=st.sampled_from(Gate),
    entry=st.builds(EntryIntoForce, codes, days, st.none() | st.integers(1, 60), delays, delays),
    denunciation=st.builds(Denunciation, st.none() | codes, delays, st.booleans()),
    crime_types=st.frozensets(st.sampled_from(CrimeType), max_size=3),
    matters=st.dictionaries(st.sampled_from(Matter), founded, max_size=3),
    source=texts,
    articles=st.lists(st.builds(Article, codes, texts), max_size=3).map(tuple),
    clauses=st.builds(Clauses, **{f.name: st.none() | codes for f in fields(Clauses)}),
    measures=st.dictionaries(st.sampled_from(Measure), founded, max_size=3),
    supplements=st.none() | codes,
    parties=st.none() | st.frozensets(states),
    members_only=st.none() | texts,
    extradition_years=st.none() | st.integers(1, 10),
    replaced_by=founded,
    terminated=days,
    mutual_recognition=st.booleans(),
    membership=st.lists(st.builds(Member, states, st.dates(), days), max_size=3).map(tuple),
    sides=st.none() | st.tuples(st.frozensets(states), st.frozensets(states)),
)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_instrument_known_here_is_read_back_as_it_was(code: str) -> None:
    written = json.loads(json.dumps(instrument_to_json(BY_CODE[code])))
    assert instrument_from_json(written) == BY_CODE[code]


@settings(deadline=None)
@given(instruments)
def test_whatever_a_treaty_says_is_read_back_as_it_was(treaty: Instrument) -> None:
    assert instrument_from_json(json.loads(json.dumps(instrument_to_json(treaty)))) == treaty


def test_nothing_of_an_instrument_is_left_unwritten() -> None:
    assert set(instrument_to_json(INSTRUMENTS[0])) == {f.name for f in fields(Instrument)}


def test_a_definition_written_before_a_clause_was_known_is_still_read() -> None:
    written = instrument_to_json(BY_CODE["uncac"])
    del written["sides"], written["membership"]
    assert instrument_from_json(written).adopted == date(2003, 10, 31)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"color": "red"}, "has no color"),
        ({"gate": "half-open"}, "half-open"),
        ({"adopted": "31 Feb 2003"}, "31 Feb 2003"),
        ({"matters": ["mla"]}, "matters"),
        ({"entry": {"provision": "uncac:68"}}, "an entry into force needs first, general"),
        ({"title": None}, "title: None is not a text"),
        ({"clauses": {"haggling": "uncac:1"}}, "clauses has no haggling"),
    ],
)
def test_a_damaged_definition_is_refused_by_name(damage: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        instrument_from_json(instrument_to_json(BY_CODE["uncac"]) | damage)


def test_a_definition_without_a_code_or_that_is_none_is_refused() -> None:
    written = instrument_to_json(BY_CODE["uncac"])
    del written["code"]
    with pytest.raises(ValueError, match="needs code"):
        instrument_from_json(written)
    with pytest.raises(ValueError, match="is an object"):
        instrument_from_json([])
