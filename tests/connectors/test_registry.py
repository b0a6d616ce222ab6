"""Readers by name, and which of them fits a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.connectors.items import FormatError
from comity.connectors.registry import READERS, guess, reader

from .reading import SAMPLES


def test_every_reader_is_found_by_its_name_and_says_what_it_reads() -> None:
    assert set(READERS) == {
        "untc-csv",
        "untc-declarations",
        "untc-xml",
        "mtdsg-index",
        "coe-index",
        "coe-signatures",
        "uk-treaties",
        "treaty-text",
    }
    for name in READERS:
        assert reader(name).name == name
        assert reader(name).title


def test_a_format_that_is_not_read_here_names_those_that_are() -> None:
    with pytest.raises(FormatError, match="'pdf' is not a format read here; the formats are untc-csv, untc-decl"):
        reader("pdf")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("VI-19.en.xml", "untc-xml"),
        ("100_batch.json", "uk-treaties"),
        ("coe_treaties_index.json", "coe-index"),
        ("signatures.024.json", "coe-signatures"),
        ("declarations.024.json", "coe-signatures"),
        ("crime_convention.md", "treaty-text"),
    ],
)
def test_a_file_is_known_by_what_it_holds(file: str, name: str) -> None:
    assert guess(SAMPLES / file) == (name,)


def test_a_participation_table_and_its_declarations_are_known(tmp_path: Path) -> None:
    table, blocks = tmp_path / "18-12.csv", tmp_path / "18-12.txt"
    table.write_text("Participant,Signature\nAlbania,12 Dec 2000\n")
    blocks.write_text("#Albania\nInvented.\n")
    assert (guess(table), guess(blocks)) == (("untc-csv",), ("untc-declarations",))
    assert guess(tmp_path) == ("untc-csv", "untc-declarations")


def test_a_file_of_no_format_fits_nobody(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    assert guess(file) == guess(tmp_path) == guess(tmp_path / "nowhere") == ()
