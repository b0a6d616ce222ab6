"""The second reading: what says all of it, early and together, comes first; nothing is lost; scores keep the order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.search.analysis import analyser
from comity.search.compiling import Compiled, Group
from comity.search.nodes import Everything
from comity.search.port import LEAD, SEAM, Hit, leads
from comity.search.ranking import LONGEST, alike, ranked


def hit(key: str, text: str = "", score: float = 1.0, language: str = "en", **fields: str) -> Hit:
    texts = {f"body_{language}": analyser(language).tokens(text)}
    texts |= {name: analyser(name[-2:]).tokens(said) for name, said in fields.items()}
    return Hit(key, score, dict, leads(texts))


def asked(*words: str, own: str = "en", renderings: Mapping[str, tuple[str, ...]] | None = None) -> Compiled:
    return Compiled(Everything(), tuple(Group(word, (own,), renderings or {}) for word in words))


def order(hits: list[Hit], query: Compiled) -> list[str]:
    return [each.key for each in ranked(hits, query, lambda field, stem: 3.0)]


def test_a_text_that_says_all_the_words_comes_before_one_that_says_one_of_them_often() -> None:
    often = hit("often", "surrender surrender surrender of property and surrender of goods", score=1.2)
    both = hit("both", "a request for the surrender of a person", score=1.0)
    assert order([often, both], asked("surrender", "person")) == ["both", "often"]


def test_words_said_early_come_before_the_same_words_late() -> None:
    late = hit("late", "other " * 60 + "seized assets")
    early = hit("early", "seized assets " + "other " * 60)
    assert order([late, early], asked("seized", "assets")) == ["early", "late"]


def test_words_in_the_order_asked_and_together_come_before_words_apart() -> None:
    apart = hit("apart", "assets of a person under the law of the State that were in the end seized")
    together = hit("together", "seized assets of a person under the law of the State that were in the end")
    assert order([apart, together], asked("seized", "assets")) == ["together", "apart"]


def test_a_word_of_the_same_family_counts_in_part() -> None:
    other, family = hit("other", "le ministre décide", language="fr"), hit("family", "il est approuvé", language="fr")
    same = hit("same", "sur approbation", language="fr")
    assert order([other, family, same], asked("approbation", own="fr")) == ["same", "family", "other"]


def test_a_title_and_the_name_of_the_law_count_as_said() -> None:
    titled = hit("titled", "the court decides", title_en="Seized assets")
    of_law = hit("of_law", "assets are kept", label_en="Seized Property Act")
    neither = hit("neither", "assets are kept")
    assert order([neither, of_law, titled], asked("seized", "assets")) == ["titled", "of_law", "neither"]


def test_a_text_in_another_language_is_read_by_its_translations() -> None:
    renderings = {"fr": ("1.000 extradition", "0.400 remise")}
    likely = hit("likely", "demande d’extradition", language="fr")
    doubtful = hit("doubtful", "demande de remise", language="fr")
    nothing = hit("nothing", "demande de congé", language="fr")
    query = asked("surrender", renderings=renderings)
    assert order([nothing, doubtful, likely], query) == ["likely", "doubtful", "nothing"]


def test_what_is_near_in_meaning_comes_before_what_is_far() -> None:
    query = Compiled(Everything(), (Group("money", ("en",)),), {}, {"near": 0.7})
    assert order([hit("far", "a text"), hit("near", "a text")], query) == ["near", "far"]


def test_without_words_the_order_is_the_engines() -> None:
    hits = [hit("a", "x", 3.0), hit("b", "y", 2.0)]
    assert ranked(hits, Compiled(Everything()), lambda field, stem: 1.0) == hits


def test_a_long_text_asked_keeps_the_engines_order() -> None:
    often = hit("often", "surrender surrender surrender of property", score=1.2)
    both = hit("both", "a request for the surrender of a person", score=1.0)
    words = ("surrender", "person", *(f"word{n}" for n in range(LONGEST)))
    assert order([often, both], asked(*words)) == ["often", "both"]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("extradit", "extradit", 1.0),
        ("approb", "approuv", 10 / 13),
        ("act", "acts", 0.0),
        ("", "", 1.0),
        ("引渡", "引渡法", 0.0),
    ],
)
def test_how_alike_two_stems_are(one: str, other: str, likeness: float) -> None:
    assert alike(one, other) == pytest.approx(likeness)


WORDS = st.sampled_from(["seized", "assets", "person", "court", "the"])


@given(st.lists(st.tuples(st.lists(WORDS, max_size=12), st.floats(0, 30)), max_size=12), st.lists(WORDS, max_size=5))
def test_nothing_is_lost_or_doubled_and_scores_fall(texts: list[tuple[list[str], float]], words: list[str]) -> None:
    hits = [hit(str(n), " ".join(text), score) for n, (text, score) in enumerate(texts)]
    found = ranked(hits, asked(*words), lambda field, stem: 2.0)
    assert sorted(each.key for each in found) == sorted(each.key for each in hits)
    if words and len(hits) > 1:
        scores = [each.score for each in found]
        assert scores == sorted(scores, reverse=True)
        # The pages behind the first hundred go on below.
        assert min(scores) >= min(each.score for each in hits) - 1e-9


def test_a_lead_is_the_beginning_without_what_is_counted_twice() -> None:
    found = leads({"body_en": ["a", "b", SEAM, "a"], "title_en": [], "body_fr": ["x"] * (LEAD + 5)})
    assert found == {"body_en": "a b", "body_fr": " ".join(["x"] * LEAD)}
