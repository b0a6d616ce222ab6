"""Treaty texts split by article: an article cited here that the text does not have is found out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.items import FormatError, Item
from comity.connectors.treaty_text import TreatyText
from comity.law.instruments import BY_CODE

from .reading import SAMPLES, only_format_errors_escape, passed, read, refusals

TITLE = "International Convention for the Suppression of Terrorist Bombings"
CITED = {a.code.split(":")[1] for a in BY_CODE["bombings1997"].articles}


def of(folder: Path, *headings: str) -> list[Item]:
    file = folder / "text.md"
    file.write_text("\n\nInvented.\n\n".join(headings))
    return read(TreatyText(), file)


def articles(word: str = "Article") -> list[str]:
    return [f"### {word}  {number}  " for number in range(1, 25)]


def test_a_text_with_every_article_cited_is_passed(tmp_path: Path) -> None:
    (item,) = passed(of(tmp_path, f"####{TITLE}", *articles()))
    assert (item.place, item.reason) == ("text.md (bombings1997)", "the text has every article cited here")


def test_each_article_the_text_lacks_is_reported() -> None:
    items = refusals(read(TreatyText(), SAMPLES / "crime_convention.md"))
    assert {i.reason.split()[5].rstrip(",") for i in items} == CITED - {"1", "2"}
    assert items[0].excerpt == "articles 1, 2, 6bis"


def test_roman_numbers_and_another_language_are_read_where_there_is_no_english(tmp_path: Path) -> None:
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
    rest = [f"### Artikel  {number}" for number in range(16, 25)]
    assert passed(of(tmp_path, f"##{TITLE}", *(f"###Artikel {r}." for r in roman), *rest))
    assert refusals(of(tmp_path, f"##{TITLE}", "### Article 1", *articles("Artikel")))  # the English text decides


def test_a_protocol_is_not_taken_for_the_convention_it_supplements(tmp_path: Path) -> None:
    title = "Agreement implementing article 6 of the International Convention for the Suppression of Terrorist Bombings"
    (item,) = passed(of(tmp_path, f"##{title}, between Ruritania and the Kingdom of Bohemia on the Sea Coast"))
    assert item.reason == "the text of a treaty not held here"


@pytest.mark.parametrize("content", ["", "plain text\nwithout a heading", "# One heading only"])
def test_what_is_no_such_text_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "text.md"
    file.write_text(content)
    with pytest.raises(FormatError):
        read(TreatyText(), file)


def test_a_heading_made_to_exhaust_the_reader_is_read_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    of(tmp_path, "##" + (" " * 900_000 + "a") * 2)
    assert time.monotonic() - start < 2


@given(st.lists(st.text(max_size=40).map(lambda text: f"## {text}"), max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_headings_are_read_or_refused(tmp_path: Path, headings: list[str]) -> None:
    only_format_errors_escape(TreatyText(), tmp_path / "text.md", "\n".join([*headings, "### Article IIX"]).encode())


@given(st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    only_format_errors_escape(TreatyText(), tmp_path / "text.md", content)
