"""Tables leave with their source, in the reader's direction, and run nothing in the spreadsheet that opens them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from comity.treaties.export import TYPES, Table, render

TABLE = Table(
    title="Status: UNTOC/2000 [Palermo], a long title for a sheet",
    columns=(("state", "الدولة"), ("deposit", "الإيداع")),
    rows=(("النيجر", "2004-09-30"), ("Côte d'Ivoire", "")),
    notes=("Source: a depositary's list. As of: 2014-07-10. Licence: facts only.",),
    right_to_left=True,
)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("https://example.org")', "\r=1"]


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_file_opens_with_its_letters_and_ends_with_its_source() -> None:
    data = render(TABLE, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert cells(data) == [["الدولة", "الإيداع"], *map(list, TABLE.rows), [], list(TABLE.notes)]


def test_a_spreadsheet_in_arabic_runs_from_right_to_left_with_its_source_on_a_sheet_of_its_own() -> None:
    book = load_workbook(io.BytesIO(render(TABLE, "xlsx")))
    table, source = book.worksheets
    assert table.title == "Status UNTOC2000 Palermo, a lon"
    assert table.sheet_view.rightToLeft
    assert [[cell.value for cell in row] for row in table.rows] == [
        ["الدولة", "الإيداع"],
        ["النيجر", "2004-09-30"],
        ["Côte d'Ivoire", None],
    ]
    assert table["A1"].font.bold
    assert table.freeze_panes == "A2"
    assert source["A1"].value == TABLE.notes[0]


def test_a_json_file_names_columns_by_key_and_carries_its_source() -> None:
    data = json.loads(render(TABLE, "json"))
    assert data["rows"][0] == {"state": "النيجر", "deposit": "2004-09-30"}
    assert data["columns"] == dict(TABLE.columns)
    assert data["notes"] == list(TABLE.notes)


@pytest.mark.parametrize("value", FORMULAS)
def test_no_value_is_a_formula_to_a_spreadsheet(value: str) -> None:
    table = replace(TABLE, columns=(("name", value),), rows=((value,),), notes=(value,))
    assert {row[0][:1] for row in cells(render(table, "csv")) if row} == {"'"}
    for sheet in load_workbook(io.BytesIO(render(table, "xlsx"))).worksheets:
        assert {cell.data_type for row in sheet.rows for cell in row} == {"s"}


@settings(deadline=None)  # the first workbook waits for openpyxl to load
@given(st.text(max_size=30), st.sampled_from(sorted(TYPES)))
@example("\x08", "xlsx")
@example("\uffff", "xlsx")
def test_any_text_can_be_written_in_any_form(text: str, form: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert render(Table(text, (("a", text),), ((text,),), (text,)), form)


def test_a_form_that_is_not_offered_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(TABLE, "pdf")
