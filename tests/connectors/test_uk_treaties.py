"""British treaty records: which of them found cooperation between two States, and which only look as if they did."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.files import Limits
from comity.connectors.items import FormatError, Item
from comity.connectors.uk_records import is_records
from comity.connectors.uk_titles import Role, matters_of, names_the_united_kingdom, role_of
from comity.connectors.uk_treaties import AS_OF, OTHER_SUBJECT, UkTreaties
from comity.law.actions import ActionKind
from comity.law.book import TreatyBook
from comity.law.instruments.types import Gate, Scope
from comity.law.measures import Matter
from comity.law.provisions import Provision
from comity.law.standing import Bond, in_force

from .reading import (
    GAZETTEER,
    SAMPLES,
    acts,
    covered,
    instruments,
    only_format_errors_escape,
    passed,
    read,
    refusals,
    sources,
)

RECORD: dict[str, object] = {
    "id": 90010,
    "uuid": "0010",
    "title": "Treaty between Great Britain and Belgium, for the Mutual Surrender of Fugitive Criminals",
    "field3": "BI",
    "subject": "EXTRADITION",
    "country_name": "BELGIUM ; UNITED KINGDOM",
    "signed_event_date": "29/10/1901",
    "signed_event_location": "Brussels",
    "definative_eif_event_date": "06/12/1901",
    "document_url": "https://example.org/html\\10.html",
}


def of(folder: Path, **fields: object) -> list[Item]:
    """The items of one record: the one above with other fields (None: without the field)."""
    record = {key: value for key, value in (RECORD | fields).items() if value is not None}
    file = folder / "records.jsonl"
    file.write_text(json.dumps(record) + "\n")
    return read(UkTreaties(), file)


def test_a_native_page_gives_the_treaty_the_source_and_what_was_left_aside() -> None:
    items = read(UkTreaties(), SAMPLES / "100_batch.json")
    (treaty,) = instruments(items)
    assert (treaty.code, treaty.scope, treaty.parties) == ("gbr-dnk-90002", Scope.BILATERAL, frozenset({"GBR", "DNK"}))
    assert (treaty.gate, treaty.matters) == (Gate.LISTED, {Matter.EXTRADITION: ("gbr-dnk-90002",)})
    assert (treaty.adopted, treaty.entry.general, treaty.place) == (date(1903, 3, 31), date(1903, 7, 7), "London")
    assert Provision.parse(treaty.code).code == treaty.entry.provision
    assert [(s.code, s.as_of) for s in sources(items)] == [("uk-treaties", AS_OF)]
    assert [p.reason for p in passed(items)] == [OTHER_SUBJECT, OTHER_SUBJECT]


def test_both_parties_take_part_from_the_day_of_entry_into_force(tmp_path: Path) -> None:
    items = of(tmp_path)
    assert [(a.state, a.kind, a.on, a.effective) for a in acts(items)] == [
        ("GBR", ActionKind.PARTICIPATION, date(1901, 10, 29), date(1901, 12, 6)),
        ("BEL", ActionKind.PARTICIPATION, date(1901, 10, 29), date(1901, 12, 6)),
    ]
    (reach,) = covered(items)
    assert (reach.instrument, reach.coverage.as_of, reach.coverage.complete) == ("gbr-bel-90010", AS_OF, True)


def bond(items: list[Item], on: date) -> Bond:
    (treaty,) = instruments(items)
    book = TreatyBook.of(
        gazetteer=GAZETTEER,
        instruments=[treaty],
        actions=acts(items),
        coverage={c.instrument: c.coverage for c in covered(items)},
        sources=sources(items),
    )
    return in_force(book, treaty.code, "BEL", on).bond


def test_a_treaty_binds_while_the_record_reaches_and_is_unknown_long_after_it(tmp_path: Path) -> None:
    items = of(tmp_path)
    assert bond(items, date(1901, 11, 1)) is Bond.NOT_BOUND
    assert bond(items, date(1950, 1, 1)) is Bond.BOUND
    assert bond(items, date(2022, 1, 1)) is Bond.UNKNOWN


def test_a_treaty_that_ended_binds_until_the_day_its_end_took_effect(tmp_path: Path) -> None:
    items = of(tmp_path, terminated_event_date="01/05/1991", terminated_event_effective_date="14/05/1991")
    assert instruments(items)[0].terminated == date(1991, 5, 14)
    assert covered(items)[0].coverage.as_of == date(1991, 5, 14)  # kept that long, so known that long
    assert (bond(items, date(1991, 5, 13)), bond(items, date(1991, 5, 14))) == (Bond.BOUND, Bond.NOT_BOUND)


def test_a_treaty_without_entry_into_force_was_only_signed_as_far_as_is_known(tmp_path: Path) -> None:
    items = of(tmp_path, definative_eif_event_date=None)
    assert [a.kind for a in acts(items)] == [ActionKind.SIGNATURE, ActionKind.SIGNATURE]
    assert not covered(items)[0].coverage.complete
    assert bond(items, date(1950, 1, 1)) is Bond.UNKNOWN


def test_a_protocol_that_amends_is_held_for_its_dates_and_founds_nothing(tmp_path: Path) -> None:
    title = "Protocol amending the Extradition Treaty between the United Kingdom and Belgium"
    (treaty,) = instruments(of(tmp_path, title=title))
    assert (treaty.gate, treaty.matters) == (Gate.NONE, {})


def test_the_party_is_the_one_the_title_names_and_others_listed_are_not_guessed_at(tmp_path: Path) -> None:
    items = of(
        tmp_path,
        title="Treaty between Great Britain and Denmark, for the Mutual Surrender of Fugitive Criminals",
        country_name="All Territories under UK Sovereignty ; DENMARK ; ICELAND ; UNITED KINGDOM",
    )
    assert [t.code for t in instruments(items)] == ["gbr-dnk-90010"]
    (refused,) = refusals(items)
    assert refused.reason.startswith("ICELAND is listed beside the two parties")


@pytest.mark.parametrize(
    ("fields", "reason", "participant"),
    [
        ({"country_name": "RURITANIA ; UNITED KINGDOM"}, "'RURITANIA' is not a State", "RURITANIA"),
        ({"country_name": "DENMARK ; NORWAY ; UNITED KINGDOM"}, "which State is the other party is not clear", None),
        ({"country_name": None}, "the United Kingdom is not named as a party for itself", None),
        ({"title": "Extradition Treaty between Belgium and Denmark"}, "the United Kingdom is not named", None),
        (
            {"title": "Agreement by the United Kingdom on behalf of Kuwait and Belgium on Extradition"},
            "the United Kingdom is not named as a party for itself",
            None,
        ),
        ({"title": "Agreement between Great Britain and Belgium on Parcels"}, "its title does not speak of it", None),
        (
            {"title": "ERROR - Extradition Treaty of Great Britain, Belgium"},
            "marks the record as an error",
            None,
        ),
        ({"signed_event_date": "31/02/1901"}, "column `signed_event_date`: '31/02/1901' is not a date", None),
        ({"definative_eif_event_date": "06/12/1900"}, "before it was signed", None),
        ({"terminated_event_date": "06/12/1900"}, "it would have ended on 1900-12-06, before it began", None),
        ({"id": "abc"}, "column `id`: 'abc' is not a number", None),
    ],
)
def test_a_record_that_cannot_be_taken_says_why(
    tmp_path: Path, fields: dict[str, object], reason: str, participant: str | None
) -> None:
    items = of(tmp_path, **fields)
    (refused,) = refusals(items)
    assert reason in refused.reason
    assert refused.participant == participant
    assert not instruments(items)
    assert not acts(items)
    assert refused.place == "records.jsonl, line 1"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"field3": "MULTI"}, "not a bilateral treaty"),
        (
            {"title": "Notes extending the Extradition Treaty with Belgium to Transjordan"},
            "territories only",
        ),
        ({"subject": "TRADE", "title": "Treaty of Commerce between Great Britain and Belgium"}, OTHER_SUBJECT),
    ],
)
def test_what_is_no_treaty_between_the_two_states_on_the_subject_is_passed(
    tmp_path: Path, fields: dict[str, object], reason: str
) -> None:
    (left,) = passed(of(tmp_path, **fields))
    assert reason in left.reason


@pytest.mark.parametrize(
    ("title", "matters"),
    [
        ("Treaty for the Mutual Surrender of Fugitive Criminals", {Matter.EXTRADITION}),
        ("Treaty on Mutual Legal Assistance in Criminal Matters", {Matter.MLA}),
        (
            "Agreement on Mutual Assistance in relation to Drug Trafficking",
            {Matter.MLA, Matter.LAW_ENFORCEMENT},
        ),
        ("Agreement on the Transfer of Prisoners", {Matter.SENTENCED_PERSONS}),
        ("Agreement concerning the Confiscation of the Proceeds of Crime", {Matter.CONFISCATION}),
        ("Convention regarding Legal Proceedings in Civil and Commercial Matters", set()),
        ("Convention for the Prevention of Illicit Traffic in Slaves", set()),
        ("Agreement for the Exchange of Prisoners of War", set()),
        ("Treaty of Alliance and Mutual Assistance", set()),
        ("Unconditional Surrender of Japan", set()),
    ],
)
def test_the_title_tells_the_matter(title: str, matters: set[Matter]) -> None:
    assert set(matters_of(title)) == matters


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Treaty with Belgium for the Extradition of Criminals, and Protocol signed at London", Role.TREATY),
        ("Treaty with Romania for the Surrender of Criminals [with Protocols]", Role.TREATY),
        ("Supplementary Convention on Extradition", Role.AMENDING),
        ("Convention prolonging the Duration of the Extradition Treaty", Role.AMENDING),
        ("Extension of the Extradition Treaty to Mandated Territories", Role.TERRITORIAL),
        ("Agreement on Extradition between certain British Protectorates and Paraguay", Role.TERRITORIAL),
    ],
)
def test_the_title_tells_whether_a_treaty_founds_amends_or_extends(title: str, role: Role) -> None:
    assert role_of(title) is role


def test_the_crown_is_known_by_its_names() -> None:
    assert names_the_united_kingdom("Treaty between Her Majesty and the French Republic")
    assert not names_the_united_kingdom("Treaty between Iraq and Turkey")


def test_a_treaty_the_dominions_joined_is_one_with_the_foreign_state(tmp_path: Path) -> None:
    title = "Extradition Treaty between His Majesty in respect of the United Kingdom and Australia and the Belgian King"
    items = of(tmp_path, country_name="AUSTRALIA ; BELGIUM ; UNITED KINGDOM", title=title)
    assert [t.code for t in instruments(items)] == ["gbr-bel-90010"]
    assert [r.reason.split()[0] for r in refusals(items)] == ["AUSTRALIA"]


def test_the_three_forms_of_the_same_record_give_the_same_facts(tmp_path: Path) -> None:
    expected = of(tmp_path)
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "records.jsonl").read_bytes()))
    table = tmp_path / "table.csv"
    row = ",".join(f'"{value}"' for value in RECORD.values())
    table.write_text(",".join(RECORD) + "\n" + row + "\n", encoding="utf-8-sig")
    assert sorted(p.name for p in UkTreaties().files(tmp_path)) == ["packed.jsonl.gz", "records.jsonl", "table.csv"]
    for file in (packed, table):
        found = read(UkTreaties(), file)
        assert (instruments(found), acts(found)) == (instruments(expected), acts(expected))


def test_a_table_of_another_format_is_not_taken_for_records(tmp_path: Path) -> None:
    file = tmp_path / "18-12.csv"
    file.write_text("Participant,Signature\n")
    assert not is_records(file)
    with pytest.raises(FormatError, match="there is no file here of this format"):
        UkTreaties().files(tmp_path)
    with pytest.raises(FormatError, match="this is not a file of this format"):
        read(UkTreaties(), file)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "", "the file is empty"),
        ("a.jsonl", "hello\n", "line 1: this is not a file of this format"),
        ("a.jsonl", '{"id": 1', "line 1: this is not a file of this format"),
        ("a_batch.json", "[1, 2]", "this is not a file of this format"),
        ("a_batch.json", '{"csw:GetRecordsResponse": {', "line 1, column 29: this is not JSON"),
        ("a.csv", 'id,uuid,title\n1,2,"open', "the table breaks off or is damaged"),
        ("a.jsonl", "x" * 2_000_001, "line 1: the line is longer than"),
    ],
)
def test_what_is_no_file_of_records_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(FormatError, match=message):
        read(UkTreaties(), file)


def test_a_line_cut_off_at_the_end_is_reported_and_the_others_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    line = json.dumps(RECORD)
    file.write_text(f"{line}\n{line[:100]}")
    items = read(UkTreaties(), file)
    assert len(instruments(items)) == 1
    assert [r.place for r in refusals(items)] == ["records.jsonl, line 2"]


def test_a_file_of_rubbish_stops_being_read_before_it_fills_the_report(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(RECORD) + "\n" + "rubbish\n" * 5_000)
    with pytest.raises(FormatError, match="line 102: this is not a file of this format"):
        read(UkTreaties(), file)


def test_thirty_thousand_records_are_streamed_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    other = json.dumps(RECORD | {"subject": "TRADE", "title": "Treaty of Commerce between Great Britain and Belgium"})
    with file.open("w") as stream:
        for _ in range(30_000):
            stream.write(other + "\n")
    start = time.monotonic()
    tracemalloc.start()
    count = sum(1 for _ in UkTreaties().read(file, gazetteer=GAZETTEER))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 30_001
    assert peak < 10_000_000
    assert time.monotonic() - start < 60


def test_a_table_larger_than_the_limit_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.connectors.files.TextFile.__init__.__defaults__", (Limits(largest=100_000),))
    file = tmp_path / "table.csv"
    file.write_text("id,uuid,title\n" + "1,2,3\n" * 100_000)
    with pytest.raises(FormatError, match="more than 100,000 bytes"):
        read(UkTreaties(), file)


@given(st.sampled_from(["a.jsonl", "a_batch.json", "a.csv", "a.jsonl.gz"]), st.binary(max_size=300))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    only_format_errors_escape(UkTreaties(), tmp_path / name, content)


@given(st.dictionaries(st.sampled_from([*RECORD, "terminated_event_date"]), st.none() | st.text() | st.integers()))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fields_of_a_record_are_taken_refused_or_passed(tmp_path: Path, fields: dict[str, object]) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(RECORD | fields))
    try:
        items = read(UkTreaties(), file)
    except FormatError:
        return
    assert len(items) > 1
