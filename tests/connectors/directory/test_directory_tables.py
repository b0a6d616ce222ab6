"""Tables of authorities: what is read, what is refused with row and reason, and that loading twice changes nothing."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted
from comity.connectors.directory.demonstration import demonstration_entries, load_demonstration_authorities
from comity.connectors.directory.loading import check_table, hand_in_table, load_table
from comity.connectors.directory.notifications import is_notifications
from comity.connectors.directory.table_files import SHEET
from comity.connectors.directory.tables import COLUMNS, read, template
from comity.connectors.items import FormatError
from comity.core.wording import say
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.steps import publish
from comity.directory.interfaces import directory, problems
from comity.directory.models import Status, Version
from comity.law.authorities.entry import Said
from comity.law.authorities.words import Competence, Stage
from comity.law.book import TreatyBook
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


def test_the_workbook_explains_its_columns_in_the_readers_language() -> None:
    with override("ar"):
        book = load_workbook(io.BytesIO(template("xlsx")))
    notes = book["columns"]
    told = {row[0].value: row[1].value for row in notes.iter_rows()}
    assert notes.sheet_view.rightToLeft
    assert not book[SHEET].sheet_view.rightToLeft
    assert told["website"] == "عنوانها على الشبكة"
    assert told["name_ru"].count("ru") == 1
    assert all(code.value in told["matter"] for code in Competence)
    assert set(COLUMNS) <= set(told)


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
        ({"state": "Nigre"}, "Column “state”: “Nigre” is neither the code nor the name of a State"),
        ({"state": ""}, "Column “state”: It is empty."),
        ({"id": ""}, "Column “id”: It is empty."),
        ({"name_fr": ""}, "There is no name: fill in one of the columns name_ar, "),
        ({"valid_from": "31 Feb"}, "Column “valid_from”: “31 Feb” is not a day; write it like 2024-01-31."),
        ({"matter": "everything"}, "Column “matter”: “everything” is not one of these: mla, "),
        ({"matter": ""}, "Column “matter”: It is empty, but a provision is named."),
        ({"provision": ""}, "Column “provision”: It is empty, but a matter is named."),
        ({"hours": "always"}, "Column “hours”: “always” is not weekdays and times"),
        ({"channels": "pigeon=yes"}, "Column “channels”: “pigeon” is not one of these"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_reason(
    gazetteer: Gazetteer, recorded: TreatyBook, changes: dict[str, str], reason: str
) -> None:
    found = read(table(FIRST | changes, FIRST | {"id": "ner-2"}), "t", gazetteer)
    assert [row.id for row in found.rows] == ["ner-2"]
    assert found.refused[0].row == 2
    assert reason in " ".join(say(each, recorded) for each in found.refused[0].why)


def test_a_later_row_that_is_wrong_refuses_its_authority_whole(gazetteer: Gazetteer) -> None:
    found = read(table(FIRST, SECOND | {"matter": "x"}), "t", gazetteer)
    assert found.rows == []
    assert {each.row for each in found.refused} == {2, 3}


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

    def test_every_error_names_its_row_and_column_in_the_readers_language(self) -> None:
        later = SECOND | {"valid_from": "2024-01-02", "valid_to": "2024-01-01"}
        ghana = {"id": "3", "state": "Ghana", "name_en": "G", "hours": "x"}
        data = table(FIRST | {"email": "no address", "time_zone": "Mars/Base"}, later, ghana)
        for language, row, column, email in (
            ("ar", "الصف 2", "العمود «email»", "بريد إلكتروني"),
            ("zh", "第2行", "“email”列", "电子邮件"),
            ("en", "row 2", "Column “email”", "is not an e-mail address"),
            ("fr", "ligne 2", "Colonne « email »", "adresse électronique"),
            ("ru", "строка 2", "Столбец «email»", "электронной почты"),
            ("es", "fila 2", "Columna «email»", "correo electrónico"),
        ):
            with override(language):
                report, rows = check_table(data, "t.csv")
            told = {each.place: each.reason.replace("\u2068", "").replace("\u2069", "") for each in report.refused}
            assert rows == []
            assert column in told[row].replace("\xa0", " ")
            assert email in told[row]
            assert "time_zone" in told[row]
            assert all(name in told[row.replace("2", "3")] for name in ("valid_from", "valid_to"))
            assert "hours" in told[row.replace("2", "4")]

    def test_ids_of_one_state_do_not_meet_those_of_another(self) -> None:
        load_table(table(FIRST), "t.csv")
        load_table(table(FIRST | {"state": "Benin", "time_zone": ""}), "t.csv")
        assert {state: len(found) for state, found in directory().by_state.items()} == {"NER": 1, "BEN": 1}

    def test_what_a_mission_hands_in_is_confirmed_and_waits_for_the_secretariat(self) -> None:
        mission, secretariat = viewing(Role.MISSION, state="NER"), viewing(Role.SECRETARIAT)
        data = table(FIRST, SECOND, FIRST | {"id": "x", "state": "Benin"})
        report = hand_in_table(data, "t.csv", viewer=mission)
        assert dict(report.taken) == {"new": 1}
        assert [(each.place, "Benin" in each.reason) for each in report.refused] == [("row 4", True)]
        version = Version.objects.get()
        assert (version.status, version.saved_by_id, version.confirmed_by_id) == (
            Status.CONFIRMED,
            mission.user_id,
            mission.user_id,
        )
        assert directory().listed == {}
        publish(viewer=secretariat, key=version.authority.key, number=1)
        assert [each.entry.state for each in directory().listed.values()] == ["NER"]

        assert dict(hand_in_table(data, "t.csv", viewer=mission).taken) == {"same": 1}
        changed = table(FIRST | {"telephone": "+227 20 00 00 09"}, SECOND)
        assert dict(hand_in_table(changed, "t.csv", viewer=mission).taken) == {"changed": 1}
        assert list(Version.objects.values_list("number", "status")) == [(1, Status.PUBLISHED), (2, Status.CONFIRMED)]

    def test_what_was_typed_here_since_is_not_overwritten_by_a_missions_table(self) -> None:
        mission = viewing(Role.MISSION, state="NER")
        hand_in_table(table(FIRST), "t.csv", viewer=mission)
        key = Version.objects.get().authority.key
        save_draft(viewer=mission, key=key, changes={"holidays": (Said("fr", "Août"),)}, seen=1)
        assert dict(hand_in_table(table(FIRST | {"name_fr": "X"}), "t.csv", viewer=mission).taken) == {"kept": 1}
        assert Version.objects.count() == 2

    def test_what_another_entry_stands_in_the_way_of_stays_a_draft_with_its_reason(self) -> None:
        mission = viewing(Role.MISSION, state="NER")
        load_table(table(FIRST), "t.csv")
        moved = FIRST | {"provision": "untoc:16", "matter": "extradition"}
        report = hand_in_table(table(moved, FIRST | {"id": "ner-2", "name_fr": "Autre"}), "t.csv", viewer=mission)
        assert dict(report.taken) == {"changed": 1, "draft": 1}
        assert "is already central authority" in report.warnings[-1].reason
        assert report.warnings[-1].place == "row 3"
        assert set(Version.objects.values_list("status", flat=True)) == {
            Status.PUBLISHED,
            Status.CONFIRMED,
            Status.DRAFT,
        }

    @pytest.mark.parametrize("role", [Role.AUTHORITY_EDITOR, Role.PRACTITIONER, Role.SECRETARIAT, Role.EDITOR])
    def test_nobody_but_a_mission_hands_a_table_in(self, role: Role) -> None:
        with pytest.raises(NotPermitted):
            hand_in_table(table(FIRST), "t.csv", viewer=viewing(role, state="NER", authority="abc"))
        assert not Version.objects.exists()

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
