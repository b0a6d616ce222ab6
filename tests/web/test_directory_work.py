"""The working pages of the directory: editing, the steps of a version, confirming by mail, what each role may reach."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from comity import __version__
from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.directory.book import entries_of, today
from comity.directory.domain.confirming import link_token
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.steps import propose, publish
from comity.directory.interfaces import directory
from comity.directory.models import Authority, Confirmation, ProblemReport, Reminder, Status, TakenOver, Version
from comity.law.authorities.entry import AuthorityEntry, Said
from comity.law.book import TreatyBook
from comity.web.entry_form import SECTIONS, Raw, section_form
from comity.web.entry_form.nodes import leaves
from tests.accounts.people import enter
from tests.directory.entries import ENTRY, listed
from tests.directory.people import person, viewing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded")]


@pytest.fixture
def key() -> str:
    return listed(on=date(2020, 1, 1), confirmed_on=date(2020, 1, 1))


def signed_in(client: Client, role: Role, **scope: Any) -> User:
    user = person(role, **scope)
    enter(client, user)
    return user


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"/en/directory/{address}")
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, address: str, data: dict[str, Any], status: int = 302) -> str:
    response = client.post(f"/en/directory/{address}", data)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def sent(section: str, entry: AuthorityEntry = ENTRY) -> dict[str, Any]:
    """What a browser sends back of a section that was not touched."""
    form = section_form(SECTIONS[section], entry)
    data: dict[str, Any] = {}

    def rows(node: Any) -> None:
        if node.kind == "repeated":
            data[f"{node.name}-count"] = len(node.rows)
            for row in node.rows:
                rows(row)
        elif node.kind == "group":
            for each in node.nodes.values():
                rows(each)

    for node in form.nodes.values():
        rows(node)
        for leaf in leaves(node):
            if leaf.given not in ("", []):
                data[leaf.name] = leaf.given
    return data


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_sent_back_untouched_says_what_it_said(section: str) -> None:
    form = section_form(
        SECTIONS[section], ENTRY, Raw({k: v if isinstance(v, list) else [str(v)] for k, v in sent(section).items()})
    )
    assert form.read() == {name: getattr(ENTRY, name) for name in form.nodes}


NAMES = st.sampled_from(["names-count", "names-0-text", "contacts-0-kind", "hours-0-opens", "evidence-data-0-kind"])


@given(st.dictionaries(NAMES, st.lists(st.text(max_size=8), min_size=1, max_size=2)))
def test_whatever_is_sent_the_form_answers(texts: dict[str, list[str]]) -> None:
    for section in SECTIONS.values():
        form = section_form(section, ENTRY, Raw(texts))
        form.read()


def test_an_editor_changes_a_section_and_the_rest_stays(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    assert "secret-permanence" in page(client, f"work/entries/{key}/edit/contact/")
    data = sent("contact") | {
        "seen": 1,
        "contacts-1-value": "+227 20 00 00 77",
        "note": "new line",
        "contacts-2-remove": "on",
    }
    send(client, f"work/entries/{key}/edit/contact/", data)
    version = Version.objects.get(number=2)
    entry = entries_of([version.pk])[version.pk]
    assert [c.value for c in entry.contacts] == ["centrale@secret-contact.example.org", "+22720000077"]
    assert replace(entry, contacts=ENTRY.contacts, names=ENTRY.names) == ENTRY
    assert (version.note, version.status) == ("new line", Status.DRAFT)


def test_a_row_is_added_without_a_script_and_what_was_typed_stays(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    data = sent("networks-and-documents") | {
        "seen": 1,
        "add": "networks",
        "documents-0-url": "https://example.org/typed",
    }
    text = send(client, f"work/entries/{key}/edit/networks-and-documents/", data, 200)
    assert 'name="networks-1-network"' in text
    assert "https://example.org/typed" in text
    assert Version.objects.count() == 1


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    data = sent("designations") | {
        "seen": 1,
        "designations-0-valid_from": "31 Feb",
        "designations-0-note_verbale": "NV kept",
    }
    text = send(client, f"work/entries/{key}/edit/designations/", data, 400)
    assert 'value="31 Feb"' in text
    assert "NV kept" in text
    assert 'role="alert"' in text


def test_the_second_of_two_editors_sees_both_texts_and_saves_knowingly(client: Client, key: str) -> None:
    first = viewing(Role.MISSION, state="NER")
    save_draft(viewer=first, key=key, changes={"names": (Said("fr", "Nom du premier"),)}, seen=1)
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    data = sent("name") | {"seen": 1, "names-0-text": "Nom du second"}
    text = send(client, f"work/entries/{key}/edit/name/", data, 409)
    assert "Nom du premier" in text
    assert "Nom du second" in text
    assert 'name="seen" value="2"' in text
    send(client, f"work/entries/{key}/edit/name/", data | {"seen": 2})
    assert Version.objects.get(number=3).entry["names"][0]["text"] == "Nom du second"


def test_a_change_goes_its_way_by_the_buttons_of_the_page(client: Client, key: str) -> None:
    editor = signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    send(client, f"work/entries/{key}/edit/name/", sent("name") | {"seen": 1, "names-0-text": "Nouveau nom"})
    text = page(client, f"work/entries/{key}/")
    assert "Propose to the Permanent Mission" in text
    assert "Confirm for the State" not in text
    send(client, f"work/entries/{key}/", {"do": "propose", "number": 2})
    signed_in(client, Role.MISSION, state="NER")
    assert "Nouveau nom" in page(client, f"work/entries/{key}/versions/2/")
    send(client, f"work/entries/{key}/", {"do": "confirm", "number": 2})
    signed_in(client, Role.SECRETARIAT)
    assert "waiting" in page(client, "work/?waiting=1")
    send(client, f"work/entries/{key}/", {"do": "publish", "number": 2})
    assert directory().listed[key].entry.names[0].text == "Nouveau nom"
    assert Version.objects.get(number=2).proposed_by == editor


def test_a_button_pressed_too_late_says_so_and_changes_nothing(client: Client, key: str) -> None:
    signed_in(client, Role.SECRETARIAT)
    send(client, f"work/entries/{key}/", {"do": "publish", "number": 1})
    for data in (
        {"do": "publish"},
        {"do": "end", "until": "31 Feb"},
        {"do": "sabotage"},
        {"do": "settle", "report": "9"},
    ):
        assert client.post(f"/en/directory/work/entries/{key}/", data).status_code in {302, 404}
    assert Version.objects.count() == 1
    assert "Nothing was done" in page(client, f"work/entries/{key}/")


def test_an_entry_with_errors_is_not_proposed_and_the_page_lists_them(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    data = sent("designations") | {
        "seen": 1,
        "designations-0-valid_from": "2024-01-02",
        "designations-0-valid_to": "2024-01-01",
    }
    send(client, f"work/entries/{key}/edit/designations/", data)
    send(client, f"work/entries/{key}/", {"do": "propose", "number": 2})
    assert "before it begins on 2 January 2024" in page(client, f"work/entries/{key}/")
    assert Version.objects.get(number=2).status == Status.DRAFT


def test_a_mission_takes_over_lists_and_ends_authorities_of_its_own_state(client: Client, key: str) -> None:
    signed_in(client, Role.MISSION, state="NER")
    send(client, "work/", {"state": "NER", "reference": "NV 1"})
    assert TakenOver.objects.get().state == "NER"
    assert "took over these entries" in page(client, "work/")
    assert client.post("/en/directory/work/", {"state": "BEN", "reference": "NV 1"}).status_code == 404
    assert 'value="BEN"' not in page(client, "work/new/")
    send(client, "work/new/", {"state": "BEN", "language": "fr", "name": "X"}, 200)
    send(client, "work/new/", {"state": "NER", "language": "fr", "name": "Autre autorité"})
    assert Authority.objects.count() == 2
    send(client, f"work/entries/{key}/", {"do": "end", "until": str(today())})
    assert Version.objects.get(authority__key=key, number=2).status == Status.CONFIRMED


def reminded(key: str, **facts: Any) -> str:
    reminder = Reminder.objects.create(authority=Authority.objects.get(key=key), version=1, sent_on=today(), **facts)
    return link_token(reminder, "centrale@example.org")


def test_an_authority_confirms_from_its_mail_without_signing_in(client: Client, key: str) -> None:
    token = reminded(key)
    text = page(client, f"confirm/{token}/")
    assert "centrale@secret-contact.example.org" in text
    assert "secret-permanence" not in text
    assert "secret-exigence" not in text
    assert Confirmation.objects.filter(how="link").count() == 0
    assert "Thank you" in send(client, f"confirm/{token}/", {}, 200)
    assert "confirmed already" in send(client, f"confirm/{token}/", {}, 409)
    assert "secret-" not in page(client, f"confirm/{token}/")
    assert directory().listed[key].confirmed_on == today()
    assert client.get(f"/en/directory/confirm/{token}x/").status_code == 404


def test_a_request_from_another_site_is_refused(key: str) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    assert strict.post(f"/en/directory/confirm/{reminded(key)}/").status_code == 403
    enter(strict, person(Role.SECRETARIAT))
    assert strict.post(f"/en/directory/work/entries/{key}/", {"do": "withdraw", "number": 1}).status_code == 403
    assert Confirmation.objects.filter(how="link").count() == 0


def test_a_registered_reader_reports_and_the_editor_reads_and_settles(client: Client, key: str) -> None:
    signed_in(client, Role.PRACTITIONER, state="BEN")
    send(client, f"authorities/{key}/problem/", {"kind": "bounced", "text": "Mailbox unknown"})
    send(client, f"authorities/{key}/problem/", {"kind": "nonsense", "text": ""}, 200)
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    assert "Mailbox unknown" in page(client, f"work/entries/{key}/")
    report = ProblemReport.objects.get()
    send(client, f"work/entries/{key}/", {"do": "settle", "report": report.pk, "answer": "Mended"})
    assert ProblemReport.objects.get().answer == "Mended"


ADDRESSES = (
    "work/",
    "work/new/",
    "work/dashboard/",
    "work/changes.atom",
    "work/entries/{key}/",
    "work/entries/{key}/edit/name/",
    "work/entries/{key}/versions/1/",
    "authorities/{key}/problem/",
    "work/tables/",
    "work/tables/template.xlsx",
)
MAY: dict[tuple[Role, str] | None, set[int]] = {
    None: set(),
    (Role.PRACTITIONER, "NER"): {3, 7},
    (Role.AUDITOR, ""): {3, 7},
    (Role.EDITOR, ""): set(),
    (Role.MISSION, "BEN"): {0, 1, 2, 3, 7, 8, 9},
    (Role.MISSION, "NER"): {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    (Role.SECRETARIAT, ""): {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
}


@pytest.mark.parametrize("who", MAY, ids=str)
def test_each_role_reaches_its_pages_and_no_other_answers_more_than_not_there(
    client: Client, key: str, who: tuple[Role, str] | None
) -> None:
    if who is not None:
        signed_in(client, who[0], state=who[1])
    for n, address in enumerate(ADDRESSES):
        response = client.get(f"/en/directory/{address.format(key=key)}")
        assert response.status_code == (200 if n in MAY[who] else 404), address
        if n not in MAY[who]:
            assert "secret-" not in response.content.decode()
            assert "Direction de démonstration" not in response.content.decode()
        else:
            assert "no-store" in response.headers["Cache-Control"]
        if address not in {"work/", "work/changes.atom"} and n not in MAY[who]:
            assert (
                client.post(f"/en/directory/{address.format(key=key)}", {"do": "withdraw", "number": 1}).status_code
                == 404
            )


def test_an_editor_whose_mandate_ended_yesterday_reaches_nothing(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER", valid_to=today())
    for address in ADDRESSES:
        assert client.get(f"/en/directory/{address.format(key=key)}").status_code == 404


def test_drafts_are_seen_by_those_who_look_after_the_entry_only(client: Client, key: str) -> None:
    save_draft(
        viewer=viewing(Role.MISSION, state="NER"), key=key, changes={"names": (Said("fr", "Nom projeté"),)}, seen=1
    )
    for role, scope in ((Role.MISSION, {"state": "BEN"}), (Role.PRACTITIONER, {"state": "NER"})):
        signed_in(client, role, **scope)
        assert "Nom projeté" not in client.get("/en/directory/work/").content.decode()
        assert "Nom projeté" not in client.get("/en/directory/work/changes.atom").content.decode()
        assert client.get(f"/en/directory/work/entries/{key}/versions/2/").status_code == 404


def test_the_public_feed_tells_public_changes_only_and_the_registered_one_what_else_changed(
    client: Client, key: str
) -> None:
    secretariat = viewing(Role.SECRETARIAT)
    number = save_draft(viewer=secretariat, key=key, changes={"time_zone": "Africa/Lagos"}, seen=1)
    publish(viewer=secretariat, key=key, number=number, reference="NV 1")
    public = page(client, "changes.atom")
    assert f"{key}:2" not in public
    signed_in(client, Role.PRACTITIONER, state="BEN")
    full = page(client, "work/changes.atom")
    assert f"urn:comity:authority:{key}:2" in full
    assert "Time zone" in full
    assert "Lagos" not in full


@pytest.mark.parametrize("address", ["work/", "work/dashboard/", "changes.atom"])
def test_pages_cost_the_same_for_three_entries_as_for_one(client: Client, key: str, address: str) -> None:
    signed_in(client, Role.SECRETARIAT)
    costs = []
    for names in (("First",), ("Second", "Third")):
        for name in names:
            listed(name, designations=())
        directory()
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_dashboard_counts_a_missions_own_state_only(client: Client, key: str, book: TreatyBook) -> None:
    listed("Elsewhere", state="BEN", time_zone="")
    signed_in(client, Role.MISSION, state="NER")
    text = page(client, "work/dashboard/")
    assert "Niger" in text
    assert "Benin" not in text


@pytest.mark.parametrize("language", ["ar", "zh", "fr", "ru", "es"])
def test_the_working_pages_speak_the_readers_language(client: Client, key: str, language: str) -> None:
    signed_in(client, Role.SECRETARIAT)
    number = save_draft(viewer=viewing(Role.SECRETARIAT), key=key, changes={"holidays": (Said("fr", "x"),)}, seen=1)
    propose(viewer=viewing(Role.MISSION, state="NER"), key=key, number=number)
    for address in ("work/", "work/new/", "work/dashboard/", f"work/entries/{key}/", f"work/entries/{key}/versions/2/"):
        text = client.get(f"/{language}/directory/{address}").content.decode()
        assert "Publish" not in text
        assert "Last confirmed" not in text


def test_a_mission_checks_and_hands_in_a_table_and_only_the_secretariat_lists_it(client: Client, key: str) -> None:
    rows = b"id,state,name_fr,provision,matter\nx1,NER,Autre,uncac:46:13,mla\nx2,BEN,Ailleurs,uncac:46:13,mla\n"

    def upload(button: str) -> str:
        table = SimpleUploadedFile("table.csv", rows)
        return send(client, "work/tables/", {"table": table, button: "1"}, 200)

    signed_in(client, Role.MISSION, state="NER")
    assert "row 3" in upload("check")
    handed_in = upload("load")
    assert "Handed in" in handed_in
    assert "<b>1</b> Newly listed" in handed_in
    assert "Benin is not your State" in handed_in
    assert len(directory().listed) == 1
    assert Version.objects.filter(authority__state="NER", status=Status.CONFIRMED).count() == 1
    assert not Version.objects.filter(authority__state="BEN").exists()
    send(client, "work/tables/", {"table": SimpleUploadedFile("t.csv", b"no table")}, 400)
    signed_in(client, Role.SECRETARIAT)
    assert "Loaded" in upload("load")
    assert len(directory().listed) == 2  # Benin's; the mission's own waits to be published


def test_what_a_page_is_about_does_not_hide_what_every_page_says(client: Client, key: str) -> None:
    signed_in(client, Role.AUTHORITY_EDITOR, authority=key, state="NER")
    for address in ("", "edit/name/", "versions/1/"):
        text = page(client, f"work/entries/{key}/{address}")
        assert f"Comity {__version__}," in text
        assert re.search(r'directory/" aria-current="true"', text)
