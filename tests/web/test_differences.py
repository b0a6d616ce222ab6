"""Two texts as pieces of what stayed, went and came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.web.differences import compared

texts = st.text(st.sampled_from("ab \n引渡тة.؟"), max_size=80)


@given(texts, texts)
def test_the_pieces_give_both_texts_again(old: str, new: str) -> None:
    pieces = list(compared(old, new))
    assert "".join(p.text for p in pieces if p.kind != "come") == old
    assert "".join(p.text for p in pieces if p.kind != "gone") == new


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("a person may be surrendered", "a person shall be surrendered", "may", "shall"),
        ("可以引渡外国人", "可以引渡中国人", "外", "中"),
        ("يجوز تسليم الشخص", "لا يجوز تسليم الشخص", "", "لا "),
    ],
)
def test_only_what_changed_is_marked(old: str, new: str, gone: str, come: str) -> None:
    pieces = list(compared(old, new))
    assert "".join(p.text for p in pieces if p.kind == "gone") == gone
    assert "".join(p.text for p in pieces if p.kind == "come") == come


def test_very_long_texts_are_shown_whole() -> None:
    old, new = "word " * 200_000, "other " * 200_000
    assert [piece.kind for piece in compared(old, new)] == ["gone", "come"]
