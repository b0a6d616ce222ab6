"""From a wish for an account to its first sign-in, and everything that can go wrong on the way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from comity.accounts.domain import registration
from comity.accounts.domain.registration import LinkRefused, Wish, activate, approve, ask, decline, read_link, resend
from comity.accounts.domain.writing import choose_language
from comity.accounts.models import AccountRequest, Mandate, User
from comity.accounts.places import AuthorityName
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, Viewer, viewer_of
from comity.core.models import LedgerEntry

from .people import person

pytestmark = pytest.mark.django_db
WISH = Wish("Aïcha Moussa", "aicha@justice.ne", "NER", "Ministère de la justice", "Magistrate", "Requests", "fr")
PASSWORD = "correct horse battery"


def link(token: str) -> str:
    return f"https://portal.example/open/{token}/"


@pytest.fixture
def mission() -> Viewer:
    return viewer_of(person("mission@example.org", Role.MISSION, state="NER"))


@pytest.fixture
def secretariat() -> Viewer:
    return viewer_of(person("secretariat@example.org", Role.SECRETARIAT))


def asked(**facts: Any) -> AccountRequest:
    request = ask(wish=replace(WISH, **facts))
    assert request is not None
    return request


def sent_token() -> str:
    found = re.search(r"/open/([^/]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def approved(by: Viewer, **facts: Any) -> str:
    approve(by=by, request=asked(**facts), reference="NV 12/2026", link=link)
    return sent_token()


def test_a_mission_approves_against_a_note_verbale_and_the_person_opens_the_account(mission: Viewer) -> None:
    token = approved(mission)
    assert mail.outbox[-1].to == ["aicha@justice.ne"]
    waiting = User.objects.get(email="aicha@justice.ne")
    assert not waiting.is_active

    user = activate(token=token, password=PASSWORD)

    assert user.is_active
    assert user.check_password(PASSWORD)
    held = viewer_of(user)
    assert held.holds(Role.PRACTITIONER, state="NER")
    mandate = Mandate.objects.get(user=user)
    assert (mandate.reference, mandate.granted_by_id) == ("NV 12/2026", mission.user_id)
    told = list(LedgerEntry.objects.order_by("number").values_list("action", flat=True))
    assert told == ["account.asked", "account.approved", "mandate.granted", "account.activated"]


def test_the_mail_is_in_the_persons_language(mission: Viewer) -> None:
    approved(mission)
    assert "dans les dix jours" in str(mail.outbox[-1].body)


def test_a_person_is_written_to_in_the_language_they_asked_in_until_they_choose_another(mission: Viewer) -> None:
    user = activate(token=approved(mission, language="fr"), password=PASSWORD)
    assert user.language == "fr"
    choose_language(by=viewer_of(user), language="ar")
    choose_language(by=viewer_of(user), language="ar")
    assert LedgerEntry.objects.get(action="account.language-chosen").after == {"language": "ar"}
    ask(wish=replace(WISH, language="en"))  # someone types the address anew
    user.refresh_from_db()
    assert user.language == "ar"
    assert mail.outbox[-1].subject == "حسابكم"
    with pytest.raises(ValidationError):
        choose_language(by=viewer_of(user), language="de")
    with pytest.raises(NotPermitted):
        choose_language(by=VISITOR, language="ar")


def test_a_mission_decides_for_its_own_state_and_on_its_practitioners_only(mission: Viewer) -> None:
    other_state, of_a_mission = asked(state="ITA"), asked(email="b@example.org", role=Role.MISSION)
    for request in (other_state, of_a_mission):
        with pytest.raises(NotPermitted):
            approve(by=mission, request=request, reference="NV 1", link=link)
        with pytest.raises(NotPermitted):
            decline(by=mission, request=request, why="no")
    assert mail.outbox == []


def test_the_secretariat_decides_on_a_mission(secretariat: Viewer) -> None:
    user = activate(token=approved(secretariat, role=Role.MISSION), password=PASSWORD)
    assert viewer_of(user).holds(Role.MISSION, state="NER")


def test_an_editor_is_approved_for_an_authority_of_the_state(mission: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.accounts.places._authorities", [lambda state: [AuthorityName("abc", state, "Parquet")]])
    request = asked(role=Role.AUTHORITY_EDITOR)
    for wrong in ("", "xyz"):
        with pytest.raises(ValidationError):
            approve(by=mission, request=request, reference="NV 1", link=link, authority=wrong)
    assert AccountRequest.objects.get().is_open  # nothing was half done
    assert not User.objects.filter(email=WISH.email).exists()
    approve(by=mission, request=request, reference="NV 1", link=link, authority="abc")
    assert Mandate.objects.get(role=Role.AUTHORITY_EDITOR).authority == "abc"


def test_a_practitioner_may_be_approved_for_the_authority_they_work_for(
    mission: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.accounts.places._authorities", [lambda state: [AuthorityName("abc", state, "Parquet")]])
    request = asked()
    with pytest.raises(ValidationError):
        approve(by=mission, request=request, reference="NV 1", link=link, authority="xyz")
    approve(by=mission, request=request, reference="NV 1", link=link, authority="abc")
    assert Mandate.objects.get(role=Role.PRACTITIONER).authority == "abc"


def test_without_a_ground_nothing_is_approved(mission: Viewer) -> None:
    with pytest.raises(ValidationError):
        approve(by=mission, request=asked(), reference="   ", link=link)
    assert AccountRequest.objects.get().is_open


def test_a_request_is_decided_once(mission: Viewer) -> None:
    request = asked()
    decline(by=mission, request=request, why="Not known to us")
    assert "Not known to us" in str(mail.outbox[-1].body)
    with pytest.raises(ValidationError):
        approve(by=mission, request=request, reference="NV 1", link=link)
    assert not User.objects.filter(email=WISH.email).exists()


@pytest.mark.parametrize(
    ("after", "reason"), [(timedelta(days=10, minutes=1), "expired"), (timedelta(days=9, hours=23), "")]
)
def test_a_link_is_good_for_ten_days(
    mission: Viewer, monkeypatch: pytest.MonkeyPatch, after: timedelta, reason: str
) -> None:
    token = approved(mission)
    then = timezone.now().timestamp() + after.total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: then)
    if not reason:
        assert read_link(token)
        return
    with pytest.raises(LinkRefused) as refused:
        activate(token=token, password=PASSWORD)
    assert refused.value.reason == reason
    assert not User.objects.get(email=WISH.email).is_active


def test_a_link_opens_once(mission: Viewer) -> None:
    token = approved(mission)
    activate(token=token, password=PASSWORD)
    with pytest.raises(LinkRefused) as refused:
        activate(token=token, password="another long password")
    assert refused.value.reason == "used"
    assert User.objects.get(email=WISH.email).check_password(PASSWORD)


def test_a_link_that_was_tampered_with_opens_nothing(mission: Viewer) -> None:
    token = approved(mission)
    other = signing.dumps([AccountRequest.objects.get().pk, "x" * 24], salt="another purpose")
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" + token, "", "a:b:c", other):
        with pytest.raises(LinkRefused) as refused:
            read_link(forged)
        assert refused.value.reason == "forged"


def test_a_new_link_takes_the_place_of_the_old_one(mission: Viewer) -> None:
    old = approved(mission)
    resend(by=mission, request=AccountRequest.objects.get(), link=link)
    with pytest.raises(LinkRefused) as refused:
        activate(token=old, password=PASSWORD)
    assert refused.value.reason == "replaced"
    assert activate(token=sent_token(), password=PASSWORD).is_active


def test_a_link_no_longer_opens_an_account_the_operator_closed(mission: Viewer) -> None:
    from comity.accounts.domain.operating import deactivate

    token = approved(mission)
    deactivate(user=User.objects.get(email=WISH.email))
    with pytest.raises(LinkRefused):
        activate(token=token, password=PASSWORD)


def test_a_weak_password_leaves_the_link_as_it_was(mission: Viewer) -> None:
    token = approved(mission)
    for weak in ("short", "passwordpassword" and "password1234"[:8], "aicha@justice.ne"):
        with pytest.raises(ValidationError):
            activate(token=token, password=weak)
    assert activate(token=token, password=PASSWORD).is_active


def test_who_has_an_account_is_told_by_mail_and_nobody_else_learns_of_it() -> None:
    User.objects.create_user(WISH.email, PASSWORD)
    assert ask(wish=replace(WISH, email="AICHA@justice.ne")) is None
    assert AccountRequest.objects.count() == 0
    assert mail.outbox[-1].to == ["aicha@justice.ne".upper().lower()] or mail.outbox[-1].to == ["AICHA@justice.ne"]


def test_the_same_wish_over_and_over_is_kept_three_times_only() -> None:
    assert [ask(wish=WISH) is not None for _ in range(5)] == [True, True, True, False, False]


def test_someone_who_has_an_account_by_now_gets_the_role(mission: Viewer) -> None:
    request = asked()
    user = User.objects.create_user(WISH.email, PASSWORD)
    approve(by=mission, request=request, reference="NV 3", link=link)
    assert viewer_of(user).holds(Role.PRACTITIONER, state="NER")
    assert "/open/" not in str(mail.outbox[-1].body)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "A\u202etac", "U+202E"),
        ("name", "A\x00b", "U+0000"),
        ("name", "A\u2066b", "U+2066"),
        ("name", "Mou\u200bssa", "U+200B"),
        ("name", "x" * 201, "201"),
        ("name", "   ", "needed"),
        ("function", "a\x1b[31m", "U+001B"),
        ("authority_name", "\ufeffMinistry", "U+FEFF"),
        ("reason", "a\u202eb", "U+202E"),
        ("state", "XXX", "State"),
        ("email", "not an address", "email"),
        ("role", Role.SECRETARIAT, "cannot be asked"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(field: str, value: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(wish=replace(WISH, **{field: value}))
    assert list(refused.value.message_dict) == [field]
    assert said in refused.value.message_dict[field][0]
    assert AccountRequest.objects.count() == 0


@pytest.mark.parametrize("name", ["محمد بن علي", "Nguyễn Thị Minh Khai", "می‌خواهم", "欧阳娜娜", "O’Brien-Łukasz"])
def test_names_of_every_script_are_kept_as_they_are(name: str) -> None:
    assert asked(name=f"  {name} ").name == name


def test_ten_days_are_what_the_link_is_said_to_hold() -> None:
    assert timedelta(days=10) == registration.LINK_HOLDS
