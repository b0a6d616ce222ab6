"""Provision codes: `instrument:article:paragraph`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.provisions import Provision, ProvisionError

INSTRUMENT = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
PART = st.one_of(st.integers(0, 999).map(str), st.from_regex(r"[a-z]{1,4}", fullmatch=True))
PROVISIONS = st.builds(Provision, INSTRUMENT, st.lists(PART, max_size=4).map(tuple))


@pytest.mark.parametrize(
    ("code", "citation"),
    [
        ("untoc:18:13", "18(13)"),
        ("untoc:18:3:a", "18(3)(a)"),
        ("untoc-som:8:6", "8(6)"),
        ("drugs1961-amended:36:2:b:ii", "36(2)(b)(ii)"),
        ("drugs1988:7", "7"),
        ("untoc", ""),
    ],
)
def test_a_code_reads_as_lawyers_cite_it(code: str, citation: str) -> None:
    assert Provision.parse(code).reference() == citation


@pytest.mark.parametrize("text", ["", "18:13", "untoc:", "untoc:18(13)", "untoc:18:13:", "UN TOC:18", "untoc:1234"])
def test_a_text_that_is_no_code_is_refused_and_named(text: str) -> None:
    with pytest.raises(ProvisionError) as caught:
        Provision.parse(text)
    assert repr(text) in str(caught.value)


@given(PROVISIONS)
def test_a_code_is_read_back_as_it_was_written(provision: Provision) -> None:
    assert Provision.parse(provision.code) == provision
    assert Provision.parse(f"  {provision.code.upper()} ") == provision


@given(PROVISIONS, st.lists(PART, max_size=2).map(tuple))
def test_a_paragraph_lies_within_its_article_and_not_the_other_way(
    provision: Provision, deeper: tuple[str, ...]
) -> None:
    inner = Provision(provision.instrument, provision.path + deeper)
    assert inner.within(provision)
    assert provision.within(inner) is (deeper == ())


def test_the_same_article_of_another_instrument_is_elsewhere() -> None:
    assert not Provision.parse("uncac:18:13").within(Provision.parse("untoc:18"))
    assert not Provision.parse("untoc:1").within(Provision.parse("untoc:18"))
