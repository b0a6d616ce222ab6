"""Incoming files: looked at before they are taken, never unpacked, sealed on the disk, given out as they came."""

from __future__ import annotations

import io
import socket
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.accounts.viewer import NotPermitted
from comity.core.scanner import Scan, ScannerFailed, scan
from comity.core.vault import Tampered
from comity.requests.domain import filing
from comity.requests.file_checks import FileProblem, FileRefused, examined
from comity.requests.models import RequestFile

from .people import SECRET, Cast
from .test_casework import opened

TYPES = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.main+xml"/></Types>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(**more: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<document>x</document>", **more})


def problem(content: bytes) -> FileProblem | str:
    try:
        return examined(io.BytesIO(content), len(content)).ending
    except FileRefused as error:
        return error.problem


OPEN_DOCUMENT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"II*\x00....", "tif"),
        ("محضر استماع".encode(), "txt"),
        (docx(), "docx"),
        (OPEN_DOCUMENT, "odt"),
        (b"", FileProblem.EMPTY),
        (b"MZ\x90\x00\x03", FileProblem.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileProblem.MACROS),
        (docx(**{"word/vbaProject.bin": b"x"}), FileProblem.MACROS),
        (zipped({"[Content_Types].xml": "…macroEnabled.main+xml", "word/document.xml": "x"}), FileProblem.MACROS),
        (zipped({"a.txt": "x"}), FileProblem.UNKNOWN),
        (docx()[:-30], FileProblem.DAMAGED),
        (docx(**{"word/media/bomb": b"\0" * 30_000_000}), FileProblem.BOMB),
        (docx(**{f"word/p{n}": "x" for n in range(2_100)}), FileProblem.BOMB),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, expected: FileProblem | str) -> None:
    assert problem(content) == expected


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    content = docx(**{f"word/media/{n}": b"\0" * 20_000_000 for n in range(3)})
    tracemalloc.start()
    assert problem(content) is FileProblem.BOMB
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_list_of_parts_that_claims_to_be_huge_is_not_read() -> None:
    content = bytearray(docx())
    place = content.rfind(b"PK\x05\x06")
    content[place + 8 : place + 12] = struct.pack("<HH", 65_000, 65_000)
    assert problem(bytes(content)) is FileProblem.BOMB


def test_parts_that_lie_over_one_another_are_a_bomb() -> None:
    content = bytearray(docx())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert problem(bytes(content)) is FileProblem.BOMB


@given(st.binary(max_size=400))
def test_any_bytes_are_a_known_kind_or_refused(content: bytes) -> None:
    assert problem(content) is not None


@given(st.data())
def test_a_damaged_document_is_taken_or_refused_but_breaks_nothing(data: st.DataObject) -> None:
    content = bytearray(docx())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert problem(bytes(content)) is not None


def test_only_a_small_size_is_taken() -> None:
    with pytest.raises(FileRefused, match="too-large"):
        examined(io.BytesIO(b"%PDF-"), 200_000_000)


# -- kept --------------------------------------------------------------------------------------------------------


def attached(people: Cast, content: bytes, name: str = "note.txt") -> tuple[str, RequestFile]:
    request = opened(people)
    file = io.BytesIO(content)
    return request.key, filing.attach(
        viewer=people.viewer("anna"), key=request.key, name=name, file=file, size=len(content)
    )


def sealed_files(settings: Any) -> list[Path]:
    return [f for f in (settings.CONFIGURATION.home / "files" / "sealed").rglob("*") if f.is_file()]


def test_a_file_is_sealed_on_the_disk_and_comes_back_as_it_was(people: Cast, settings: Any) -> None:
    content = f"{SECRET}\n".encode() * 100_000
    key, row = attached(people, content, "../../étude\x07.html")
    (file,) = [f for f in sealed_files(settings) if f.name == row.key]
    assert SECRET.encode() not in file.read_bytes()
    given_out = filing.given_out(viewer=people.viewer("ben"), key=key, file=row.key)
    assert (given_out.name, given_out.kind.ending) == ("étude.txt", "txt")
    assert b"".join(given_out.blocks) == content


def test_only_the_authority_gets_a_file_and_only_of_its_request(people: Cast) -> None:
    key, row = attached(people, b"text")
    other = opened(people)
    for who, request in (("carla", key), ("stranger", key), ("anna", other.key)):
        with pytest.raises(NotPermitted):
            filing.given_out(viewer=people.viewer(who), key=request, file=row.key)
    with pytest.raises(NotPermitted):
        filing.attach(viewer=people.viewer("carla"), key=key, name="x", file=io.BytesIO(b"x"), size=1)


def test_a_file_changed_on_the_disk_is_not_given_out(people: Cast, settings: Any) -> None:
    key, row = attached(people, b"text")
    (file,) = [f for f in sealed_files(settings) if f.name == row.key]
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(Tampered):
        b"".join(filing.given_out(viewer=people.viewer("anna"), key=key, file=row.key).blocks)


def test_a_refused_file_leaves_nothing_behind(people: Cast, settings: Any) -> None:
    before = sealed_files(settings)
    with pytest.raises(FileRefused):
        attached(people, b"MZ\x90\x00")
    assert sealed_files(settings) == before
    assert not RequestFile.objects.exists()


def test_a_crash_before_the_row_is_there_leaves_no_file(
    people: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sealed_files(settings)
    monkeypatch.setattr(RequestFile, "save", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attached(people, b"text")
    assert sealed_files(settings) == before


@pytest.mark.parametrize(
    ("command", "expected"),
    [("true", None), ("false", "infected"), ("sh -c 'exit 2'", "not-scanned"), ("no-such-scanner", "not-scanned")],
)
def test_a_scanner_has_the_last_word(people: Cast, settings: Any, command: str, expected: str | None) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, scanner=command)
    if expected is None:
        assert attached(people, b"text")[1].opened()["scanned"] == "clean"
        return
    with pytest.raises(FileRefused, match=expected):
        attached(people, b"text")


@pytest.mark.parametrize(
    ("answer", "expected"), [(b"stream: OK\0", Scan.CLEAN), (b"stream: Eicar-Test FOUND\0", Scan.FOUND)]
)
def test_clamd_is_asked_in_its_own_tongue(settings: Any, tmp_path: Path, answer: bytes, expected: Scan) -> None:
    place, heard = tmp_path / "clamd", bytearray()

    def clamd(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line:
            while not heard.endswith(b"\0\0\0\0"):
                heard.extend(line.recv(4_096))
            line.sendall(answer)

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()
        thread = Thread(target=clamd, args=(listening,))
        thread.start()
        settings.CONFIGURATION = replace(settings.CONFIGURATION, scanner=f"unix:{place}")
        assert scan([b"some", b"text"]) is expected
        thread.join(5)
    assert bytes(heard) == b"zINSTREAM\0\0\0\0\4some\0\0\0\4text\0\0\0\0"


def test_a_scanner_that_is_not_there_is_no_clean_bill(settings: Any, tmp_path: Path) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, scanner=f"unix:{tmp_path / 'nobody'}")
    with pytest.raises(ScannerFailed):
        scan([b"text"])
