"""Templates: empty, filled in, and filled in wrongly."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.utils import translation
from openpyxl import load_workbook

from comity.catalogue.entries import Kind
from comity.connectors.catalogue.items import FormatError, Found, Refused
from comity.connectors.catalogue.templates import check, template
from comity.vocabulary.bundled import load_bundled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vocabularies(db: None) -> None:
    load_bundled()


def filled(kind: Kind, **cells: str) -> bytes:
    header = next(csv.reader(io.StringIO(template(kind, "csv").decode("utf-8-sig"))))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, header)
    writer.writeheader()
    writer.writerow(cells)
    return stream.getvalue().encode()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_empty_template_holds_nothing(kind: Kind, form: str) -> None:
    assert list(check(template(kind, form), f"a.{form}")) == []


LAW = {"id": "l1", "language": "fr", "states": "France; SEN", "law_kind": "act", "title_fr": "Loi", "source": "moi"}


def test_a_filled_row_is_an_entry() -> None:
    (item,) = check(filled(Kind.LAW, **LAW, provisions="untoc:16", crimes="fraud;drugs"), "a.csv")
    assert isinstance(item, Found)
    assert (item.entry.states, item.entry.crimes) == (("FRA", "SEN"), ("fraud", "drugs"))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("states", "Atlantis", "states"),
        ("law_kind", "poem", "one of"),
        ("adopted_on", "31.12.2020", "2024-01-31"),
        ("provisions", "untoc:?!", "provision"),
        ("id", "", "empty"),
        ("crimes", "fraud;planet", "planet"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(column: str, value: str, says: str) -> None:
    (item,) = check(filled(Kind.LAW, **(LAW | {column: value})), "a.csv")
    assert isinstance(item, Refused)
    assert says in item.reason
    assert column in item.reason
    assert item.place == "a.csv, row 2"


def test_a_case_with_its_parts() -> None:
    book = load_workbook(io.BytesIO(template(Kind.CASE, "xlsx")))

    def add(sheet: str, **cells: str) -> None:
        header = [cell.value for cell in book[sheet][1]]
        book[sheet].append([cells.get(str(name), "") for name in header])

    add("case", id="c", language="en", states="ITA", case_type="judgment", title_en="T", source="me")
    add("charges", id="c", defendant="Maria Rossi", offence="Fraud", verdict="guilty")
    add("cooperation", id="c", measure="mla", requesting="ITA", requested="FRA", provisions="untoc:18")
    stream = io.BytesIO()
    book.save(stream)
    (item,) = check(stream.getvalue(), "a.xlsx")
    assert isinstance(item, Found)
    add("victims", id="c", victim="Anna Bianchi")
    stream = io.BytesIO()
    book.save(stream)
    (item,) = check(stream.getvalue(), "a.xlsx")
    assert isinstance(item, Refused)
    assert "initials" in item.reason


def test_what_is_wrong_is_said_in_the_language_of_the_reader() -> None:
    with translation.override("fr"):
        (item,) = check(filled(Kind.LAW, **(LAW | {"law_kind": "poem", "source": ""})), "a.csv")
        assert isinstance(item, Refused)
        assert item.place == "a.csv, ligne 2"
        assert item.reason.startswith("Colonne « law_kind » : « poem » n’est aucun de ceux-ci : ")
        assert item.reason.endswith("Colonne « source » : Elle est vide.")
        with pytest.raises(FormatError, match="télécharge"):
            list(check(b"a,b\n1,2", "a.csv"))


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_columns_are_explained_in_the_language_of_the_reader(kind: Kind, language: str) -> None:
    def explained() -> list[tuple[object, ...]]:
        return list(load_workbook(io.BytesIO(template(kind, "xlsx")))["columns"].iter_rows(values_only=True))

    english = explained()
    with translation.override(language):
        translated = explained()
    assert [row[:2] for row in translated[1:]] == [row[:2] for row in english[1:]]
    same = {row[3] for row in translated} & {row[3] for row in english}
    assert not same


def test_a_column_the_template_lacks_is_named() -> None:
    with pytest.raises(FormatError, match="“titel_fr”"):
        list(check(filled(Kind.LAW, **LAW).replace(b"title_fr", b"titel_fr"), "a.csv"))


def in_workbook(kind: Kind, *rows: tuple[str, dict[str, str]], rename: tuple[str, str, str] | None = None) -> bytes:
    """A filled-in workbook; `rename` gives a sheet, the name of a column of it and another name."""
    book = load_workbook(io.BytesIO(template(kind, "xlsx")))
    for sheet, cells in rows:
        header = [cell.value for cell in book[sheet][1]]
        book[sheet].append([cells.get(str(name), "") for name in header])
    if rename:
        (cell,) = [cell for cell in book[rename[0]][1] if cell.value == rename[1]]
        cell.value = rename[2]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


A_CASE = (
    "case",
    {"id": "c", "language": "en", "states": "ITA", "case_type": "judgment", "title_en": "T", "source": "me"},
)


@pytest.mark.parametrize(("sheet", "column"), [("case", "title_fr"), ("charges", "verdict")])
def test_a_column_no_sheet_of_the_template_has_is_named_with_its_sheet(sheet: str, column: str) -> None:
    data = in_workbook(Kind.CASE, A_CASE, rename=(sheet, column, "misspelt"))
    with pytest.raises(FormatError, match=f"“{sheet}”.*“misspelt”"):
        list(check(data, "a.xlsx"))


def test_a_charge_that_belongs_to_no_case_is_told(db: None) -> None:
    data = in_workbook(Kind.CASE, A_CASE, ("charges", {"id": "other", "defendant": "A.B.", "offence": "Fraud"}))
    taken, left = check(data, "a.xlsx")
    assert isinstance(taken, Found)
    assert isinstance(left, Refused)
    assert "“other”" in left.reason
    assert left.place.endswith("row 2")


def test_files_that_cannot_be_read_say_why() -> None:
    for data, says in (
        ("é".encode("latin-1"), "UTF-8"),
        (b"a,b\n1,2", "no template"),
        (b"PK\x03\x04 nothing", "damaged or no workbook"),
        (b"", "it is empty"),
        (b"\r\n \n", "it is empty"),
        (b"x" * (65 << 20), "larger"),
    ):
        with pytest.raises(FormatError, match=says):
            list(check(data, "a.csv"))


def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (300 << 20))
    with pytest.raises(FormatError, match="unpacks"):
        list(check(stream.getvalue(), "a.xlsx"))
