"""A load takes what it can, says what it could not, and changes nothing when run again."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test.utils import CaptureQueriesContext

from comity.connectors import bundled, loading
from comity.connectors.items import Covered, FormatError, Item, Passed, Refused, Taken
from comity.connectors.loading import LoadInterrupted, LoadReport, load, load_bundled
from comity.connectors.untc_csv import UntcCsv
from comity.law.actions import ActionKind
from comity.law.book import Coverage
from comity.law.standing import Bond, in_force
from comity.law.states import Gazetteer
from comity.treaties.interfaces import book, revision
from comity.treaties.models import ActionRecord, LoadProblem, LoadRun, ProblemKind, StatementRecord
from tests.treaties.facts import NEW, OLD, consent, said

from .tables import table, write_tables

pytestmark = pytest.mark.django_db


class Made:
    """A reader of items made by a test: one list for each file."""

    name = "made"
    title = "Items made by a test"

    def __init__(self, *files: Sequence[Item | BaseException]) -> None:
        self._files = files

    def files(self, path: Path) -> list[Path]:
        return [path / str(number) for number in range(len(self._files))]

    def read(self, file: Path, *, gazetteer: Gazetteer) -> Iterator[Item]:
        for item in self._files[int(file.name)]:
            if isinstance(item, BaseException):
                raise item
            yield item


def taken(*facts: object) -> list[Item]:
    return [Taken(f"line {number}", fact) for number, fact in enumerate(facts, start=1)]  # type: ignore[arg-type]


def covered(as_of: date | None = OLD.as_of, *, complete: bool = True, source: str = OLD.code) -> Covered:
    return Covered("untoc", Coverage(as_of, complete, source))


def counts(report: LoadReport) -> dict[str, int]:
    found = report.as_json()["counts"]
    assert isinstance(found, dict)
    return {name: number for name, number in found.items() if number}


def test_every_table_of_a_folder_is_loaded_and_loading_it_again_changes_nothing(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, ["18-12", "18-14"])
    first = load(UntcCsv(), folder)
    assert first.complete
    assert first.files == 2
    assert first.new == 2 * 2 * 193 + 3  # two acts of each State, the source, two coverages
    number = revision()
    again = load(UntcCsv(), folder)
    assert counts(again) == {"files": 2, "unchanged": first.new + 1}
    assert revision() == number
    standing = in_force(book(), "untoc", "NER", date(2014, 1, 1))
    assert standing.bond is Bond.BOUND


def test_rows_that_cannot_be_taken_are_reported_and_the_rest_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "18-12.csv"
    file.write_text(table(["Niger", "Atlantis", "Italy"]).replace("1 Jan 2001", "31 Feb 2001"), encoding="utf-8")
    report = load(UntcCsv(), file)
    assert not report.complete
    assert [(r.place, r.participant) for r in report.refused] == [
        ("18-12.csv, line 2", None),
        ("18-12.csv, line 3", "Atlantis"),
    ]
    assert report.unmatched == ["Atlantis"]
    assert ActionRecord.objects.filter(state__in=["NER", "ITA"]).count() == 3
    run = LoadRun.objects.get()
    assert (run.refused, run.new, run.finished_at is not None) == (2, report.new, True)
    problem = LoadProblem.objects.get(participant="Atlantis")
    assert (problem.run, problem.kind, problem.place) == (run, "refused", "18-12.csv, line 3")


def test_a_file_that_is_not_of_the_format_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, ["18-12"])
    (folder / "18-14.csv").write_bytes(b"%PDF-1.7\n")
    report = load(UntcCsv(), folder)
    assert not report.complete
    assert report.new > 300
    assert report.count(ProblemKind.UNREADABLE) == 1
    assert "18-14.csv" in report.remarks[ProblemKind.UNREADABLE][0].reason


def test_a_folder_without_a_file_of_the_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        load(UntcCsv(), tmp_path)
    assert not LoadRun.objects.exists()


def test_rows_left_aside_on_purpose_are_counted_by_reason() -> None:
    report = load(Made([Passed("line 1", "another subject"), Passed("line 2", "another subject")]), Path("here"))
    assert report.passed == {"another subject": 2}
    assert report.complete


def test_a_fact_before_its_source_is_refused_naming_the_source() -> None:
    report = load(Made(taken(consent(), OLD, consent("ITA"))), Path("here"))
    assert counts(report) == {"files": 1, "new": 3}  # one chunk: the source is written first
    report = load(Made(taken(*[replace(OLD, code=f"s{n}") for n in range(600)], said(source=NEW), NEW)), Path("here"))
    assert counts(report)["new"] == 602
    report = load(Made(taken(replace(said("PER"), source="nowhere"))), Path("here"))
    assert "'nowhere' is not recorded" in report.refused[0].reason


def test_completeness_is_written_after_the_acts_it_speaks_of(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[str]] = []
    record = loading.record_facts

    def watch(*, facts: object, run: LoadRun) -> object:
        batch = list(facts)  # type: ignore[call-overload]
        written.append([type(placed.fact).__name__ for placed in batch])
        return record(facts=batch, run=run)

    monkeypatch.setattr(loading, "record_facts", watch)
    load(Made(taken(OLD, covered(), consent())), Path("here"))
    assert written == [["Source", "TreatyAction"], ["Reach"]]


def test_a_file_that_breaks_off_cannot_vouch_for_completeness() -> None:
    items = [*taken(OLD, covered(), consent()), FormatError("0, line 9: the file breaks off")]
    report = load(Made(items), Path("here"))
    assert counts(report) == {"files": 1, "new": 3, "unreadable": 1}
    assert not book().coverage["untoc"].complete
    assert in_force(book(), "untoc", "ITA", date(2014, 1, 1)).bond is Bond.UNKNOWN


def test_an_act_held_that_a_newer_complete_record_does_not_show_is_reported_and_left() -> None:
    load(Made(taken(OLD, consent("NER"), consent("ITA"), covered())), Path("old"))
    newer = taken(NEW, consent("NER", source=NEW), covered(NEW.as_of, source=NEW.code))
    report = load(Made(newer), Path("new"))
    assert [r.place for r in report.remarks[ProblemKind.MISSING]] == ["line 3"]
    assert "untoc/ITA/ratification/2004-09-30 is held here" in report.remarks[ProblemKind.MISSING][0].reason
    assert report.complete
    assert ActionRecord.objects.filter(state="ITA").exists()


def test_an_older_record_says_nothing_about_later_acts() -> None:
    load(Made(taken(NEW, consent("ITA", source=NEW), covered(NEW.as_of, source=NEW.code))), Path("new"))
    report = load(Made(taken(OLD, consent("NER"), covered())), Path("old"))
    assert counts(report) == {"files": 1, "new": 2, "kept": 1}
    assert "held as of 2024-01-31" in report.remarks[ProblemKind.KEPT][0].reason


def test_an_act_later_than_the_record_need_not_stand_in_it() -> None:
    load(Made(taken(OLD, consent("ITA", date(2015, 3, 1)))), Path("one"))
    report = load(Made(taken(OLD, consent("NER"), covered())), Path("two"))
    assert report.count(ProblemKind.MISSING) == 0


def test_an_incomplete_record_says_nothing_about_what_it_does_not_show() -> None:
    load(Made(taken(OLD, consent("ITA"))), Path("one"))
    report = load(Made(taken(OLD, consent("NER"), covered(complete=False))), Path("two"))
    assert report.count(ProblemKind.MISSING) == 0


def test_the_same_fact_in_two_files_of_one_load_counts_once_and_a_contradiction_is_refused() -> None:
    other = consent(effective=date(2004, 10, 30))
    files = taken(OLD, consent()), taken(OLD, consent()), taken(OLD, other)
    for new in (2, 0):
        report = load(Made(*files), Path("here"))
        assert (report.new, report.changed) == (new, 0)
        assert "with another effective in line 2; the first was taken" in report.refused[0].reason


def test_progress_is_told_chunk_by_chunk() -> None:
    told: list[tuple[str, int]] = []
    items: list[Item] = [Passed("line", "another subject")] * 1100
    load(Made(items), Path("here"), progress=lambda name, rows: told.append((name, rows)))
    assert told == [("0", 500), ("0", 1000), ("0", 1100)]


def test_a_flood_of_refused_rows_is_counted_whole_and_listed_in_part() -> None:
    items: list[Item] = [Refused(f"line {n}", "no such State", participant=f"Land {n}") for n in range(12_000)]
    report = load(Made(items), Path("here"))
    assert report.count(ProblemKind.REFUSED) == 12_000
    assert (len(report.refused), len(report.unmatched)) == (1_000, 1_000)
    assert LoadProblem.objects.count() == 10_000
    assert LoadRun.objects.get().refused == 12_000


def test_a_run_that_was_broken_off_is_forgotten_once_the_same_load_is_completed() -> None:
    with pytest.raises(KeyboardInterrupt):
        load(Made([*taken(OLD), KeyboardInterrupt()]), Path("here"))
    assert LoadRun.objects.get().finished_at is None
    load(Made(taken(OLD)), Path("elsewhere"))
    assert LoadRun.objects.filter(finished_at=None).count() == 1
    load(Made(taken(OLD)), Path("here"))
    assert not LoadRun.objects.filter(finished_at=None).exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database or disk is full"), "no space is left for the database"),
        (OperationalError("database is locked"), "another process keeps the database busy"),
        (OperationalError("disk I/O error"), "the database refused: disk I/O error"),
        (OSError(errno.ENOSPC, "No space left on device"), "no space is left on the disk"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_stops_a_load_from_outside_is_said_with_the_way_out(error: Exception, said: str) -> None:
    with pytest.raises(LoadInterrupted, match=said) as caught:
        load(Made([*taken(OLD), error]), Path("here"))
    assert "run the same command again" in str(caught.value)


def test_refused_rows_with_text_no_database_holds_are_written_down_all_the_same() -> None:
    load(Made([Refused("line 1\0", "odd\0", "x\0", "A\0")]), Path("here"))
    assert "\0" not in LoadProblem.objects.get().excerpt


@pytest.mark.parametrize("again", [False, True])
def test_three_rows_cost_as_many_queries_as_one(again: bool) -> None:
    from django.db import connection

    numbers = []
    for states in (["NER"], ["ITA", "FRA", "PER"]):
        items = taken(OLD, *(consent(s) for s in states), *(said(s) for s in states), covered(complete=False))
        if again:
            load(Made(items), Path("here"))
        with CaptureQueriesContext(connection) as queries:
            load(Made(items), Path("here"))
        numbers.append(len(queries))
    assert numbers[0] >= numbers[1]


# -- what comes with Comity ------------------------------------------------------------------------------------------


def test_bundled_facts_are_loaded_once_for_each_version_of_them() -> None:
    report = load_bundled()
    assert report is not None
    assert report.complete
    facts = bundled.bundled_facts()
    assert ActionRecord.objects.count() == len(facts.actions)
    assert StatementRecord.objects.count() == len(facts.statements)
    assert load_bundled() is None
    held = book()
    assert held.coverage == facts.coverage
    assert {a for acts in held.actions.values() for a in acts} == {placed.fact for placed in facts.actions}
    assert {s for found in held.statements.values() for s in found} == {placed.fact for placed in facts.statements}


def test_a_new_version_withdraws_what_it_no_longer_holds_but_not_what_a_file_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def version(number: str, *facts: object) -> LoadReport | None:
        monkeypatch.setattr(loading, "bundled_items", lambda: iter(taken(*facts)))
        monkeypatch.setattr(loading, "fingerprint", lambda: number)
        return load_bundled()

    version("1", OLD, consent("NER"), consent("ITA"), consent("PER"), said())
    load(Made(taken(OLD, consent("ITA"))), Path("here"))
    number = revision()
    report = version("2", OLD, consent("NER"))
    assert report is not None
    assert sorted(r.reason.split(" ")[0] for r in report.remarks[ProblemKind.WITHDRAWN]) == [
        "untoc/DZA/35-2/1",
        "untoc/PER/ratification/2004-09-30",
    ]
    assert set(ActionRecord.objects.values_list("state", flat=True)) == {"NER", "ITA"}
    assert revision() > number


def test_bundled_facts_do_not_turn_a_newer_record_back() -> None:
    newer = consent("NER", kind=ActionKind.RATIFICATION, source=NEW)
    load(Made(taken(NEW, newer, covered(NEW.as_of, source=NEW.code))), Path("new"))
    report = load_bundled()
    assert report is not None
    assert report.count(ProblemKind.KEPT) == 1
    assert book().coverage["untoc"].as_of == NEW.as_of
    assert newer in book().actions["untoc", "NER"]
