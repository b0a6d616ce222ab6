"""Signing in and one's own account: what is told to whom, and what a password alone opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from comity.accounts.models import AccountRequest, Mandate, User
from comity.accounts.places import AuthorityName
from comity.accounts.roles import Role
from comity.accounts.viewer import viewer_of
from comity.core.models import LedgerEntry
from comity.law.book import TreatyBook
from tests.accounts.people import hold, person, signed_in

from .pages import LANGUAGES
from .test_pages import Elements

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
ASKED = {
    "name": "Aïcha Moussa",
    "email": "aicha@justice.ne",
    "state": "NER",
    "authority_name": "Ministry of Justice",
    "function": "Magistrate",
    "role": "practitioner",
    "reason": "",
    "website": "",
}


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    """Addresses and messages are English, whatever language the test before read; mails stay in memory."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with override("en"):
        yield


def member(email: str = "a@example.org", *roles: Role, **scope: Any) -> User:
    """Someone with a password and a verified address."""
    user = person(email, *roles, **scope)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client: Client, email: str = "a@example.org", password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code_of(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_password_alone_leads_to_setting_up_a_second_factor(recorded: TreatyBook, client: Client) -> None:
    member("a@example.org", Role.SECRETARIAT)
    assert sign_in(client)["Location"] == reverse("account-home")
    assert reverse("account-second-factor") in client.get(reverse("account-home")).content.decode()
    led = client.get(reverse("people"))
    assert (led.status_code, led["Location"]) == (302, "/en/account/second-factor-first/?next=%2Fen%2Fpeople%2F")
    assert client.get("/en/no/such/thing/").status_code == 302  # what is there and what is not are told alike
    assert client.get("/desk/")["Location"].startswith("/en/account/second-factor-first/")


@pytest.mark.django_db(transaction=True)  # what follows the commit is done within the request, as in the portal
def test_a_factor_just_set_up_opens_what_the_roles_open(recorded: TreatyBook, client: Client) -> None:
    member("a@example.org", Role.SECRETARIAT)
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'readonly value="(\w+)"', page)
    assert secret
    assert "<svg" in page
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])})
    assert client.get(reverse("people")).status_code == 200
    assert LedgerEntry.objects.filter(action="account.second-factor-added").exists()
    from allauth.mfa.models import Authenticator

    assert secret[1] not in str(Authenticator.objects.get(type="totp").data)  # kept encrypted


def test_a_session_begun_without_the_factor_does_not_gain_from_it(recorded: TreatyBook, client: Client) -> None:
    user = member("a@example.org", Role.SECRETARIAT)
    sign_in(client)
    totp.TOTP.activate(user, totp.generate_totp_secret())  # elsewhere
    assert client.get(reverse("people")).status_code == 302
    other = Client(HTTP_HOST="localhost")
    assert sign_in(other)["Location"] == reverse("mfa_authenticate")
    assert other.get(reverse("people")).status_code == 404


def test_an_editor_whose_mandate_ended_yesterday_finds_the_desk_closed(recorded: TreatyBook) -> None:
    from comity.desk.arranging import arrange

    arrange()
    editor = person("a@example.org")
    held = hold(editor, Role.EDITOR)
    client = signed_in(editor)
    assert client.get("/desk/").status_code == 200
    Mandate.objects.filter(pk=held.pk).update(valid_to=timezone.now().date())
    assert client.get("/desk/").status_code == 302
    assert not editor.groups.exists()


@pytest.mark.parametrize("known", [True, False])
def test_no_page_tells_whether_an_address_has_an_account(recorded: TreatyBook, client: Client, known: bool) -> None:
    if known:
        member("aicha@justice.ne")
    refused = sign_in(client, "aicha@justice.ne", "a wrong password").content.decode()
    reset = client.post(reverse("account_reset_password"), {"email": "aicha@justice.ne"})
    asked = client.post(reverse("account-ask"), ASKED)
    told = (re.findall(r'class="errorlist.*?</ul>', refused), reset.status_code, reset["Location"], asked.status_code)
    assert told[1:] == (302, reverse("account_reset_password_done"), 200)
    assert "password you specified are not correct" in told[0][0]
    assert "on its way" in asked.content.decode()
    assert {m.to[0] for m in mail.outbox} == ({"aicha@justice.ne"} if known else set())


def test_guessing_passwords_is_stopped(recorded: TreatyBook, client: Client) -> None:
    member()
    for _ in range(6):
        last = sign_in(client, password="a wrong password")
    assert "Too many failed" in last.content.decode()
    assert sign_in(client).status_code == 200  # not even with the right one, for a while


def test_a_program_that_fills_in_everything_leaves_nothing(recorded: TreatyBook, client: Client) -> None:
    assert client.post(reverse("account-ask"), ASKED | {"website": "x"}).status_code == 200
    assert not AccountRequest.objects.exists()


def test_what_was_typed_is_kept_when_something_is_refused(recorded: TreatyBook, client: Client) -> None:
    response = client.post(reverse("account-ask"), ASKED | {"name": "A\u202eb"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "U+202E" in page
    assert 'value="Magistrate"' in page


def test_a_form_from_another_site_is_refused() -> None:
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    member()
    assert sign_in(client).status_code == 403
    assert client.post(reverse("account-ask"), ASKED).status_code == 403
    assert not AccountRequest.objects.exists()


def test_signing_in_never_leads_to_another_site(recorded: TreatyBook, client: Client) -> None:
    member()
    response = client.post(
        reverse("account_login"), {"login": "a@example.org", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert response["Location"] == reverse("account-home")
    page = client.get(reverse("account-second-factor"), {"next": "https://evil.example/"}).content.decode()
    assert "evil.example" not in re.sub(r"<(link|a)[^>]*hreflang[^>]*>", "", page)


def test_sessions_are_listed_and_ended_everywhere_else(recorded: TreatyBook, client: Client) -> None:
    member()
    elsewhere = Client(HTTP_HOST="localhost")
    sign_in(elsewhere)
    sign_in(client)
    assert client.get(reverse("usersessions_list")).content.decode().count("127.0.0.1") == 2
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("account-home")).status_code == 302
    assert client.get(reverse("account-home")).status_code == 200


def test_nobody_signs_up_alone_or_changes_their_address(recorded: TreatyBook, client: Client) -> None:
    assert client.post(reverse("account_signup"), {"email": "x@example.org", "password1": PASSWORD}).status_code == 302
    assert not User.objects.exists()
    member()
    sign_in(client)
    client.post(reverse("account_email"), {"email": "other@example.org", "action_add": ""})
    assert [a.email for a in EmailAddress.objects.all()] == ["a@example.org"]


def test_the_desk_has_no_way_in_of_its_own(recorded: TreatyBook, client: Client) -> None:
    assert client.get("/desk/").status_code == 302
    assert client.get("/desk/login/?next=/desk/")["Location"] == f"{reverse('account_login')}?next=/desk/"
    member()
    assert client.post("/desk/login/", {"username": "a@example.org", "password": PASSWORD}).status_code == 302
    assert client.get(reverse("account-home")).status_code == 302


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_signing_in_are_strict_and_in_every_language(recorded: TreatyBook, language: str) -> None:
    visitor, owner = Client(HTTP_HOST="localhost"), signed_in(member("a@example.org", Role.MISSION, state="NER"))
    pages = {
        visitor: ["account/login/", "account/ask/", "account/password/reset/", "account/open/x/"],
        owner: [
            "account/",
            "account/second-factor/",
            "account/sessions/",
            "people/",
            "people/give/",
            "people/requests/",
        ],
    }
    for client, addresses in pages.items():
        for address in addresses:
            response = client.get(f"/{language}/{address}")
            assert response.status_code in {200, 400}, address
            elements = Elements(response.content.decode())
            assert elements.all("html")[0]["lang"] == language
            assert not elements.all("style")
            assert [s for s in elements.all("script") if not s.get("src") and s.get("type") != "application/json"] == []
            assert not [a for _tag, a in elements.found if "style" in a or any(n.startswith("on") for n in a)]
            assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_what_the_library_says_is_said_in_chinese_too(recorded: TreatyBook) -> None:
    owner = signed_in(member())
    assert "Recovery Codes" not in owner.get("/zh/account/second-factor/").content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_people_asks_as_much_for_many_as_for_one(
    recorded: TreatyBook, people: int, django_assert_max_num_queries: Any
) -> None:
    secretariat = signed_in(person("s@example.org", Role.SECRETARIAT))
    for number in range(people):
        person(f"p{number}@example.org", Role.PRACTITIONER, state="NER")
        AccountRequest.objects.create(name="x", email="x@example.org", state="NER", language="en")
    for address in ("people", "people-requests"):
        with django_assert_max_num_queries(9):
            assert secretariat.get(reverse(address)).status_code == 200


def test_a_mission_decides_and_hands_over_on_its_pages(recorded: TreatyBook, client: Client) -> None:
    mission = signed_in(person("m@example.org", Role.MISSION, state="NER"))
    client.post(reverse("account-ask"), ASKED)
    wish = AccountRequest.objects.get()
    page = reverse("people-request", args=(wish.pk,))
    assert mission.post(page, {"do": "approve", "reference": ""}).status_code == 400
    assert mission.post(page, {"do": "approve", "reference": "NV 12/2026"}).status_code == 302
    link = re.search(r"http://localhost(/\S+)", str(mail.outbox[-1].body))
    assert link
    assert client.get(link[1]).status_code == 200
    assert client.post(link[1], {"password": "short"}).status_code == 400
    assert client.post(link[1], {"password": PASSWORD}).status_code == 200
    assert client.post(link[1], {"password": "another long password"}).status_code == 400
    assert sign_in(client, ASKED["email"])["Location"] == reverse("account-home")

    held = Mandate.objects.get(user__email=ASKED["email"])
    successor = person("s@example.org", Role.AUTHORITY_EDITOR, state="NER", authority="abc")
    ending = reverse("people-mandate", args=(held.pk,))
    assert mission.post(ending, {"successor": successor.pk}).status_code == 400  # on what ground?
    assert mission.post(ending, {"successor": successor.pk, "reference": "NV 13"}).status_code == 200
    assert Mandate.objects.current().get(role=Role.PRACTITIONER).user == successor
    assert mission.get(ending).status_code == 404


def test_the_language_of_mails_is_chosen_on_the_account_page_and_pages_keep_their_own(recorded: TreatyBook) -> None:
    user = person("p@example.org", Role.PRACTITIONER, state="NER")
    browser = signed_in(user)
    assert '<option value="" selected>Not chosen</option>' in browser.get(reverse("account-home")).content.decode()
    assert browser.post(reverse("account-home"), {"language": "de"}).status_code == 400
    assert browser.post(reverse("account-home"), {"language": "ru"}).status_code == 302
    page = browser.get(reverse("account-home")).content.decode()
    assert '<option value="ru" selected>' in page
    assert "My account" in page
    assert "Not chosen" not in page


def test_a_practitioner_is_approved_for_an_authority_of_the_state_or_for_none(
    recorded: TreatyBook, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = AuthorityName("abc", "NER", "Parquet de Niamey")
    monkeypatch.setattr("comity.accounts.places._authorities", [lambda state: [parquet] if state == "NER" else []])
    mission = signed_in(person("m@example.org", Role.MISSION, state="NER"))
    client.post(reverse("account-ask"), ASKED)
    page = reverse("people-request", args=(AccountRequest.objects.get().pk,))
    assert "Parquet de Niamey" in mission.get(page).content.decode()
    assert mission.post(page, {"do": "approve", "reference": "NV 1", "authority": "xyz"}).status_code == 400
    assert mission.post(page, {"do": "approve", "reference": "NV 1", "authority": "abc"}).status_code == 302
    assert Mandate.objects.get(role=Role.PRACTITIONER).authority == "abc"

    give = reverse("people-give")
    assert '<option value="abc">Parquet de Niamey</option>' in mission.get(give).content.decode()
    someone = person("p@example.org", Role.PRACTITIONER, state="NER")
    sent = {"email": someone.email, "role": "practitioner", "state": "NER", "reference": "NV 2"}
    assert mission.post(give, sent | {"authority": "xyz"}).status_code == 400
    assert mission.post(give, sent | {"authority": "abc"}).status_code == 302
    assert viewer_of(someone).authorities(Role.PRACTITIONER) == {"abc"}


def test_a_role_is_given_and_given_up(recorded: TreatyBook) -> None:
    secretariat = signed_in(person("s@example.org", Role.SECRETARIAT))
    auditor = person("a@example.org")
    sent = {"email": "a@example.org", "role": "auditor", "reference": "D 1", "valid_from": "", "valid_to": "2020-01-01"}
    assert secretariat.post(reverse("people-give"), sent).status_code == 400
    assert secretariat.post(reverse("people-give"), sent | {"valid_to": ""}).status_code == 302
    own = auditor.mandates.get()
    assert own.valid_from == timezone.now().date() < own.valid_from + timedelta(days=1)
    assert signed_in(auditor).post(reverse("account-leave", args=(own.pk,))).status_code == 302
    assert not Mandate.objects.current().filter(user=auditor).exists()
