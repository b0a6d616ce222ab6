"""Grounds of refusal and postponement, what is none, and the duties that go with refusing."""

from __future__ import annotations

import pytest

from comity.law.instruments import BY_CODE, INSTRUMENTS
from comity.law.measures import Measure
from comity.law.provisions import Provision
from comity.law.refusals import GroundKind, grounds_for

CODES = pytest.mark.parametrize("instrument", [i.code for i in INSTRUMENTS])


def cited(instrument: str, measure: Measure, kind: GroundKind) -> set[str | None]:
    return {g.provision for g in grounds_for(instrument, measure) if g.kind is kind}


@CODES
def test_each_ground_appears_once_and_cites_an_article_of_its_instrument(instrument: str) -> None:
    articles = {Provision.parse(a.code) for a in BY_CODE[instrument].articles}
    for measure in Measure:
        grounds = grounds_for(instrument, measure)
        assert len({g.code for g in grounds}) == len(grounds)
        for cited in (Provision.parse(g.provision) for g in grounds if g.provision):
            assert any(cited.within(a) for a in articles), cited.code


@pytest.mark.parametrize(
    ("instrument", "root", "bank", "reasons", "postpone"),
    [
        ("untoc", "untoc:18:21", "untoc:18:8", "untoc:18:23", "untoc:18:25"),
        ("uncac", "uncac:46:21", "uncac:46:8", "uncac:46:23", "uncac:46:25"),
        ("drugs1988", "drugs1988:7:15", "drugs1988:7:5", "drugs1988:7:16", "drugs1988:7:17"),
    ],
)
def test_assistance_is_refused_on_four_grounds_with_reasons_and_never_for_bank_secrecy(
    instrument: str, root: str, bank: str, reasons: str, postpone: str
) -> None:
    assert {f"{root}:{letter}" for letter in "abcd"} <= cited(instrument, Measure.RECORDS, GroundKind.REFUSAL)
    assert bank in cited(instrument, Measure.RECORDS, GroundKind.NOT_A_GROUND)
    assert reasons in cited(instrument, Measure.RECORDS, GroundKind.DUTY)
    assert cited(instrument, Measure.RECORDS, GroundKind.POSTPONEMENT) == {postpone}


def test_dual_criminality_is_a_discretion_in_assistance_but_not_under_the_drug_convention() -> None:
    assert "untoc:18:9" in cited("untoc", Measure.SEARCH, GroundKind.REFUSAL)
    assert "dual-criminality" not in {g.code for g in grounds_for("drugs1988", Measure.SEARCH)}


def test_fiscal_matters_alone_are_no_ground() -> None:
    assert "untoc:18:22" in cited("untoc", Measure.MLA, GroundKind.NOT_A_GROUND)
    assert "untoc:16:15" in cited("untoc", Measure.EXTRADITION, GroundKind.NOT_A_GROUND)


def test_before_refusing_extradition_the_requested_state_consults() -> None:
    assert cited("untoc", Measure.EXTRADITION, GroundKind.DUTY) == {"untoc:16:16"}


def test_confiscation_may_be_refused_for_an_offence_the_convention_does_not_cover() -> None:
    assert "untoc:13:7" in cited("untoc", Measure.CONFISCATION, GroundKind.REFUSAL)
    assert "untoc:13:8" in cited("untoc", Measure.CONFISCATION, GroundKind.DUTY)


def test_a_terrorist_offence_is_never_political() -> None:
    for instrument in ("bombings1997", "financing1999", "nuclear2005"):
        assert "political" in {
            g.code for g in grounds_for(instrument, Measure.EXTRADITION) if g.kind is GroundKind.NOT_A_GROUND
        }


def test_the_death_penalty_is_a_ground_under_the_european_convention() -> None:
    assert "ets24:11" in cited("ets24", Measure.EXTRADITION, GroundKind.REFUSAL)


def test_preservation_under_budapest_is_refused_on_narrow_grounds() -> None:
    assert cited("ets185", Measure.PRESERVATION, GroundKind.REFUSAL) == {
        "ets185:29:4",
        "ets185:29:5:a",
        "ets185:29:5:b",
    }


def test_nothing_is_invented_where_a_text_is_silent() -> None:
    assert grounds_for("untoc", Measure.SENTENCED_PERSONS) == ()
    assert grounds_for("untoc-tip", Measure.MLA) == ()
