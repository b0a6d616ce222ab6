"""The Treaty Collection's XML: acts with their letters, footnotes dropped, nothing claimed that a file cannot show."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.depositary_numbers import number_of
from comity.connectors.fetched import note
from comity.connectors.items import FormatError, Item
from comity.connectors.untc_xml import UntcXml
from comity.law.actions import ActionKind
from comity.law.statements import DisputesExcluded, StatementKind

from .reading import (
    GAZETTEER,
    SAMPLES,
    acts,
    covered,
    only_format_errors_escape,
    passed,
    read,
    refusals,
    sources,
    statements,
)

SAMPLE = SAMPLES / "VI-19.en.xml"


def changed(folder: Path, *changes: tuple[str, str], name: str = "VI-19.en.xml") -> Path:
    """The sample with texts replaced."""
    text = SAMPLE.read_text(encoding="latin-1")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / name
    file.write_text(text, encoding="latin-1")
    return file


def keep(reading: Iterable[Item], items: list[Item]) -> None:
    for item in reading:
        items.append(item)


def document(folder: Path, text: str) -> Path:
    file = folder / "VI-19.en.xml"
    file.write_text(text)
    return file


def test_acts_come_with_their_letters_and_without_the_footnotes_of_names_and_dates() -> None:
    found = [(a.state, a.kind, a.on, a.territory) for a in acts(read(UntcXml(), SAMPLE))]
    assert found == [
        ("DZA", ActionKind.SIGNATURE, date(1988, 12, 20), None),
        ("DZA", ActionKind.RATIFICATION, date(1995, 5, 9), None),
        ("NLD", ActionKind.SIGNATURE, date(1989, 1, 18), None),
        ("NLD", ActionKind.ACCEPTANCE, date(1993, 9, 8), None),
        ("CIV", ActionKind.ACCESSION, date(1991, 11, 25), None),
        ("EUE", ActionKind.FORMAL_CONFIRMATION, date(1990, 12, 31), None),
        ("NLD", ActionKind.EXTENSION, date(1999, 3, 10), "ABW"),
    ]


def test_the_record_is_complete_when_the_parties_are_as_many_as_the_file_says() -> None:
    items = read(UntcXml(as_of=date(2026, 5, 8)), SAMPLE)
    (reach,) = covered(items)
    assert (reach.instrument, reach.coverage.as_of, reach.coverage.complete) == ("drugs1988", date(2026, 5, 8), True)
    assert [s.code for s in sources(items)] == ["untc-2026-05-08"]
    assert {a.source for a in acts(items)} == {"untc-2026-05-08"}


def test_a_table_shorter_than_the_file_says_does_not_count_as_complete(tmp_path: Path) -> None:
    items = read(UntcXml(), changed(tmp_path, ("<Parties>4<", "<Parties>5<")))
    assert not covered(items)[0].coverage.complete
    assert "gives 5 parties, its table shows 4" in refusals(items)[-1].reason


def test_without_a_day_of_fetching_the_record_reaches_to_its_newest_act(tmp_path: Path) -> None:
    file = changed(tmp_path)
    assert covered(read(UntcXml(), file))[0].coverage.as_of == date(1995, 5, 9)
    note(file, date(2026, 8, 1))
    assert covered(read(UntcXml(), file))[0].coverage.as_of == date(2026, 8, 1)
    changed(tmp_path, ("9 May", "8 May"))  # no longer the file that was fetched
    assert covered(read(UntcXml(), file))[0].coverage.as_of == date(1995, 5, 8)


def test_only_what_a_rule_recognises_becomes_a_statement_and_no_text_is_kept() -> None:
    items = read(UntcXml(), SAMPLE)
    (said,) = statements(items)
    assert (said.id, said.kind, said.value) == ("drugs1988/DZA/32-2/1", StatementKind.RESERVATION, DisputesExcluded())
    assert said.text_ref == "VI-19.en.xml, block 1 (Algeria), paragraph 2"
    assert "no rule recognises this text" in {p.reason for p in passed(items)}


def test_the_same_statement_in_two_sections_counts_once(tmp_path: Path) -> None:
    again = SAMPLE.read_text(encoding="latin-1").split("<Declarations>")[1].split("</Declarations>")[0]
    again = again.replace("Declarations and Reservations", "Notifications")
    items = read(UntcXml(), changed(tmp_path, ("<Objections>", f"<Notifications>{again}</Notifications><Objections>")))
    assert len(statements(items)) == 1


def test_the_declaration_of_an_unknown_participant_is_not_ascribed_to_the_one_before(tmp_path: Path) -> None:
    file = changed(tmp_path, ("<Declaration><Participant>Algeria<", "<Declaration><Participant>Ruritania<"))
    items = read(UntcXml(), file)
    assert statements(items) == []
    assert "Ruritania" in [r.participant for r in refusals(items)]


def test_a_heading_is_known_by_its_name_where_no_element_marks_it(tmp_path: Path) -> None:
    file = changed(tmp_path, ("<Participant>", "<Para>"), ("</Participant>", "</Para>"))
    assert [s.state for s in statements(read(UntcXml(), file))] == ["DZA"]
    file = changed(
        tmp_path,
        ("<Participant>Algeria", "<Para>Ruritania"),
        ("<Participant>", "<Para>"),
        ("</Participant>", "</Para>"),
    )
    assert statements(read(UntcXml(), file)) == []


def test_a_participant_that_is_not_known_is_reported_by_its_name(tmp_path: Path) -> None:
    items = read(UntcXml(), changed(tmp_path, ("<Row><Entry>Algeria<", "<Row><Entry>Ruritania<")))
    (refused, status, territory) = refusals(items)
    assert (refused.place, refused.participant) == ("VI-19.en.xml, Participants, row 1", "Ruritania")
    assert "4 parties" in territory.reason or "4 parties" in status.reason
    assert not covered(items)[0].coverage.complete


def test_a_territory_that_is_not_known_is_reported_and_the_others_are_taken() -> None:
    (refused,) = refusals(read(UntcXml(), SAMPLE))
    assert refused.participant == "Atlantis"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("[25 Nov 1991 a]", "stands in brackets"),
        ("25 Nov 1991 x", "the column does not explain"),
        ("31 Feb 1991 a", "is not a date of the calendar"),
        ("25 Nov 2999 a", "lies in the future"),
        ("soon", "is not a date"),
    ],
)
def test_a_cell_that_records_no_act_is_refused(tmp_path: Path, cell: str, reason: str) -> None:
    items = read(UntcXml(), changed(tmp_path, ("25 Nov 1991 a", cell)))
    assert any(reason in r.reason for r in refusals(items))
    assert not covered(items)[0].coverage.complete
    assert "CIV" not in {a.state for a in acts(items)}


def test_a_participant_listed_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    items = read(UntcXml(), changed(tmp_path, ("<Row><Entry>European Union<", "<Row><Entry>Algeria<")))
    assert any("stands already in VI-19.en.xml, Participants, row 1" in r.reason for r in refusals(items))


def test_a_successor_is_bound_from_its_first_day(tmp_path: Path) -> None:
    file = changed(tmp_path, ("European Union", "Montenegro"), ("31 Dec 1990 c", "23 Oct 2006 d"))
    act = next(a for a in acts(read(UntcXml(), file)) if a.state == "MNE")
    assert (act.on, act.effective) == (date(2006, 10, 23), date(2006, 6, 3))


def test_another_day_of_entry_into_force_is_reported_and_the_one_held_stays(tmp_path: Path) -> None:
    items = read(UntcXml(), changed(tmp_path, ("<Labeltext>11 November 1990, in", "<Labeltext>12 November 1990, in")))
    assert any("1990-11-12, held here is 1990-11-11" in r.reason for r in refusals(items))


def test_a_treaty_that_is_not_held_is_passed(tmp_path: Path) -> None:
    file = changed(tmp_path, ("<Numsect>19.", "<Numsect>5."), name="VI-5.en.xml")
    (item,) = read(UntcXml(), file)
    assert item.reason == "not an instrument held here"  # type: ignore[union-attr]


def test_a_file_named_for_another_treaty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"about VI-19, its name says XVIII-12; rename it to VI-19\.en\.xml"):
        read(UntcXml(), changed(tmp_path, name="XVIII-12.en.xml"))


@pytest.mark.parametrize(
    ("text", "chapter", "number"),
    [
        ("12. a)", "CHAPTER XVIII", "XVIII-12-a"),
        ("12-a", "XVIII", "XVIII-12-a"),
        ("XVIII.12", "", "XVIII-12"),
        ("19", "CHAPTER VI. NARCOTIC DRUGS", "VI-19"),
        ("19", "", None),
        ("nineteen", "CHAPTER VI", None),
    ],
)
def test_the_depositarys_number_is_read_in_the_forms_it_is_written(text: str, chapter: str, number: str | None) -> None:
    assert number_of(text, chapter) == number


def test_a_file_that_breaks_off_gives_what_stands_before_without_a_claim_to_be_complete(tmp_path: Path) -> None:
    file = changed(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b"European Union")])
    items: list[Item] = []
    with pytest.raises(FormatError, match=r"VI-19\.en\.xml, line \d+, column \d+: the XML ends or breaks here"):
        keep(UntcXml().read(file, gazetteer=GAZETTEER), items)
    assert {a.state for a in acts(items)} == {"DZA", "NLD", "CIV"}
    assert covered(items) == []


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE Document [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE Document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document SYSTEM "http://example.org/treaty.dtd">',
        '<!DOCTYPE Document [<!ENTITY % p SYSTEM "http://example.org/p"> %p;]>',
    ],
)
def test_entities_and_foreign_document_types_are_refused_at_once(tmp_path: Path, dtd: str) -> None:
    file = document(tmp_path, f'<?xml version="1.0"?>{dtd}<Document><Treaty>&l9;&secret;</Treaty></Document>')
    start = time.monotonic()
    with pytest.raises(FormatError, match="declares a document type or entities"):
        read(UntcXml(), file)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "VI-19.en.xml, line 1"),
        ("Participant,Signature\n", "line 1, column 1: the XML ends or breaks here"),
        ("<html><body/></html>", "begins with <html>, not with <Document>"),
        ("<Document/>", "not a file of this format"),
        ("<Document>" + "<a>" * 200, "too large or too deep"),
        ("<Document>" + "<a/>" * 200_001 + "</Document>", "too large or too deep"),
        ('<?xml version="1.0" encoding="klingon"?><Document/>', "encoding|breaks"),
        ("<Document><Participants><Row><Entry>A</Entry></Row></Participants></Document>", "precedes the tables"),
    ],
)
def test_what_is_no_treaty_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read(UntcXml(), document(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("25 Nov 1991 a", "1," * 400_000, "a cell is too long"),
        ("The Kingdom is", "&lt;superscript&gt;" * 40_000, "a paragraph too long for a declaration"),
    ],
)
def test_texts_made_to_exhaust_the_reader_are_refused_at_once(tmp_path: Path, old: str, new: str, reason: str) -> None:
    file = changed(tmp_path, (old, new.replace("&lt;superscript&gt;", "&lt;superscript&gt;abc")))
    start = time.monotonic()
    assert any(reason in r.reason for r in refusals(read(UntcXml(), file)))
    assert time.monotonic() - start < 5


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda b: b"<Document>" + b)))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    only_format_errors_escape(UntcXml(), tmp_path / "VI-19.en.xml", content)


@given(st.integers(min_value=0, max_value=4_000), st.binary(min_size=1, max_size=3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_treaty_file_with_damage_anywhere_is_read_or_refused(tmp_path: Path, at: int, damage: bytes) -> None:
    whole = SAMPLE.read_bytes()
    only_format_errors_escape(UntcXml(), tmp_path / "VI-19.en.xml", whole[:at] + damage + whole[at + len(damage) :])
