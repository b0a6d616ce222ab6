"""The answer as a PDF reads like the page, in every language, and takes any text as text."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from comity.law.basis.procedure import opinion
from comity.law.basis.types import Answer, Circumstances, Opinion, Question
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.publications.opinion_pdf import pdf
from comity.publications.opinion_text import OpinionText
from comity.publications.typesetting import set_document

ADDRESS = "https://comity.example.org/en/basis/NER/ITA/mla/?on=2012-01-01"
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def test_the_document_can_be_had_at_the_address_of_the_answer(recorded: TreatyBook, client: Client) -> None:
    response = client.get("/ar/basis/NER/ITA/mla/document.pdf?on=2012-01-01")
    assert response["Content-Type"] == "application/pdf"
    assert "comity-NER-ITA-mla-2012-01-01-ar.pdf" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


@pytest.fixture
def answer(book: TreatyBook) -> Opinion:
    known = Circumstances(organized_group=Answer.YES)
    return opinion(book, Question("NER", "ITA", Measure.MLA, date(2012, 1, 1), "trafficking-in-persons", known))


def texts(answer: Opinion, book: TreatyBook) -> dict[str, object]:
    return OpinionText(answer, book).document(permalink=ADDRESS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_made_in_each_language_and_says_which(answer: Opinion, book: TreatyBook, language: str) -> None:
    with override(language):
        made = pdf(answer, book, permalink=ADDRESS)
    assert made.startswith(b"%PDF-")
    assert re.search(rb"/Lang\s*\(" + language.encode(), made)


def test_a_document_is_tagged_titled_and_has_bookmarks(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        made = pdf(answer, book, permalink=ADDRESS)
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/DisplayDocTitle true", b"/Outlines"):
        assert mark in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_the_address_of_the_answer_and_of_its_sources_can_be_followed(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        made = pdf(answer, book, permalink=ADDRESS)
    assert ADDRESS.encode() in made
    assert b"https://treaties.un.org/pages/ParticipationStatus.aspx?clang=_en" in made


def test_every_basis_of_the_opinion_is_in_the_document_in_the_same_order(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        found = OpinionText(answer, book).document(permalink=ADDRESS)
    assert found["findings"][0]["name"] == "Organized Crime Convention"
    assert len(found["findings"]) == len(answer.findings)
    assert [len(f["tests"]) for f in found["findings"]] == [len(f.tests) for f in answer.findings]


def test_each_act_relied_on_names_its_source_with_licence_and_day(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        found = OpinionText(answer, book).document(permalink=ADDRESS)
    party = found["findings"][0]["tests"][0]["evidence"][0]
    assert party == {"text": "Niger: Ratification, 30 September 2004", "source": 1}
    source = found["sources"][party["source"] - 1]
    assert "10 July 2014" in source["terms"]
    assert source["licence"]
    assert source["url"].startswith("https://")


def test_what_was_said_is_evidence_and_what_was_left_open_is_not(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        found = OpinionText(answer, book).document(permalink=ADDRESS)
    rows = [row["text"] for test in found["findings"][0]["tests"] for row in test["evidence"]]
    assert "What was said in the question: An organized criminal group is involved" in rows
    assert not any("The offence is transnational" in row for row in rows)


def test_a_list_that_several_instruments_share_is_given_once(book: TreatyBook) -> None:
    shared = opinion(book, Question("NER", "ITA", Measure.EXTRADITION, date(2012, 1, 1)))
    with override("en"):
        groups = OpinionText(shared, book).document(permalink=ADDRESS)["contents"]
    lists = [group["items"] for group in groups]
    assert all(lists.count(items) == 1 for items in lists)
    assert len(lists) < sum(bool(f.contents) for f in shared.findings)


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("read as markup")',
        "*bold* _x_ = Title",
        '#read("/etc/hostname")',
        r"\ $x$ @ref <label> [#1]",
        "\u202eturned\u2068",
    ],
)
def test_a_name_that_looks_like_markup_is_printed_not_run(answer: Opinion, book: TreatyBook, hostile: str) -> None:
    with override("en"):
        found = texts(answer, book)
    found |= {"headline": hostile, "title": hostile, "notes": [hostile], "under": hostile}
    assert set_document(found, "opinion.typ").startswith(b"%PDF-")


def test_a_name_in_a_script_without_a_font_does_not_withhold_the_document(answer: Opinion, book: TreatyBook) -> None:
    with override("en"):
        made = set_document(texts(answer, book) | {"notes": ["대한민국 법무부", "bell \x07"]}, "opinion.typ")
    assert b"/StructTreeRoot" in made
    assert b"<pdfuaid:part>" not in made


def test_a_document_is_made_within_a_second_and_a_half(answer: Opinion, book: TreatyBook) -> None:
    with override("zh"):
        pdf(answer, book, permalink=ADDRESS)  # reads the fonts, once per process
        started = time.perf_counter()
        pdf(answer, book, permalink=ADDRESS)
    assert time.perf_counter() - started < 1.5
