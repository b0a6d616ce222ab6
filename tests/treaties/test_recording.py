"""Recording facts: what is new, what changed, what stays because a newer source says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from comity.law.instruments import BY_CODE
from comity.treaties.interfaces import Change, NotRecorded, Recorded, book, record_fact, record_facts, revision
from comity.treaties.models import ActionRecord, CoverageRecord, LoadRun, StatementRecord

from .facts import NEW, OLD, REMARK, at, bilateral, consent, reach, said

pytestmark = pytest.mark.django_db


def changes(recorded: Recorded) -> dict[Change, int]:
    return {change: number for change, number in recorded.changes.items() if number}


def test_facts_recorded_are_in_the_book_as_they_were_given() -> None:
    facts = (OLD, bilateral(), reach(OLD.as_of), consent(), said())
    assert changes(record_facts(facts=at(*facts))) == {Change.NEW: 5}
    found = book()
    assert found.sources[OLD.code] == OLD
    assert found.instruments["ner-ita-1"] == bilateral()
    assert found.coverage["untoc"] == reach(OLD.as_of).coverage
    assert found.actions["untoc", "NER"] == (consent(),)
    assert found.statements["untoc", "DZA"] == (said(),)


def test_recording_the_same_facts_again_changes_nothing_and_readers_need_not_reread() -> None:
    facts = at(OLD, bilateral(), reach(OLD.as_of), consent(), said())
    record_facts(facts=facts)
    number, held = revision(), book()
    assert changes(record_facts(facts=facts)) == {Change.UNCHANGED: 5}
    assert revision() == number
    assert book() is held


def test_a_changed_fact_is_counted_and_seen_by_the_next_reader() -> None:
    record_facts(facts=at(OLD, consent()))
    before = revision()
    assert book().actions["untoc", "NER"][0].effective is None
    recorded = record_facts(facts=at(consent(effective=date(2004, 10, 30))))
    assert changes(recorded) == {Change.CHANGED: 1}
    assert revision() > before
    assert book().actions["untoc", "NER"][0].effective == date(2004, 10, 30)


def test_a_fact_confirmed_by_a_newer_source_carries_that_source() -> None:
    record_facts(facts=at(OLD, NEW, consent()))
    assert changes(record_facts(facts=at(consent(source=NEW)))) == {Change.CHANGED: 1}
    assert changes(record_facts(facts=at(consent(source=OLD)))) == {Change.UNCHANGED: 1}
    assert book().actions["untoc", "NER"][0].source == NEW.code


def test_an_older_source_never_overwrites_a_newer_one_and_says_so() -> None:
    record_facts(facts=at(OLD, NEW, said(value=REMARK, source=NEW)))
    recorded = record_facts(facts=at(said(source=OLD)))
    assert changes(recorded) == {Change.KEPT: 1}
    assert "untoc/DZA/35-2/1 is held with another value" in recorded.kept[0].reason
    assert book().statements["untoc", "DZA"][0].value == REMARK


def test_two_sources_of_the_same_day_do_not_overwrite_each_other_in_turn() -> None:
    other = replace(OLD, code="other-2014")
    record_facts(facts=at(OLD, other, said()))
    for _ in range(2):
        assert changes(record_facts(facts=at(said(value=REMARK, source=other)))) == {Change.KEPT: 1}
        assert changes(record_facts(facts=at(said()))) == {Change.UNCHANGED: 1}


def test_a_source_as_of_an_earlier_day_does_not_turn_the_record_back() -> None:
    record_facts(facts=at(OLD))
    recorded = record_facts(facts=at(replace(OLD, as_of=date(2010, 1, 1))))
    assert changes(recorded) == {Change.KEPT: 1}
    assert changes(record_facts(facts=at(replace(OLD, as_of=date(2015, 1, 1))))) == {Change.CHANGED: 1}


@pytest.mark.parametrize(
    ("as_of", "complete", "expected"),
    [
        (date(2014, 7, 10), True, Change.UNCHANGED),
        (date(2024, 1, 31), True, Change.CHANGED),
        (date(2010, 1, 1), True, Change.KEPT),
        (None, True, Change.KEPT),
        (date(2014, 7, 10), False, Change.KEPT),
        (date(2024, 1, 31), False, Change.KEPT),
    ],
)
def test_a_complete_record_gives_way_only_to_a_complete_one_that_reaches_further(
    as_of: date | None, complete: bool, expected: Change
) -> None:
    record_facts(facts=at(OLD, NEW, reach(OLD.as_of)))
    recorded = record_facts(facts=at(reach(as_of, complete=complete, source=NEW)))
    assert changes(recorded) == {expected: 1}
    held = CoverageRecord.objects.get(instrument="untoc")
    assert (held.as_of, held.complete) == ((as_of, True) if expected is Change.CHANGED else (OLD.as_of, True))
    assert [remark.place for remark in recorded.kept] == (["18-12.csv, line 2"] if expected is Change.KEPT else [])


def test_an_incomplete_record_gives_way_to_a_complete_one_of_the_same_day_or_a_later_one() -> None:
    record_facts(facts=at(OLD, reach(OLD.as_of, complete=False)))
    assert changes(record_facts(facts=at(reach(OLD.as_of)))) == {Change.CHANGED: 1}
    assert CoverageRecord.objects.get(instrument="untoc").complete


def test_a_fact_whose_source_was_not_given_first_is_refused_by_name_and_the_others_are_taken() -> None:
    recorded = record_facts(facts=at(OLD, consent(), consent("ITA", source=NEW)))
    assert changes(recorded) == {Change.NEW: 2}
    assert recorded.refused[0].place == "18-12.csv, line 4"
    assert "'depositary-2024' is not recorded" in recorded.refused[0].reason


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (consent(instrument="atlantis-1"), "the instrument 'atlantis-1' is not held"),
        (consent("XXX"), "'XXX' is not the code of a State"),
        (replace(said(), territory="YYY"), "'YYY' is not the code of a State"),
        (replace(bilateral(), parties=frozenset({"NER", "ZZZ"})), "'ZZZ' is not the code of a State"),
        (replace(consent(), id="n" * 201), "the fact is longer than 200 characters"),
        (replace(said(), text_ref="page\0"), "the text_ref holds a NUL character"),
    ],
)
def test_what_the_record_cannot_hold_is_refused_with_the_reason(fact: object, reason: str) -> None:
    recorded = record_facts(facts=at(OLD, fact))
    assert changes(recorded) == {Change.NEW: 1}
    assert reason in recorded.refused[0].reason


def test_one_fact_is_recorded_or_the_reason_raised() -> None:
    assert record_fact(fact=OLD, place="by hand") is Change.NEW
    assert record_fact(fact=consent(), place="by hand") is Change.NEW
    assert record_fact(fact=consent(), place="by hand") is Change.UNCHANGED
    with pytest.raises(NotRecorded, match="'XXX' is not the code"):
        record_fact(fact=consent("XXX"), place="by hand")


def test_a_file_cannot_redefine_a_bundled_instrument() -> None:
    own = BY_CODE["untoc"]
    recorded = record_facts(facts=at(own, replace(own, title="Another title")))
    assert changes(recorded) == {Change.UNCHANGED: 1, Change.KEPT: 1}
    assert book().instruments["untoc"] == own


def test_a_fact_that_stands_twice_counts_once_and_a_contradiction_is_refused() -> None:
    recorded = record_facts(facts=at(OLD, consent(), consent(), consent(effective=date(2004, 10, 30))))
    assert changes(recorded) == {Change.NEW: 2, Change.UNCHANGED: 1}
    assert "stands already in 18-12.csv, line 3, differently" in recorded.refused[0].reason


def test_a_contradiction_further_on_in_the_same_load_is_refused_and_in_a_later_load_is_a_correction() -> None:
    first, second = (LoadRun.objects.create(reader="test", path="here") for _ in range(2))
    record_facts(facts=at(OLD, consent()), run=first)
    again = at(consent(effective=date(2004, 10, 30)), place="18-12.csv, line 9")
    assert "stands twice, with another effective in 18-12.csv" in record_facts(facts=again, run=first).refused[0].reason
    assert changes(record_facts(facts=again, run=second)) == {Change.CHANGED: 1}


def test_a_fact_found_elsewhere_in_a_corrected_file_keeps_its_content_and_gets_its_new_place() -> None:
    first, second = (LoadRun.objects.create(reader="test", path="here") for _ in range(2))
    record_facts(facts=at(OLD, consent()), run=first)
    number = revision()
    recorded = record_facts(facts=at(consent(), place="18-12.csv, row"), run=second)
    assert changes(recorded) == {Change.UNCHANGED: 1}
    assert revision() == number
    held = ActionRecord.objects.get()
    assert (held.place, held.confirmed_by) == ("18-12.csv, row 2", second)


def test_a_refused_batch_leaves_readers_with_the_book_they_have() -> None:
    record_facts(facts=at(OLD))
    number = revision()
    record_facts(facts=at(consent("XXX")))
    assert revision() == number


@pytest.mark.parametrize("kind", ["new", "again", "changed"])
def test_three_facts_cost_as_many_queries_as_one(kind: str, django_assert_num_queries: object) -> None:
    from django.db import connection

    run = LoadRun.objects.create(reader="test", path="here")
    book()
    counts = []
    for states in (["NER"], ["ITA", "FRA", "PER"]):
        facts = [consent(state) for state in states] + [said(state) for state in states]
        record_facts(facts=at(OLD))
        if kind != "new":
            record_facts(facts=at(*facts))
        if kind == "changed":
            facts = [replace(f, source=NEW.code) for f in facts]
            record_facts(facts=at(NEW))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            record_facts(facts=at(*facts), run=run)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_the_book_costs_one_query_when_held_and_a_fixed_number_when_not() -> None:
    from django.db import connection

    book()
    counts = []
    for states in (["NER"], ["ITA", "FRA", "PER"]):
        record_facts(facts=at(OLD, *(consent(s) for s in states), *(said(s) for s in states)))
        with CaptureQueriesContext(connection) as first:
            book()
        with CaptureQueriesContext(connection) as again:
            book()
        counts.append((len(first), len(again)))
    assert counts == [(8, 1), (8, 1)]


def test_the_book_of_an_empty_database_holds_the_bundled_instruments_and_no_acts() -> None:
    found = book()
    assert "untoc" in found.instruments
    assert not found.actions
    assert not StatementRecord.objects.exists()
