"""Participation tables of the Treaty Collection: every act with its place, every row that was not taken reported."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.items import Covered, FormatError, Item, Passed, Refused, Taken
from comity.connectors.untc_csv import UntcCsv
from comity.law.actions import ActionKind, TreatyAction
from comity.law.sources import Source
from comity.law.states import Gazetteer, State, StateKind

GAZETTEER = Gazetteer.of(
    [
        State("ALB", {"en": "Albania"}, StateKind.MEMBER),
        State("DZA", {"en": "Algeria"}, StateKind.MEMBER),
        State("BGD", {"en": "Bangladesh"}, StateKind.MEMBER),
        State("MNE", {"en": "Montenegro"}, StateKind.MEMBER, since=date(2006, 6, 3)),
        State("NLD", {"en": "Netherlands"}, StateKind.MEMBER),
        State("EUE", {"en": "European Union"}, StateKind.ORGANIZATION),
    ]
)
HEAD = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"\n'


def read(folder: Path, text: str | bytes, name: str = "18-12.csv", **options: object) -> list[Item]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(UntcCsv(**options).read(file, gazetteer=GAZETTEER))  # type: ignore[arg-type]


def acts(items: list[Item]) -> list[TreatyAction]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, TreatyAction)]


def refusals(items: list[Item]) -> list[Refused]:
    return [i for i in items if isinstance(i, Refused)]


def covered(items: list[Item]) -> Covered:
    return next(i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Covered))


def test_a_date_without_a_letter_is_a_ratification_and_letters_name_the_other_acts(tmp_path: Path) -> None:
    rows = "Albania,12 Dec 2000,21 Aug 2002\nBangladesh,,13 Jul 2011 a\nNetherlands,12 Dec 2000,26 May 2004 A\n"
    found = acts(read(tmp_path, HEAD + rows + "European Union,12 Dec 2000,21 May 2004 AA\n"))
    assert [(a.state, a.kind, a.on) for a in found] == [
        ("ALB", ActionKind.SIGNATURE, date(2000, 12, 12)),
        ("ALB", ActionKind.RATIFICATION, date(2002, 8, 21)),
        ("BGD", ActionKind.ACCESSION, date(2011, 7, 13)),
        ("NLD", ActionKind.SIGNATURE, date(2000, 12, 12)),
        ("NLD", ActionKind.ACCEPTANCE, date(2004, 5, 26)),
        ("EUE", ActionKind.SIGNATURE, date(2000, 12, 12)),
        ("EUE", ActionKind.APPROVAL, date(2004, 5, 21)),
    ]


def test_each_act_has_a_stable_id_a_source_and_its_line(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "Albania,,21 Aug 2002\n")
    taken = next(i for i in items if isinstance(i, Taken) and isinstance(i.fact, TreatyAction))
    assert taken.place == "18-12.csv, line 2"
    assert taken.fact.id == "untoc/ALB/ratification/2002-08-21"
    sources = [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Source)]
    assert [s.code for s in sources] == [taken.fact.source] == ["untc-2014-07-10"]


def test_a_state_that_only_signed_is_taken_with_its_signature_alone(tmp_path: Path) -> None:
    found = acts(read(tmp_path, HEAD + "Algeria,12 Dec 2000,\n"))
    assert [a.kind for a in found] == [ActionKind.SIGNATURE]


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ('"Signature, Succession to signature(d)"', "23 Oct 2006 d", ActionKind.SIGNATURE),
        ('"Definitive signature(s), Ratification, Accession(a)"', "3 Jan 1980 s", ActionKind.DEFINITIVE_SIGNATURE),
        ('"Ratification, Formal confirmation(c)"', "31 Dec 1990 c", ActionKind.FORMAL_CONFIRMATION),
        ('"Approval(AA), Acceptance(A), Succession(d), Ratification"', "4 May 1999", ActionKind.RATIFICATION),
        (
            '"Participation in the Convention by virtue of ratification, accession or succession to the Protocol"',
            "19 Feb 2015",
            ActionKind.PARTICIPATION,
        ),
    ],
)
def test_the_heading_explains_the_letters(tmp_path: Path, column: str, cell: str, kind: ActionKind) -> None:
    found = acts(read(tmp_path, f"Participant,{column}\nAlbania,{cell}\n"))
    assert [a.kind for a in found] == [kind]


def test_a_successor_is_bound_from_its_first_day_where_the_treaty_was_in_force_then(tmp_path: Path) -> None:
    row = HEAD + "Montenegro,,23 Oct 2006 d\n"
    (known,) = acts(read(tmp_path, row))
    assert (known.kind, known.on, known.effective) == (ActionKind.SUCCESSION, date(2006, 10, 23), date(2006, 6, 3))
    (later,) = acts(read(tmp_path, row, in_force={"untoc": date(2006, 8, 1)}))
    assert later.effective is None
    (unknown,) = acts(read(tmp_path, row, in_force={}))
    assert unknown.effective is None


def test_footnote_marks_and_spaces_around_a_name_do_not_hide_the_state(tmp_path: Path) -> None:
    rows = """Netherlands 3,,26 May 2004 A\n"  Algeria 1, 2 ",,7 Oct 2002\nBangladesh*,,13 Jul 2011 a 4\n"""
    found = acts(read(tmp_path, "\ufeff" + HEAD + rows))
    assert [a.state for a in found] == ["NLD", "DZA", "BGD"]


def test_a_name_that_matches_no_state_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "Ruritania,,21 Aug 2002\nAlbania,,21 Aug 2002\n")
    (refused,) = refusals(items)
    assert (refused.place, refused.participant) == ("18-12.csv, line 2", "Ruritania")
    assert [a.state for a in acts(items)] == ["ALB"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31 Feb 2019", "not a date of the calendar"),
        ("2019", "not a date like"),
        ("5 Foo 2019", "not a date of the calendar"),
        ("21 Aug 2002 x", "letter 'x'"),
        ("21 Aug 2992", "future"),
    ],
)
def test_a_cell_that_is_no_act_is_refused_with_its_column_and_value(tmp_path: Path, cell: str, reason: str) -> None:
    items = read(tmp_path, HEAD + f"Albania,12 Dec 2000,{cell}\n")
    (refused,) = refusals(items)
    assert refused.place == "18-12.csv, line 2"
    assert reason in refused.reason
    assert repr(cell) in refused.reason
    assert "Ratification" in refused.reason
    assert [a.kind for a in acts(items)] == [ActionKind.SIGNATURE]


def test_a_date_without_a_letter_is_refused_where_the_column_names_no_act_for_it(tmp_path: Path) -> None:
    items = read(tmp_path, 'Participant,"Accession(a), Succession(d)"\nAlbania,21 Aug 2002\n')
    assert not acts(items)
    assert "no letter" in refusals(items)[0].reason


def test_a_participant_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "Albania,,21 Aug 2002\nAlbania,,22 Aug 2002\n")
    assert len(acts(items)) == 1
    assert "line 2" in refusals(items)[0].reason


def test_a_last_line_without_an_end_may_be_cut_off_and_is_not_guessed(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "Albania,,21 Aug 2002\nBangladesh,,13 Jul 2011")
    assert [a.state for a in acts(items)] == ["ALB"]
    assert "cut off" in refusals(items)[0].reason


@pytest.mark.parametrize("row", ["Albania,21 Aug 2002", "Albania,,21 Aug 2002,extra", '"Albania,,21 Aug 2002'])
def test_a_row_of_the_wrong_shape_is_skipped(tmp_path: Path, row: str) -> None:
    items = read(tmp_path, HEAD + row + "\nAlgeria,,7 Oct 2002\n")
    assert [a.state for a in acts(items)] == ["DZA"]
    assert len(refusals(items)) == 1


def test_empty_rows_are_no_rows_and_a_row_without_acts_is_passed(tmp_path: Path) -> None:
    items = read(tmp_path, HEAD + "\n,,\nAlbania,,\n")
    assert not acts(items)
    assert not refusals(items)
    assert [i.place for i in items if isinstance(i, Passed)] == ["18-12.csv, line 4"]


def test_the_record_is_complete_only_if_no_row_was_refused(tmp_path: Path) -> None:
    assert covered(read(tmp_path, HEAD + "Albania,,21 Aug 2002\n")).coverage.complete
    assert not covered(read(tmp_path, HEAD + "Albania,,21 Aug 2002\nRuritania,,1 Jan 2003\n")).coverage.complete


def test_a_row_later_than_the_day_given_shows_how_far_the_record_reaches(tmp_path: Path) -> None:
    assert covered(read(tmp_path, HEAD + "Albania,,21 Aug 2002\n")).coverage.as_of == date(2014, 7, 10)
    assert covered(read(tmp_path, HEAD + "Albania,,19 Feb 2015\n")).coverage.as_of == date(2015, 2, 19)
    early = read(tmp_path, HEAD + "Albania,,21 Aug 2002\n", as_of=date(2010, 9, 16))
    assert covered(early).coverage.as_of == date(2010, 9, 16)
    assert {a.source for a in acts(early)} == {"untc-2010-09-16"}


def test_a_treaty_not_held_here_is_passed_as_a_whole(tmp_path: Path) -> None:
    (item,) = read(tmp_path, HEAD + "Albania,,21 Aug 2002\n", name="22-1.csv")
    assert item == Passed("22-1.csv", "not an instrument held here")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        (b"Participant\0", "not text"),
        (b"Participant;Signature\nAlbania;21 Aug 2002\n", "';'"),
        (b"Participant\tSignature\n", "commas"),
        (b"name,date\n", "not a participation table"),
        (b"Participant,Registration Number\n", "no column lists acts"),
        ("Participant,Signature\nC\xf4te d'Ivoire,1 Jan 2001\n".encode("latin-1"), "line 2: the text is not UTF-8"),
        (b"Participant," + b"x" * 1_000_001, "longer than"),
    ],
)
def test_a_file_of_another_format_is_refused_with_a_way_out(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=r"18-12\.csv") as error:
        read(tmp_path, content)
    assert said in str(error.value)


def test_a_file_whose_name_does_not_tell_the_treaty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"name it .* like 18-12\.csv"):
        read(tmp_path, HEAD, name="treaties.csv")


def test_the_tables_of_a_folder_come_in_the_order_of_chapter_and_number(tmp_path: Path) -> None:
    for name in ("18-12.csv", "6-19.csv", "18-5.csv", "18-12-a.csv", "index.csv", "notes.txt"):
        (tmp_path / name).write_text(HEAD)
    assert [f.name for f in UntcCsv().files(tmp_path)] == ["6-19.csv", "18-5.csv", "18-12.csv", "18-12-a.csv"]
    assert [f.name for f in UntcCsv().files(tmp_path / "18-5.csv")] == ["18-5.csv"]


def test_a_folder_without_tables_and_a_path_without_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no file here"):
        UntcCsv().files(tmp_path)
    with pytest.raises(FormatError, match="does not exist"):
        UntcCsv().files(tmp_path / "nothing")


def test_a_table_of_100_megabytes_is_streamed_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "18-12.csv"
    row = b"Ruritania,12 Dec 2000,21 Aug 2002\n" + b"," * 150_000 + b"\n"
    with file.open("wb") as stream:
        stream.write(HEAD.encode())
        while stream.tell() < 100_000_000:
            stream.write(row)
    tracemalloc.start()
    refused = sum(isinstance(i, Refused) for i in UntcCsv().read(file, gazetteer=GAZETTEER))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused > 500
    assert peak < 5_000_000


def test_a_table_of_unknown_names_alone_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="line 1002: more than 1,000 rows"):
        read(tmp_path, HEAD + "Ruritania,,21 Aug 2002\n" * 2_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: (HEAD + t).encode(errors="replace")))
def test_no_content_crashes_the_reader_or_yields_an_undated_act(tmp_path: Path, content: bytes) -> None:
    try:
        items = read(tmp_path, content)
    except FormatError:
        return
    assert all(a.on is not None and a.state in GAZETTEER for a in acts(items))


names = st.sampled_from(["Albania", "Algeria", "Bangladesh"])
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2014, 7, 10))
LETTERS = {"": ActionKind.RATIFICATION, " A": ActionKind.ACCEPTANCE, " a": ActionKind.ACCESSION}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.dictionaries(st.sampled_from(["Albania", "Algeria", "Bangladesh"]), st.tuples(days, st.sampled_from([*LETTERS])))
)
def test_what_a_table_is_written_from_is_read_back(tmp_path: Path, rows: dict[str, tuple[date, str]]) -> None:
    text = "".join(f"{name},,{day.day} {day:%b %Y}{letter}\n" for name, (day, letter) in rows.items())
    found = {(a.state, a.kind, a.on) for a in acts(read(tmp_path, HEAD + text))}
    assert found == {(GAZETTEER.find(name).code, LETTERS[letter], day) for name, (day, letter) in rows.items()}
