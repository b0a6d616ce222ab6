"""Reading the bundled States: what the tables of the depositary name is known, and a damaged table is told apart."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from comity.core.gazetteer import ReferenceError, load_gazetteer, read_states
from comity.law.states import UnknownState

TABLES = Path(__file__).parents[3] / "shared" / "data" / "untreaties_zmjones"
with_tables = pytest.mark.skipif(not TABLES.is_dir(), reason="the depositary's tables are not here")
HEADER = "code,iso2,m49,kind,en,fr,es,ru,ar,zh,aliases,group,sovereign,since,until,successors,legal_system,region\n"
ALAND = "AAA,,,member,Aland,,,,,,,none,,,,,,\n"
JOINED = "organization,member,since,until\n"

# Organizations that take part in a few treaties in their own name; no State answers for them.
ORGANIZATIONS = {
    *("Andean Community", "Caribbean Community", "Common Market for Eastern and Southern Africa"),
    *("Council of Europe", "East African Community", "Economic Community of West African States"),
    *("Eurasian Economic Community", "Food and Agriculture Organization of the United Nations"),
    *("International Atomic Energy Agency", "International Civil Aviation Organization"),
    *("International Criminal Police Organization", "International Labour Organisation"),
    *("International Maritime Organization", "International Telecommunication Union"),
    *("Organisation for the Prohibition of Chemical Weapons", "Organization of African Unity"),
    "Preparatory Commission for the Comprehensive Nuclear-Test-Ban Treaty Organization",
    *("Southern African Development Community", "United Nations"),
    "United Nations Educational Scientific and Cultural Organization",
    *("United Nations Industrial Development Organization", "Universal Postal Union"),
    *("West African Economic and Monetary Union", "World Health Organization"),
    *("World Intellectual Property Organization", "World Meteorological Organization"),
}


def _row(**cells: str) -> str:
    columns = HEADER.strip().split(",")
    filled = {"code": "AAA", "kind": "member", "en": "Aland", "group": "none"} | cells
    return ",".join(filled.get(column, "") for column in columns) + "\n"


def _unmatched(names: set[str]) -> set[str]:
    gazetteer, unknown = load_gazetteer(), set()
    for name in names:
        try:
            gazetteer.find(name)
        except UnknownState:
            unknown.add(name)
    return unknown


def _participants(pattern: str) -> set[str]:
    names: set[str] = set()
    for table in (TABLES / "treaties").glob(pattern):
        with table.open(encoding="utf-8", newline="") as lines:
            names |= {row[0] for row in csv.reader(lines) if row and row[0] != "Participant"}
    return names


def _speakers(folder: Path) -> set[str]:
    texts = (file.read_text(encoding="utf-8", errors="replace") for file in folder.glob("*.txt"))
    return {line[1:].strip() for text in texts for line in text.splitlines() if line.startswith("#")}


@with_tables
@pytest.mark.parametrize("chapter", ["6", "18"])
def test_every_participant_of_the_chapters_on_drugs_and_penal_matters_is_known(chapter: str) -> None:
    participants = _participants(f"{chapter}-*.csv")
    assert participants
    assert _unmatched(participants) == set()


@with_tables
def test_of_all_participants_only_international_organizations_are_unknown() -> None:
    assert _unmatched(_participants("*.csv")) == ORGANIZATIONS


@with_tables
def test_everybody_who_made_a_declaration_is_known() -> None:
    assert _unmatched(_speakers(TABLES / "decl_2014-07") | _speakers(TABLES / "declarations")) == set()


def test_the_tables_are_read_once() -> None:
    assert load_gazetteer() is load_gazetteer()


def test_memberships_are_joined_to_their_states() -> None:
    gazetteer = read_states(HEADER + ALAND, JOINED + "COE,AAA,1949-05-05,1960-01-01\nEU,AAA,,\n")
    assert gazetteer["AAA"].organizations == {"EU"}
    assert gazetteer["AAA"].member_of("COE", date(1950, 1, 1)) is True


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ({"code": "Aaa"}, "`code`: 'Aaa' is not three capital letters"),
        ({"iso2": "A"}, "`iso2`: 'A' is not two capital letters"),
        ({"m49": "12"}, "`m49`: '12' is not three digits"),
        ({"en": ""}, "`en`: it is blank"),
        ({"kind": "empire"}, "`kind`: 'empire' is not"),
        ({"group": "northern"}, "`group`: 'northern' is not"),
        ({"since": "31 Feb"}, "`since`: Invalid isoformat"),
        ({"since": "2001-01-01", "until": "2000-01-01"}, "`until`: 2000-01-01 is not after 2001-01-01"),
        ({"sovereign": "ZZZ"}, "`sovereign`: 'ZZZ' is not the code of another row"),
        ({"sovereign": "AAA"}, "`sovereign`: 'AAA' is not the code of another row"),
        ({"successors": "AAB|AAC"}, "`successors`: 'AAB' is not the code of another row"),
        ({"legal_system": "lex-mercatoria"}, "`legal_system`: 'lex-mercatoria' is not one of"),
    ],
)
def test_a_damaged_cell_is_refused_with_file_line_and_column(row: dict[str, str], complaint: str) -> None:
    with pytest.raises(ReferenceError, match=r"states\.csv, line 2, column ") as caught:
        read_states(HEADER + _row(**row))
    assert complaint in str(caught.value)


def test_a_code_used_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(ReferenceError, match="line 3, column `code`: AAA stands already in line 2"):
        read_states(HEADER + ALAND + ALAND)


def test_a_name_used_twice_is_refused() -> None:
    with pytest.raises(ReferenceError, match=r"states\.csv: the name 'Aland' is used for both AAA and BBB"):
        read_states(HEADER + ALAND + _row(code="BBB"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "line 1: the columns are"),
        ("code,en\nAAA,Aland\n", "line 1: the columns are code, en, not code, iso2"),
        (HEADER + "AAA,,,member\n", "line 2: 4 cells, not 18"),
    ],
)
def test_a_table_of_another_form_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ReferenceError, match=complaint):
        read_states(text)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("COE,ZZZ,,", "line 2, column `member`: ZZZ is not a code of states.csv"),
        (",AAA,,", "line 2, column `organization`: it is blank"),
        ("COE,AAA,yesterday,", "line 2, column `since`: Invalid isoformat"),
        ("COE,AAA,2000-01-01,2000-01-01", "line 2, column `until`: 2000-01-01 is not after 2000-01-01"),
    ],
)
def test_a_damaged_membership_is_refused_with_file_line_and_column(row: str, complaint: str) -> None:
    with pytest.raises(ReferenceError, match=f"memberships.csv, {complaint}"):
        read_states(HEADER + ALAND, f"{JOINED}{row}\n")
