"""The offences, and which article of which instrument makes each of them one."""

from __future__ import annotations

from collections import Counter

import pytest

from comity.law.instruments import BY_CODE as INSTRUMENT
from comity.law.offences import BY_CODE, OFFENCES, Offence
from comity.law.provisions import Provision


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda o: o.code)
def test_each_offence_is_established_by_an_article_on_record(offence: Offence) -> None:
    for code in offence.established_by:
        provision = Provision.parse(code)
        articles = INSTRUMENT[provision.instrument].articles
        assert any(provision.within(Provision.parse(a.code)) for a in articles), code


@pytest.mark.parametrize("offence", OFFENCES, ids=lambda o: o.code)
def test_each_offence_belongs_to_a_crime_type_of_the_universal_instruments_that_establish_it(offence: Offence) -> None:
    for code in offence.established_by:
        instrument = INSTRUMENT[code.split(":", 1)[0]]
        if instrument.code != "un-cybercrime":  # it establishes laundering beside its own offences
            assert offence.crime_type in instrument.crime_types or not instrument.crime_types, code


def test_codes_and_labels_are_unique() -> None:
    assert max(Counter(o.code for o in OFFENCES).values()) == 1
    assert max(Counter(o.label for o in OFFENCES).values()) == 1
    assert BY_CODE["money-laundering"].under("uncac") == ("uncac:23",)


def test_the_four_offences_of_the_organized_crime_convention_are_there() -> None:
    assert {p for o in OFFENCES for p in o.under("untoc")} == {"untoc:5", "untoc:6", "untoc:8", "untoc:23"}


def test_another_offence_is_established_by_no_convention() -> None:
    assert BY_CODE["other-serious-crime"].established_by == ()
