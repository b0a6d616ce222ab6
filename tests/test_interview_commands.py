"""`comity interview`: a definition checked with lines and places, a document made without the portal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.cli import app
from comity.commands.output import Exit
from comity.law.book import TreatyBook

pytestmark = pytest.mark.django_db

ADAPTED = """{
  "comity_interview": 1,
  "code": "mla-xx",
  "version": "1",
  "extends": "mla",
  "change": {
    "colour": {"need": "required"}
  }
}"""


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["interview", *words])
    return done.exit_code, done.stdout, done.stderr


def test_a_mistake_is_told_with_file_line_and_place(tmp_path: Path) -> None:
    file = tmp_path / "mla-xx.json"
    file.write_text(ADAPTED, encoding="utf-8")
    code, _out, err = run("check", str(file))
    assert code == Exit.FAILED
    assert f"{file}:7: change.colour: there is no question “colour” to change" in err


def test_a_sound_definition_passes(tmp_path: Path) -> None:
    file = tmp_path / "mla-xx.json"
    file.write_text(ADAPTED.replace("colour", "case-number"), encoding="utf-8")
    assert run("check", str(file))[0] == Exit.OK


def test_a_file_that_is_no_json_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{\n"a": 1,\n}', encoding="utf-8")
    assert f"{file}:3: column 1" in run("check", str(file))[2]


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mla-xx.json"
    file.write_text(ADAPTED.replace('"version": "1",', '"version": "1", "version": "2",'), encoding="utf-8")
    assert "“version” stands twice" in run("check", str(file))[2]


def test_a_block_of_ones_own_is_found_beside_the_definition(tmp_path: Path) -> None:
    (tmp_path / "blocks").mkdir()
    block = {"sections": [{"id": "own", "title": "Own", "questions": [{"id": "x", "type": "text", "label": "X"}]}]}
    (tmp_path / "blocks" / "mine.json").write_text(json.dumps(block), encoding="utf-8")
    own = {"comity_interview": 1, "code": "own", "version": "1", "title": "Own", "summary": "Own",
           "measures": ["mla"], "sections": [{"include": "parties"}, {"include": "mine"}]}  # fmt: skip
    file = tmp_path / "own.json"
    file.write_text(json.dumps(own), encoding="utf-8")
    assert run("check", str(file))[0] == Exit.OK


@pytest.mark.parametrize("form", ["docx", "pdf", "json", "points"])
def test_a_document_is_made_without_the_portal(
    recorded: TreatyBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("comity.core.startup.setup", lambda: None)
    answers, target = tmp_path / "a.json", tmp_path / f"request.{form}"
    answers.write_text(json.dumps({"requesting": "NER", "requested": "ITA", "facts": "words"}), encoding="utf-8")
    words = ("run", "mla", "--answers", str(answers), "--lang", "fr", "--format", form, "--output", str(target))
    assert run(*words)[0] == Exit.OK
    assert target.stat().st_size > 500
    if form == "points":
        assert "Manquant" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "cooking"), "neither a file nor one of the interviews"),
        (("run", "mla", "--lang", "de"), "choose one or two of"),
        (("run", "mla", "--lang", "ar,en,fr"), "choose one or two of"),
        (("run", "mla", "--format", "odt"), "choose one of docx"),
    ],
)
def test_wrong_use_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    monkeypatch.setattr("comity.core.startup.setup", lambda: None)
    answers = tmp_path / "a.json"
    answers.write_text("{}", encoding="utf-8")
    code, _out, err = run(*words, "--answers", str(answers))
    assert code == Exit.USAGE
    assert said in err


def test_answers_to_another_interview_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("comity.core.startup.setup", lambda: None)
    answers = tmp_path / "a.json"
    answers.write_text('{"definition": "extradition", "answers": {}}', encoding="utf-8")
    code, _out, err = run("run", "mla", "--answers", str(answers))
    assert code == Exit.FAILED
    assert "not to “mla”" in err
