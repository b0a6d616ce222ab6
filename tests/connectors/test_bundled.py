"""The bundled treaty facts are whole, sourced, and say what the depositary's tables say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from comity.connectors.bundled import (
    BundledFacts,
    DamagedReference,
    bundled_facts,
    read_coverage,
    read_participation,
    read_sources,
    read_statements,
)
from comity.connectors.items import Refused, Taken
from comity.connectors.untc_csv import UntcCsv
from comity.connectors.untc_declarations import UntcDeclarations
from comity.connectors.untc_files import INSTRUMENTS as FILES
from comity.core import statement_wording as wording
from comity.core.gazetteer import load_gazetteer
from comity.law.actions import ActionKind, TreatyAction
from comity.law.instruments import BY_CODE
from comity.law.provisions import Provision
from comity.law.standing import effect_of
from comity.law.statements import (
    Authority,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    Remark,
    Statement,
    TerritoryExcluded,
    TreatyAsBasis,
)

TABLES = Path(__file__).parents[3] / "shared" / "data" / "untreaties_zmjones"
with_tables = pytest.mark.skipif(not TABLES.is_dir(), reason="the depositary's tables are not here")
TAKEN_FROM = "untc-2014-07-10"


@pytest.fixture(scope="module")
def facts() -> BundledFacts:
    return bundled_facts()


def consent(facts: BundledFacts, instrument: str, state: str) -> TreatyAction:
    found = [p.fact for p in facts.actions if (p.fact.instrument, p.fact.state) == (instrument, state)]
    return next(a for a in found if a.kind.binds)


def said(facts: BundledFacts, instrument: str, state: str) -> list[Statement]:
    return [p.fact for p in facts.statements if (p.fact.instrument, p.fact.state) == (instrument, state)]


@pytest.mark.parametrize(
    ("instrument", "state", "deposited", "effect"),
    [
        ("untoc", "AGO", date(2013, 4, 1), date(2013, 5, 1)),
        ("untoc", "AND", date(2011, 9, 22), date(2011, 10, 22)),
        ("untoc", "BRB", date(2014, 11, 11), date(2014, 12, 11)),
        ("untoc", "BGD", date(2011, 7, 13), date(2011, 8, 12)),
        ("untoc", "BEL", date(2004, 8, 11), date(2004, 9, 10)),
        ("untoc", "ALB", date(2002, 8, 21), date(2003, 9, 29)),
        ("drugs1988", "AFG", date(1992, 2, 14), date(1992, 5, 14)),
        ("drugs1988", "NLD", date(1993, 9, 8), date(1993, 12, 7)),
        ("untoc", "MNE", date(2006, 10, 23), date(2006, 6, 3)),
    ],
)
def test_deposits_and_their_effect(
    facts: BundledFacts, instrument: str, state: str, deposited: date, effect: date
) -> None:
    action = consent(facts, instrument, state)
    assert action.on == deposited
    assert effect_of(BY_CODE[instrument], action) == effect


def test_as_many_participants_as_the_tables_have_rows(facts: BundledFacts) -> None:
    participants = {(p.fact.instrument, p.fact.state) for p in facts.actions if p.fact.source == TAKEN_FROM}
    assert Counter(instrument for instrument, _ in participants) == {
        "drugs1961": 154, "drugs1971": 184, "drugs1961-p1972": 130, "drugs1961-amended": 185, "drugs1988": 189,
        "hostages1979": 175, "mercenaries1989": 43, "protected-persons1973": 176, "un-personnel1994": 97,
        "bombings1997": 170, "financing1999": 188, "nuclear2005": 142,
        "untoc": 185, "untoc-tip": 167, "untoc-som": 152, "untoc-fa": 123, "uncac": 178,
    }  # fmt: skip


def test_179_of_185_had_consented_to_be_bound_by_the_organized_crime_convention(facts: BundledFacts) -> None:
    bound = {
        p.fact.state
        for p in facts.actions
        if p.fact.instrument == "untoc" and p.fact.kind.binds and p.fact.source == TAKEN_FROM
    }
    assert len(bound) == 179
    assert "JPN" not in bound


def test_every_row_names_a_participant_a_source_and_an_instrument_known_here(facts: BundledFacts) -> None:
    gazetteer, sources = load_gazetteer(), {s.code for s in facts.sources}
    for placed in facts.actions:
        action = placed.fact
        assert action.state in gazetteer, action
        assert action.territory is None or gazetteer.responsible(action.territory)[0] == action.state, action
        assert action.source in sources
        assert action.instrument in BY_CODE
        assert placed.place


def test_every_statement_names_a_participant_a_source_and_a_provision(facts: BundledFacts) -> None:
    gazetteer, sources = load_gazetteer(), {s.code for s in facts.sources}
    for placed in facts.statements:
        statement = placed.fact
        value = statement.value
        assert statement.state in gazetteer, statement
        assert statement.source in sources
        assert Provision.parse(statement.provision).instrument in BY_CODE
        assert statement.id.startswith(f"{statement.instrument}/{statement.state}/")
        assert statement.summary in wording.SENTENCES, statement.summary
        assert statement.text_ref
        if isinstance(value, RelationsExcluded):
            assert value.with_state in gazetteer
        if isinstance(value, TerritoryExcluded):
            assert gazetteer[value.territory].sovereign == statement.state


def test_every_instrument_on_record_is_complete_up_to_a_day_and_the_others_stay_unknown(facts: BundledFacts) -> None:
    assert set(facts.coverage) == set(FILES.values())
    assert all(c.complete and c.as_of and c.as_of >= date(2014, 7, 10) for c in facts.coverage.values())
    assert "un-cybercrime" not in facts.coverage
    assert "ets24" not in facts.coverage


def test_netherlands_takes_the_convention_as_basis_for_aruba_too_extended_in_2007(facts: BundledFacts) -> None:
    basis = [s for s in said(facts, "untoc", "NLD") if s.value == ExtraditionBasis(TreatyAsBasis.YES)]
    assert {s.territory for s in basis} == {None, "ABW"}
    extended = [p.fact for p in facts.actions if p.fact.territory == "ABW" and p.fact.kind is ActionKind.EXTENSION]
    assert [a.effective for a in extended] == [date(2007, 1, 18)]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("MEX", [ExtraditionBasis(TreatyAsBasis.YES_IF_NO_TREATY), Languages(("es",))]),
        ("MCO", [ExtraditionBasis(TreatyAsBasis.YES_IF_NO_TREATY)]),
        (
            "UKR",
            [
                ExtraditionBasis(TreatyAsBasis.YES_IF_NO_TREATY),
                Languages(("uk", "ru", "en", "fr")),
                Authority("Ministry of Justice", wording.AT_TRIAL),
                Authority("Prosecutor-General", wording.BEFORE_TRIAL),
            ],
        ),
        ("MKD", [ExtraditionBasis(TreatyAsBasis.YES), Languages(("mk", "en"), all_required=True), DisputesExcluded()]),
        ("AND", [DisputesExcluded(), Authority("Ministry in charge of Interior")]),
        ("DZA", [DisputesExcluded(), Remark()]),
        (
            "LVA",
            [
                ExtraditionBasis(TreatyAsBasis.YES),
                Authority("Prosecutor General's Office", wording.BEFORE_TRIAL),
                Authority("Ministry of Justice", wording.AT_TRIAL),
                Languages(("en", "lv")),
            ],
        ),
        ("IND", [ExtraditionBasis(TreatyAsBasis.YES), Authority("Secretary, Ministry of Home Affairs")]),
    ],
)
def test_what_states_notified_under_the_organized_crime_convention(
    facts: BundledFacts, state: str, expected: list[object]
) -> None:
    values = [s.value for s in said(facts, "untoc", state)]
    assert all(value in values for value in expected)


def test_algerias_political_statement_changes_no_conclusion(facts: BundledFacts) -> None:
    assert {type(s.value) for s in said(facts, "untoc", "DZA")} == {DisputesExcluded, Remark}


@pytest.mark.parametrize(
    ("instrument", "state"), [("uncac", "SLV"), ("uncac", "SAU"), ("drugs1988", "SGP"), ("untoc", "VNM")]
)
def test_states_that_do_not_take_the_convention_as_basis(facts: BundledFacts, instrument: str, state: str) -> None:
    bases = [s.value for s in said(facts, instrument, state) if isinstance(s.value, ExtraditionBasis)]
    assert bases == [ExtraditionBasis(TreatyAsBasis.NO)]


def test_territories_and_relations_that_states_excluded(facts: BundledFacts) -> None:
    excluded = {(s.instrument, s.state, s.value) for s in (p.fact for p in facts.statements)}
    assert ("untoc-tip", "CHN", TerritoryExcluded("HKG")) in excluded
    assert ("drugs1988", "DNK", TerritoryExcluded("FRO")) in excluded
    assert ("drugs1988", "DNK", TerritoryExcluded("GRL")) in excluded
    assert ("protected-persons1973", "NZL", TerritoryExcluded("TKL")) in excluded
    assert ("uncac", "AZE", RelationsExcluded("ARM")) in excluded
    assert ("uncac", "ARM", RelationsExcluded("AZE")) not in excluded


def test_no_silence_is_recorded_as_a_notification(facts: BundledFacts) -> None:
    bases = [p.fact.value for p in facts.statements if isinstance(p.fact.value, ExtraditionBasis)]
    assert bases
    assert all(basis.value is not TreatyAsBasis.SILENT for basis in bases)


@with_tables
def test_bundled_participation_is_what_the_reader_takes_from_the_tables(facts: BundledFacts) -> None:
    reader, gazetteer = UntcCsv(), load_gazetteer()
    read: dict[str, object] = {}
    for stem in FILES:
        items = list(reader.read(TABLES / "treaties" / f"{stem}.csv", gazetteer=gazetteer))
        assert not [i for i in items if isinstance(i, Refused)]
        taken = [i for i in items if isinstance(i, Taken) and isinstance(i.fact, TreatyAction)]
        read |= {i.fact.id: (i.place, i.fact) for i in taken if isinstance(i.fact, TreatyAction)}
    assert read == {p.fact.id: (p.place, p.fact) for p in facts.actions if p.fact.source == TAKEN_FROM}


@with_tables
def test_every_table_of_the_folder_is_read_or_passed(facts: BundledFacts) -> None:
    reader, gazetteer = UntcCsv(), load_gazetteer()
    files = reader.files(TABLES)
    assert len(files) == 324
    items = [item for file in files for item in reader.read(file, gazetteer=gazetteer)]
    assert not [i for i in items if isinstance(i, Refused)]


@with_tables
def test_what_the_rules_recognise_is_what_a_person_read(facts: BundledFacts) -> None:
    reader, gazetteer = UntcDeclarations(), load_gazetteer()
    bundled = {p.fact.id: p.fact for p in facts.statements}
    recognised = [
        item.fact
        for file in reader.files(TABLES / "decl_2014-07")
        for item in reader.read(file, gazetteer=gazetteer)
        if isinstance(item, Taken) and isinstance(item.fact, Statement)
    ]
    assert len(recognised) > 300
    assert [s for s in recognised if bundled.get(s.id) != s] == []


@with_tables
def test_both_folders_of_declarations_are_read_without_an_unknown_participant_among_ours() -> None:
    reader, gazetteer = UntcDeclarations(), load_gazetteer()
    for folder in ("declarations", "decl_2014-07"):
        items = [i for file in reader.files(TABLES / folder) for i in reader.read(file, gazetteer=gazetteer)]
        assert items
        assert not [i for i in items if isinstance(i, Refused)]


SOURCES = "code,title,url,licence,as_of\ns,Title,,Free,2014-07-10\n"
HEAD = "instrument,state,act,date,effective,territory,source,place\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("untoc,ALB,ratified,2002-08-21,,,s,p", "participation.csv, line 2, column act: 'ratified'"),
        ("untoc,ALB,ratification,21 Aug 2002,,,s,p", "line 2, column date"),
        ("untoc,ALB,ratification,2002-08-21,soon,,s,p", "line 2, column effective"),
        ("untoc,ALB,ratification,2002-08-21,,,t,p", "line 2, column source: 't'"),
        ("UN TOC,ALB,ratification,2002-08-21,,,s,p", "line 2, column instrument"),
        ("untoc,ALB", "line 2: 2 cells instead of 8"),
        ("untoc,ALB,ratification,2002-08-21,,,s,p\nuntoc,ALB,ratification,2002-08-21,,,s,q", "line 3, column act"),
    ],
)
def test_a_damaged_participation_row_is_named_by_file_line_and_column(row: str, said: str) -> None:
    with pytest.raises(DamagedReference) as error:
        list(read_participation(HEAD + row + "\n", {"s"}))
    assert said in str(error.value)


def test_wrong_columns_and_flags_are_named() -> None:
    with pytest.raises(DamagedReference, match=r"sources\.csv, line 1: the columns are"):
        read_sources("code,name\n")
    with pytest.raises(DamagedReference, match=r"coverage\.csv, line 2, column complete: 'maybe'"):
        read_coverage("instrument,as_of,complete,source\nuntoc,2014-07-10,maybe,s\n", {"s"})
    assert read_sources(SOURCES)[0].as_of == date(2014, 7, 10)


GOOD = (
    '{"id": "untoc/ALB/35-2/1", "instrument": "untoc", "state": "ALB", "kind": "declaration", '
    '"provision": "untoc:35:2", "value": {"kind": "disputes-excluded"}, "summary": "s", "source": "s"}'
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1"),
        ("[]", "line 1"),
        (GOOD.replace("untoc:35:2", "uncac:66:2"), "not a provision of untoc"),
        (GOOD.replace("disputes-excluded", "guess"), "'guess' is not a kind"),
        (GOOD.replace('"source": "s"', '"source": "t"'), "'t' is not listed"),
        (GOOD.replace('"summary"', '"text"'), "there is no summary"),
        (GOOD.replace('"source": "s"', '"source": "s", "mood": ""'), "mood is not a column"),
        (f"{GOOD}\n{GOOD}", "line 2: the id untoc/ALB/35-2/1 is used twice"),
    ],
)
def test_a_damaged_statement_is_named_by_file_and_line(line: str, said: str) -> None:
    with pytest.raises(DamagedReference, match=r"statements\.jsonl") as error:
        list(read_statements(line, {"s"}))
    assert said in str(error.value)
