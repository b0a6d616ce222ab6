"""The Treaty Office's chart and declarations of one treaty: each State's own day of entry into force, no text kept."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.coe_signatures import CoeSignatures
from comity.connectors.fetched import note
from comity.connectors.items import FormatError, Item
from comity.law.actions import ActionKind
from comity.law.statements import Languages, ProvisionLimited, StatementKind

from .reading import (
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
from .test_coe_index import JSON

CHART = SAMPLES / "signatures.024.json"
SAID = SAMPLES / "declarations.024.json"
ROW: dict[str, object] = json.loads(CHART.read_text())[0][0]
DECLARATION: dict[str, object] = json.loads(SAID.read_text())[0]


def chart_of(folder: Path, **fields: object) -> list[Item]:
    """The items of a chart with one row, Albania's, with other fields."""
    file = folder / "signatures.json"
    file.write_text(json.dumps([[ROW | fields], [], []]))
    return read(CoeSignatures(), file)


def said_of(folder: Path, **fields: object) -> list[Item]:
    """The items of a list with one declaration, Albania's, with other fields."""
    file = folder / "declarations.024.json"
    file.write_text(json.dumps([DECLARATION | fields]))
    return read(CoeSignatures(), file)


def test_consent_binds_from_the_day_the_chart_gives_for_each_state() -> None:
    found = [(a.instrument, a.state, a.kind, a.on, a.effective) for a in acts(read(CoeSignatures(), CHART))]
    assert found == [
        ("ets24", "ALB", ActionKind.SIGNATURE, date(1998, 5, 19), None),
        ("ets24", "ALB", ActionKind.PARTICIPATION, date(1998, 5, 19), date(1998, 8, 17)),
        ("ets24", "BEL", ActionKind.SIGNATURE, date(1957, 12, 13), None),
        ("ets24", "NOR", ActionKind.PARTICIPATION, date(1960, 1, 19), date(1960, 4, 18)),
        ("ets24", "NOR", ActionKind.WITHDRAWAL, date(2001, 1, 15), date(2001, 7, 16)),
    ]


def test_a_state_listed_without_a_day_has_done_nothing_and_the_record_is_complete() -> None:
    items = read(CoeSignatures(as_of=date(2026, 5, 8)), CHART)
    assert [p.reason for p in passed(items)] == ["no act is given for this participant"]
    (reach,) = covered(items)
    assert (reach.coverage.as_of, reach.coverage.complete) == (date(2026, 5, 8), True)
    assert [s.code for s in sources(items)] == ["coe-2026-05-08"] == sorted({a.source for a in acts(items)})


def test_without_a_day_of_fetching_the_chart_reaches_to_its_newest_act(tmp_path: Path) -> None:
    assert covered(read(CoeSignatures(), CHART))[0].coverage.as_of == date(2001, 1, 15)
    file = tmp_path / "signatures.json"
    file.write_bytes(CHART.read_bytes())
    note(file, date(2026, 8, 1))
    assert covered(read(CoeSignatures(), file))[0].coverage.as_of == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("fields", "reason", "participant"),
    [
        ({"LibPaysOrga": "Ruritania"}, "'Ruritania' is not the code or the name of a State", "Ruritania"),
        ({"DateSuspension": "2022-03-16T00:00:00"}, "the participation is suspended from 2022-03-16", None),
        ({"DateConsentement": None}, "without a consent to be bound", None),
        ({"DateEffetDenonciation": "2001-07-16T00:00:00"}, "but none is given", None),
        ({"DateSignature": "19/05/1998"}, "is not a day", None),
    ],
)
def test_a_row_that_cannot_be_recorded_is_refused_whole_and_leaves_the_record_incomplete(
    tmp_path: Path, fields: dict[str, object], reason: str, participant: str | None
) -> None:
    items = chart_of(tmp_path, **fields)
    (refused,) = refusals(items)
    assert reason in refused.reason
    assert refused.participant == participant
    assert not acts(items)
    assert not any(c.coverage.complete for c in covered(items))


def test_a_consent_without_a_day_of_effect_needs_a_rule_known_here(tmp_path: Path) -> None:
    assert len(acts(chart_of(tmp_path, DateEntreeVigueur=None))) == 2  # ets24:29 gives it
    items = chart_of(tmp_path, DateEntreeVigueur=None, NumSTE="173")
    assert "no rule is known here" in refusals(items)[0].reason


def test_a_treaty_of_another_subject_is_passed(tmp_path: Path) -> None:
    (item,) = chart_of(tmp_path, NumSTE="148")
    assert item.reason == "a treaty of the Council of Europe not held here"  # type: ignore[union-attr]


def test_a_state_listed_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    file = tmp_path / "signatures.json"
    file.write_text(json.dumps([[ROW], [ROW], []]))
    items = read(CoeSignatures(), file)
    assert "stands in the chart twice" in refusals(items)[0].reason
    assert not covered(items)[0].coverage.complete


def test_declarations_become_typed_statements_with_their_period() -> None:
    items = read(CoeSignatures(), SAID)
    found = {s.id: s for s in statements(items)}
    assert sorted(found) == ["ets24/ALB/1/1", "ets24/ALB/21/1", "ets24/BEL/23/1"]
    reservation = found["ets24/ALB/1/1"]
    assert (reservation.kind, reservation.value) == (StatementKind.RESERVATION, ProvisionLimited())
    assert (reservation.made_on, reservation.withdrawn_on) == (date(1998, 8, 17), date(2005, 3, 1))
    assert found["ets24/BEL/23/1"].value == Languages(("en", "fr", "nl"))
    assert "Invented" not in repr(items)


def test_a_declaration_no_rule_reads_is_passed() -> None:
    assert [p.place for p in passed(read(CoeSignatures(), SAID))] == ["declarations.024.json, declaration 3"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"code_Pays": {"Value": "Ruritania"}}, "Ruritania"),
        ({"code_Pays": None}, "names a participant"),
        ({"date_Effet": "soon"}, "is not a day"),
    ],
)
def test_a_declaration_that_cannot_be_recorded_is_refused(
    tmp_path: Path, fields: dict[str, object], reason: str
) -> None:
    items = said_of(tmp_path, **fields)
    assert reason in refusals(items)[0].reason
    assert not statements(items)


def test_declarations_are_told_apart_by_the_name_of_the_file_or_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "030").mkdir()
    for name, instrument in (("declarations.024.json", "ets24"), ("030/declarations.en.json", "ets30")):
        (tmp_path / name).write_bytes(SAID.read_bytes())
        assert {s.instrument for s in statements(read(CoeSignatures(), tmp_path / name))} == {instrument}
    file = tmp_path / "declarations.json"
    file.write_bytes(SAID.read_bytes())
    with pytest.raises(FormatError, match="name the file like"):
        read(CoeSignatures(), file)


def test_only_files_named_so_are_taken_from_a_folder(tmp_path: Path) -> None:
    for name in ("signatures.024.json", "declarations.024.json", "fetched.json", "index.json"):
        (tmp_path / name).write_text("[]")
    assert [p.name for p in CoeSignatures().files(tmp_path)] == ["declarations.024.json", "signatures.024.json"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("[]", "this is not a file of this format"),
        ("[[], [], []]", "this is not a file of this format"),
        ('[[{"NumSTE": "1"}]]', "this is not a file of this format"),
        ('[[{"NumSTE": "1", "LibPaysOrga": "a"}, {"NumSTE": "2", "LibPaysOrga": "b"}]]', "the same treaty number"),
        ('[[{"NumSTE": "024", "LibPaysOrga"', "this is not JSON"),
    ],
)
def test_what_is_neither_chart_nor_declarations_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "signatures.json"
    file.write_text(content)
    with pytest.raises(FormatError, match=message):
        read(CoeSignatures(), file)


@given(st.dictionaries(st.sampled_from([*ROW]), JSON), st.dictionaries(st.sampled_from([*DECLARATION]), JSON))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fields_of_a_row_are_taken_refused_or_passed(
    tmp_path: Path, row: dict[str, object], declaration: dict[str, object]
) -> None:
    with contextlib.suppress(FormatError):
        assert chart_of(tmp_path, **row)
    assert said_of(tmp_path, **declaration)


@given(st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    only_format_errors_escape(CoeSignatures(), tmp_path / "signatures.json", content)
