"""`comity ebook directory`: what it writes, and how it refuses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.cli import app
from comity.core import startup
from comity.core.models import LedgerEntry
from comity.publications.models import Issue, IssueFile

from .test_issuing import Room, _own_files, room  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(startup, "setup", lambda: None)
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> tuple[int, str]:
    told = CliRunner().invoke(app, ["ebook", "directory", *words])
    return told.exit_code, told.output


def test_an_issue_is_written_and_kept_with_the_same_bytes(room: Room, tmp_path: Path) -> None:  # noqa: F811
    code, said = run("--lang", "fr", "--format", "epub", "--output", str(tmp_path / "d.epub"))
    file = IssueFile.objects.get()
    assert code == 0
    assert hashlib.sha256((tmp_path / "d.epub").read_bytes()).hexdigest() == file.sha256
    assert file.sha256 in said
    assert run("--lang", "fr", "--format", "epub")[0] == 0
    assert (tmp_path / file.file_name).read_bytes() == (tmp_path / "d.epub").read_bytes()
    assert Issue.objects.count() == 1


def test_a_day_gives_a_book_without_a_number(
    room: Room,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    from comity.directory import interfaces

    monkeypatch.setattr(interfaces, "directory", lambda on: room.held)
    code, _said = run("--format", "docx", "--on", "2024-01-31", "--edition", "listed")
    assert code == 0
    assert (tmp_path / "comity-directory-2024-01-31-listed-en.docx").read_bytes().startswith(b"PK")
    assert not Issue.objects.exists()
    assert LedgerEntry.objects.get().action == "ebook.taken"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--lang", "de"), 2, "not a language of the e-book"),
        (("--format", "mobi"), 2, "not a format of the e-book"),
        (("--edition", "secret"), 2, "not an edition"),
        (("--on", "31.1.2024"), 2, "not a day like 2024-01-31"),
        (("--on", "2999-01-01"), 2, "is not yet"),
        (("--output", "nowhere/x.pdf"), 1, "no such directory"),
    ],
)
def test_what_cannot_be_made_is_refused_by_name(room: Room, words: tuple[str, ...], code: int, says: str) -> None:  # noqa: F811
    told, said = run(*words)
    assert told == code
    assert says in said
