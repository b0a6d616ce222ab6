"""The desk: who may do what, what publishing leads to, and what an editor is told."""

from __future__ import annotations

import io
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.catalogue.entries import Text
from comity.catalogue.interfaces import Placed, record_entries
from comity.catalogue.models import Case, Extract, Law
from comity.desk.arranging import CONTRIBUTORS, EDITORS, REVIEWS, arrange
from comity.desk.bulk import MarkVerified
from comity.desk.quality import findings, missing_languages
from comity.desk.scheduling import publish_due
from comity.records.models import Change
from comity.vocabulary.bundled import load_bundled
from tests.accounts.people import person
from tests.accounts.people import signed_in as with_second_factor
from tests.catalogue.entries import case, extract, law

pytestmark = pytest.mark.django_db
ROLES = {CONTRIBUTORS: [Role.CONTRIBUTOR], EDITORS: [Role.EDITOR]}  # the groups that follow mandates


@pytest.fixture
def desk() -> None:
    """The desk arranged, with a law and an extract."""
    load_bundled()
    arrange()
    record_entries([Placed("a", law()), Placed("b", extract()), Placed("c", case())])


def signed_in(group: str) -> Client:
    user = person(f"{group.split()[0]}@example.org".lower(), *ROLES.get(group, []))
    user.groups.add(Group.objects.get(name=group))
    return with_second_factor(user)


@pytest.mark.parametrize("group", [CONTRIBUTORS, EDITORS, *REVIEWS])
def test_each_group_has_the_desk_and_only_editors_publish(desk: None, group: str) -> None:
    user = User.objects.create_user("a@example.org")
    user.groups.add(Group.objects.get(name=group))
    assert user.has_perm("wagtailadmin.access_admin")
    assert user.has_perm("catalogue.change_case")
    assert user.has_perm("catalogue.publish_case") is (group == EDITORS)
    assert user.has_perm("vocabulary.change_term") is (group == EDITORS)


def test_arranging_again_keeps_what_was_changed(desk: None) -> None:
    Group.objects.get(name=CONTRIBUTORS).permissions.filter(codename="add_law").delete()
    arrange()
    assert not Group.objects.get(name=CONTRIBUTORS).permissions.filter(codename="add_law").exists()


@pytest.mark.parametrize("model", ["law", "extract", "case", "strategy", "publication"])
def test_the_pages_of_the_desk_answer_an_editor(desk: None, model: str) -> None:
    editor = signed_in(EDITORS)
    for page in ("", "add/"):
        response = editor.get(f"/desk/snippets/catalogue/{model}/{page}")
        assert response.status_code == 200
        assert "unsafe-inline" in response["Content-Security-Policy"]
    held = {"law": Law, "extract": Extract, "case": Case}.get(model)
    if held is not None:
        pk = held.objects.get().pk
        for page in ("edit", "history"):
            assert editor.get(f"/desk/snippets/catalogue/{model}/{page}/{pk}/").status_code == 200


def test_the_portal_keeps_its_strict_policy(desk: None, client: Client) -> None:
    assert "unsafe-inline" not in client.get("/en/about/")["Content-Security-Policy"]


def test_publishing_makes_the_record_the_editors_own_and_tells_the_index(desk: None) -> None:
    held = Law.objects.get()
    Change.objects.all().delete()
    held.save_revision().publish()
    assert Law.objects.get().edited
    assert Change.objects.filter(key=held.key).exists()
    told = record_entries([Placed("a", law(title="From the file"))])
    assert "stays" in told.notes[0].reason


def test_quality_names_what_needs_an_editor(desk: None) -> None:
    record_entries([Placed("d", law("twin")), Placed("e", extract("x", texts=(Text("fr", "", "corps"),)))])
    found = {finding.title: finding for finding in findings(date(2026, 1, 1))}
    assert found["Without a summary or description"].total == 4  # two laws and two extracts; the case has its facts
    assert found["Untranslated"].total == 5
    assert found["Not verified for a year"].total == 5
    assert dict(found["Possible duplicates"].counts)["law"] == 2
    assert dict(missing_languages())["fr"] == 1


def test_the_quality_page_speaks_the_editors_language(desk: None) -> None:
    editor = signed_in(EDITORS)
    page = editor.get("/desk/quality/", headers={"accept-language": "fr"}).content.decode()
    assert "lois : 1" in page.replace("\u00a0", " ") or "lois: 1" in page
    assert "Extradition Act" in page
    assert "law 1" not in page


def test_an_import_is_checked_and_loaded_only_by_who_may_publish(desk: None) -> None:
    from comity.catalogue.entries import Kind
    from comity.connectors.catalogue.templates import template

    header = template(Kind.LAW, "csv").decode("utf-8-sig").strip().split(",")
    cells = {"id": "n1", "language": "en", "states": "CAN", "law_kind": "act", "title_en": "New Act", "source": "me"}
    body = ",".join(header) + "\n" + ",".join(cells.get(name, "") for name in header) + "\n" + "bad" + "," * 5 + "\n"

    def send(client: Client, button: str) -> Any:
        file = SimpleUploadedFile("laws.csv", body.encode())
        return client.post("/desk/import/", {"file": file, button: "1"})

    assert "row 3" in send(signed_in(CONTRIBUTORS), "load").content.decode()
    assert not Law.objects.filter(source_id="n1").exists()
    editor = signed_in(EDITORS)
    send(editor, "check")
    assert not Law.objects.filter(source_id="n1").exists()
    send(editor, "load")
    assert Law.objects.filter(source_id="n1").exists()
    broken = editor.post("/desk/import/", {"file": io.BytesIO(b"\xff\xfe"), "check": "1"})
    assert broken.status_code == 400


def test_the_same_title_of_another_state_or_of_a_draft_is_no_duplicate(desk: None) -> None:
    def duplicates() -> int:
        found = {finding.title: finding for finding in findings(date(2026, 1, 1))}
        return dict(found["Possible duplicates"].counts)["law"]

    record_entries([Placed("d", law("twin")), Placed("e", law("french", states=("FRA",)))])
    assert duplicates() == 2
    Law.objects.filter(source_id="twin").update(live=False)
    assert duplicates() == 0


def test_loading_is_offered_only_to_who_may_publish(desk: None) -> None:
    for group, offered in ((CONTRIBUTORS, False), (EDITORS, True)):
        page = signed_in(group).get("/desk/import/").content.decode()
        assert 'name="check"' in page
        assert ('name="load"' in page) is offered


def test_an_import_is_checked_and_told_in_the_language_of_the_editor(desk: None) -> None:
    cells = b"id,language,law,section,title_en,source\nx1,en,none,1,A section,me\nx2,english,law,2,A section,me\n"

    def page(button: str, *files: SimpleUploadedFile) -> str:
        sent = {button: "1"} | ({"file": files[0]} if files else {})
        answer = editor.post("/desk/import/", sent, HTTP_ACCEPT_LANGUAGE="fr")
        return unescape(answer.content.decode())

    editor = signed_in(EDITORS)
    checked = page("check", SimpleUploadedFile("a.csv", cells))
    assert "a.csv, ligne 3" in checked
    assert "Colonne « language » : « english » n'est pas le code d'une langue." in checked
    assert "a.csv, ligne 2" not in checked
    loaded = page("load", SimpleUploadedFile("a.csv", cells))
    assert "Nouvelles fiches: 0" in loaded
    assert "Sa loi « none » n’est pas enregistrée ici : chargez d’abord la loi." in loaded
    assert "a.csv, ligne 3" in loaded
    assert "Aucun fichier n’a été choisi" in page("check")


def test_what_was_scheduled_goes_live_and_what_expired_is_taken_back(desk: None) -> None:
    record = Law.objects.get(source_id="law")
    record.unpublish()
    revision = record.save_revision(approved_go_live_at=timezone.now() + timedelta(hours=1))
    assert publish_due() == 0

    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    Change.objects.all().delete()
    assert publish_due() == 1
    assert Law.objects.get(source_id="law").live
    assert Change.objects.filter(key=record.key).exists()
    assert publish_due() == 0

    Law.objects.filter(pk=record.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_due() == 1
    assert not Law.objects.get(source_id="law").live
    assert publish_due() == 0


def test_a_number_given_already_is_named_and_nothing_typed_is_lost(desk: None) -> None:
    held = Law.objects.get()
    sent = {
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "1",
        "texts-MAX_NUM_FORMS": "9",
    }
    sent |= {"texts-0-language": "en", "texts-0-origin": "official", "texts-0-title": "A title typed with care"}
    sent |= {"texts-0-id": "", "texts-0-ORDER": "1", "texts-0-DELETE": "", "language": "en", "number": held.number}
    sent |= {"provenance": "researched", "versions-count": "0", "attachments-count": "0", "law_kind": "act"}
    response = signed_in(EDITORS).post("/desk/snippets/catalogue/law/add/", sent)
    body = response.content.decode()
    assert response.status_code == 200
    assert "Number" in body
    assert "already exists" in body
    assert "A title typed with care" in body
    assert Law.objects.count() == 1


def under_review(record: Any) -> Any:
    """The record with a draft over it, of another official number, given into review by a contributor."""
    author = person("author@example.org", Role.CONTRIBUTOR)
    draft = record.get_latest_revision_as_object()
    draft.official_number = "Drafted 7"
    draft.save_revision(user=author)
    fresh = type(record).objects.get(pk=record.pk)
    fresh.get_workflow().start(fresh, author)
    return type(record).objects.get(pk=record.pk)


def test_marking_as_verified_leaves_a_draft_and_its_review_as_they_are(desk: None) -> None:
    editor = person("editor@example.org", Role.EDITOR)
    row = under_review(Law.objects.get())
    MarkVerified.execute_action([row], user=editor)
    row = Law.objects.get()
    assert row.verified_on == timezone.now().date()
    assert (row.live, row.official_number, row.edited) == (True, "", True)
    drafted = row.get_latest_revision_as_object()
    assert (drafted.official_number, drafted.verified_on) == ("Drafted 7", row.verified_on)
    assert row.current_workflow_task.name == REVIEWS[0]


@pytest.mark.parametrize("action", ["publish_records", "unpublish_records", "mark_verified"])
def test_what_is_under_review_or_locked_by_another_is_left_out_of_what_is_done_to_many(desk: None, action: str) -> None:
    row, other, free = under_review(Law.objects.get()), Extract.objects.get(), extract("law#9", "Free.")
    record_entries([Placed("d", free)])
    other.locked, other.locked_by, other.locked_at = True, person("owner@example.org", Role.EDITOR), timezone.now()
    other.save()
    client = signed_in(EDITORS)
    page = client.get(f"/desk/bulk/catalogue/law/{action}/?id={row.pk}").content.decode()
    assert "locked or under review" in page
    assert "<form" not in page.partition("nice-padding")[2]  # there is nothing left to do it to
    kept = Extract.objects.get(source_id="law#9")
    client.post(f"/desk/bulk/catalogue/extract/{action}/?id={other.pk}&id={kept.pk}")
    client.post(f"/desk/bulk/catalogue/law/{action}/?id={row.pk}")
    law_row, locked = Law.objects.get(), Extract.objects.get(pk=other.pk)
    assert law_row.current_workflow_task is not None
    assert (law_row.live, law_row.official_number, law_row.verified_on) == (True, "", None)
    assert (locked.live, locked.verified_on, locked.latest_revision) == (True, None, None)
    done = Extract.objects.get(pk=kept.pk)
    assert (not done.live) if action == "unpublish_records" else done.latest_revision is not None


def test_lists_say_what_each_record_is_called_for_the_same_queries(
    desk: None, django_assert_max_num_queries: Any
) -> None:
    editor = signed_in(EDITORS)
    assert "1 · Extraditable conduct" in editor.get("/desk/snippets/catalogue/extract/").content.decode()
    with CaptureQueriesContext(connection) as one:
        editor.get("/desk/snippets/catalogue/law/")
    record_entries(Placed(str(n), law(f"another-{n}", title=f"Act {n}")) for n in range(2))
    with django_assert_max_num_queries(len(one)):
        page = editor.get("/desk/snippets/catalogue/law/").content.decode()
    assert all(title in page for title in ("Extradition Act", "Act 0", "Act 1"))


def test_the_first_draft_of_what_was_imported_can_be_compared_with_what_is_public(desk: None) -> None:
    editor = signed_in(EDITORS)
    row = Law.objects.get()
    row.official_number = "Drafted 7"
    row.save_revision(log_action=True)
    public, draft = Revision.objects.for_instance(row).order_by("pk")
    assert (public.content["official_number"], draft.content["official_number"]) == ("", "Drafted 7")
    assert Law.objects.get().latest_revision == draft
    assert Law.objects.get().has_unpublished_changes
    page = editor.get(f"/desk/snippets/catalogue/law/history/{row.pk}/").content.decode()
    compared = f"/desk/snippets/catalogue/law/history/{row.pk}/revisions/compare/{public.pk}...{draft.pk}/"
    assert compared in page
    assert "Drafted 7" in editor.get(compared).content.decode()
    row.save_revision()
    assert Revision.objects.for_instance(row).count() == 3
