"""Numbered issues: when there is a new one, what it says has changed, who may ask for and read its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django_tasks_db.models import DBTaskResult

from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, Held, NotPermitted, Viewer
from comity.core.models import LedgerEntry
from comity.law.authorities.listing import Directory, Listed
from comity.law.book import TreatyBook
from comity.publications.directory import issuing
from comity.publications.directory.editions import Edition
from comity.publications.directory.issuing import (
    KEPT_FOR,
    NoSuchForm,
    ask_for,
    current_issue,
    forget_old,
    issue_nightly,
    make,
    opened,
)
from comity.publications.directory.queries import file_underway, issues
from comity.publications.models import Issue, IssueFile, Making

from .authorities import directory, listed

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
SECRETARIAT = Viewer(1, "S", "s@x.example", (Held(Role.SECRETARIAT),))
PRACTITIONER = Viewer(2, "P", "p@x.example", (Held(Role.PRACTITIONER, state="FRA"),))
EDITOR = Viewer(3, "E", "e@x.example", (Held(Role.AUTHORITY_EDITOR, authority="k"),))


class Room:
    """The directory's room with authorities of our own; each change of them is a new revision."""

    def __init__(self) -> None:
        self.held = directory(3)
        self.number = 1

    def change(self, *found: Listed) -> None:
        self.held, self.number = Directory.of(self.held.on, found), self.number + 1


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, recorded: TreatyBook) -> Room:
    held = Room()
    monkeypatch.setattr(issuing, "directory_on", lambda on=None: held.held)
    monkeypatch.setattr(issuing, "revision", lambda: held.number)
    return held


@pytest.fixture(autouse=True)
def _own_files(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("default", "private"):
        monkeypatch.setattr(storages[name], "_location", f"{tmp_path}/{name}")
        for cached in ("base_location", "location"):
            storages[name].__dict__.pop(cached, None)
    yield
    for name in ("default", "private"):
        for cached in ("base_location", "location"):
            storages[name].__dict__.pop(cached, None)


def one_file(edition: Edition = Edition.PUBLIC, form: str = "epub") -> IssueFile:
    return make(IssueFile.objects.create(issue=current_issue(), edition=edition.value, language="en", form=form))


def test_a_number_is_given_only_when_the_directory_has_changed(room: Room) -> None:
    first = current_issue()
    room.number += 1  # somebody confirmed an entry: nothing a reader would find changed
    assert current_issue() == first
    room.change(*list(room.held.listed.values())[:2])
    second = current_issue()
    assert (first.number, second.number) == (1, 2)


def test_an_issue_says_what_changed_since_the_one_before(room: Room) -> None:
    current_issue()
    kept, changed, _ended = room.held.listed.values()
    room.change(kept, replace(changed, entry=replace(changed.entry, channels=())), listed(9, "ITA"))
    current_issue()
    shown, first = issues(PRACTITIONER)
    assert first.changes is None
    assert shown.changes is not None
    assert (len(shown.changes.added), len(shown.changes.changed), len(shown.changes.ended)) == (1, 1, 1)
    public = issues(VISITOR)[0].changes
    assert public is not None
    assert public.changed == ()  # channels are not for visitors, and neither is that they changed


def test_a_file_is_kept_with_its_checksum_and_restricted_ones_apart(room: Room) -> None:
    public, restricted = one_file(), one_file(Edition.LISTED)
    for file in (public, restricted):
        with file.storage.open(file.stored) as held:
            body = held.read()
        assert (file.state, file.sha256, file.size) == (Making.DONE, hashlib.sha256(body).hexdigest(), len(body))
    assert storages["default"].exists(public.stored)
    assert storages["private"].exists(restricted.stored)
    assert not storages["default"].exists(restricted.stored)


def test_a_file_of_an_issue_is_not_made_from_a_later_directory(room: Room) -> None:
    file = IssueFile.objects.create(issue=current_issue(), edition="public", language="en", form="epub")
    room.change(listed(5, "ITA"))
    assert make(file).state == Making.FAILED
    assert "changed since" in file.problem or "changed since" in IssueFile.objects.get(pk=file.pk).problem


def test_what_goes_wrong_is_noted_with_the_file(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_a: object, **_k: object) -> bytes:
        raise OSError("No space left on device")

    monkeypatch.setattr(issuing, "make_text", broken)
    file = IssueFile.objects.create(issue=current_issue(), edition="public", language="en", form="epub")
    with pytest.raises(OSError, match="No space"):
        make(file)
    assert "No space left" in IssueFile.objects.get(pk=file.pk).problem


@pytest.mark.parametrize("reader", [VISITOR, PRACTITIONER, EDITOR])
def test_only_the_secretariat_has_files_made(room: Room, reader: Viewer) -> None:
    with pytest.raises(NotPermitted):
        ask_for(viewer=reader, edition=Edition.PUBLIC, language="en", form="pdf")
    assert not IssueFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_asked_for_is_made_by_the_task_worker_once(room: Room) -> None:
    file = ask_for(viewer=SECRETARIAT, edition=Edition.PUBLIC, language="fr", form="epub")
    assert ask_for(viewer=SECRETARIAT, edition=Edition.PUBLIC, language="fr", form="epub").pk == file.pk
    assert DBTaskResult.objects.count() == 1
    assert [e.action for e in LedgerEntry.objects.order_by("number")] == ["ebook.issued", "ebook.asked"]


@pytest.mark.parametrize(("language", "form"), [("de", "pdf"), ("fr", "mobi"), ("", "")])
def test_a_language_or_format_that_is_none_is_refused_by_name(room: Room, language: str, form: str) -> None:
    with pytest.raises(NoSuchForm, match="choose one of"):
        ask_for(viewer=SECRETARIAT, edition=Edition.PUBLIC, language=language, form=form)


def test_restricted_editions_are_not_there_for_others(room: Room) -> None:
    file = one_file(Edition.LISTED)
    asked = {"number": file.issue.number, "edition": "listed", "language": "en", "form": "epub"}
    for reader in (VISITOR, PRACTITIONER):
        with pytest.raises(NotPermitted):
            opened(viewer=reader, **asked)  # type: ignore[arg-type]
        assert file_underway(reader, file.key) is None
        assert not issues(reader)[0].files
    assert opened(viewer=EDITOR, **asked) == file  # type: ignore[arg-type]
    entry = LedgerEntry.objects.get(action="ebook.read")
    assert (entry.actor, entry.subject) == (3, file.key)


def test_the_nightly_issue_is_made_at_night_once_and_only_after_a_change(room: Room) -> None:
    assert issue_nightly(NIGHT.replace(hour=12)) is None
    first = issue_nightly(NIGHT)
    assert first is not None
    assert first.nightly
    assert first.files.count() == 3 * 6 * 3
    assert issue_nightly(NIGHT) is None
    assert issue_nightly(NIGHT + timedelta(days=1)) is None
    room.change(*room.held.listed.values(), listed(7, "ITA"))
    second = issue_nightly(NIGHT + timedelta(days=1))
    assert second is not None
    assert second.number == first.number + 1


def test_an_empty_directory_is_not_issued_at_night(room: Room) -> None:
    room.change()
    assert issue_nightly(NIGHT) is None


def test_files_of_old_nightly_issues_go_but_their_checksums_stay(room: Room) -> None:
    today = room.held.on
    files = []
    for number, days in ((1, 100), (2, 95), (3, 5)):
        day = today - KEPT_FOR - timedelta(days=days)
        issue = Issue.objects.create(number=number, day=day.replace(day=number), revision=0, nightly=True)
        stored = storages["default"].save(f"ebook/{number}", ContentFile(b"x"))
        files.append(IssueFile.objects.create(issue=issue, edition="public", stored=stored, sha256="s", state="done"))
    months = {(f.issue.day.year, f.issue.day.month) for f in files}
    gone = forget_old(today)
    kept = IssueFile.objects.exclude(stored="")
    assert gone == 3 - kept.count()
    assert files[-1] in kept  # the newest
    assert kept.count() >= len(months)
    assert all(f.sha256 == "s" for f in IssueFile.objects.all())


# -- pages ---------------------------------------------------------------------------------------------------------


def test_the_page_lists_issues_in_a_fixed_number_of_queries(
    room: Room, client: Client, django_assert_max_num_queries: object
) -> None:
    one_file()
    with django_assert_max_num_queries(8) as few:  # type: ignore[operator]
        assert client.get("/en/directory/e-book/").status_code == 200
    for number in (5, 6):
        room.change(*room.held.listed.values(), listed(number, "ITA"))
        one_file()
    with django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        page = client.get("/en/directory/e-book/").content.decode()
    assert page.count("Issue ") >= 3
    assert IssueFile.objects.first().sha256 in page  # type: ignore[union-attr]


def test_a_public_file_is_downloaded_as_it_is_kept(room: Room, client: Client) -> None:
    file = one_file()
    answer = client.get(f"/en/directory/e-book/{file.issue.number}/public/en.epub")
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == file.sha256  # type: ignore[attr-defined]
    assert file.file_name in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/epub+zip"


@pytest.mark.parametrize(
    "path",
    [
        "1/listed/en.epub",
        "1/registered/en.epub",
        "1/public/en.pdf",
        "1/other/en.epub",
        "9/public/en.epub",
        "files/nokey/",
    ],
)
def test_what_a_visitor_may_not_have_and_what_is_not_there_look_alike(room: Room, client: Client, path: str) -> None:
    one_file()
    one_file(Edition.LISTED)
    assert client.get(f"/en/directory/e-book/{path}").status_code == 404


def test_a_visitor_who_posts_finds_nothing(room: Room, client: Client) -> None:
    asked = {"edition": "public", "language": "en", "form": "pdf"}
    assert client.post("/en/directory/e-book/", asked).status_code == 404


def test_the_page_of_a_file_asks_anew_until_it_is_made(room: Room, client: Client) -> None:
    file = IssueFile.objects.create(issue=current_issue(), edition="public", language="ar", form="epub")
    path = f"/en/directory/e-book/files/{file.key}/"
    assert 'http-equiv="refresh"' in client.get(path).content.decode()
    make(file)
    page = client.get(path).content.decode()
    assert 'http-equiv="refresh"' not in page
    assert "/public/ar.epub" in page
