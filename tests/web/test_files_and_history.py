"""Files and past versions of a record: who gets them, what they never show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.accounts.models import User
from comity.catalogue.entries import Person, Text
from comity.catalogue.interfaces import Placed, record_entries
from comity.catalogue.models import Case, Law
from comity.desk.arranging import CONTRIBUTORS, EDITORS, arrange
from comity.law.book import TreatyBook
from comity.records.models import Attachment, Change, PastVersion
from comity.vocabulary.bundled import load_bundled
from tests.catalogue.entries import case, law
from tests.desk.test_desk import signed_in

JUDGMENT = "الحكم باسم الشعب".encode()


@pytest.fixture
def held(recorded: TreatyBook, tmp_path: Path, settings: Any) -> None:
    """A law and a case, published; the home's files somewhere of their own."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = str(tmp_path)
    load_bundled()
    arrange()
    record_entries([Placed("a", law()), Placed("b", case())])


def attachment(content: bytes = JUDGMENT, name: str = "حكم.txt") -> Attachment:
    found = Attachment(title="The judgment")
    found.file = ContentFile(content, name)  # type: ignore[assignment]
    found.save()
    return found


def status(client: Client, address: str) -> int:
    """How an address answers; the file it gives is closed again."""
    response = client.get(address)
    response.close()
    return int(response.status_code)


def attach(record: Any, file: Attachment) -> Any:
    value = {"document": file.pk, "what": "judgment", "language": "ar", "title": "", "cleared": True}
    record.attachments = [{"type": "file", "value": value, "id": "1"}]
    return record.save_revision()


class TestFiles:
    def test_a_judgment_in_its_original_language_is_shown_and_given(self, held: None, client: Client) -> None:
        record, file = Case.objects.get(), attachment()
        attach(record, file).publish()
        page = client.get(f"/en/records/{record.key}/").content.decode()
        assert "Judgment in its original language" in page
        assert "Arabic" in page
        response = client.get(f"/en/records/{record.key}/files/{file.pk}/")
        assert b"".join(response.streaming_content) == JUDGMENT  # type: ignore[attr-defined]
        response.close()
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "script-src" not in response["Content-Security-Policy"]

    def test_a_file_of_a_draft_is_given_to_nobody_outside(self, held: None, client: Client) -> None:
        record, file = Case.objects.get(), attachment()
        revision = attach(record, file)
        address = f"/en/records/{record.key}/files/{file.pk}/"
        assert status(client, address) == 404
        assert "The judgment" not in client.get(f"/en/records/{record.key}/").content.decode()
        revision.publish()
        assert status(client, address) == 200
        Case.objects.get().unpublish()
        assert status(client, address) == 404

    def test_a_file_is_not_given_with_a_record_that_does_not_name_it(self, held: None, client: Client) -> None:
        file = attachment()
        attach(Case.objects.get(), file).publish()
        assert client.get(f"/en/records/{Law.objects.get().key}/files/{file.pk}/").status_code == 404

    def test_the_desks_own_address_of_a_file_is_closed_to_the_public(self, held: None, client: Client) -> None:
        file = attachment()
        assert status(client, file.url) == 404
        client.force_login(User.objects.create_user("reader@example.org"))
        # Led away from the desk, whether there is such a file or not.
        assert status(client, file.url) == status(client, "/desk/documents/99/none.txt") == 302
        assert status(signed_in(CONTRIBUTORS), file.url) == 200

    @pytest.mark.parametrize(
        ("name", "content", "taken"),
        [("حكم.txt", JUDGMENT, True), ("judgment.pdf", b"<script>x()</script>", False), ("a.svg", b"<svg/>", False)],
    )
    def test_an_upload_at_the_desk_is_looked_into(self, held: None, name: str, content: bytes, taken: bool) -> None:
        sent = {"title": "A file", "file": SimpleUploadedFile(name, content, "application/pdf"), "collection": "1"}
        response = signed_in(CONTRIBUTORS).post("/desk/documents/add/", sent)
        assert Attachment.objects.exists() is taken
        if taken:
            kept = Attachment.objects.get()
            assert kept.media_type == "text/plain"
            assert name not in kept.file.name
        else:
            assert name in response.content.decode()

    def test_an_upload_is_for_those_at_the_desk(self, held: None, client: Client) -> None:
        client.force_login(User.objects.create_user("reader@example.org"))
        client.post("/desk/documents/add/", {"title": "x", "file": SimpleUploadedFile("a.txt", b"x")})
        assert not Attachment.objects.exists()


def publish(record: Any, title: str) -> None:
    text = record.texts.get(language="en")
    text.title = title
    record.texts.add(text)
    record.save_revision().publish()


class TestHistory:
    def test_a_change_is_kept_and_shown_word_by_word(self, held: None, client: Client) -> None:
        record = Law.objects.get()
        publish(record, "Extradition and Surrender Act")
        page = client.get(f"/en/records/{record.key}/history/").content.decode()
        assert "Version 2" in page
        compared = client.get(f"/en/records/{record.key}/history/?from=1&to=2").content.decode()
        assert "Extradition <ins>and Surrender </ins>Act" in compared

    def test_a_draft_is_no_version(self, held: None, client: Client) -> None:
        record = Law.objects.get()
        text = record.texts.get(language="en")
        text.title = "Secret plan"
        record.texts.add(text)
        record.save_revision()
        assert not PastVersion.objects.exists()
        assert "Secret plan" not in client.get(f"/en/records/{record.key}/history/").content.decode()

    def test_publishing_the_same_again_is_no_version(self, held: None) -> None:
        Law.objects.get().save_revision().publish()
        assert not PastVersion.objects.exists()

    def test_a_load_that_changes_a_record_keeps_what_it_said(self, held: None, client: Client) -> None:
        record_entries([Placed("a", law(title="Another Act"))])
        record = Law.objects.get()
        assert PastVersion.objects.get().ended_by == "import"
        page = client.get(f"/en/records/{record.key}/history/?from=1&to=2").content.decode()
        assert "<del>Extradition</del><ins>Another</ins> Act" in page

    def test_what_one_load_brings_in_parts_is_one_version(self, held: None) -> None:
        begun = datetime.now(UTC) - timedelta(hours=1)
        record_entries([Placed("a", law(language="fr", title="Loi sur l’extradition"))], begun=begun)
        assert not PastVersion.objects.exists()

    def test_the_history_of_what_is_not_published_is_not_found(self, held: None, client: Client) -> None:
        record = Law.objects.get()
        publish(record, "Another")
        Law.objects.get().unpublish()
        assert client.get(f"/en/records/{record.key}/history/").status_code == 404

    def test_a_name_taken_out_is_not_told_by_the_history(self, held: None, client: Client) -> None:
        person = Person("Giovanna Verdi", kind="company")
        record_entries([Placed("c", case("named", person, texts=(Text("en", "A", "Giovanna Verdi was heard."),)))])
        record = Case.objects.get(source_id="named")
        part = {"name": "Giovanna Verdi", "kind": "natural", "named_because": "", "charges": []}
        record.defendants = [{"type": "defendant", "value": part, "id": "1"}]
        text = record.texts.get()
        text.body = "G.V. was heard."
        record.texts.add(text)
        record.save_revision().publish()
        page = client.get(f"/en/records/{record.key}/history/?from=1&to=2").content.decode()
        assert "Verdi" not in page
        assert "withheld" in page

    def test_an_editor_withholds_a_version(self, held: None, client: Client) -> None:
        record = Law.objects.get()
        publish(record, "Another")
        version = PastVersion.objects.get()
        address = f"/desk/snippets/records/pastversion/edit/{version.pk}/"
        contributor = signed_in(CONTRIBUTORS)
        contributor.post(address, {"withheld": "on"})
        assert "Extradition" in client.get(f"/en/records/{record.key}/history/?from=1&to=2").content.decode()
        signed_in(EDITORS).post(address, {"withheld": "on"})
        assert "Extradition" not in client.get(f"/en/records/{record.key}/history/?from=1&to=2").content.decode()

    @pytest.mark.parametrize("asked", ["from=1&to=9", "from=x&to=1", "from=-1&to=1", f"from={10**30}&to=1", "from=1"])
    def test_a_version_that_is_not_there_is_told(self, held: None, client: Client, asked: str) -> None:
        response = client.get(f"/en/records/{Law.objects.get().key}/history/?{asked}")
        assert response.status_code == 404
        assert "versions 1 to 1" in response.content.decode()

    def test_the_number_of_queries_does_not_grow_with_the_versions(self, held: None, client: Client) -> None:
        record = Law.objects.get()
        counts = []
        for title in ("One", "Two", "Three"):
            publish(Law.objects.get(), title)
            with CaptureQueriesContext(
                connection,
            ) as made:
                client.get(f"/en/records/{record.key}/history/")
            counts.append(len(made))
        assert counts[0] == counts[2]

    def test_a_deleted_record_takes_its_history_along(self, held: None) -> None:
        publish(Law.objects.get(), "Another")
        Law.objects.get().delete()
        assert not PastVersion.objects.exists()

    def test_records_deleted_by_a_query_take_theirs_along_and_are_no_longer_found(self, held: None) -> None:
        publish(Law.objects.get(), "Another")
        key = Law.objects.get().key
        Change.objects.all().delete()
        Law.objects.filter(key=key).delete()
        assert not PastVersion.objects.exists()
        assert list(Change.objects.values_list("key", flat=True)) == [key]
