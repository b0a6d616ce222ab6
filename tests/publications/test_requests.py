"""A request as DOCX, PDF and JSON: in six languages, right to left where due, two side by side, words as written."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from comity.law.authorities.letterhead import HeadLine
from comity.law.book import TreatyBook
from comity.law.interview.running import Interview, run
from comity.publications.requests import Letterhead, made
from comity.publications.requests.answers import AnswersError, read_answers
from comity.publications.requests.flat import Run, marked, side
from tests.law.interview.builders import BUNDLED, CONTEXT, bundled

ARABIC = "حوّل المشتبه فيه مبلغ 250,000 يورو إلى Banca Esempio S.p.A. في اليوم نفسه."
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
ANSWERS: dict[str, Any] = {
    "requesting": "EGY",
    "requested": "ITA",
    "day": "2026-11-25",
    "instrument": "untoc",
    "authority": "النيابة العامة",
    "officer-phone": "+20 2 25765476",
    "facts": ARABIC,
    "persons": [{"name": "محمد Example", "kind": "natural", "born": "1980-02-03", "nationality": "EGY"}],
    "measures": ["mla-records", "mla-freezing"],
    "accounts": [{"institution": "Banca Esempio", "iban": "IT60X0542811101000000123456", "from": "2026-03-01"}],
    "confidential": "yes",
    "confidential-reason": "risk of flight",
}


@pytest.fixture(scope="module")
def interview() -> Interview:
    return run(bundled("mla"), ANSWERS, CONTEXT)


def document(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_request_is_made_in_each_language(interview: Interview, book: TreatyBook, language: str, form: str) -> None:
    content = made(interview, form, book=book, languages=(language,))
    assert content.startswith(b"PK" if form == "docx" else b"%PDF-")


@pytest.mark.parametrize("name", BUNDLED)
def test_every_interview_makes_a_document_from_nothing(name: str, book: TreatyBook) -> None:
    empty = run(bundled(name), {}, CONTEXT)
    for form in ("docx", "pdf", "json"):
        assert made(empty, form, book=book, languages=("en",))


def test_the_drafters_words_stand_as_written_whatever_the_language(interview: Interview, book: TreatyBook) -> None:
    for language in LANGUAGES:
        assert ARABIC in words(made(interview, "docx", book=book, languages=(language,)))


def test_an_arabic_document_runs_from_right_to_left_with_mirrored_tables(
    interview: Interview, book: TreatyBook
) -> None:
    made_in_arabic = document(made(interview, "docx", book=book, languages=("ar",)))
    own = [p for p in made_in_arabic.paragraphs if p.text.strip()]
    turned = [p for p in own if p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None]
    assert len(turned) == len(own)
    assert all(t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in made_in_arabic.tables)
    runs = [r for p in turned for r in p.runs if any("\u0600" <= c <= "\u06ff" for c in r.text)]
    assert runs
    assert all(r._r.rPr is not None and r._r.rPr.find(qn("w:rtl")) is not None for r in runs)
    assert {r._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) for r in runs} == {"ar-SA"}


def test_arabic_words_in_an_english_document_keep_their_direction(interview: Interview, book: TreatyBook) -> None:
    english = document(made(interview, "docx", book=book, languages=("en",)))
    [facts] = [p for p in english.paragraphs if p.text == ARABIC]
    assert facts._p.pPr.find(qn("w:bidi")) is not None
    [title] = [p for p in english.paragraphs if p.style.name == "Title"]
    assert title._p.pPr.find(qn("w:bidi")) is None


def test_the_order_of_marks_is_that_of_the_schema(interview: Interview, book: TreatyBook) -> None:
    order = ["pStyle", "keepNext", "bidi", "spacing", "jc"]
    for properties in document(made(interview, "docx", book=book, languages=("ar",))).element.body.iter(qn("w:pPr")):
        found = [child.tag.split("}")[1] for child in properties if child.tag.split("}")[1] in order]
        assert found == sorted(found, key=order.index)


def test_headings_are_real_headings_and_gaps_are_marked(interview: Interview, book: TreatyBook) -> None:
    english = document(made(interview, "docx", book=book, languages=("en",)))
    assert "The facts" in [p.text for p in english.paragraphs if p.style.name == "Heading 1"]
    cells = [c for t in english.tables for row in t.rows for c in row.cells]
    gaps = [r.text for c in cells for p in c.paragraphs for r in p.runs if r.style.name == "Comity Gap"]
    assert "[Name of the signatory]" in gaps


def test_two_languages_stand_side_by_side(interview: Interview, book: TreatyBook) -> None:
    both = document(made(interview, "docx", book=book, languages=("ar", "en")))
    [outer] = both.tables
    assert len(outer.columns) == 2
    assert outer.rows[0].cells[1].text.strip() == "Request for mutual legal assistance"
    assert "طلب مساعدة قانونية متبادلة" in outer.rows[0].cells[0].text


def test_an_authority_brings_its_letterhead_and_styles(interview: Interview, book: TreatyBook) -> None:
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "MINISTRY OF JUSTICE"
    paper.add_paragraph("to be replaced")
    target = io.BytesIO()
    paper.save(target)
    head = Letterhead((HeadLine("Central Authority", is_name=True),), target.getvalue())
    result = document(made(interview, "docx", book=book, languages=("en",), letterhead=head))
    assert result.sections[0].header.paragraphs[0].text == "MINISTRY OF JUSTICE"
    assert result.paragraphs[0].text == "Central Authority"
    assert "to be replaced" not in [p.text for p in result.paragraphs]


HEAD = Letterhead(
    (
        HeadLine("النيابة العامة", is_name=True),
        HeadLine("Public Prosecution", is_name=True),
        HeadLine("1 Example Street, Cairo"),
        HeadLine("+20 2 25765476", "Telephone"),
    )
)


@pytest.mark.parametrize("languages", [("ar",), ("en",), ("ar", "en")])
def test_each_line_of_the_letterhead_runs_in_its_own_direction(
    interview: Interview, book: TreatyBook, languages: tuple[str, ...]
) -> None:
    paper = document(made(interview, "docx", book=book, languages=languages, letterhead=HEAD))
    head = paper.paragraphs[:5]
    arabic = languages[0] == "ar"
    assert [p.style.name for p in head] == ["Comity Letterhead"] * 2 + ["Comity Letterhead Detail"] * 3
    turned = [p._p.pPr.find(qn("w:bidi")) is not None for p in head]
    assert turned == [True, False, False, arabic, False]
    assert head[3].text == ("الهاتف: \u200e+20 2 25765476\u200e" if arabic else "Telephone: +20 2 25765476")
    assert head[4]._p.pPr.find(qn("w:pBdr")) is not None
    assert paper.core_properties.author == "النيابة العامة"


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_the_letterhead_stands_on_the_first_page_of_the_pdf(
    interview: Interview, book: TreatyBook, language: str
) -> None:
    pages = PdfReader(io.BytesIO(made(interview, "pdf", book=book, languages=(language,), letterhead=HEAD))).pages
    texts = [page.extract_text() for page in pages]
    assert "Public Prosecution" in texts[0]
    assert "25765476" in texts[0]
    assert not any("Public Prosecution" in text for text in texts[1:])


def test_a_request_without_a_letterhead_begins_with_its_title(interview: Interview, book: TreatyBook) -> None:
    assert document(made(interview, "docx", book=book, languages=("en",))).paragraphs[0].style.name == "Title"


def test_the_letterhead_stands_in_the_json(interview: Interview, book: TreatyBook) -> None:
    data = json.loads(made(interview, "json", book=book, languages=("fr",), letterhead=HEAD))
    assert data["letterhead"][1:3] == ["Public Prosecution", "1 Example Street, Cairo"]


@pytest.mark.parametrize("hostile", ['#panic("x")', "*b* _i_ = T", "<w:p/>&amp;", "\u202eturned", r"\ $x$ @r <l>"])
def test_words_that_look_like_markup_are_printed_not_run(hostile: str, book: TreatyBook) -> None:
    interview = run(bundled("mla"), ANSWERS | {"facts": hostile, "authority": hostile}, CONTEXT)
    head = Letterhead((HeadLine(hostile, is_name=True), HeadLine(hostile, "Telephone")))
    assert made(interview, "pdf", book=book, languages=("en", "ar"), letterhead=head).startswith(b"%PDF-")
    assert hostile in [p.text for p in document(made(interview, "docx", book=book, languages=("en",))).paragraphs]


def test_fifty_pages_of_arabic_facts_with_latin_names_are_set(book: TreatyBook) -> None:
    interview = run(bundled("mla"), ANSWERS | {"facts": "\n".join([ARABIC * 4] * 500)}, CONTEXT)
    pdf = PdfReader(io.BytesIO(made(interview, "pdf", book=book, languages=("ar",))))
    assert len(pdf.pages) > 40
    assert words(made(interview, "docx", book=book, languages=("ar",))).count("Banca Esempio S.p.A.") >= 2000


def test_json_holds_the_answers_the_document_and_the_points_with_their_sources(
    interview: Interview, book: TreatyBook
) -> None:
    data = json.loads(made(interview, "json", book=book, languages=("fr", "ar")))
    assert [d["language"] for d in data["documents"]] == ["fr", "ar"]
    assert data["answers"]["facts"] == ARABIC
    missing = [p for p in data["points"] if p["state"] == "missing"]
    assert missing
    assert any(p["provision"] == "untoc:18:15:b" for p in data["points"])
    again = run(bundled("mla"), read_answers(json.dumps(data).encode(), definition="mla"), CONTEXT)
    assert again.document == interview.document


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"{", b"[1]", b'{"definition": "extradition", "answers": {}}', b"[" * 100_000, b" " * 2_000_001],
)
def test_a_file_that_holds_no_answers_is_told(content: bytes) -> None:
    with pytest.raises(AnswersError):
        read_answers(content, definition="mla")


def test_a_number_keeps_its_order_inside_a_text_of_the_other_direction() -> None:
    assert marked(Run("+20 2 25765476", "own", False), rtl=True) == "\u200e+20 2 25765476\u200e"
    assert marked(Run("Alfa S.r.l.", "own", False), rtl=True) == "\u200eAlfa S.r.l.\u200e"
    assert marked(Run("+20 2 25765476", "own", False), rtl=False) == "+20 2 25765476"


def test_both_sides_have_the_same_blocks(interview: Interview, book: TreatyBook) -> None:
    shapes = [[b.kind for b in side(interview.document, book, language).blocks] for language in LANGUAGES]
    assert all(shape == shapes[0] for shape in shapes)


def test_an_unknown_form_is_refused(interview: Interview, book: TreatyBook) -> None:
    with pytest.raises(ValueError, match="docx, pdf, json"):
        made(interview, "odt", book=book, languages=("en",))
