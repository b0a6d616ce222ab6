"""Opening a file of unknown origin: the encodings people save in, and the bounds that keep a file harmless."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.files import BoundedBytes, Limits, TextFile, files_under, read_json
from comity.connectors.items import FormatError

TEXT = "Côte d'Ivoire\r\nÅland\n\nlast"
LINES = ["Côte d'Ivoire", "Åland", "", "last"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.txt"


def lines(file: Path, **limits: int) -> list[str]:
    return [line.text for line in TextFile(file, Limits(**limits))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_people_save_in(file: Path, encoding: str) -> None:
    file.write_bytes(TEXT.encode(encoding))
    assert lines(file) == LINES


def test_a_compressed_text_is_known_by_its_content_and_not_by_its_name(file: Path) -> None:
    file.write_bytes(gzip.compress(TEXT.encode()))
    assert lines(file) == LINES


def test_lines_are_numbered_and_the_bytes_read_reach_the_size_of_the_file(file: Path) -> None:
    file.write_bytes(b"a\n" * 100_000)
    text = TextFile(file)
    assert [line.number for line in text][-1] == 100_000
    assert text.bytes_read == text.size == 200_000


def test_a_character_cut_in_two_by_the_chunk_does_not_change_the_encoding(file: Path) -> None:
    content = "a" * ((1 << 16) - 1) + "é\n"
    file.write_bytes(content.encode())
    assert lines(file) == [content.strip()]


def test_a_byte_that_is_not_utf_8_far_into_the_file_is_reported_with_its_line(file: Path) -> None:
    file.write_bytes(b"plain\n" * 20_000 + b"C\xf4te\n")
    with pytest.raises(FormatError, match=r"file\.txt, line 20001: the text is not UTF-8; save the file as UTF-8"):
        lines(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"text\n\0\0\0", "line 2: the file is not text"),
        (b"\x81\xff", "is not UTF-8 or Windows-1252"),
        (b"a" * 2_001, "line 1: the line is longer than 1,000 characters"),
        (b"a\n" * 2_000, "the file holds more than 3,000 bytes"),
        (gzip.compress(b"a\n" * 2_000, mtime=0), "the file holds more than 3,000 bytes"),
        (gzip.compress(bytes(range(200)), mtime=0)[:-9], "the compressed file is damaged or cut off"),
        (b"\x1f\x8b but no more", "the compressed file is damaged or cut off"),
    ],
)
def test_what_is_no_text_file_is_refused_with_the_place(file: Path, content: bytes, message: str) -> None:
    file.write_bytes(content)
    with pytest.raises(FormatError, match=message):
        lines(file, largest=3_000, longest_line=1_000)


def test_a_bomb_of_zeros_costs_no_more_than_the_limit(file: Path) -> None:
    file.write_bytes(gzip.compress(b" " * 50_000_000))
    with pytest.raises(FormatError, match="line 1: the line is longer"):
        lines(file, largest=40_000_000, longest_line=1_000_000)


def test_json_that_breaks_off_is_reported_with_line_and_column(file: Path) -> None:
    file.write_text('{"a": 1,\n "b": ')
    with pytest.raises(FormatError, match=r"line 2, column 7: this is not JSON"):
        read_json(file)


@pytest.mark.parametrize("content", ["[" * 200_000, "9" * 5_000])
def test_json_made_to_exhaust_the_reader_is_refused(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(FormatError, match="JSON"):
        read_json(file)


def test_a_parser_gets_its_bytes_in_the_sizes_it_asks_for(file: Path) -> None:
    file.write_bytes(b"abcde")
    stream = BoundedBytes(file)
    assert [stream.read(2), stream.read(2), stream.read(-1), stream.read(2)] == [b"ab", b"cd", b"e", b""]


def test_a_folder_without_a_file_of_the_format_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="it takes lists named like x-csv"):
        files_under(tmp_path, lambda p: p.suffix == ".csv", "lists named like x-csv")
    with pytest.raises(FormatError, match="does not exist"):
        files_under(tmp_path / "nowhere", lambda p: True, "anything")
    with pytest.raises(FormatError, match="cannot be read"):
        TextFile(tmp_path / "nowhere")


@given(st.binary(max_size=400))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_text_or_a_format_error(file: Path, content: bytes) -> None:
    for body in (content, gzip.compress(content)[: len(content)]):
        file.write_bytes(body)
        try:
            found = lines(file)
        except FormatError:
            continue
        assert found
