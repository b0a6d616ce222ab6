"""Each part of a JSON text is found on its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.json_places import line_of, lines_of, twice

TEXT = """{
  "a": 1,
  "list": [
    {"id": "x \\" ] }"},
    {"id":
       true}
  ]
}"""


def test_every_value_is_found_on_its_line() -> None:
    lines = lines_of(TEXT)
    assert lines[("a",)] == 2
    assert lines[("list", 0, "id")] == 4
    assert lines[("list", 1)] == 5
    assert lines[("list", 1, "id")] == 5


def test_a_part_that_is_missing_is_told_at_what_it_should_stand_in() -> None:
    assert line_of(lines_of(TEXT), ("list", 1, "type")) == 5
    assert line_of(lines_of(TEXT), ("nothing", 3)) == 1


def test_a_text_that_is_no_json_is_told_with_its_line() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        lines_of('{\n"a": 1,\n}')
    assert caught.value.lineno == 3


def test_a_key_that_stands_twice_is_found() -> None:
    assert twice('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}') == ["c", "a"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
        max_leaves=15,
    ),
    st.sampled_from((None, 1)),
)
def test_any_json_is_walked_to_its_last_value(data: Any, indent: int | None) -> None:
    def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
        below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return {path}.union(*(paths(inside, (*path, key)) for key, inside in below))

    assert set(lines_of(json.dumps(data, indent=indent))) == paths(data)
