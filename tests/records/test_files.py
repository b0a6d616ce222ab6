"""Files are what their content says they are; what a browser might run is not kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comity.records import files
from comity.records.files import ENDINGS, inspect


def packed(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return held.getvalue()


WORD = packed(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": "<document/>"})
MACROS = packed(**{"[Content_Types]_xml": "<Types/>", "word__document_xml": "<document/>", "word__vbaProject_bin": "x"})
OPEN = packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>")
SHEET = packed(**{"[Content_Types]_xml": "<Types/>", "xl__workbook_xml": "<workbook/>"})


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("sentenza.PDF", b"%PDF-1.7\n...", "application/pdf"),
        ("حكم.txt", "حكم المحكمة".encode(), "text/plain"),
        ("urteil.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("urteil.odt", OPEN, "application/vnd.oasis.opendocument.text"),
        ("scan.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
    ],
)
def test_a_document_is_known_by_its_content(name: str, content: bytes, media_type: str) -> None:
    found = inspect(io.BytesIO(content), name)
    assert (found.media_type, found.ending) == (media_type, ENDINGS[media_type][0])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<html><script>alert(1)</script>"),  # a page that calls itself a document
        ("page.html", b"<html><script>alert(1)</script>"),
        ("drawing.svg", b"<svg onload='x()'/>"),
        ("law.docx", MACROS),
        ("law.docx", SHEET),
        ("law.docx", b"PK\x03\x04 and then nothing"),
        ("law.txt", b"\xff\xfe\x00\x01"),
        ("program.pdf", b"MZ\x90\x00\x03"),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00"),
        ("law", b"%PDF-1.7"),
        ("empty.pdf", b""),
    ],
)
def test_what_is_something_else_is_refused_by_name(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as told:
        inspect(io.BytesIO(content), name)
    assert name in told.value.messages[0]


def test_too_large_a_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    with pytest.raises(ValidationError, match="larger"):
        inspect(io.BytesIO(b"%PDF-" + b"x" * 100), "a.pdf")


@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.txt", "a.docx", "a.html", "a"]))
def test_any_content_is_taken_as_what_its_name_says_or_refused(content: bytes, name: str) -> None:
    try:
        found = inspect(io.BytesIO(content), name)
    except ValidationError:
        return
    assert name.endswith(f".{found.ending}")
