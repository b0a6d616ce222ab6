"""A record's way through the desk, clicked by the people who take it: proposed, reviewed twice, published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.processes import make_home, people, portal, rows, run
from tests.web.browsing import IN_A_BROWSER, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # the fixture

pytestmark = IN_A_BROWSER

GROUPS = {
    "contributor": "Contributors",
    "legal": "Legal review",
    "language": "Language review",
    "editor": "Editors",
}
_ARRANGE = """
from comity.core import startup
startup.setup()
from comity.desk.arranging import arrange
from comity.vocabulary.bundled import load_bundled
load_bundled()
arrange()
"""
_SESSIONS: dict[str, str] = {}  # of each person, begun with a second factor as the desk asks for one


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the desk arranged and one person in each group."""
    found = make_home(tmp_path_factory.mktemp("desk") / "home")
    assert run(found, _ARRANGE).returncode == 0
    wanted = [(who, "editor" if who == "editor" else "contributor", {}, (group,)) for who, group in GROUPS.items()]
    _SESSIONS.update(people(found, *wanted))
    return found


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Where the portal of the home is served."""
    with portal(home) as found:
        yield found


def signed_in(browser: Browser, address: str, name: str) -> Page:
    """A browser of this person, at the desk."""
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _SESSIONS[name], "url": address}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    response = page.goto(f"{address}/desk/")
    assert response is not None
    assert (response.status, page.url) == (200, f"{address}/desk/")
    return page


def choose(page: Page, *actions: str) -> None:
    """Chooses an action from the menu at the foot of the form, opening it if the action is not on its face."""
    for selector in actions:
        button = page.locator(selector).first
        if not button.is_visible():
            page.locator("footer [data-w-dropdown-target=toggle]").click()
        button.click()


def approve(page: Page, record: str) -> None:
    """Opens a record that waits for this person and approves it."""
    page.goto(record)
    choose(page, "footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    page.wait_for_load_state("networkidle")


def test_a_contributor_proposes_two_review_and_an_editor_publishes(home: Path, address: str, browser: Browser) -> None:
    contributor = signed_in(browser, address, "contributor")
    contributor.goto(f"{address}/desk/snippets/catalogue/law/add/")
    contributor.fill("[name=texts-0-title]", "Act on Surrender")
    contributor.fill("[name=texts-0-language]", "en")
    choose(contributor, "footer [name=action-submit]")
    contributor.wait_for_load_state("networkidle")
    ((pk, key),) = rows(home, "SELECT id, key FROM catalogue_law")
    edit, public = f"{address}/desk/snippets/catalogue/law/edit/{pk}/", f"{address}/en/records/{key}/"

    def status() -> int:
        response = browser.new_page().goto(public)
        assert response is not None
        return response.status

    contributor.goto(edit)
    assert not contributor.locator("[data-workflow-action-name=approve]").count()
    assert not contributor.locator("[name=action-publish]").count()
    assert status() == 404

    # The legal reviewer asks for a change, with the reason; the contributor makes it and hands it in again.
    legal = signed_in(browser, address, "legal")
    assert legal.get_by_role("link", name="Act on Surrender").count() or legal.locator(f"a[href*='{pk}']").count()
    legal.goto(edit)
    choose(legal, "footer [data-workflow-action-name=reject]")
    legal.locator(".modal textarea").fill("Name the year.")
    legal.locator(".modal [type=submit]").click()
    legal.wait_for_load_state("networkidle")
    assert status() == 404
    contributor.goto(edit)
    contributor.goto(edit.replace("/edit/", "/history/"))
    assert "Name the year." in contributor.content()
    contributor.goto(edit)
    contributor.fill("[name=texts-0-title]", "Act on Surrender, 2020")
    choose(contributor, "footer [name=action-submit]")
    contributor.wait_for_load_state("networkidle")

    language = signed_in(browser, address, "language")
    language.goto(edit)
    assert not language.locator("[data-workflow-action-name=approve]").count()  # the law comes first
    approve(legal, edit)
    assert status() == 404
    approve(language, edit)
    assert status() == 404

    editor = signed_in(browser, address, "editor")
    approve(editor, edit)
    assert status() == 200
    reader = browser.new_page()
    reader.goto(public)
    assert "Act on Surrender, 2020" in reader.locator("h1").inner_text()
