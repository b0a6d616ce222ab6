"""Reminders and the links in them: whoever may confirms once, and a link that is no longer good changes nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.core import signing
from django.utils import timezone

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted
from comity.core import mail
from comity.core.models import LedgerEntry, OutgoingMail
from comity.directory.book import today
from comity.directory.domain import confirming
from comity.directory.domain.confirming import Link, confirm_by_link, confirm_unchanged, link_token, look
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.ending import end_authority
from comity.directory.domain.errors import OutOfStep
from comity.directory.domain.reminding import send_reminders
from comity.directory.domain.steps import publish
from comity.directory.interfaces import directory, revision
from comity.directory.models import Confirmation, Reminder
from comity.law.authorities.entry import Origin, Said

from .entries import listed
from .people import person, viewing

pytestmark = pytest.mark.django_db
REAL = Origin(name="A State's own notification")


@pytest.fixture(autouse=True)
def _mail_goes_to_the_outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "comity.core.mail.OutboxBackend"


@pytest.fixture
def key() -> str:
    return listed(on=date(2020, 1, 1), confirmed_on=date(2020, 1, 1), origin=REAL)


def at(token: str) -> str:
    return f"https://example.org/fr/{token}"


def tokens() -> dict[str, str]:
    """The links' tokens in the outbox, by the address they went to."""
    found = {}
    for each in OutgoingMail.objects.exclude(message=b""):
        body = message_from_bytes(bytes(each.message)).get_payload(decode=True)
        assert isinstance(body, bytes)
        match = re.search(r"example\.org/fr/(\S+)", body.decode())
        assert match
        found[each.to] = match[1]
    return found


def remind() -> dict[str, str]:
    assert send_reminders(address=at) == 1
    return tokens()


def test_the_editors_are_asked_and_the_mission_too_each_with_a_link_of_their_own(key: str) -> None:
    person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email="editor@example.org")
    person(Role.MISSION, state="NER", email="mission@example.org")
    person(Role.MISSION, state="BEN", email="other@example.org")
    person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email="gone@example.org", valid_to=today())
    found = remind()
    assert set(found) == {"editor@example.org", "mission@example.org"}
    assert len(set(found.values())) == 2
    assert "confirmer" in OutgoingMail.objects.first().subject.lower()  # type: ignore[union-attr]


def test_each_person_is_asked_in_their_own_language_and_who_chose_none_in_the_entrys(key: str) -> None:
    person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email="editor@example.org")
    person(Role.MISSION, state="NER", email="mission@example.org")
    User.objects.filter(email="editor@example.org").update(language="ar")
    remind()
    subjects = {held.to: held.subject for held in OutgoingMail.objects.all()}
    assert subjects["editor@example.org"].startswith("يرجى تأكيد")
    assert subjects["mission@example.org"].startswith("Veuillez confirmer")


def test_an_authority_without_editors_is_asked_at_its_own_address_but_an_invented_one_never(key: str) -> None:
    assert set(remind()) == {"centrale@secret-contact.example.org"}
    listed("Invented", on=date(2020, 1, 1), confirmed_on=date(2020, 1, 1), designations=())
    assert send_reminders(address=at) == 1
    assert OutgoingMail.objects.count() == 1
    assert Reminder.objects.filter(recipients=[]).count() == 1


def test_reminders_of_one_day_are_sent_once(key: str) -> None:
    remind()
    assert send_reminders(address=at) == 0
    assert OutgoingMail.objects.count() == 1


def test_a_reminder_is_not_due_before_180_days(key: str) -> None:
    for name, days, count in (("179", 179, 0), ("180", 180, 1)):
        day = today() - timedelta(days=days)
        listed(name, on=day, confirmed_on=day, origin=REAL, designations=())
        assert send_reminders(address=at) == count + (name == "179")  # the first is due since 2020


def test_a_mail_server_that_is_down_loses_no_reminder(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Down:
        def send_messages(self, messages: Any) -> int:
            raise ConnectionRefusedError("no mail server")

    remind()
    monkeypatch.setattr(mail, "get_connection", lambda backend: Down())
    assert mail.deliver_due() == 0
    kept = OutgoingMail.objects.get()
    assert (kept.tries, bool(kept.message), kept.sent_at) == (1, True, None)
    assert look(tokens()[kept.to]).link is Link.READY


def test_looking_at_a_link_changes_nothing_and_following_it_confirms(key: str) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    assert look(token).link is Link.READY
    assert directory().listed[key].confirmed_on == date(2020, 1, 1)
    assert confirm_by_link(token).link is Link.DONE
    assert directory().listed[key].confirmed_on == today()
    noted = LedgerEntry.objects.get(action="authority.confirm-unchanged")
    assert (noted.actor, noted.actor_name) == (None, "centrale@secret-contact.example.org")


def test_a_link_used_twice_says_when_it_was_confirmed_and_confirms_once(key: str) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    confirm_by_link(token)
    again = confirm_by_link(token)
    assert (again.link, again.confirmed_on) == (Link.USED, today())
    assert Confirmation.objects.filter(how="link").count() == 1


def test_the_links_of_one_reminder_confirm_once_between_them(key: str) -> None:
    for name in ("a", "b"):
        person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email=f"{name}@example.org")
    first, second = remind().values()
    assert [confirm_by_link(first).link, confirm_by_link(second).link] == [Link.DONE, Link.USED]


def test_a_link_followed_after_a_new_version_says_so(key: str) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    secretariat = viewing(Role.SECRETARIAT)
    number = save_draft(viewer=secretariat, key=key, changes={"holidays": (Said("fr", "Août"),)}, seen=1)
    publish(viewer=secretariat, key=key, number=number, reference="NV 1")
    before = Confirmation.objects.count()
    assert confirm_by_link(token).link is Link.OUTDATED
    assert Confirmation.objects.count() == before


def test_a_link_for_an_authority_that_has_ended_confirms_nothing(key: str) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    end_authority(viewer=viewing(Role.SECRETARIAT), key=key, until=today(), reference="NV 1")
    assert confirm_by_link(token).link is Link.OUTDATED


def test_a_link_holds_sixty_days(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    now = today()
    monkeypatch.setattr(confirming, "today", lambda: now + timedelta(days=59))
    assert look(token).link is Link.READY
    monkeypatch.setattr(confirming, "today", lambda: now + timedelta(days=60))
    assert confirm_by_link(token).link is Link.EXPIRED


@pytest.mark.parametrize("facts", [{"valid_to": True}, {"ended_at": True}])
def test_a_link_of_an_editor_whose_mandate_ended_meanwhile_confirms_nothing(key: str, facts: dict[str, bool]) -> None:
    person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email="editor@example.org")
    token = remind()["editor@example.org"]
    Mandate.objects.update(**{name: today() if name == "valid_to" else timezone.now() for name in facts})
    assert confirm_by_link(token).link is Link.ENDED
    assert Confirmation.objects.filter(how="link").count() == 0


def test_a_forged_or_foreign_token_is_worth_nothing(key: str) -> None:
    token = remind()["centrale@secret-contact.example.org"]
    reminder = Reminder.objects.get()
    forged = [
        token[:-1] + ("a" if token[-1] != "a" else "b"),
        signing.dumps([reminder.pk, "x@example.org", None], salt="another purpose"),
        signing.dumps("nonsense", salt=confirming._SALT),
        link_token(Reminder(pk=99), "x@example.org"),
        "",
    ]
    assert {confirm_by_link(each).link for each in forged} == {Link.INVALID}


def test_editors_and_mission_confirm_on_the_page_what_they_saw(key: str) -> None:
    editor = viewing(Role.AUTHORITY_EDITOR, authority=key, state="NER")
    confirm_unchanged(viewer=editor, key=key, seen=1)
    assert directory().listed[key].confirmed_on == today()
    secretariat = viewing(Role.SECRETARIAT)
    with pytest.raises(OutOfStep):
        confirm_unchanged(viewer=secretariat, key=key, seen=1)
    number = save_draft(viewer=secretariat, key=key, changes={"holidays": (Said("fr", "Août"),)}, seen=1)
    publish(viewer=secretariat, key=key, number=number, reference="NV 1")
    with pytest.raises(OutOfStep):
        confirm_unchanged(viewer=editor, key=key, seen=1)
    with pytest.raises(NotPermitted):
        confirm_unchanged(viewer=viewing(Role.PRACTITIONER, state="NER"), key=key, seen=number)


def test_a_round_of_reminders_makes_the_directory_be_put_together_once(key: str) -> None:
    listed("Second", on=date(2020, 1, 1), confirmed_on=date(2020, 1, 1), origin=REAL, designations=())
    before = revision()
    assert send_reminders(address=at) == 2
    assert revision() == before + 1
    assert directory().listed[key].next_review_on == today() + timedelta(days=180)
