"""What a request must contain, and what practice advises."""

from __future__ import annotations

import pytest

from comity.law.contents import ContentItem, contents_for
from comity.law.instruments import BY_CODE, INSTRUMENTS
from comity.law.measures import Measure
from comity.law.provisions import Provision

CODES = pytest.mark.parametrize("instrument", [i.code for i in INSTRUMENTS])


def duties(instrument: str | None, measure: Measure) -> list[str]:
    return [item.provision for item in contents_for(instrument, measure) if item.required and item.provision]


@CODES
def test_each_item_appears_once_and_cites_an_article_of_its_instrument(instrument: str) -> None:
    articles = {Provision.parse(a.code) for a in BY_CODE[instrument].articles}
    for measure in Measure:
        items = contents_for(instrument, measure)
        assert len({item.code for item in items}) == len(items)
        for cited in (Provision.parse(item.provision) for item in items if item.provision):
            assert any(cited.within(article) for article in articles), cited.code


@CODES
def test_what_no_text_asks_for_is_advice_and_comes_last(instrument: str) -> None:
    for measure in Measure:
        items = contents_for(instrument, measure)
        assert not any(item.required for item in items if item.provision is None)
        assert [item.provision is None for item in items] == sorted(item.provision is None for item in items)


@pytest.mark.parametrize("measure", list(Measure))
def test_without_a_treaty_everything_is_advice(measure: Measure) -> None:
    assert not any(item.required or item.provision for item in contents_for(None, measure))


@pytest.mark.parametrize(
    ("instrument", "root", "form"),
    [
        ("untoc", "untoc:18:15", "untoc:18:14"),
        ("uncac", "uncac:46:15", "uncac:46:14"),
        ("drugs1988", "drugs1988:7:10", "drugs1988:7:9"),
    ],
)
def test_a_request_for_assistance_has_the_six_items_and_the_form(instrument: str, root: str, form: str) -> None:
    cited = [i.provision for i in contents_for(instrument, Measure.STATEMENTS) if i.provision]
    assert cited[:6] == [f"{root}:{letter}" for letter in "abcdef"]
    assert form in cited
    # "where possible"
    assert f"{root}:e" not in duties(instrument, Measure.STATEMENTS)


def test_confiscation_adds_the_three_variants_to_the_general_list() -> None:
    found = duties("untoc", Measure.CONFISCATION)
    assert {"untoc:13:3:a", "untoc:13:3:b", "untoc:13:3:c", "untoc:18:15:a"} <= set(found)


def test_preservation_under_budapest_follows_its_own_list() -> None:
    assert duties("ets185", Measure.PRESERVATION) == [f"ets185:29:2:{letter}" for letter in "abcdef"]


def test_extradition_under_the_organized_crime_convention_has_no_list_of_its_own() -> None:
    items = contents_for("untoc", Measure.EXTRADITION)
    assert {"offence", "jurisdiction", "warrant", "identity"} <= {item.code for item in items}
    assert duties("untoc", Measure.EXTRADITION) == []


def test_extradition_under_the_european_convention_has_one() -> None:
    assert duties("ets24", Measure.EXTRADITION) == ["ets24:12:2:a", "ets24:12:2:b", "ets24:12:2:c"]
    assert set(duties("ets24", Measure.PROVISIONAL_ARREST)) == {"ets24:16:2"}


def test_a_transfer_of_proceedings_is_no_request_for_assistance() -> None:
    assert duties("untoc", Measure.PROCEEDINGS) == []
    assert {"authority", "interest"} <= {i.code for i in contents_for("untoc", Measure.PROCEEDINGS)}


def test_a_detained_witness_must_consent() -> None:
    assert "untoc:18:10" in duties("untoc", Measure.DETAINED_WITNESS)


def test_an_item_is_a_duty_unless_it_says_otherwise() -> None:
    assert ContentItem("x", "X").required
