"""Two people in one draft: each change is taken, and no typed text is ever lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from comity.requests.comparing import differences, pieces
from comity.requests.merging import EMPTY, digest, digests, merge

answers = st.dictionaries(
    st.sampled_from("abcde"),
    st.one_of(st.text(max_size=6), st.lists(st.text(max_size=3), max_size=2), st.just("")),
    max_size=5,
)


def test_what_only_one_of_them_changed_is_taken_from_that_one() -> None:
    base = digests({"facts": "old", "names": "old"})
    merged = merge({"facts": "theirs", "names": "old"}, {"facts": "old", "names": "mine"}, base)
    assert merged.answers == {"facts": "theirs", "names": "mine"}
    assert (merged.taken, merged.theirs, merged.met) == (("names",), ("facts",), ())


def test_where_both_changed_the_first_stands_and_the_second_text_comes_back() -> None:
    merged = merge({"facts": "theirs"}, {"facts": "mine"}, digests({"facts": "old"}))
    assert merged.answers == {"facts": "theirs"}
    assert [(m.question, m.stands, m.typed) for m in merged.met] == [("facts", "theirs", "mine")]


def test_both_typing_the_same_is_no_conflict() -> None:
    assert merge({"facts": "same"}, {"facts": "same"}, {}).met == ()


def test_an_answer_can_be_emptied() -> None:
    assert merge({"facts": "old"}, {"facts": ""}, digests({"facts": "old"})).answers == {}


@given(answers, answers, answers)
def test_nothing_typed_is_lost(base: dict[str, Any], stored: dict[str, Any], typed: dict[str, Any]) -> None:
    merged = merge(stored, typed, digests(base))
    met = {m.question: m.typed for m in merged.met}
    for question, value in typed.items():
        stands = merged.answers.get(question)
        unchanged = digest(value) == digest(base.get(question))
        assert digest(stands) == digest(value) or met.get(question) == value or unchanged
    for question, value in stored.items():
        if question not in merged.taken and value not in EMPTY:
            assert merged.answers[question] == value


@given(answers, answers)
def test_alone_in_a_draft_every_change_is_taken(base: dict[str, Any], typed: dict[str, Any]) -> None:
    merged = merge(base, typed, digests(base))
    assert not merged.met
    assert not merged.theirs
    assert all(digest(merged.answers.get(q)) == digest(value) for q, value in typed.items())


@given(st.text(max_size=200), st.text(max_size=200))
def test_pieces_spell_both_texts(before: str, after: str) -> None:
    found = list(pieces(before, after))
    assert "".join(p.text for p in found if p.kind != "new") == before
    assert "".join(p.text for p in found if p.kind != "gone") == after


def test_only_the_changed_words_of_a_sentence_differ() -> None:
    (found,) = differences({"facts": "He left on Monday by car."}, {"facts": "He left on Tuesday by car."})
    assert [(p.kind, p.text.strip()) for p in found.pieces if p.kind != "same"] == [
        ("gone", "Monday"),
        ("new", "Tuesday"),
    ]


def test_chinese_differs_by_sign() -> None:
    found = [p for p in pieces("他星期一离开", "他星期二离开") if p.kind != "same"]
    assert [(p.kind, p.text) for p in found] == [("gone", "一"), ("new", "二")]


def test_fifty_pages_of_arabic_with_latin_names_compare() -> None:
    page = "وبتاريخ ٢ آذار/مارس توجه المتهم John Smith إلى مصرف Banca Esempio وأودع مبلغاً قدره ٥٠٠٠ يورو. " * 30 + "\n"
    before = page * 50
    after = before[:60_000] + "Jean Dupont " + before[60_000:]
    found = list(pieces(before, after))
    assert "".join(p.text for p in found if p.kind != "gone") == after
    assert sum(len(p.text) for p in found if p.kind != "same") < 100


def test_rows_of_a_group_read_as_lines() -> None:
    (found,) = differences({}, {"persons": [{"name": "A"}, {"name": "B", "born": "1990"}]})
    assert "".join(p.text for p in found.pieces) == "A\nB · 1990"
