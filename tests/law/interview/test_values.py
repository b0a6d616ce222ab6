"""Answers become values of the field, or the reason why not; what was read can be written and read again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.interview.definition import Kind, Option, Question
from comity.law.interview.identifiers import KINDS, fault
from comity.law.interview.values import Moment, Money, read
from comity.law.sentences import Text
from comity.publications.requests.answers import written

CHOICE = (Option("a", Text("A")), Option("b", Text("B")))


def question(kind: Kind) -> Question:
    return Question("x", kind, Text("X"), options=CHOICE if kind in {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO} else ())


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.DATE, "2026-03-01", date(2026, 3, 1)),
        (Kind.NUMBER, "2,5", Decimal("2.5")),
        (Kind.MONEY, "EUR 12 500,50", Money(Decimal("12500.50"), "EUR")),
        (Kind.MONEY, "1,250,000 USD", Money(Decimal(1250000), "USD")),
        (Kind.MONEY, "CHF 12'500.5", Money(Decimal("12500.5"), "CHF")),
        (Kind.STATE, "ita", "ITA"),
        (Kind.PROVISION, "UNTOC:18:13", "untoc:18:13"),
        (Kind.MOMENT, "2026-03-01 14:05Z", Moment(datetime(2026, 3, 1, 14, 5, tzinfo=UTC), True)),
        (Kind.MOMENT, "2026-03-01T14:05:09", Moment(datetime(2026, 3, 1, 14, 5, 9), False)),
        (Kind.CHOICES, ["b", "a"], ("a", "b")),
        (Kind.TEXT, "  ", None),
    ],
)  # fmt: skip
def test_an_answer_is_read(kind: Kind, typed: Any, value: object) -> None:
    assert read(question(kind), typed) == (value, ())


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.DATE, "2026-02-30"),
        (Kind.NUMBER, "NaN"),
        (Kind.NUMBER, "1e99"),
        (Kind.MONEY, "12500"),
        (Kind.MONEY, "EUR 1.2.3.x"),
        (Kind.MOMENT, "yesterday"),
        (Kind.MOMENT, "0001-01-01 00:00 +14:00"),
        (Kind.STATE, "Italy"),
        (Kind.PROVISION, "article 18"),
        (Kind.CHOICE, "c"),
        (Kind.CHOICES, ["c"]),
        (Kind.OFFENCE, "noise"),
        (Kind.PROVIDER, "Example Inc."),
        (Kind.TEXT, 7),
        (Kind.TEXT, "x" * 200_001),
        (Kind.GROUP, "row"),
    ],
)
def test_an_answer_that_is_none_is_told(kind: Kind, typed: Any) -> None:
    assert len(read(question(kind), typed)[1]) == 1


@given(st.sampled_from(list(Kind)), st.text() | st.lists(st.text(max_size=3), max_size=3))
def test_what_is_written_is_read_again_as_the_same(kind: Kind, typed: Any) -> None:
    value, _mistakes = read(question(kind), typed)
    if value is not None:
        assert read(question(kind), written(value)) == (value, ())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("email", "j.doe+x@example.org"),
        ("email", "имя@почта.рф"),
        ("phone", "+39 06 69821"),
        ("phone", "+20 2 25765476"),
        ("ip", "8.8.8.8"),
        ("ip", "2606:4700::1111"),
        ("imei", "49-015420-323751-8"),
        ("iban", "IT60 X054 2811 1010 0000 0123 456"),
        ("wallet", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("wallet", "0x52908400098527886E0F7030069857D2E4169EE7"),
        ("url", "https://example.org/u/1?x=2"),
        ("other", "anything at all"),
        ("account", "j_doe"),
    ],
)
def test_an_identifier_that_can_be_one_is_left_alone(kind: str, text: str) -> None:
    assert fault(kind, text) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("email", "j.doe(at)example.org"),
        ("email", "j.doe@localhost"),
        ("phone", "06 69821"),
        ("phone", "+39 1"),
        ("ip", "999.1.1.1"),
        ("ip", "192.168.1.20"),
        ("ip", "8.8.8.8:443"),
        ("imei", "490154203237519"),
        ("iban", "IT61X0542811101000000123456"),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"),
        ("wallet", "not a wallet"),
        ("url", "example.org"),
    ],
)
def test_an_identifier_that_cannot_be_one_is_told_with_the_way_out(kind: str, text: str) -> None:
    found = fault(kind, text)
    assert found is not None
    assert found.source.url.startswith("https://")


@given(st.sampled_from(KINDS), st.text())
def test_no_text_breaks_the_check_of_an_identifier(kind: str, text: str) -> None:
    fault(kind, text)
