"""What kind of file something is, by its content, and whether it is taken: no macros, no bombs, nothing unknown.

Nothing is unpacked. Of a Word, Excel or OpenDocument file only the list of its parts is read, once that list itself is
known to be small; sizes and ratios are those it declares, and its parts must fit into the file.
"""

from __future__ import annotations

import codecs
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum
from typing import BinaryIO

LARGEST = 100 * 1024 * 1024  # bytes of one file
MOST_PARTS = 2_000
LARGEST_LIST = 1 << 20  # bytes of the list of parts
LARGEST_UNPACKED = 400 * 1024 * 1024
HIGHEST_RATIO = 120  # of unpacked to packed, over all parts; ordinary documents stay below 30
_TAIL = 65_557  # where the end of a zip's list must stand
_HEAD = 4_096


class FileProblem(Enum):
    """Why a file is not taken."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"
    NOT_SCANNED = "not-scanned"
    INFECTED = "infected"


class FileRefused(Exception):
    """The file is not taken; nothing of it was kept."""

    def __init__(self, problem: FileProblem) -> None:
        self.problem = problem
        super().__init__(problem.value)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its usual ending and its media type."""

    ending: str
    media_type: str


PDF = Kind("pdf", "application/pdf")
TEXT = Kind("txt", "text/plain; charset=utf-8")
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", Kind("png", "image/png")),
    (b"\xff\xd8\xff", Kind("jpg", "image/jpeg")),
    (b"II*\x00", Kind("tif", "image/tiff")),
    (b"MM\x00*", Kind("tif", "image/tiff")),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ZIPPED = {
    "word/document.xml": Kind("docx", f"{_OFFICE}.wordprocessingml.document"),
    "xl/workbook.xml": Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("pptx", f"{_OFFICE}.presentationml.presentation"),
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind("odt", "application/vnd.oasis.opendocument.text"),
    b"application/vnd.oasis.opendocument.spreadsheet": Kind("ods", "application/vnd.oasis.opendocument.spreadsheet"),
}
KINDS = {
    kind.ending: kind for kind in (TEXT, *(k for _s, k in _SIGNATURES), *_ZIPPED.values(), *_OPEN_DOCUMENT.values())
}
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError),
)
_ACTIVE = ("vbaproject", "vbadata", "activex", "oleobject", "macrosheets/", "basic/", "scripts/")


def examined(file: BinaryIO, size: int) -> Kind:
    """The kind of a file that may be taken; the file is left at its beginning. Raises FileRefused."""
    if size == 0:
        raise FileRefused(FileProblem.EMPTY)
    if size > LARGEST:
        raise FileRefused(FileProblem.TOO_LARGE)
    file.seek(0)
    head = file.read(_HEAD)
    try:
        found = _zipped(file, size) if head.startswith(b"PK\x03\x04") else _plain(head, file)
    finally:
        file.seek(0)
    return found


def _plain(head: bytes, file: BinaryIO) -> Kind:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if _is_text(file):
        return TEXT
    # Word, Excel and PowerPoint of before 2007 may hold macros nobody sees from outside.
    raise FileRefused(FileProblem.MACROS if head.startswith(b"\xd0\xcf\x11\xe0") else FileProblem.UNKNOWN)


def _is_text(file: BinaryIO) -> bool:
    """True for UTF-8 without control characters, read in blocks."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while block := file.read(1 << 16):
            text = decoder.decode(block)
            if any(character < " " and character not in "\t\n\r\f" for character in text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _zipped(file: BinaryIO, size: int) -> Kind:
    _check_list(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_parts(parts, size)
            names = {part.filename for part in parts}
            if any(word in name.lower() for name in names for word in _ACTIVE) or _says_macros(archive, names):
                raise FileRefused(FileProblem.MACROS)
            return _kind_of(archive, names)
    except _DAMAGE as error:
        raise FileRefused(FileProblem.DAMAGED) from error


def _check_list(file: BinaryIO, size: int) -> None:
    """The list of parts is small, before anything reads it."""
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read(_TAIL)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise FileRefused(FileProblem.DAMAGED)
    count, length = struct.unpack("<HI", tail[place + 10 : place + 16])
    if tail.rfind(b"PK\x06\x07") >= 0 or count > MOST_PARTS or length > LARGEST_LIST:  # the former: zip64
        raise FileRefused(FileProblem.BOMB)


def _check_parts(parts: list[zipfile.ZipInfo], size: int) -> None:
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if packed > size or len(parts) > MOST_PARTS or len({part.header_offset for part in parts}) < len(parts):
        raise FileRefused(FileProblem.BOMB)  # parts that lie over one another
    if unpacked > LARGEST_UNPACKED or unpacked > max(1 << 20, packed * HIGHEST_RATIO):
        raise FileRefused(FileProblem.BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(FileProblem.DAMAGED)  # encrypted: nobody could look into it


def _says_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "[Content_Types].xml" not in names:
        return False
    return b"macroenabled" in _beginning(archive, "[Content_Types].xml", 1 << 20).lower()


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        for part, kind in _ZIPPED.items():
            if part in names:
                return kind
    if "mimetype" in names:
        said = _beginning(archive, "mimetype", 200).strip()
        if said in _OPEN_DOCUMENT and "content.xml" in names:
            return _OPEN_DOCUMENT[said]
    raise FileRefused(FileProblem.UNKNOWN)


def _beginning(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        return part.read(most)
