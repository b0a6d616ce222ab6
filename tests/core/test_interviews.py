"""Interviews at hand: the bundled, and those a State keeps in its home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.core.interviews import ORDER, interviews, library
from comity.law.interview.definition import Need

ADAPTED = {
    "comity_interview": 1,
    "code": "mla",
    "version": "2",
    "extends": "mla",
    "change": {"case-number": {"need": "required", "label": {"fr": "Numéro du dossier"}}},
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "interviews").mkdir()
    return tmp_path


def put(home: Path, name: str, data: object) -> None:
    (home / "interviews" / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def test_every_bundled_interview_is_offered_in_its_order(shelf: Path) -> None:
    assert tuple(interviews(shelf)) == ORDER


def test_a_states_own_takes_the_place_of_the_bundled_one_it_extends(shelf: Path) -> None:
    put(shelf, "mla", ADAPTED)
    found = interviews(shelf)["mla"]
    assert found.version == "2"
    assert found.questions["case-number"].need is Need.REQUIRED
    assert found.questions["case-number"].label.own_in("fr") == "Numéro du dossier"


def test_a_new_interview_is_offered_beside_the_bundled_ones(shelf: Path) -> None:
    put(shelf, "mla-xx", ADAPTED | {"code": "mla-xx"})
    assert list(interviews(shelf))[-1] == "mla-xx"


@pytest.mark.parametrize("broken", [ADAPTED | {"remove": ["nothing"]}, [], {"comity_interview": 1}])
def test_an_unsound_file_leaves_the_bundled_interview_in_its_place(shelf: Path, broken: object) -> None:
    put(shelf, "mla", broken)
    assert interviews(shelf)["mla"].version == interviews(Path("nowhere"))["mla"].version


@pytest.mark.parametrize("name", ["../settings", "blocks/../mla", "/etc/passwd", "MLA", ""])
def test_names_never_lead_out_of_the_folder(name: str) -> None:
    assert library()(name) is None
