"""The directory in figures: counted from rows as on any day, small numbers kept from outsiders, inventions said so."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from comity.accounts.demonstration import DEMONSTRATION_DOMAIN
from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.insight.bars import bar, columns
from comity.insight.interfaces import DirectoryFigures, directory_figures
from comity.law.authorities.entry import ChannelRule, Designation, Origin
from comity.law.authorities.words import Acceptance, Channel, Competence
from comity.law.states import Gazetteer
from tests.accounts.people import enter
from tests.directory.entries import listed

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 30)
REAL = Origin(name="A list")


def counted(gazetteer: Gazetteer, on: date = ON) -> DirectoryFigures:
    return directory_figures(on, gazetteer)


def user(name: str, begins: date, role: Role = Role.PRACTITIONER, domain: str = "@example.org", **ends: object) -> None:
    person = User.objects.create_user(f"{name}{domain}")
    Mandate.objects.create(user=person, role=role, state="NER", valid_from=begins, **ends)


def test_an_authority_counts_from_the_day_it_was_listed_until_the_day_it_ceased(gazetteer: Gazetteer) -> None:
    listed("Early", on=date(2021, 3, 1), until=date(2023, 5, 1), origin=REAL)
    listed("Late", on=date(2022, 12, 31), origin=REAL)
    listed("After", on=date(2024, 7, 1), origin=REAL)

    years = [(y.year, y.number) for y in counted(gazetteer).authorities]
    assert years == [(2021, 1), (2022, 2), (2023, 1), (2024, 1)]
    assert [(y.year, y.number) for y in counted(gazetteer, date(2022, 12, 30)).authorities] == [(2021, 1), (2022, 1)]


def test_a_new_version_does_not_count_the_authority_twice(gazetteer: Gazetteer) -> None:
    listed("Once", on=date(2021, 3, 1), origin=REAL)
    listed("Once", on=date(2022, 3, 1), origin=REAL, territories=("NER",))
    assert {y.number for y in counted(gazetteer).authorities} == {1}


def test_matters_count_only_designations_that_hold_on_the_day(gazetteer: Gazetteer) -> None:
    ended = Designation("untoc:16", Competence.EXTRADITION, valid_to=ON)
    listed("One", on=date(2021, 3, 1), designations=(ended, Designation("untoc:18:13", Competence.MLA)))
    assert [(c.code, c.number) for c in counted(gazetteer).matters] == [("mla", 1)]


def test_people_are_counted_once_while_a_mandate_in_the_directory_holds(gazetteer: Gazetteer) -> None:
    user("a", date(2021, 1, 1))
    user("b", date(2021, 1, 1), valid_to=date(2022, 1, 1))
    user("c", date(2022, 6, 1), ended_at=datetime(2023, 2, 1, tzinfo=UTC))
    user("editor", date(2021, 1, 1), role=Role.EDITOR)
    Mandate.objects.create(user=User.objects.get(email="a@example.org"), role=Role.MISSION, state="NER", valid_from=ON)

    assert [(y.year, y.number) for y in counted(gazetteer).users] == [(2021, 2), (2022, 2), (2023, 1), (2024, 1)]


def test_what_is_unknown_of_electronic_transmission_is_neither_yes_nor_no(gazetteer: Gazetteer) -> None:
    for name, rules in {
        "yes": (ChannelRule(Channel.EMAIL, Acceptance.YES),),
        "no": (ChannelRule(Channel.EMAIL, Acceptance.NO),),
        "silent": (),
        "urgent": (ChannelRule(Channel.EMAIL, Acceptance.URGENT_ONLY),),
    }.items():
        listed(name, on=date(2021, 3, 1), channels=rules)
    share = counted(gazetteer).electronic
    assert (share.number, share.unknown, share.all) == (1, 2, 4)


def test_confirmed_within_twelve_months_is_counted_to_the_day(gazetteer: Gazetteer) -> None:
    listed("fresh", on=date(2021, 3, 1), confirmed_on=date(2023, 7, 1))
    listed("stale", on=date(2021, 3, 1), confirmed_on=date(2023, 6, 30))
    assert counted(gazetteer).confirmed.number == 1


def test_the_directory_before_anything_was_listed_is_empty_and_not_an_error(gazetteer: Gazetteer) -> None:
    found = counted(gazetteer, date(1999, 2, 28))
    assert ([y.number for y in found.authorities], found.confirmed.all, found.invented) == ([0], 0, False)
    counted(gazetteer, date(2024, 2, 29))


def test_columns_hold_every_number_and_no_inline_style() -> None:
    drawing = columns([("2021", 10), ("2022", 20)], title="Figure")
    assert drawing.count("<rect") == 2
    assert ">20<" in drawing
    assert "style=" not in drawing
    assert 'width="50.0"' in bar(1, 2)
    assert columns([], title="Nothing").count("<rect") == 0


# -- pages and files ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("recorded")
def test_small_numbers_of_people_and_of_restricted_facts_are_kept_from_outsiders(client: Client) -> None:
    for n in range(3):
        user(f"u{n}", date(2024, 1, 1))
        listed(f"Authority {n}", on=date(2021, 3, 1), origin=REAL)
    for code in ("users", "languages", "shares"):
        rows = json.loads(client.get(f"/en/directory/figures/{code}.json?on=2024-06-30").content)["rows"]
        numbers = {row["of"]: row["number"] for row in rows}
        name = {"users": "2024", "languages": "French", "shares": "With rules on electronic evidence"}[code]
        assert numbers[name] == "fewer than 5"

    auditor = User.objects.create_user("auditor@example.org")
    Mandate.objects.create(user=auditor, role=Role.AUDITOR, valid_from=date(2020, 1, 1))
    enter(client, auditor)
    rows = json.loads(client.get("/en/directory/figures/users.json?on=2024-06-30").content)["rows"]
    assert rows[-1]["number"] == "3"


@pytest.mark.usefixtures("recorded")
def test_the_page_draws_every_figure_with_its_table_and_says_what_is_invented(client: Client) -> None:
    listed("Real", on=date(2021, 3, 1), origin=REAL)
    page = client.get("/en/directory/figures/?on=2024-06-30").content.decode()
    assert page.count('<svg class="chart"') == 2
    assert page.count('class="downloads"') == 7
    assert "not facts" not in page
    user("demo", date(2021, 1, 1), domain=DEMONSTRATION_DOMAIN)
    page = client.get("/en/directory/figures/?on=2024-06-30").content.decode()
    assert "not facts" in page
    table = json.loads(client.get("/en/directory/figures/authorities.json?on=2024-06-30").content)
    assert any("not facts" in note for note in table["notes"])
    assert client.get("/en/directory/figures/nothing.csv").status_code == 404
    for form, begins in {"csv": b"\xef\xbb\xbf", "xlsx": b"PK"}.items():
        assert client.get(f"/en/directory/figures/states.{form}").content.startswith(begins)
