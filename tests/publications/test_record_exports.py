"""Exports of records, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from comity.catalogue.entries import Entry
from comity.catalogue.interfaces import Placed as PlacedEntry
from comity.catalogue.interfaces import record_entries
from comity.catalogue.models import Extract
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import Guide, ServiceProvider
from comity.publications.records import FORMS, Item, items, written
from tests.catalogue.entries import entries, extract, law
from tests.evidence.entries import guide_entry, provider

ADDRESS = "https://example.org/records/k/"
several = st.lists(entries(), min_size=1, max_size=3)
any_language = st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"])
thorough = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])

pytestmark = pytest.mark.django_db


def made(form: str, held: list[Entry], language: str = "en") -> bytes:
    return in_form(form, [Item(entry) for entry in held], language)


def in_form(form: str, held: list[Item], language: str = "en") -> bytes:
    return written(form, held, language=language, address=lambda record: f"{ADDRESS}{record.key}", query="a query")


@thorough
@given(several, any_language)
def test_csv_has_one_row_for_each_record_and_no_formula(held: list[Entry], language: str) -> None:
    text = made("csv", held, language).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    table = rows[1 : 1 + len(held)]
    assert all(len(row) == len(rows[0]) for row in table)
    assert not [cell for row in table for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]


@thorough
@given(several, any_language)
def test_a_workbook_holds_the_records(held: list[Entry], language: str) -> None:
    sheet = load_workbook(io.BytesIO(made("xlsx", held, language))).worksheets[0]
    assert sheet.max_row == len(held) + 1
    assert bool(sheet.sheet_view.rightToLeft) is (language == "ar")


@thorough
@given(several)
def test_json_holds_the_records_whole(held: list[Entry]) -> None:
    data = json.loads(made("json", held))
    assert [record["texts"][0]["title"] for record in data["records"]] == [entry.texts[0].title for entry in held]


@thorough
@given(several)
def test_linked_data_is_read_as_a_graph(held: list[Entry]) -> None:
    document = json.loads(made("jsonld", held))
    # The context is schema.org's own, which cannot be fetched here: its vocabulary stands in.
    document["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    names = set(graph.objects(predicate=rdflib.URIRef("https://schema.org/name")))
    assert {entry.texts[0].title for entry in held} <= {str(name) for name in names}


@thorough
@given(several)
def test_every_line_of_ris_is_a_tag_with_its_value(held: list[Entry]) -> None:
    lines = made("ris", held).decode().split("\r\n")[:-1]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert sum(line.startswith("TY") for line in lines) == sum(line.startswith("ER") for line in lines) == len(held)


@thorough
@given(several)
def test_bibtex_is_balanced_and_has_one_entry_for_each_record(held: list[Entry]) -> None:
    text = made("bibtex", held).decode()
    unescaped = re.sub(r"\\[{}]", "", text)
    depth = 0
    for letter in unescaped:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert len(re.findall(r"^@\w+\{comity-", text, re.MULTILINE)) == len(held)


@thorough
@given(several)
def test_citation_items_have_what_processors_need(held: list[Entry]) -> None:
    items = json.loads(made("csl", held))
    assert [item["title"] for item in items if "title" in item]
    assert all(item["type"] in {"legislation", "legal_case", "report", "book"} and item["URL"] for item in items)


@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru"])
def test_the_printed_list_says_the_texts_and_where_they_are_from(language: str) -> None:
    body = made(
        "pdf", [law(number="CAN-L1"), extract(number="CAN-E1", body="<b>#strong[$x$]</b> may be extradited")], language
    )
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    assert "CAN-L1" in text
    assert "#strong[$x$]" in text
    assert "Tests" in text


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(entries(), any_language)
def test_any_text_can_be_printed(entry: Entry, language: str) -> None:
    assert made("pdf", [entry], language).startswith(b"%PDF")


def test_every_form_has_its_name_and_its_kind() -> None:
    assert set(FORMS) == {"csv", "xlsx", "json", "jsonld", "ris", "bibtex", "csl", "pdf"}


@pytest.fixture
def hub() -> list[Item]:
    """A provider, a guide, and a part of the guide."""
    report = record(
        [Placed("p", provider()), Placed("g", guide_entry(publisher="A publisher", published_on="2021-10"))]
    )
    assert not report.refused
    guide = Guide.objects.get().key
    return items([ServiceProvider.objects.get().key, guide, f"{guide}.second", f"{guide}.none", "nosuchkey0"])


def test_what_is_taken_along_is_in_the_order_found_and_held(hub: list[Item]) -> None:
    assert [(item.record.text("en").title, len(item.whole)) for item in hub] == [
        ("Example", 0),
        ("A guide", 0),
        ("Second", 1),
    ]


def test_a_table_names_providers_and_the_guide_a_part_belongs_to(hub: list[Item]) -> None:
    rows = list(csv.DictReader(io.StringIO(in_form("csv", hub).decode("utf-8-sig"), newline="")))[:3]
    assert [row["Kind of record"] for row in rows] == ["provider", "guide", "guide"]
    assert [row["Law or guide it is in"] for row in rows] == ["", "", "A guide"]
    assert rows[0]["States"] == "Ireland; United States of America"
    assert [row["Date"] for row in rows] == ["", "2021-10", "2021-10"]  # no more exact than it is known
    assert {row["Source"] for row in rows} == {"A list"}


def test_the_whole_of_a_provider_is_in_json(hub: list[Item]) -> None:
    records = json.loads(in_form("json", hub, "fr"))["records"]
    assert records[0]["facts"]["portal_url"] == "https://portal.example/"
    assert records[2]["part_of"] == "A guide"
    assert [each["address"] for each in records] == [f"{ADDRESS}{each['key']}" for each in records]


def test_guides_are_cited_as_reports_and_their_parts_as_chapters(hub: list[Item]) -> None:
    guide, chapter = json.loads(in_form("csl", hub))[1:]
    assert (guide["type"], guide["publisher"]) == ("report", "A publisher")
    assert guide["issued"] == {"date-parts": [[2021, 10]]}
    assert (chapter["type"], chapter["container-title"]) == ("chapter", "A guide")
    assert re.findall(r"TY  - (\w+)", in_form("ris", hub).decode()) == ["GEN", "RPRT", "CHAP"]
    assert re.findall(r"@(\w+)\{comity-", in_form("bibtex", hub).decode()) == ["misc", "manual", "incollection"]


def test_a_provider_is_an_organization_in_linked_data(hub: list[Item]) -> None:
    graph = json.loads(in_form("jsonld", hub))["@graph"]
    assert graph[0]["about"]["@type"] == "Organization"
    assert graph[2]["isPartOf"]["name"] == [{"@value": "A guide", "@language": "en"}]


def test_the_printed_list_has_the_hub_too(hub: list[Item]) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(in_form("pdf", hub, "ar"))).pages)
    assert "Exemplar" in text
    assert text.count("A guide") >= 2
    assert "2021-10" in text


def test_an_extract_says_which_law_it_is_of(django_assert_max_num_queries: Any) -> None:
    laws = [PlacedEntry("law", law())] + [PlacedEntry(str(n), extract(f"law#{n}", "Text.")) for n in range(3)]
    assert not record_entries(laws).refused
    keys = list(Extract.objects.values_list("key", flat=True))
    with django_assert_max_num_queries(20) as one:
        items(keys[:1])
    with django_assert_max_num_queries(len(one)):
        held = items(keys)
    title = law().texts[0].title
    rows = list(csv.DictReader(io.StringIO(in_form("csv", held).decode("utf-8-sig"), newline="")))[:3]
    assert [row["Law or guide it is in"] for row in rows] == [title] * 3
