"""Sentences in the reader's language: names, days, numbers, lists, citations, and text that runs both ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from comity.core import wording
from comity.law.book import TreatyBook
from comity.law.sentences import InstrumentName, LanguageName, ProvisionName, Quoted, Sentence, Series, StateName
from comity.law.sentences import say as sentence

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "18 July 2022"),
        ("fr", "18 juillet 2022"),
        ("es", "18 de julio de 2022"),
        ("ru", "18 июля 2022\u202fг."),
        ("zh", "2022年7月18日"),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(language: str, written: str) -> None:
    with override(language):
        assert wording.day(date(2022, 7, 18)).replace("\xa0", "\u202f") == written


def test_arabic_names_the_month_in_both_usages() -> None:
    with override("ar"):
        assert wording.day(date(2022, 7, 18)) == "18 تموز/يوليه 2022"


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "إيطاليا"), ("zh", "意大利"), ("ru", "Италия"), ("fr", "Italie")]
)
def test_a_state_is_named_in_the_readers_language(book: TreatyBook, language: str, name: str) -> None:
    with override(language):
        assert wording.show(StateName("ITA"), book) == name


def test_numbers_and_lists_follow_the_language(book: TreatyBook) -> None:
    with override("fr"):
        assert wording.show(Decimal("2.5"), book) == "2,5"
        assert wording.show(Series((LanguageName("en"), LanguageName("ru"))), book) == "anglais et russe"
    with override("en"):
        assert wording.show(2518, book) == "2,518"


def test_a_provision_is_cited_with_its_article_paragraph_and_instrument(book: TreatyBook) -> None:
    with override("en"):
        assert wording.show(ProvisionName("untoc:18:3:a"), book) == "article 18(3)(a) of the Organized Crime Convention"
        assert wording.show(ProvisionName("untoc"), book) == "Organized Crime Convention"
        assert wording.article("untoc:18:13") == "article 18(13)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_cites_the_reference_whole(book: TreatyBook, language: str) -> None:
    with override(language):
        assert "18(13)" in wording.citation("untoc:18:13", book)


def test_a_code_that_is_not_held_is_shown_as_it_is(book: TreatyBook) -> None:
    assert wording.state_name("XXX", book) == "XXX"
    assert wording.instrument_name("nothing", book) == "nothing"
    assert wording.language_name("qqq") == "qqq"


def test_a_name_in_another_script_is_isolated_in_plain_text_and_in_html(book: TreatyBook) -> None:
    named = sentence("%(name)s (%(state)s)", name=Quoted("Ministry of Justice"), state=StateName("ITA"))

    with override("ar"):
        assert wording.say(named, book) == "\u2068Ministry of Justice\u2069 (إيطاليا)"
        assert wording.say_html(named, book) == "<bdi>Ministry of Justice</bdi> (<bdi>إيطاليا</bdi>)"
    with override("en"):
        assert wording.say(named, book) == "Ministry of Justice (Italy)"


def test_digits_with_signs_between_them_are_not_turned_round_in_arabic() -> None:
    with override("ar"):
        assert wording.isolated("2024-01-31") == "\u20682024-01-31\u2069"
        assert wording.isolated("12") == "12"
    with override("en"):
        assert wording.isolated("2024-01-31") == "2024-01-31"


def test_a_name_in_another_script_is_isolated_in_a_list(book: TreatyBook) -> None:
    names = Series((Quoted("Example Inc."), StateName("ITA")))

    with override("ar"):
        assert wording.show(names, book).startswith("\u2068Example Inc.\u2069")
    with override("en"):
        assert wording.show(names, book) == "Example Inc. and Italy"


def test_a_sentence_within_a_sentence_is_said_whole(book: TreatyBook) -> None:
    inner = sentence("%(state)s & others", state=StateName("ITA"))

    with override("en"):
        assert wording.say(sentence("<%(inner)s>", inner=inner), book) == "<Italy & others>"
        assert wording.say_html(sentence("<%(inner)s>", inner=inner), book) == "&lt;<bdi>Italy</bdi> &amp; others&gt;"


@given(text=st.text())
def test_no_text_a_person_typed_becomes_markup(book: TreatyBook, text: str) -> None:
    said = wording.say_html(Sentence("%(text)s", (("text", text),)), book)

    assert "<" not in said
    assert '"' not in said


@given(text=st.text())
@pytest.mark.parametrize("language", ["ar", "en"])
def test_isolating_keeps_the_text(language: str, text: str) -> None:
    with override(language):
        said = wording.isolated(text)

    assert said in {text, f"\u2068{text}\u2069"}


def test_an_instruments_short_title_is_said_in_the_readers_language(book: TreatyBook) -> None:
    with override("fr"):
        assert wording.show(InstrumentName("untoc"), book) != "untoc"
