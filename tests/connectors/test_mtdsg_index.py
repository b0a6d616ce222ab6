"""The list of treaties deposited with the Secretary-General: compared with what is held, gaps named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.items import FormatError, Item
from comity.connectors.mtdsg_index import OTHER_CHAPTER, MtdsgIndex

from .reading import only_format_errors_escape, passed, read, refusals
from .test_coe_index import JSON

HELD = {
    "ref": "XVIII-12",
    "chapter_int": 18,
    "title": "United Nations Convention against Transnational Organized Crime",
    "place_date": "New York, 15 November 2000",
}


def of(folder: Path, *rows: object) -> list[Item]:
    file = folder / "mtdsg_index.json"
    file.write_text(json.dumps({"treaties": list(rows)}))
    return read(MtdsgIndex(), file)


def test_a_treaty_held_here_is_compared_and_the_others_are_passed_by_name(tmp_path: Path) -> None:
    other = {"ref": "VI-2", "title": "International Opium Convention", "place_date": "The Hague, 23 January 1912"}
    items = passed(of(tmp_path, HELD, other, {"ref": "III-3", "title": "Invented", "place_date": ""}))
    assert [i.reason for i in items] == [
        "already held here; title and day agree",
        "not an instrument held here, of the chapters on drugs and penal matters",
        OTHER_CHAPTER,
    ]
    assert items[1].place == "mtdsg_index.json, treaty 2 (VI-2, International Opium Convention)"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (HELD | {"place_date": "New York, 16 November 2000"}, "of 2000-11-16, held here is"),
        (HELD | {"title": "Convention on Wildlife"}, "the list gives 'Convention on Wildlife'"),
        (HELD | {"place_date": "New York"}, "is not a date"),
        (HELD | {"ref": "eighteen"}, "'eighteen' is not a number like XVIII-12"),
        ("text", "this is no treaty"),
    ],
)
def test_a_row_that_differs_or_cannot_be_read_is_reported(tmp_path: Path, row: object, reason: str) -> None:
    assert reason in refusals(of(tmp_path, row))[0].reason


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"treaties": []}', '{"treaties": ['])
def test_what_is_no_such_list_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mtdsg_index.json"
    file.write_text(content)
    with pytest.raises(FormatError):
        read(MtdsgIndex(), file)


@given(st.dictionaries(st.sampled_from([*HELD]), JSON))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fields_of_a_row_are_refused_or_passed(tmp_path: Path, fields: dict[str, object]) -> None:
    assert len(of(tmp_path, HELD | fields)) == 1


@given(st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    only_format_errors_escape(MtdsgIndex(), tmp_path / "mtdsg_index.json", content)
