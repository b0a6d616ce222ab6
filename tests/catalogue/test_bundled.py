"""The demonstration records: every one can be taken, says what it is, and every filter has something to show."""

from __future__ import annotations

import pytest

from comity.catalogue.entries import CaseFacts, ExtractFacts, Kind
from comity.connectors.catalogue.demonstration import demonstration_entries, load_demonstration
from comity.core.gazetteer import load_gazetteer
from comity.law.states import Group
from comity.vocabulary.bundled import load_bundled

ENTRIES = list(demonstration_entries())


def test_all_say_that_they_are_demonstration_and_whence() -> None:
    assert all(e.demonstration and e.source.name and e.source.licence and e.source.as_of for e in ENTRIES)
    assert all("invented" in e.source.name for e in ENTRIES if e.kind is Kind.CASE)


def test_no_law_is_called_in_force() -> None:
    assert {e.facts.status for e in ENTRIES if e.kind is Kind.LAW} == {"unknown"}  # type: ignore[union-attr]


def test_every_region_and_language_has_its_own() -> None:
    gazetteer = load_gazetteer()
    laws = [e for e in ENTRIES if e.kind is Kind.LAW]
    assert {gazetteer[s].group for e in laws for s in e.states} == set(Group) - {Group.NONE}
    assert {"ar", "zh", "en", "fr", "ru", "es"} <= {e.language for e in laws}


def test_extracts_have_a_law_and_two_languages() -> None:
    laws = {e.source_id for e in ENTRIES if e.kind is Kind.LAW}
    for e in ENTRIES:
        if isinstance(e.facts, ExtractFacts):
            assert e.facts.law in laws
            assert len({t.language for t in e.texts if t.notes}) >= 2, e.source_id


def test_a_case_of_seventeen_defendants_and_sixty_three_charges() -> None:
    sizes = {
        (len(e.facts.defendants), sum(len(p.charges) for p in e.facts.defendants))
        for e in ENTRIES
        if isinstance(e.facts, CaseFacts)
    }
    assert (17, 63) in sizes


@pytest.mark.django_db
def test_all_are_taken_once() -> None:
    load_bundled()
    assert load_demonstration() == len(ENTRIES)
    assert load_demonstration() == 0
