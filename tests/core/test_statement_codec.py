"""The JSON form of a statement's value keeps every field and refuses what it does not know."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core.statement_codec import KINDS, kind_of, value_from_json, value_to_json
from comity.law.statements import ExtraditionBasis, Languages, TreatyAsBasis, Value

values: st.SearchStrategy[Value] = st.one_of([st.from_type(cls) for cls in KINDS.values()])


@given(values)
def test_a_value_written_as_json_is_read_back_unchanged(value: Value) -> None:
    written = json.loads(json.dumps(value_to_json(value)))
    assert value_from_json(written) == value
    assert written["kind"] == kind_of(value)


def test_fields_with_a_default_may_be_left_out() -> None:
    assert value_from_json({"kind": "languages", "codes": ["mk", "en"]}) == Languages(("mk", "en"))
    read = value_from_json({"kind": "extradition-basis", "value": "yes"})
    assert read == ExtraditionBasis(TreatyAsBasis.YES)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"kind": "oracle"}, "oracle"),
        ({"codes": ["fr"]}, "None"),
        ([], "object"),
        ("remark", "object"),
        ({"kind": "remark", "mood": "calm"}, "mood"),
        ({"kind": "extradition-basis"}, "value"),
        ({"kind": "extradition-basis", "value": "perhaps"}, "perhaps"),
        ({"kind": "languages", "codes": "fr"}, "codes"),
        ({"kind": "languages", "codes": [1]}, "codes"),
        ({"kind": "languages", "codes": [], "all_required": "no"}, "all_required"),
        ({"kind": "relations-excluded", "with_state": None}, "with_state"),
        ({"kind": "confiscation-basis", "treaty_required": 0}, "treaty_required"),
    ],
)
def test_what_is_unknown_missing_or_of_the_wrong_type_is_refused_by_name(data: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        value_from_json(data)


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_no_json_crashes_the_reader(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        value_from_json(data)
