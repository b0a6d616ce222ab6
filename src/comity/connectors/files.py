"""Opens files of unknown origin safely: text of any common encoding, plain or compressed, bounded in size and line.

Whatever is wrong with a file becomes a FormatError that names the file, the place and the way out.
"""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from .items import FormatError

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_NAMES = {"utf-8": "UTF-8", "charmap": "UTF-8 or Windows-1252"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: `largest` bytes after decompression, `longest_line` characters."""

    largest: int = 1_000_000_000
    longest_line: int = 2_000_000


LIMITS = Limits()
WHOLE = Limits(largest=32_000_000)  # for files that must be read whole


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its number from 1, its text without the end of line."""

    number: int
    text: str


def files_under(path: Path, wanted: Callable[[Path], bool], what: str) -> list[Path]:
    """The files under `path` that are wanted, by name, or `path` itself; FormatError if there is none.

    `what` names the format and how its files are called, for the message.
    """
    if not path.exists():
        raise FormatError(f"{path} does not exist; name a file or a folder.")
    if path.is_file():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.is_file() and wanted(p))
    if not found:
        raise FormatError(f"{path}: there is no file here of this format; it takes {what}.")
    return found


def not_of_format(place: str, what: str) -> NoReturn:
    """Raises the FormatError for a file that is something else; `what` says what the format takes."""
    raise FormatError(f"{place}: this is not a file of this format; it takes {what}.")


class TextFile:
    """The lines of a text file, one at a time; `bytes_read` of `size` tells how far the reading has come.

    UTF-8 with or without a mark, UTF-16 with a mark and, where the beginning is not UTF-8, Windows-1252; compressed
    with gzip or not, by its content. FormatError names the line where the file turns out to be something else.
    """

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self.path, self.limits = path, limits
        self.bytes_read = 0
        try:
            self.size = path.stat().st_size
        except OSError as error:
            raise FormatError(f"{path.name}: the file cannot be read: {error.strerror}.") from None

    def __iter__(self) -> Iterator[TextLine]:
        number = 0
        for number, text in enumerate(self._lines(), start=1):
            if len(text) > self.limits.longest_line:
                self._too_long(number)
            yield TextLine(number, text)
        if number == 0:
            raise FormatError(f"{self.path.name}: the file is empty.")

    def text(self) -> str:
        """The whole text, for formats that cannot be read line by line."""
        text = "".join(self._decoded())
        if not text.strip():
            raise FormatError(f"{self.path.name}: the file is empty.")
        return text

    def _lines(self) -> Iterator[str]:
        pending, done = "", 0
        for text in self._decoded():
            *whole, pending = (pending + text).split("\n")
            for line in whole:
                yield line.removesuffix("\r")
            done += len(whole)
            if len(pending) > self.limits.longest_line:
                self._too_long(done + 1)
        if pending:
            yield pending.removesuffix("\r")

    def _too_long(self, number: int) -> NoReturn:
        raise FormatError(
            f"{self.path.name}, line {number}: the line is longer than {self.limits.longest_line:,} characters; "
            "this is not a file of this format."
        )

    def _decoded(self) -> Iterator[str]:
        decoder, line = None, 1
        for chunk in _chunks(self.path, self.limits, self._count):
            if decoder is None:
                encoding = _encoding(chunk)
                decoder = codecs.getincrementaldecoder(encoding)()
            yield (text := self._decode(decoder, chunk, line))
            line += text.count("\n")
        if decoder is not None:
            yield self._decode(decoder, b"", line)

    def _decode(self, decoder: codecs.IncrementalDecoder, chunk: bytes, line: int) -> str:
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            raise FormatError(
                f"{self.path.name}, line {line}: the text is not {_NAMES.get(error.encoding, error.encoding)}; "
                "save the file as UTF-8."
            ) from None
        if "\0" in text:
            line += text[: text.index("\0")].count("\n")
            raise FormatError(f"{self.path.name}, line {line}: the file is not text; give the file as UTF-8 text.")
        return text

    def _count(self, position: int) -> None:
        self.bytes_read = position


class BoundedBytes:
    """The bytes of a file, decompressed and bounded, to hand to a parser that asks for `read(size)`."""

    def __init__(self, path: Path, limits: Limits = WHOLE) -> None:
        self._pieces = _chunks(path, limits, lambda _: None)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes (one piece where it is negative), none at the end; FormatError as for TextFile."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        end = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:end], self._rest[end:]
        return piece


def read_json(path: Path, limits: Limits = WHOLE) -> object:
    """The value of a JSON file, read whole; FormatError naming line and column where it is none."""
    text = TextFile(path, limits).text()
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{path.name}, line {error.lineno}, column {error.colno}: this is not JSON: {error.msg}; "
            "if the file was cut off, fetch it again."
        ) from None
    except RecursionError:
        raise FormatError(f"{path.name}: the JSON is nested too deeply for a file of this format.") from None
    except ValueError as error:
        raise FormatError(f"{path.name}: the JSON holds a value that cannot be read: {error}.") from None
    return value


def _encoding(start: bytes) -> str:
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two by the end of the chunk is no sign of another encoding.
        cut = len(start) == _CHUNK and error.start > len(start) - 4
        return "utf-8" if cut else "cp1252"
    return "utf-8"


def _chunks(path: Path, limits: Limits, progress: Callable[[int], None]) -> Iterator[bytes]:
    """The bytes of a file, decompressed, in pieces; FormatError if there are too many or it is damaged."""
    total = 0
    try:
        with path.open("rb") as raw, _plain(raw) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > limits.largest:
                    raise FormatError(
                        f"{path.name}: the file holds more than {limits.largest:,} bytes; "
                        "this is not a file of this format."
                    )
                progress(raw.tell())
                yield chunk
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FormatError(
            f"{path.name}, after {total:,} bytes: the compressed file is damaged or cut off ({error}); fetch it again."
        ) from None
    except OSError as error:
        raise FormatError(f"{path.name}: the file cannot be read: {error.strerror or error}.") from None


def _plain(raw: BinaryIO) -> BinaryIO | gzip.GzipFile:
    start = raw.read(2)
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if start == _GZIP else raw
