"""The way into an account in a real browser, with a virtual passkey: asked for, approved, opened, secured, used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp

from comity.accounts.roles import Role
from comity.law.book import TreatyBook
from tests.accounts.people import person

from .browsing import CHROMIUM, IN_A_BROWSER, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"


@pytest.fixture
def portal(recorded: TreatyBook, settings: Any) -> Iterator[str]:
    """The portal as it is served, on a database the test shares with it; its address."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with served() as address:
        yield address


def code_of(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def sign_in(page: Page, portal: str, email: str) -> None:
    page.goto(f"{portal}/en/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_practitioner_asks_is_approved_and_signs_in_with_a_passkey(portal: str, mailoutbox: list[Any]) -> None:
    from playwright.sync_api import sync_playwright

    mission = person("mission@example.org", Role.MISSION, state="NER")
    mission.set_password(PASSWORD)
    mission.save()
    EmailAddress.objects.create(user=mission, email=mission.email, verified=True, primary=True)

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        refused: list[str] = []

        def fresh() -> Page:
            page = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
            page.set_default_timeout(90_000)
            page.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
            return page

        visitor = fresh()
        visitor.goto(f"{portal}/en/account/ask/")
        visitor.get_by_label("Your name").fill("Aïcha Moussa")
        visitor.get_by_label("Official e-mail").fill("aicha@justice.ne")
        visitor.get_by_label("State", exact=True).select_option("NER")
        visitor.get_by_label("Your authority").fill("Ministry of Justice")
        visitor.get_by_label("Your function").fill("Magistrate")
        visitor.get_by_role("button", name="Send").click()
        visitor.get_by_text("Your request is on its way").wait_for()

        office = fresh()
        sign_in(office, portal, "mission@example.org")
        office.get_by_role("link", name="Do it now").click()
        office.get_by_role("link", name="Set up an authenticator app").click()
        secret = office.get_by_label("Key", exact=True).input_value()
        office.locator("input[name=code]").fill(code_of(secret))
        office.get_by_role("button", name="Set it up").click()
        office.wait_for_url("**/recovery-codes/")
        office.goto(f"{portal}/en/people/requests/")
        office.get_by_role("link", name="Aïcha Moussa").click()
        office.get_by_label("Note verbale or other ground").fill("NV 12/2026")
        office.get_by_role("button", name="Approve").click()
        office.get_by_role("button", name="Send a new link").wait_for()

        link = re.search(r"http://\S+/open/\S+/", str(mailoutbox[-1].body))
        assert link
        visitor.goto(link[0])
        visitor.get_by_label("Password").fill(PASSWORD)
        visitor.get_by_role("button", name="Open the account").click()
        visitor.get_by_text("Your account is open").wait_for()

        devtools = visitor.context.new_cdp_session(visitor)
        devtools.send("WebAuthn.enable")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        sign_in(visitor, portal, "aicha@justice.ne")
        visitor.get_by_role("link", name="Do it now").click()
        visitor.get_by_role("link", name="Add a passkey").click()
        visitor.get_by_label("Passwordless").check()
        visitor.locator("#mfa_webauthn_add").click()
        visitor.wait_for_url("**/recovery-codes/")
        visitor.goto(f"{portal}/en/account/")
        assert "Registered practitioner" in visitor.content()
        assert "Do it now" not in visitor.content()

        visitor.get_by_role("button", name="Sign out").click()
        visitor.goto(f"{portal}/en/account/login/")
        visitor.get_by_role("button", name="Sign in with a passkey").click()
        visitor.wait_for_url("**/en/account/")
        assert "Do it now" not in visitor.content()
        for page in (visitor, office):
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert refused == []
        chromium.close()
