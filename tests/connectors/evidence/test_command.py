"""`comity load evidence`: the same report again, exit codes scripts can trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.cli import app
from comity.commands.output import Exit
from comity.core import startup

pytestmark = pytest.mark.django_db


def load(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["load", "evidence", *words])
    return done.exit_code, done.output


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "setup", startup.configure)  # the home of the tests has no database file


def test_a_list_is_loaded_and_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("provider,category,portal_url,guidelines_url,as_of\nExample,social,,,2026\n")
    code, told = load("--from", "provider-list", str(file))
    assert (code, "1 new" in told) == (0, True)
    code, told = load("--from", "provider-list", str(file), "--json")
    assert code == 0
    assert json.loads(told[told.index("{") :])["counts"]["unchanged"] == 1


def test_a_row_that_cannot_be_taken_ends_with_a_failure_and_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("provider,category,portal_url,guidelines_url,as_of\nExample,wizardry,,,2026\n")
    code, told = load("--from", "provider-list", str(file))
    assert code == Exit.FAILED
    assert "wizardry" in told


@pytest.mark.parametrize("words", [["--from", "fax", "."], ["."], ["--from", "ota", "/no/such/place"]])
def test_wrong_use_is_told_as_such(words: list[str]) -> None:
    assert load(*words)[0] == Exit.USAGE


def test_the_formats_are_listed() -> None:
    code, told = load("--formats")
    assert code == 0
    assert all(name in told for name in ("provider-list", "ota", "guideline-texts", "national-provisions", "guide"))
