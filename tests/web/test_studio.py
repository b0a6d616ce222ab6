"""The open studio: an interview without an account, whose answers are never kept, cached or logged."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.core.interviews import interviews
from comity.law.book import TreatyBook

pytestmark = pytest.mark.django_db

ANSWERS = {"requesting": "NER", "requested": "ITA", "measures": ["mla-records"], "day": "2026-11-25"}
SECRET = "Secret Facts of the Case"


def kept(answers: dict[str, Any]) -> str:
    return json.dumps({"answers": answers})


def post(client: Client, go: str, step: str = "", answers: dict[str, Any] | None = None, **fields: Any) -> Any:
    given = ANSWERS if answers is None else answers
    return client.post("/en/studio/mla/", {"answers": kept(given), "step": step, "go": go, **fields})


def text(response: Any) -> str:
    return unescape(response.content.decode())


def carried(response: Any) -> dict[str, Any]:
    found = re.search(r'name="answers" value="([^"]*)"', response.content.decode())
    assert found
    answers: dict[str, Any] = json.loads(unescape(found[1]))["answers"]
    return answers


def test_every_kind_of_request_is_offered_and_opens(recorded: TreatyBook, client: Client, settings: Any) -> None:
    index = text(client.get("/en/studio/"))
    for code in interviews(settings.HOME):
        assert f"/en/studio/{code}/" in index
        response = client.get(f"/en/studio/{code}/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]


def test_the_navigators_answer_leads_to_a_draft_that_knows_the_question(recorded: TreatyBook, client: Client) -> None:
    answer = text(client.get("/en/basis/NER/ITA/mla-records/?offence=trafficking-in-persons&on=2022-07-18"))
    link = re.search(r'href="(/en/studio/mla/[^"]+)"', answer)
    assert link
    response = client.get(link[1])
    assert carried(response) == {
        "requesting": "NER",
        "requested": "ITA",
        "offence": "trafficking-in-persons",
        "day": "2022-07-18",
        "instrument": "untoc",
        "measures": ["mla-records"],
    }
    assert "Records" in text(response)


def test_the_navigators_answer_on_police_cooperation_leads_to_its_interview(
    recorded: TreatyBook, client: Client
) -> None:
    answer = text(client.get("/en/basis/NER/ITA/law-enforcement/?on=2022-07-18"))
    link = re.search(r'href="(/en/studio/law-enforcement/[^"]+)"', answer)
    assert link
    shown = client.get(link[1])
    assert carried(shown)["requested"] == "ITA"


def test_what_is_filled_in_travels_in_the_form(recorded: TreatyBook, client: Client) -> None:
    rows = {"persons.rows": "2", "persons.0.name": "A", "persons.1.name": "B", "persons.0.drop": "1"}
    response = post(client, "next", "facts", **{"facts": SECRET, "facts.asked": "1", "persons.asked": "1", **rows})
    assert carried(response) == ANSWERS | {"facts": SECRET, "persons": [{"name": "B"}]}
    assert 'value="kinds"' in response.content.decode()


def test_an_answer_that_is_emptied_is_gone(recorded: TreatyBook, client: Client) -> None:
    response = post(client, "stay", "facts", ANSWERS | {"facts": SECRET}, **{"facts": "", "facts.asked": "1"})
    assert carried(response) == ANSWERS


def test_answers_of_steps_that_are_hidden_are_carried_but_not_shown(recorded: TreatyBook, client: Client) -> None:
    answers = ANSWERS | {"served": "a summons"}
    response = post(client, "review", "facts", answers)
    assert carried(response) == answers
    assert "a summons" not in re.sub(r'value="[^"]*"', "", response.content.decode())


def test_beside_each_step_stands_what_is_open_with_its_source(recorded: TreatyBook, client: Client) -> None:
    shown = text(post(client, "step:facts"))
    points = shown[shown.index('id="points"') :]
    assert "“Summary of the facts” has no answer yet." in points
    assert "/en/provisions/untoc:18:15:c/" in points


def test_a_row_is_added_and_what_cannot_be_read_is_told_and_kept(recorded: TreatyBook, client: Client) -> None:
    response = post(client, "add:accounts", "records", **{"accounts.asked": "1", "accounts.rows": "1",
                    "accounts.0.institution": "Bank", "accounts.0.from": "31 Feb"})  # fmt: skip
    shown = text(response)
    assert 'name="accounts.1.institution"' in shown
    assert "“31 Feb” is not a day of the calendar" in shown
    assert carried(response)["accounts"] == [{"institution": "Bank", "from": "31 Feb"}]


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")])
def test_the_document_is_downloaded_in_two_languages(
    recorded: TreatyBook, client: Client, form: str, begins: bytes
) -> None:
    response = post(client, form, language="ar", second="en")
    assert response.content.startswith(begins)
    assert f"comity-mla-ar-en.{form}" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


def test_a_draft_is_saved_and_opened_again_with_all_that_was_typed(recorded: TreatyBook, client: Client) -> None:
    answers = ANSWERS | {"day": "not a day", "facts": SECRET}
    saved = post(client, "save", answers=answers)
    opened = client.post("/en/studio/open/", {"file": SimpleUploadedFile("draft.json", saved.content)})
    assert opened.status_code == 200
    assert carried(opened) == answers


@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b'{"definition": "cooking"}', b"\xff", b"[" * 50_000])
def test_a_file_that_is_no_draft_is_refused_with_words(recorded: TreatyBook, client: Client, content: bytes) -> None:
    response = client.post("/en/studio/open/", {"file": SimpleUploadedFile("draft.json", content)})
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_a_file_too_large_for_memory_is_refused_not_written_to_disk(recorded: TreatyBook, client: Client) -> None:
    response = client.post("/en/studio/open/", {"file": SimpleUploadedFile("draft.json", b" " * 3_000_000)})
    assert response.status_code == 400


def test_answers_damaged_on_the_way_are_told(recorded: TreatyBook, client: Client) -> None:
    response = client.post("/en/studio/mla/", {"answers": "{", "go": "next"})
    assert response.status_code == 400


def test_answers_are_never_taken_from_an_address(recorded: TreatyBook, client: Client) -> None:
    response = client.get("/en/studio/mla/", {"facts": SECRET, "answers": kept({"facts": SECRET})})
    assert SECRET not in text(response)
    assert client.get("/en/studio/open/").status_code == 405
    assert client.get("/en/studio/cooking/").status_code == 404


def test_nothing_of_a_draft_is_logged_set_as_a_cookie_or_written(
    recorded: TreatyBook, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = post(client, "review", answers=ANSWERS | {"facts": SECRET})
    assert SECRET in text(response)
    assert SECRET not in caplog.text
    assert not response.cookies
    assert response["Cache-Control"] == "no-store, private"


def test_markup_in_answers_stays_text(recorded: TreatyBook, client: Client) -> None:
    response = post(client, "review", answers=ANSWERS | {"facts": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


def test_the_draft_goes_on_in_another_language(recorded: TreatyBook, client: Client) -> None:
    shown = post(client, "stay", "facts", ANSWERS | {"facts": SECRET}).content.decode()
    assert 'formaction="/ar/studio/mla/"' in shown
    arabic = client.post(
        "/ar/studio/mla/", {"answers": kept(ANSWERS | {"facts": SECRET}), "step": "facts", "go": "stay"}
    )
    assert SECRET in text(arabic)
    assert 'dir="rtl"' in arabic.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_step_asks_the_database_no_more_for_three_rows_than_for_one(
    recorded: TreatyBook, client: Client, django_assert_max_num_queries: Any, rows: int
) -> None:
    answers = ANSWERS | {"persons": [{"name": str(n)} for n in range(rows)]}
    post(client, "stay", "facts", answers)
    with django_assert_max_num_queries(6):
        post(client, "stay", "facts", answers)


def test_who_goes_on_is_first_shown_what_the_answers_of_the_step_brought_up(
    recorded: TreatyBook, client: Client
) -> None:
    typed = {"confidential": "yes", "confidential.asked": "1", "deadline": "", "deadline.asked": "1"}
    shown = text(post(client, "next", "manner", **typed))
    assert 'name="confidential-reason"' in shown

    went_on = text(post(client, "next", "manner", **typed, **{"confidential-reason.asked": "1"}))
    assert 'name="confidential-reason"' not in went_on  # left open, which nothing blocks
