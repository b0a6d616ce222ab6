"""The directory's pages: the list, an entry, the finder, the comparison, and what each reader sees of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from comity.accounts.models import Mandate
from comity.accounts.roles import Role
from comity.core.models import LedgerEntry
from comity.evidence.entries import PowerEntry
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import NationalProvision
from comity.law.authorities.entry import Designation, LegalBasisPolicy, Requirements, Said
from comity.law.authorities.words import Competence, Stage
from comity.law.electronic_powers import Power
from tests.accounts.people import person, signed_in
from tests.directory.entries import ENTRY, listed
from tests.evidence.entries import SOURCE, power

pytestmark = pytest.mark.usefixtures("recorded")
MLA = Designation("untoc:18:13", Competence.MLA)
SECRETS = ("secret", "+227")


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return unescape(response.content.decode())


@pytest.fixture
def practitioner() -> Client:
    return signed_in(person("practitioner@example.org", Role.PRACTITIONER, state="ITA"))


# -- the list ---------------------------------------------------------------------------------------------------


def test_the_list_shows_names_states_matters_and_counts(client: Client) -> None:
    listed("Direction de l'entraide")
    listed("Parquet général", state="BEN", designations=(Designation("untoc:16", Competence.EXTRADITION),))
    page = text(client, "/en/directory/")

    assert "<b>2</b>authorities" in page
    assert "<b>2</b>States" in page
    assert "Extradition (1)" in page
    assert "Direction de l'entraide" in page


def test_filters_narrow_the_list_and_the_counts_of_the_others(client: Client) -> None:
    listed("Un")
    listed("Deux", designations=(Designation("untoc:16", Competence.EXTRADITION),))
    listed("Trois", state="ITA")
    page = text(client, "/en/directory/?matter=mla&region=african")

    assert "<b>1</b>authority" in page
    assert "Un" in page
    assert "Deux" not in page
    assert "Extradition (1)" in page  # what the other filter leaves
    assert 'value="mla" selected' in page


def test_a_name_is_found_without_accents_in_any_of_its_languages(client: Client) -> None:
    listed("Ministère de la Justice")
    assert "Ministère" in text(client, "/en/directory/?q=MINISTERE+justice")
    assert "No authority fits" in text(client, "/en/directory/?q=interieur")


def test_the_list_is_as_on_a_day(client: Client) -> None:
    listed("Early", on=date(2020, 1, 1))
    listed("Late", on=date(2023, 1, 1))
    page = text(client, "/en/directory/?on=2021-06-01")
    assert "Early" in page
    assert "Late" not in page
    assert "is not a day of the calendar" in text(client, "/en/directory/?on=soon", 400)


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(client: Client) -> None:
    for n in range(53):
        listed(f"Authority {n:02}")
    first, second = text(client, "/en/directory/?matter=mla"), text(client, "/en/directory/?matter=mla&page=2")
    assert "Authority 49" in first
    assert "Authority 50" not in first
    assert "Authority 52" in second
    assert "?matter=mla&page=2" in first
    assert "Authority 52" in text(client, "/en/directory/?page=99")


def test_downloads_hold_the_public_facts_of_what_was_asked_for_and_nothing_else(
    client: Client, practitioner: Client
) -> None:
    key = listed()
    listed("Elsewhere", state="ITA")
    for who in (client, practitioner):
        table = json.loads(who.get("/en/directory/authorities.json?state=NER").content)
        assert [(row["key"], row["code"], row["provisions"]) for row in table["rows"]] == [(key, "NER", "untoc:18:13")]
        assert "secret" not in json.dumps(table)
        assert "wacap" not in json.dumps(table)
    assert client.get("/en/directory/authorities.csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get("/en/directory/authorities.xlsx").content.startswith(b"PK")
    assert client.get("/en/directory/authorities.pdf").status_code == 404


def test_membership_of_a_network_is_not_found_out_through_the_filter(client: Client, practitioner: Client) -> None:
    listed()
    assert "<b>0</b>" in text(client, "/en/directory/?network=wacap")
    assert "<b>1</b>authority" in text(practitioner, "/en/directory/?network=wacap")
    assert json.loads(client.get("/en/directory/authorities.json?network=wacap").content)["rows"] == []


# -- an entry ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_a_visitor_sees_name_state_and_matters_and_that_the_rest_is_for_practitioners(
    client: Client, language: str
) -> None:
    key = listed()
    page = text(client, f"/{language}/directory/authorities/{key}/")

    assert "Demonstration directorate" in page
    assert "untoc:18:13" in page
    assert not [secret for secret in SECRETS if secret in page]
    assert 'class="withheld"' in page
    assert "wacap" not in page.lower()


def test_a_practitioner_sees_contacts_channels_and_requirements_but_no_duty_line(practitioner: Client) -> None:
    key = listed()
    response = practitioner.get(f"/en/directory/authorities/{key}/")
    page = unescape(response.content.decode())

    for secret in ("secret-adresse", "secret-contact", "secret-canal", "secret-exigence", "secret-preuve"):
        assert secret in page
    assert "+22790000009" not in page
    assert "there now" in page
    assert "Mon–Fri 08:00–16:30" in page
    assert response["Cache-Control"] == "private, no-store"
    assert LedgerEntry.objects.filter(action="authority.read", subject=key).count() == 1


def test_an_editor_of_the_catalogue_sees_no_more_than_a_visitor() -> None:
    client = signed_in(person("editor@example.org", Role.EDITOR))
    page = text(client, f"/en/directory/authorities/{listed()}/")
    assert not [secret for secret in SECRETS if secret in page]


def test_a_practitioner_whose_mandate_ended_sees_no_more_than_a_visitor(practitioner: Client) -> None:
    Mandate.objects.update(valid_to=date(2021, 1, 1))
    page = text(practitioner, f"/en/directory/authorities/{listed()}/")
    assert not [secret for secret in SECRETS if secret in page]


def test_an_invented_entry_says_so_first(client: Client) -> None:
    page = text(client, f"/en/directory/authorities/{listed()}/")
    assert page.index("Invented for demonstration") < page.index("<h1>")


def test_an_entry_is_shown_as_it_stood_and_lists_its_versions_with_what_changed(client: Client) -> None:
    key = listed("Old name", on=date(2020, 1, 1))
    from comity.directory.interfaces import load_entry

    changed = replace(ENTRY, names=(Said("fr", "New name"),), policy=LegalBasisPolicy())
    load_entry(entry=changed, source_id="test:Old name", published_on=date(2022, 1, 1))

    now, before = (text(client, f"/en/directory/authorities/{key}/{on}") for on in ("", "?on=2021-01-01"))
    assert '<h1><bdi lang="fr">New name' in now
    assert '<h1><bdi lang="fr">Old name' in before
    assert "Changed: Names" in now
    assert "Legal basis" not in now.split('id="history"')[1]  # a change of what is withheld is not told
    assert client.get(f"/en/directory/authorities/{key}/?on=2019-01-01").status_code == 404
    assert client.get("/en/directory/authorities/nosuchkey0/").status_code == 404


# -- the finder -------------------------------------------------------------------------------------------------


def test_one_authority_is_named_with_the_reason_and_where_it_stands(client: Client) -> None:
    key = listed()
    page = text(client, "/en/directory/find/?state=NER&measure=mla&on=2026-01-01")

    assert "No authority is on record" in page  # published later than that day
    page = text(client, "/en/directory/find/?state=NER&measure=mla")
    assert "names one authority" in page
    assert f"/en/directory/authorities/{key}/" in page
    assert "article 18(13)" in page
    assert "secret" not in page


def test_only_the_question_that_decides_is_asked_and_its_answers_are_links(client: Client) -> None:
    listed("Prosecutor", designations=(replace(MLA, stages=(Stage.INVESTIGATION,)),))
    listed("Court", designations=(replace(MLA, stages=(Stage.TRIAL, Stage.EXECUTION)),))
    page = text(client, "/en/directory/find/?state=NER&measure=mla")

    assert "At which stage are the proceedings?" in page
    assert "Is the request urgent?" not in page
    assert "?state=NER&measure=mla&stage=trial" in page
    answer = text(client, "/en/directory/find/?state=NER&measure=mla&stage=trial")
    assert "Court" in answer
    assert "Prosecutor" not in answer


def test_the_languages_of_the_requesting_state_are_taken_into_account_for_a_practitioner(
    client: Client, practitioner: Client
) -> None:
    listed()
    address = "/en/directory/find/?state=NER&measure=mla&requesting=FRA"
    assert "Accepted as the requesting State writes it: French." in text(practitioner, address)
    assert "French." not in text(client, address)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=XYZ&measure=mla", "is not the code or the name of a State"),
        ("state=NER&measure=tea", "is not one of the answers"),
        ("state=NER&measure=mla&stage=noon", "is not one of the answers"),
        ("state=NER&measure=mla&urgent=perhaps", "is not one of the answers"),
        ("state=NER&measure=mla&on=31+Feb", "is not a day of the calendar"),
        ("state=NER&measure=mla&basis=nothing", "is not one of the answers"),
        ("state=NER&measure=mla&territory=XXX", "Choose a State"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(client: Client, query: str, says: str) -> None:
    page = text(client, f"/en/directory/find/?{query}", 400)
    assert says in page
    assert "NER" in page


def test_a_state_by_name_and_a_matter_without_a_measure_can_be_asked_for(client: Client) -> None:
    listed("Navy", designations=(Designation("untoc-som:8:6", Competence.MIGRANTS_BY_SEA),))
    page = text(client, "/en/directory/find/?state=Niger&measure=smuggling-of-migrants-by-sea")
    assert "Navy" in page


# -- side by side -----------------------------------------------------------------------------------------------


def test_two_states_requirements_stand_side_by_side_with_unknown_said(practitioner: Client) -> None:
    listed()
    listed("Other", state="BEN", requirements=(Requirements(),))
    page = text(practitioner, "/en/directory/compare/?state=NER&state=BEN&state=&measure=mla")

    row = page[page.index("Languages of requests") :].split("</tr>")[0]
    assert "French" in row
    assert "Unknown" in row
    table = practitioner.get("/en/directory/compare.json?state=NER&state=BEN&measure=mla")
    assert table["Cache-Control"] == "private, no-store"
    points = {row["point"]: (row["column-1"], row["column-2"]) for row in json.loads(table.content)["rows"]}
    assert points["Languages of requests"] == ("French", "Unknown")


def test_a_visitors_comparison_and_its_files_hold_nothing_restricted(client: Client) -> None:
    listed()
    for address in (
        "/en/directory/compare/?state=NER&state=BEN",
        "/en/directory/compare.json?state=NER&state=BEN",
        "/en/directory/compare.csv?state=NER&state=BEN",
    ):
        content = client.get(address).content.decode()
        assert "For registered practitioners" in content
        assert "secret" not in content
        assert "French" not in content.split('class="requirements"')[-1].replace("French Guiana", "")


@pytest.mark.parametrize(
    "query", ["state=NER", "state=NER&state=NER", "state=NER&state=BEN&state=ITA&state=FRA&state=DEU"]
)
def test_fewer_than_two_or_more_than_four_states_are_refused(client: Client, query: str) -> None:
    assert "Choose two to four different States." in text(client, f"/en/directory/compare/?{query}", 400)
    assert client.get(f"/en/directory/compare.csv?{query}").status_code == 400


# -- national provisions on electronic evidence ------------------------------------------------------------------


def take(*entries: PowerEntry) -> None:
    assert not record(Placed(str(n), entry) for n, entry in enumerate(entries)).refused


def test_an_entry_and_the_national_provisions_that_name_it_lead_to_one_another(client: Client) -> None:
    key, other = listed("Central authority"), listed("Another authority")
    take(power(authority_key=key), power("FRA", authority_key="nosuchkey"), power("ITA"))
    entry = text(client, f"/en/directory/authorities/{key}/")
    assert 'href="/en/evidence/national-provisions/?state=NER#NER-N1"' in entry
    assert "Quick preservation" in entry
    assert "For foreign requests" in entry
    assert "FRA-N1" not in entry
    assert "national-provisions" not in text(client, f"/en/directory/authorities/{other}/")
    table = text(client, "/en/evidence/national-provisions/")
    assert f'href="/en/directory/authorities/{key}/"' in table
    assert "authorities/nosuchkey" not in table
    assert "Central authority" in text(client, "/en/evidence/national-provisions.csv")


def test_a_provision_withdrawn_from_the_hub_is_not_on_the_entry(client: Client) -> None:
    key = listed("Central authority")
    take(power(authority_key=key))
    NationalProvision.objects.update(live=False)
    assert "Quick preservation" not in text(client, f"/en/directory/authorities/{key}/")


def test_an_entry_costs_the_same_with_three_national_provisions_as_with_one(
    client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    key = listed("Central authority")
    counts = []
    for powers in ((Power.PRESERVATION,), (Power.EMERGENCY, Power.SEARCH_SEIZURE)):
        take(*(power(authority_key=key, power=each, source=replace(SOURCE, id=each.value)) for each in powers))
        text(client, f"/en/directory/authorities/{key}/")
        with django_assert_max_num_queries(20) as counted:
            text(client, f"/en/directory/authorities/{key}/")
        counts.append(len(counted))  # type: ignore[arg-type]
    assert counts[0] == counts[1]


# -- how many queries -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/en/directory/", "/en/directory/find/?state=NER&measure=mla", "/en/directory/compare/?state=NER&state=BEN"],
)
@pytest.mark.parametrize("registered", [False, True])
def test_three_authorities_take_no_more_queries_than_one(
    client: Client,
    practitioner: Client,
    django_assert_max_num_queries: Callable[..., object],
    address: str,
    registered: bool,
) -> None:
    who = practitioner if registered else client
    counts = []
    for names in (["One"], ["Two", "Three"]):
        for name in names:
            listed(name)
        who.get(address)  # read once: what is held per process, and noted in the ledger
        with django_assert_max_num_queries(20) as counted:
            who.get(address)
        counts.append(len(counted))  # type: ignore[arg-type]
    assert counts[0] == counts[1]


# -- reached from the navigator -----------------------------------------------------------------------------------

BASIS = "basis/ITA/NER/mla/"


def test_the_navigators_answer_names_the_authority_of_the_directory_and_leads_to_its_entry(client: Client) -> None:
    key = listed()
    page = text(client, f"/en/{BASIS}?on={date.today().isoformat()}")

    assert "From the directory" in page
    assert f"/en/directory/authorities/{key}/" in page
    assert "names one authority" in page
    assert "secret" not in page


def test_the_navigator_says_when_the_directory_lists_no_authority(client: Client) -> None:
    page = text(client, f"/en/{BASIS}?on=2022-07-18")
    assert "The directory lists no authority of Niger on that day." in page
    assert "From the directory" not in page


def test_json_of_the_answer_names_the_authority_and_gives_a_practitioner_language_and_channel(
    client: Client, practitioner: Client
) -> None:
    key = listed()
    address = f"/en/{BASIS}data.json?on={date.today().isoformat()}"
    visitor, admitted = (json.loads(who.get(address).content)["addressees"] for who in (client, practitioner))

    assert [a["key"] for a in visitor[0]["authorities"]] == [key]
    assert {c["withheld"] for c in visitor[0]["authorities"][0]["conclusions"] if c["about"] == "language"} == {True}
    told = {c["about"]: c["text"] for c in admitted[0]["authorities"][0]["conclusions"]}
    assert told["language"] == "The translation must be certified: French."
    assert "secret" not in json.dumps(visitor)


def test_a_split_designation_leads_from_the_navigator_to_the_question_that_decides(client: Client) -> None:
    listed("Prosecutor", designations=(replace(MLA, stages=(Stage.INVESTIGATION,)),))
    listed("Court", designations=(replace(MLA, stages=(Stage.TRIAL, Stage.EXECUTION)),))
    page = text(client, f"/en/{BASIS}?on={date.today().isoformat()}")
    assert "/en/directory/find/?state=NER&measure=mla&requesting=ITA&basis=untoc" in page


def test_the_pdf_of_the_answer_holds_the_authority_and_no_restricted_fact_for_a_visitor(client: Client) -> None:
    listed("Autorité nigérienne")
    response = client.get(f"/fr/{BASIS}document.pdf?on={date.today().isoformat()}")
    assert response.status_code == 200
    written = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert "Autorité nigérienne" in written
    assert "Inventé" in written
    assert "secret-" not in written


# -- from a State and from a provision ------------------------------------------------------------------------------


def test_a_states_page_lists_its_authorities(client: Client) -> None:
    key = listed()
    listed("Elsewhere", state="BEN")
    page = text(client, "/en/states/NER/")
    assert f"/en/directory/authorities/{key}/" in page
    assert "Elsewhere" not in page
    assert "secret" not in page


def test_a_provisions_page_lists_the_authorities_designated_under_it_or_a_part_of_it(client: Client) -> None:
    key = listed()
    assert f"/en/directory/authorities/{key}/" in text(client, "/en/provisions/untoc:18:13/")
    assert f"/en/directory/authorities/{key}/" in text(client, "/en/provisions/untoc:18/")
    assert f"/en/directory/authorities/{key}/" not in text(client, "/en/provisions/untoc:16/")
