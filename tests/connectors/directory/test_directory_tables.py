"""Tables of authorities: what is read, what is refused with row and reason, and that loading twice changes nothing."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from comity.accounts.roles import Role
from comity.connectors.directory.demonstration import demonstration_entries, load_demonstration_authorities
from comity.connectors.directory.loading import check_table, load_table
from comity.connectors.directory.notifications import is_notifications
from comity.connectors.directory.tables import COLUMNS, SHEET, read, template
from comity.connectors.items import FormatError
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.steps import publish
from comity.directory.interfaces import directory, problems
from comity.directory.models import Version
from comity.law.authorities.entry import Said
from comity.law.authorities.words import Competence, Stage
from comity.law.states import LANGUAGES, Gazetteer
from tests.directory.people import viewing

FIRST = {
    "id": "ner-1",
    "state": "Niger",
    "name_fr": "Autorité de démonstration",
    "email": "centrale@example.org",
    "telephone": "+227 20 00 00 01|+227 20 00 00 02",
    "address": "BP 1|Niamey",
    "time_zone": "Africa/Niamey",
    "hours": "1-4 08:00-16:30|5 08:00-12:00",
    "languages": "fr|en!",
    "channels": "e-mail=yes|interpol=urgent-only",
    "provision": "untoc:18:13",
    "matter": "mla",
    "stages": "trial",
    "source": "A table of ours",
    "as_of": "2024-03-01",
}
SECOND = {"id": "ner-1", "provision": "untoc:16", "matter": "extradition"}


def table(*rows: dict[str, str]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def workbook(*rows: dict[str, str]) -> bytes:
    book = load_workbook(io.BytesIO(template("xlsx")))
    for row in rows:
        book[SHEET].append([row.get(column, "") for column in COLUMNS])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", [table, workbook])
def test_rows_of_one_id_are_one_authority_with_several_designations(gazetteer: Gazetteer, form: Any) -> None:
    found = read(form(FIRST, SECOND), "t", gazetteer)
    assert (found.refused, len(found.rows)) == ([], 1)
    entry = found.rows[0].entry
    assert (entry.state, entry.names) == ("NER", (Said("fr", "Autorité de démonstration"),))
    assert [(d.competence, d.stages) for d in entry.designations] == [
        (Competence.MLA, (Stage.TRIAL,)),
        (Competence.EXTRADITION, ()),
    ]
    assert [(a.code, a.urgent_only) for a in entry.requirements[0].languages] == [("fr", False), ("en", True)]
    assert len(entry.contacts) == 3
    assert entry.hours[1].weekdays == (5,)
    assert entry.origin.as_of == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"state": "Nigre"}, "not the code or the name of a State"),
        ({"state": ""}, "column `state`"),
        ({"id": ""}, "column `id`"),
        ({"name_fr": ""}, "there is no name"),
        ({"valid_from": "31 Feb"}, "column `valid_from`: '31 Feb' is not a day"),
        ({"matter": "everything"}, "column `matter`: 'everything' is not one of"),
        ({"matter": ""}, "column `matter`"),
        ({"hours": "always"}, "column `hours`"),
        ({"channels": "pigeon=yes"}, "column `channels`"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_reason(
    gazetteer: Gazetteer, changes: dict[str, str], reason: str
) -> None:
    found = read(table(FIRST | changes, FIRST | {"id": "ner-2"}), "t", gazetteer)
    assert [row.id for row in found.rows] == ["ner-2"]
    assert found.refused[0].place == "row 2"
    assert reason in found.refused[0].reason


def test_a_later_row_that_is_wrong_refuses_its_authority_whole(gazetteer: Gazetteer) -> None:
    found = read(table(FIRST, SECOND | {"matter": "x"}), "t", gazetteer)
    assert found.rows == []
    assert {each.place for each in found.refused} == {"row 2", "row 3"}


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"id,state,colour\n", b"\xff\xfe\x00", b"PK\x03\x04rubbish"])
def test_what_is_no_such_table_is_refused_whole(gazetteer: Gazetteer, data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data, "t", gazetteer)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=5))
def test_whatever_stands_in_the_cells_the_reader_answers(gazetteer: Gazetteer, rows: list[list[str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["id", "state", "name_en", "valid_from", "matter", "hours"])
    writer.writerows(rows)
    with contextlib.suppress(FormatError):
        read(stream.getvalue().encode("utf-8", errors="replace"), "t", gazetteer)


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded")
class TestLoading:
    def test_a_table_is_listed_as_of_its_day_unconfirmed_and_loading_it_again_changes_nothing(self) -> None:
        report = load_table(table(FIRST, SECOND), "t.csv")
        assert (dict(report.taken), report.refused) == ({"new": 1}, [])
        listed = directory(date(2024, 3, 1)).by_state["NER"][0]
        assert (listed.confirmed_on, listed.unconfirmed_since) == (None, date(2024, 3, 1))
        assert dict(load_table(table(FIRST, SECOND), "t.csv").taken) == {"same": 1}
        assert Version.objects.count() == 1

    def test_what_cannot_be_is_refused_by_the_check_and_nothing_of_it_is_taken(self) -> None:
        wrong = FIRST | {"valid_from": "2024-01-02", "valid_to": "2024-01-01"}
        clash = FIRST | {"id": "ner-2", "name_fr": "Autre"}
        report, rows = check_table(table(FIRST, clash, wrong | {"id": "ner-3", "stages": "investigation"}), "t.csv")
        assert rows == []
        reasons = " ".join(each.reason for each in report.refused)
        assert "is already central authority" in reasons
        assert "before it begins" in reasons
        assert [each.place for each in report.refused] == ["row 2", "row 3", "row 4"]
        assert directory().listed == {}

    def test_a_mission_checks_the_authorities_of_its_own_state_only(self) -> None:
        report, rows = check_table(table(FIRST), "t.csv", states=frozenset({"BEN"}))
        assert (rows, len(report.refused)) == ([], 1)

    def test_what_people_changed_here_is_kept(self) -> None:
        load_table(table(FIRST), "t.csv")
        key = next(iter(directory().listed))
        secretariat = viewing(Role.SECRETARIAT)
        number = save_draft(viewer=secretariat, key=key, changes={"holidays": (Said("fr", "Août"),)}, seen=1)
        publish(viewer=secretariat, key=key, number=number, reference="NV 1")
        assert dict(load_table(table(FIRST | {"name_fr": "X"}), "t.csv").taken) == {"kept": 1}

    def test_the_depositarys_notifications_become_unconfirmed_entries_of_2014(self) -> None:
        text = (
            "In accordance with paragraph 13 of Article 18 of the Convention, the Republic of Latvia declares that the "
            "designated authorities are:1) Prosecutor General's Office - during a pre-trial investigationO. Kalpaka "
            "blvd. 6, Riga2) Ministry of Justice - during a trial.Brivibas blvd. 36, Riga"
        )
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(["instrument", "mtdsg_file", "participant", "paragraph_kind", "text"])
        writer.writerow(["UNTOC", "18-12", "Latvia", "central_authority", text])
        writer.writerow(["UNTOC", "18-12", "Atlantis", "central_authority", text])
        data = stream.getvalue().encode()
        assert is_notifications(data)
        report = load_table(data, "notifications.csv")
        assert [each.place for each in report.refused] == ["row 3"]
        found = directory().by_state["LVA"]
        assert {(each.entry.name("en"), each.entry.designations[0].stages) for each in found} == {
            ("Prosecutor General's Office", (Stage.INVESTIGATION,)),
            ("Ministry of Justice", (Stage.TRIAL,)),
        }
        assert {each.unconfirmed_since for each in found} == {date(2014, 7, 31)}
        assert all(each.entry.contacts == () and each.entry.origin.as_of == date(2014, 7, 31) for each in found)
        assert dict(load_table(data, "notifications.csv").taken) == {"same": 2}

    def test_invented_authorities_say_so_in_every_language_and_have_no_errors(self) -> None:
        assert load_demonstration_authorities() > 20
        assert load_demonstration_authorities() == 0
        words = {
            "ar": "للعرض",
            "zh": "演示",
            "en": "emonstration",
            "fr": "émonstration",
            "ru": "емонстрацион",
            "es": "emostración",
        }
        for key, listed in directory().listed.items():
            entry = listed.entry
            assert [p for p in problems(entry, key=key) if p.is_error] == []
            assert entry.origin.demonstration
            assert {name.language for name in entry.names} == set(LANGUAGES)
            assert all(words[name.language] in name.text for name in entry.names)
            assert all("example.org" in c.value or c.value.startswith("+999") for c in entry.contacts)
        assert len({entry.state for _id, entry, _is in demonstration_entries()}) == 8
