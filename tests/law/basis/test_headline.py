"""The one sentence at the head of an answer is never surer than the answer."""

from __future__ import annotations

from datetime import date

from comity.law.basis.headline import headline, leading_basis
from comity.law.basis.types import Finding, Opinion, Outcome, Question, Role, Test
from comity.law.measures import Measure
from comity.law.sentences import InstrumentName, say

ASKED = Question("NER", "ITA", Measure.MLA, date(2022, 7, 18))


def basis(instrument: str | None, outcome: Outcome, role: Role = Role.PRIMARY) -> Finding:
    test = Test(code="party", outcome=outcome, reason=say("So it is."))
    return Finding(instrument=instrument, role=role, title=say("Basis"), summary=say("So it is."), tests=(test,))


def test_a_basis_whose_tests_are_all_satisfied_can_be_relied_on() -> None:
    said = headline(Opinion(ASKED, (basis("untoc", Outcome.SATISFIED),)))

    assert "can rest its request" in said.msgid
    assert said.facts()["instrument"] == InstrumentName("untoc")


def test_an_open_test_leaves_the_conclusion_open() -> None:
    assert "may be able to" in headline(Opinion(ASKED, (basis("untoc", Outcome.UNKNOWN),))).msgid


def test_a_sure_basis_leads_before_one_that_is_open_though_ranked_higher() -> None:
    answer = Opinion(ASKED, (basis("ets30", Outcome.UNKNOWN), basis("untoc", Outcome.SATISFIED)))

    assert (found := leading_basis(answer)) is not None
    assert found.instrument == "untoc"


def test_supplementary_bases_and_domestic_law_never_lead() -> None:
    answer = Opinion(
        ASKED,
        (basis("untoc-tip", Outcome.SATISFIED, Role.SUPPLEMENTARY), basis(None, Outcome.SATISFIED, Role.FALLBACK)),
    )

    assert leading_basis(answer) is None
    assert "domestic law, reciprocity or comity" in headline(answer).msgid


def test_what_is_not_on_record_is_not_told_as_none() -> None:
    answer = Opinion(ASKED, (), undetermined=(basis("ets30", Outcome.UNKNOWN),))

    assert "depends on participation that is not on record" in headline(answer).msgid


def test_no_basis_at_all_is_told_as_known_here_only() -> None:
    assert headline(Opinion(ASKED, ())).msgid.startswith("No basis known here")
