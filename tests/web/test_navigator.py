"""The navigator's pages: from the form to a stable address, what the answer shows, and questions that cannot be put."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.test import Client

from comity.core.asking import parameters, question
from comity.law.basis.procedure import opinion
from comity.law.book import TreatyBook
from comity.publications.opinion_json import opinion_to_json
from comity.web.asked import today

ANSWER = "/en/basis/NER/ITA/mla/?offence=trafficking-in-persons&on=2022-07-18"


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode()).replace("<bdi>", "").replace("</bdi>", "")


def test_the_form_leads_to_the_answers_own_address(recorded: TreatyBook, client: Client) -> None:
    response = client.get(
        "/en/basis/",
        {"requesting": "NER", "requested": "ITA", "measure": "mla", "offence": "trafficking-in-persons",
         "on": "2022-07-18", "organized-group": "yes", "transnational": ""},
    )  # fmt: skip

    assert response.status_code == 302
    assert response["Location"] == f"{ANSWER}&organized-group=yes"


def test_an_answers_address_always_names_its_day_so_that_it_can_be_cited(recorded: TreatyBook, client: Client) -> None:
    response = client.get("/en/basis/niger/italy/mla/?utm_source=mail")

    assert response.status_code == 302
    assert response["Location"] == f"/en/basis/NER/ITA/mla/?on={today().isoformat()}"
    assert client.get(response["Location"]).status_code == 200


def test_the_answer_says_first_what_can_be_relied_on(recorded: TreatyBook, client: Client) -> None:
    text = page(client, ANSWER)

    assert (
        text.index("may be able to rest its request") < text.index("as of 10 July 2014") < text.index("Primary basis")
    )


def test_facts_that_settle_every_test_make_the_answer_certain(recorded: TreatyBook, client: Client) -> None:
    text = page(client, f"{ANSWER}&organized-group=yes&transnational=yes")

    assert 'class="headline satisfied"' in text
    assert "can rest its request" in text


def test_every_test_of_the_answer_is_shown_with_word_and_sign_and_opens_to_its_rows(
    recorded: TreatyBook, client: Client, book: TreatyBook
) -> None:
    text = page(client, ANSWER)
    asked = {"requesting": "NER", "requested": "ITA", "offence": "trafficking-in-persons", "on": "2022-07-18"}
    answer = opinion(book, question(asked, gazetteer=book.gazetteer, today=today()))
    tests = [test for finding in answer.findings for test in finding.tests]

    assert text.count('<li class="stop">') == len(tests)
    assert "Ratification, 30 September 2004" in text
    assert "https://treaties.un.org" in text
    assert "Who could say:" in text


def test_what_was_left_open_is_told_as_unknown_with_who_could_say(recorded: TreatyBook, client: Client) -> None:
    text = page(client, ANSWER)
    section = text[text.index('id="unknown"') : text.index('id="whom"')]

    assert "Not said: whether the offence is transnational" in section
    assert "The central authority of Italy" in section


def test_the_page_and_its_json_hold_the_same_findings(recorded: TreatyBook, client: Client) -> None:
    text = page(client, ANSWER)
    data = json.loads(client.get(ANSWER.replace("mla/?", "mla/data.json?")).content)

    for group in ("findings", "undetermined", "unavailable", "parallel"):
        for finding in data[group]:
            shown = finding["name"] if group != "parallel" else finding["summary"]
            assert shown in text
    for test in data["findings"][0]["tests"]:
        assert test["reason"] in text


def test_json_is_what_every_other_way_of_asking_gives(recorded: TreatyBook, client: Client, book: TreatyBook) -> None:
    asked = question(
        {"requesting": "NER", "requested": "ITA", "offence": "trafficking-in-persons", "on": "2022-07-18"},
        gazetteer=book.gazetteer,
        today=today(),
    )

    data = json.loads(client.get(ANSWER.replace("mla/?", "mla/data.json?")).content)

    assert data == json.loads(json.dumps(opinion_to_json(opinion(book, asked), book)))
    assert parameters(asked).items() <= data["question"].items()


def test_the_reverse_question_is_one_step_away(recorded: TreatyBook, client: Client) -> None:
    assert 'href="/en/basis/ITA/NER/mla/?offence=trafficking-in-persons&on=2022-07-18"' in page(client, ANSWER)


@pytest.mark.parametrize(
    ("query", "field", "kept"),
    [
        ("requesting=NER&requested=NER", "requested", 'value="NER" selected'),
        ("requesting=Atlantis&requested=ITA", "requesting", '<option value="Atlantis" selected>'),
        ("requesting=&requested=ITA", "requesting", 'value="ITA" selected'),
        ("requesting=NER&requested=ITA&on=2022-02-31", "on", 'value="2022-02-31"'),
        ("requesting=NER&requested=ITA&on=1066-10-14", "on", 'value="1066-10-14"'),
        ("requesting=NER&requested=ITA&measure=tea", "measure", '<option value="tea" selected>'),
        ("requesting=NER&requested=ITA&offence=noise", "offence", '<option value="noise" selected>'),
        ("requesting=NER&requested=ITA&penalty-requesting=many", "penalty-requesting", 'value="many"'),
        ("requesting=EUE&requested=ITA", "requesting", 'value="ITA" selected'),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_put_says_so_beside_the_field_and_keeps_what_was_typed(
    recorded: TreatyBook, client: Client, query: str, field: str, kept: str
) -> None:
    response = client.get(f"/en/basis/?{query}")
    text = unescape(response.content.decode())

    assert response.status_code == 400
    assert f'id="{field}-error"' in text
    assert f'href="#{field}"' in text
    assert kept in text


def test_markup_that_is_typed_stays_text(recorded: TreatyBook, client: Client) -> None:
    response = client.get("/en/basis/", {"requesting": "<script>alert(1)</script>", "requested": "ITA"})

    assert b"<script>" not in response.content
    assert b"&lt;script&gt;" in response.content


def test_an_unknown_state_in_an_answers_address_is_refused_like_in_the_form(
    recorded: TreatyBook, client: Client
) -> None:
    assert client.get("/en/basis/XXX/ITA/mla/").status_code == 400
    assert client.get("/en/basis/XXX/ITA/mla/data.json").status_code == 400
    assert client.get("/en/basis/NER/ITA/tea/").status_code == 400


def test_a_day_before_the_treaty_leaves_no_treaty_basis(recorded: TreatyBook, client: Client) -> None:
    text = page(client, ANSWER.replace("2022-07-18", "1999-07-18"))

    assert "was adopted only on 15 November 2000" in text
    assert 'class="headline satisfied"' not in text
