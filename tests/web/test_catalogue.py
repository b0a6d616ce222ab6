"""The catalogue's pages: what they find, what they refuse, what they never show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.accounts.models import User
from comity.catalogue.models import Case, Extract, Law
from comity.connectors.catalogue.demonstration import load_demonstration
from comity.law.book import TreatyBook
from comity.records.models import ErrorReport
from comity.search import index as index_room
from comity.search.indexing import apply_changes, rebuild
from comity.treaties.queries import standing_of
from comity.vocabulary.bundled import load_bundled

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@pytest.fixture
def catalogued(recorded: TreatyBook, tmp_path: Path, settings: Any) -> Iterator[None]:
    """The demonstration records, recorded and indexed."""
    settings.HOME = tmp_path
    index_room._open.clear()
    load_bundled()
    load_demonstration()
    rebuild(vectors=False)
    yield
    index_room._open.clear()


def pages() -> list[str]:
    """One address of every type of page of the catalogue."""
    case = Case.objects.get(source_id="teach-3")
    return [
        "search/",
        "search/?q=extradition&state=CAN&sort=newest",
        "search/?q=zzzzzz",
        "search/suggestions/?q=extr",
        "search/alert/?q=extradition",
        f"records/{case.key}/",
        f"records/{case.key}/report/",
        f"records/{Extract.objects.get(source_id='can-extradition-act#1').key}/",
        f"records/{Law.objects.get(source_id='can-extradition-act').key}/",
        "provisions/untoc:16/",
        "provisions/untoc:16/legislation/?state=CAN&state=CHN&state=RUS",
        "vocabularies/",
        "vocabularies/issues/",
    ]


def test_every_page_answers_in_every_language(catalogued: None, client: Client) -> None:
    for page in pages():
        for language in LANGUAGES:
            response = client.get(f"/{language}/{page}")
            assert response.status_code == 200, (language, page)
            assert "%(" not in response.content.decode()


def test_an_arabic_reader_is_shown_the_canadian_extract_in_arabic(catalogued: None, client: Client) -> None:
    body = client.get("/ar/search/?q=" + quote("تسليم المجرمين كندا")).content.decode()
    key = Extract.objects.get(source_id="can-extradition-act#1").key
    assert f"/ar/records/{key}/" in body
    shown = client.get(f"/ar/records/{key}/").content.decode()
    assert "تحدد المادة" in shown


def test_a_record_says_how_its_state_stands_to_the_treaty_as_the_book_has_it(
    catalogued: None, recorded: TreatyBook, client: Client
) -> None:
    seen = set()
    for row in Extract.objects.filter(live=True).order_by("pk"):
        instruments = {code.split(":")[0] for code in row.provisions} & set(recorded.instruments)
        expected = {
            standing_of(recorded, instrument, state, date.today()).bond.value
            for instrument in instruments
            for state in row.states
        }
        page = client.get(f"/en/records/{row.key}/").content.decode()
        shown = set(
            re.findall(r'class="bond ([a-z-]+)"><span class="mark" aria-hidden="true"></span>([a-z ]+)</span>', page)
        )
        assert shown == {(value, value.replace("-", " ")) for value in expected}, row.number
        seen |= expected
    assert {"bound", "not-bound"} <= seen or {"bound", "unknown"} <= seen


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("planet=mars", "planet"),
        ("page=1000000000", "page"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("size=7", "size"),
        ("sort=random", "sort"),
        ("since=2024-99-99", "since"),
        ("q=" + "a" * 10_000, "1000"),
    ],
)
def test_what_cannot_be_asked_is_explained(catalogued: None, client: Client, query: str, says: str) -> None:
    for page in ("search/", "search/feed.atom", "search/records.csv", "search/alert/"):
        response = client.get(f"/en/{page}?{query}")
        assert response.status_code == 400
        assert says in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "(a+)+$" * 100,
        "(.*a){25}*",
        "[a-z]{1,99999}*",
        "\x00\x01\x1f",
        '"""',
        "((((",
        "<script>alert(1)</script>",
        "a* " * 200,
        "\u202eab\u2066",
        "%' OR 1=1 --",
        "-",
    ],
)
def test_hostile_words_are_answered(catalogued: None, client: Client, words: str) -> None:
    response = client.get("/en/search/", {"q": words})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    for page in ("suggestions/", "feed.atom", "records.csv", "records.pdf", "alert/"):
        assert client.get(f"/en/search/{page}", {"q": words}).status_code == 200, page
    ElementTree.fromstring(client.get("/en/search/feed.atom", {"q": words}).content)  # any reader of feeds can read it


def test_the_number_of_queries_does_not_grow_with_the_results(catalogued: None, client: Client) -> None:
    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(address)
        return len(told)

    one = count("/en/search/?q=number:CAN-E1")
    many = count("/en/search/?q=extradition")
    assert one == many <= 8


def test_counts_on_the_page_are_those_of_the_pages_they_lead_to(catalogued: None, client: Client) -> None:
    from comity.search.finding import Asked, find

    whole = find(Asked("extradition"))
    for facet in ("state", "kind", "language", "provision"):
        for code, count in whole.facets[facet][:6]:
            assert find(Asked("extradition", filters={facet: (code,)})).total == count


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonld", "ris", "bibtex", "csl", "pdf"])
def test_any_result_can_be_taken_along_and_says_what_it_is(catalogued: None, client: Client, form: str) -> None:
    response = client.get(f"/en/search/records.{form}?state=CAN")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    if form not in {"xlsx", "pdf"}:
        text = response.content.decode()
        assert text.count("can-extradition-act#1") or text.count("CAN-E1")
        assert "Demonstration data" in text
    if form in {"json", "jsonld", "csl"}:
        json.loads(response.content)


def test_a_number_leads_to_the_record_and_an_unknown_one_nowhere(catalogued: None, client: Client) -> None:
    key = Case.objects.get(source_id="teach-1").key
    number = Case.objects.get(source_id="teach-1").number
    assert client.get(f"/en/records/{number}/")["Location"] == f"/en/records/{key}/"
    assert client.get("/en/records/XXX-C99/").status_code == 404


def test_what_is_not_published_is_nowhere(catalogued: None, client: Client) -> None:
    held = Extract.objects.get(source_id="can-extradition-act#1")
    held.unpublish()
    while apply_changes():
        pass
    for page in (f"records/{held.key}/", f"records/{held.number}/", f"records/{held.key}/record.json"):
        assert client.get(f"/en/{page}").status_code == 404
    for page in ("search/?q=number:CAN-E1", "search/records.json?state=CAN", "search/feed.atom?state=CAN"):
        assert held.key not in client.get(f"/en/{page}").content.decode()


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "قانون <script>alert(1)</script> Act 123 (ב) \u202egnissem",
    "a & b \" ' </title>",
)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("form", ["", "json", "jsonld", "ris", "bibtex", "csl", "csv"])
def test_html_and_mixed_directions_in_a_field_stay_text(
    catalogued: None, client: Client, title: str, form: str
) -> None:
    held = Law.objects.get(source_id="can-extradition-act")
    for text in held.texts.all():
        text.title = title
        held.texts.add(text)
    held.save_revision().publish()
    while apply_changes():
        pass
    pages = [f"records/{held.key}/record.{form}"] if form else [f"records/{held.key}/", "search/?q=number:CAN-L1"]
    pages += [] if form else ["search/feed.atom?state=CAN", f"records/{held.key}/history/?from=1&to=2"]
    for page in pages:
        for language in ("en", "ar"):
            response = client.get(f"/{language}/{page}")
            assert response.status_code == 200
            if not form:
                body = response.content.decode()
                assert "<img src=x" not in body
                assert "<script>alert" not in body
                assert "</title> <" not in body
            elif form in {"json", "jsonld", "csl"}:
                assert title in json.dumps(json.loads(response.content), ensure_ascii=False).replace('\\"', '"')


def test_deep_pages_are_stable_and_end_where_it_is_said(catalogued: None, client: Client) -> None:
    from comity.search.finding import Asked, find

    first = find(Asked("law", size=20), shown=False)
    found = [hit.key for page in range(1, first.pages + 1) for hit in find(Asked("law", page=page), shown=False).hits]
    assert len(found) == len(set(found)) == first.total
    beyond = client.get(f"/en/search/?q=law&page={first.pages + 1}")
    assert beyond.status_code == 200
    assert client.get("/en/search/?q=law&page=501").status_code == 400  # ten thousand records deep, and no deeper


def test_a_draft_is_shown_to_nobody_outside(catalogued: None, client: Client) -> None:
    held = Law.objects.get(source_id="can-extradition-act")
    text = held.texts.get(language="en")
    text.title = "Secret plan"
    held.texts.add(text)
    held.save_revision()
    while apply_changes():
        pass
    for page in (f"records/{held.key}/", "search/?q=secret", f"records/{held.key}/record.json"):
        assert "Secret plan" not in client.get(f"/en/{page}").content.decode()


def test_an_error_report_arrives_with_its_context(catalogued: None, client: Client) -> None:
    held = Case.objects.get(source_id="teach-1")
    address = f"/fr/records/{held.key}/report/"
    assert client.post(address, {"text": ""}).status_code == 400
    assert client.post(address, {"text": "La date est fausse.", "contact": "a@example.org"}).status_code == 200
    client.post(address, {"text": "spam", "website": "http://spam.example"})
    told = ErrorReport.objects.get()
    assert (told.number, told.language, told.changed_at) == (held.number, "fr", held.changed_at)


def test_a_report_from_another_site_is_refused(catalogued: None) -> None:
    held = Case.objects.get(source_id="teach-1")
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(f"/en/records/{held.key}/report/", {"text": "x"}).status_code == 403
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("page", ["", "quality/", "import/", "snippets/catalogue/law/", "import/case.xlsx"])
def test_the_desk_is_closed_to_those_without_a_place_at_it(catalogued: None, client: Client, page: str) -> None:
    assert "/login/" in client.get(f"/desk/{page}")["Location"]
    client.force_login(User.objects.create_user("reader@example.org"))
    assert client.get(f"/desk/{page}").status_code in {302, 403}
