"""The query language: any text is a query, read in time proportional to its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.search.asked import LONGEST, MOST_CLAUSES, Clause, Form, QueryTooLong, clauses
from comity.search.compiling import compiled
from comity.search.engines.reference import ReferenceEngine
from comity.search.port import Request


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extradition", (Clause("extradition"),)),
        ('"proceeds of crime"', (Clause("proceeds of crime", Form.PHRASE),)),
        ("«produit du crime»", (Clause("produit du crime", Form.PHRASE),)),
        ("launder*", (Clause("launder", Form.PREFIX),)),
        ("-tax", (Clause("tax", negated=True),)),
        ('-"income tax"', (Clause("income tax", Form.PHRASE, negated=True),)),
        ("state:CAN", (Clause("CAN", field="state"),)),
        ("provision:untoc:16:5", (Clause("untoc:16:5", field="provision"),)),
        ("nofield:x", (Clause("nofield:x"),)),
        ('say "unclosed', (Clause("say"), Clause("unclosed"))),
        ("money-laundering", (Clause("money-laundering"),)),
        (' -- ** "" ( ) ', ()),
        ("a\x00b\u202ec", (Clause("a"), Clause("b"), Clause("c"))),
    ],
)
def test_forms(text: str, expected: tuple[Clause, ...]) -> None:
    assert clauses(text) == expected


@given(st.text(max_size=LONGEST))
def test_any_text_is_a_query_that_every_engine_answers(text: str) -> None:
    found = clauses(text)
    assert len(found) <= MOST_CLAUSES
    ReferenceEngine().search(Request(compiled(found, language="en").node))


@pytest.mark.parametrize("text", ["a" * (LONGEST + 1), "(" * 10_000, "x* " * 4_000])
def test_a_query_too_long_says_so(text: str) -> None:
    with pytest.raises(QueryTooLong, match=str(LONGEST)):
        clauses(text)


@pytest.mark.parametrize("text", ['"' * LONGEST, "-" * LONGEST, "a:" * (LONGEST // 2), "*" * LONGEST, "(a+)+$" * 150])
def test_hostile_texts_are_read(text: str) -> None:
    assert len(clauses(text)) <= MOST_CLAUSES
