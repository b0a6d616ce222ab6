"""Pages of treaties, States and provisions: status on a day, sorting and filtering by links, files to take away."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from django.test import Client
from openpyxl import load_workbook

from comity.law.book import TreatyBook


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode()).replace("<bdi>", "").replace("</bdi>", "")


def rows(text: str) -> list[str]:
    """The names in the first column of the first table."""
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    return [re.sub(r"<[^>]+>", "", name) for name in re.findall(r'<th scope="row">(.*?)</th>', table)]


def bonds(text: str) -> list[str]:
    """The standings in the first table, from top to bottom."""
    return re.findall(r'class="bond ([a-z-]+)"', text[text.index("<tbody>") : text.index("</tbody>")])


def test_a_treatys_page_shows_who_was_bound_on_the_day_asked_about(recorded: TreatyBook, client: Client) -> None:
    before = page(client, "/en/treaties/untoc/?on=2004-10-29&q=niger")
    after = page(client, "/en/treaties/untoc/?on=2004-10-30&q=niger")

    assert rows(before) == rows(after) == ["Niger", "Nigeria"]
    assert bonds(before)[0] == "not-bound"
    assert bonds(after)[0] == "bound"


def test_a_status_table_is_sorted_and_filtered_by_links_alone(recorded: TreatyBook, client: Client) -> None:
    bound = rows(page(client, "/en/treaties/untoc/?on=2004-01-01&standing=bound&sort=-since"))

    assert 40 <= len(bound) <= 80  # the Convention needed forty ratifications, and had just entered into force
    assert bound != sorted(bound)
    assert 'aria-sort="descending"' in page(client, "/en/treaties/untoc/?sort=-since")
    assert 'href="?sort=-state"' in page(client, "/en/treaties/untoc/")


def test_a_treatys_page_says_how_far_its_record_reaches(recorded: TreatyBook, client: Client) -> None:
    assert "Participation as of 10 July 2014" in page(client, "/en/treaties/untoc/")
    assert "not on record here" in page(client, "/en/treaties/ets30/")


def test_the_rule_of_entry_into_force_is_told_in_words(recorded: TreatyBook, client: Client) -> None:
    text = page(client, "/en/treaties/untoc/")

    assert "29 September 2003, after 40 ratifications" in text
    assert "on day 30 after the deposit" in text


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("table", ["treaties/untoc/status", "states/NER/treaties"])
def test_tables_can_be_taken_away_with_their_source_and_day(
    recorded: TreatyBook, client: Client, table: str, form: str
) -> None:
    response = client.get(f"/en/{table}.{form}?on=2014-01-01")

    assert response.status_code == 200
    assert f".{form}" in response["Content-Disposition"]
    text = _text(response.content, form)
    assert "2004-10-30" in text
    assert "As of: 2014-07-10" in text


def _text(content: bytes, form: str) -> str:
    if form == "xlsx":
        return str([list(sheet.values) for sheet in load_workbook(io.BytesIO(content))])
    if form == "json":
        return str(json.loads(content))
    return str(list(csv.reader(io.StringIO(content.decode("utf-8-sig")))))


def test_a_form_of_file_that_is_not_offered_is_not_found(recorded: TreatyBook, client: Client) -> None:
    assert client.get("/en/treaties/untoc/status.exe").status_code == 404


@pytest.mark.parametrize("address", ["treaties/untoc/", "states/NER/", "states/", "compare/NER/ITA/"])
def test_an_impossible_day_is_told_beside_its_field_and_kept(
    recorded: TreatyBook, client: Client, address: str
) -> None:
    response = client.get(f"/en/{address}?on=2022-02-31")
    text = unescape(response.content.decode())

    assert response.status_code == 400
    assert 'value="2022-02-31"' in text
    assert 'id="on-error"' in text


def test_states_are_found_by_a_name_in_any_language(recorded: TreatyBook, client: Client) -> None:
    assert rows(page(client, "/en/states/?q=Нигер"))[:1] == ["Niger"]
    assert "Côte d’Ivoire" in rows(page(client, "/en/states/?q=cote"))[0].replace("'", "’")


def test_two_states_side_by_side_are_chosen_by_code_or_name(recorded: TreatyBook, client: Client) -> None:
    chosen = client.get("/en/compare/?a=Niger&b=it&on=2014-01-01")

    assert (chosen.status_code, chosen["Location"]) == (302, "/en/compare/NER/ITA/?on=2014-01-01")
    assert "Organized Crime Convention" in page(client, chosen["Location"])


@pytest.mark.parametrize(("query", "field"), [("a=NER&b=NER", "b"), ("a=Atlantis&b=ITA", "a")])
def test_two_states_that_cannot_be_compared_are_told_beside_the_field(
    recorded: TreatyBook, client: Client, query: str, field: str
) -> None:
    response = client.get(f"/en/compare/?{query}")

    assert response.status_code == 400
    assert f'aria-describedby="{field}-error"' in response.content.decode()


def test_a_provision_leads_to_the_measures_offences_and_declarations_that_rest_on_it(
    recorded: TreatyBook, client: Client
) -> None:
    assert "Mutual legal assistance" in page(client, "/en/provisions/untoc:18/")
    assert "Laundering of proceeds of crime" in page(client, "/en/provisions/untoc:6/")
    assert "Declaration" in page(client, "/en/provisions/untoc:35:2/")


@pytest.mark.parametrize(
    "address", ["provisions/untoc:1!/", "provisions/nothing:3/", "treaties/nothing/", "states/XYZ/"]
)
def test_codes_that_are_unknown_or_malformed_are_not_found(recorded: TreatyBook, client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


def test_every_source_is_told_with_its_licence_and_day(recorded: TreatyBook, client: Client, book: TreatyBook) -> None:
    text = page(client, "/en/about/")

    for source in book.sources.values():
        assert source.title in text
        assert source.licence in text
