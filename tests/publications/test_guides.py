"""Guides as books: contents and citations in any language, nothing read as markup, right to left where due."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from comity.evidence.entries import GuideEntry, GuidePart, PartText, SourceNote, Text
from comity.publications.guides import FORMS, Book, Example, Names, book_of
from comity.publications.guides.book import paragraphs

SOURCE = SourceNote("A publisher", "guide", "", "CC BY 4.0", date(2026, 1, 1))
NAMES = Names(
    lambda code: f"article {code}", {"known": Example("Niger: Article 1", "https://example.org/records/known/")}.get
)


def part(level: str, anchor: str, title: str = "", **changes: object) -> GuidePart:
    texts = (PartText("en", title or anchor), PartText("ar", "جزء", "نص.", "ملاحظة."))
    return GuidePart(level, anchor, texts, **changes)  # type: ignore[arg-type]


def guide(*parts: GuidePart) -> GuideEntry:
    texts = (Text("en", "A guide", "What it is."), Text("ar", "دليل", "ما هو."))
    return GuideEntry("guide", "guide", texts, SOURCE, parts, "A publisher", "2", "2021")


def book(*parts: GuidePart, language: str = "en") -> Book:
    return book_of(guide(*parts), language, names=NAMES, kind="Practical guide")


def pages(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_no_heading_is_skipped_even_where_a_guide_has_provisions_without_chapters() -> None:
    made = book(part("provision", "a"), part("part", "b"), part("provision", "c"), part("item", "d"), part("part", "e"))
    assert [section.depth for section in made.sections] == [1, 1, 2, 3, 1]


@given(st.lists(st.sampled_from(["part", "chapter", "section", "provision", "item"]), max_size=12))
def test_depths_go_down_one_at_a_time(levels: list[str]) -> None:
    depths = [s.depth for s in book(*(part(level, f"a{n}") for n, level in enumerate(levels))).sections]
    assert all(after <= before + 1 for before, after in zip([0, *depths], depths, strict=False))


def test_an_example_that_is_not_published_is_left_out() -> None:
    made = book(part("part", "a", examples=("known", "hidden"), provisions=("ets185:29",)))
    assert [example.label for example in made.sections[0].examples] == ["Niger: Article 1"]
    assert made.sections[0].citations == (("ets185:29", "article ets185:29"),)


def test_a_section_without_a_text_in_the_language_keeps_its_own() -> None:
    made = book(GuidePart("part", "a", (PartText("fr", "Partie"),)), language="ar")
    assert (made.language, made.sections[0].language, made.sections[0].title) == ("ar", "fr", "Partie")


def test_the_pdf_holds_title_sections_and_sources() -> None:
    made = FORMS["pdf"][1](book(part("part", "a", "First #part *not* markup"), part("item", "b", "An item")))
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    for expected in ("A guide", "First #part *not* markup", "An item", "A publisher", "CC BY 4.0"):
        assert expected in text
    assert [each.title for each in PdfReader(io.BytesIO(made)).outline if not isinstance(each, list)][:1] == ["A guide"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pdf_is_set_in_either_direction(language: str) -> None:
    made = FORMS["pdf"][1](book(*(part("part", f"a{n}", examples=("known",)) for n in range(5)), language=language))
    assert PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == language  # type: ignore[index]


def test_the_epub_has_a_chapter_for_each_part_and_reads_from_right_to_left_in_arabic() -> None:
    held = pages(FORMS["epub"][1](book(part("part", "a"), part("item", "b"), part("part", "c"), language="ar")))
    package = next(text for name, text in held.items() if name.endswith(".opf"))
    assert 'page-progression-direction="rtl"' in package
    chapters = [name for name in held if "chapter-" in name]
    assert len(chapters) == 2
    assert 'dir="rtl"' in held[chapters[0]]


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_nothing_written_in_a_guide_becomes_markup_or_breaks_the_epub(text: str) -> None:
    texts = (PartText("en", text or "x", text, text),)
    held = pages(FORMS["epub"][1](book(GuidePart("part", "a", texts))))
    page = next(content for name, content in held.items() if "chapter-1" in name)
    root = ElementTree.fromstring(page)
    shown = " ".join("".join(root.itertext()).split())
    assert all(" ".join(each.split()) in shown for each in paragraphs(text))


def test_the_same_guide_keeps_its_identifier_in_each_language() -> None:
    def identifier(language: str) -> str:
        held = pages(FORMS["epub"][1](book(part("part", "a"), language=language)))
        package = next(text for name, text in held.items() if name.endswith(".opf"))
        return package.split("urn:uuid:")[1].split("<")[0]

    assert identifier("en") == identifier("en") != identifier("ar")
