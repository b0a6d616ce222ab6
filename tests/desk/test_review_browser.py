"""A record's way through the desk, clicked by the people who take it: proposed, reviewed twice, published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.connectors.processes import make_home, rows, run
from tests.web.test_browser import CHROMIUM, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # the fixture

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]

PEOPLE = {
    "contributor": "Contributors",
    "legal": "Legal review",
    "language": "Language review",
    "editor": "Editors",
}
_ARRANGE = f"""
from comity.core import startup
startup.setup()
from django.contrib.auth.models import Group
from comity.accounts.models import User
from comity.desk.arranging import arrange
from comity.vocabulary.bundled import load_bundled
load_bundled()
arrange()
import json, time
from datetime import date
from django.conf import settings
from django.test import Client
from comity.accounts.models import Mandate
from comity.accounts.roles import Role
sessions = dict()
for name, group in {PEOPLE!r}.items():
    user = User.objects.create_user(name + "@example.org", None)
    role = Role.EDITOR if name == "editor" else Role.CONTRIBUTOR
    Mandate.objects.create(user=user, role=role, valid_from=date(2020, 1, 1))
    user.groups.add(Group.objects.get(name=group))
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [dict(method="mfa", type="totp", at=time.time())]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps(sessions))
"""
_SESSIONS: dict[str, str] = {}  # of each person, begun with a second factor as the desk asks for one
_SERVE = """
import sys
from comity.core import startup
startup.setup()
from wsgiref.simple_server import make_server
from comity.web.wsgi import application
from tests.web.test_browser import Quiet, Server
server = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the desk arranged and one person in each group."""
    found = make_home(tmp_path_factory.mktemp("desk") / "home")
    told = run(found, _ARRANGE)
    assert told.returncode == 0, told.stderr
    _SESSIONS.update(json.loads(told.stdout.splitlines()[-1]))
    for folder in ("static", "locale"):
        shutil.copytree(Path(settings.HOME) / folder, found / folder, dirs_exist_ok=True)
    return found


@pytest.fixture(scope="module")
def portal(home: Path) -> Iterator[str]:
    """The portal of the home, served by a process of its own; its address."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
    environment |= {"COMITY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "comity.core.settings", "PYTHONPATH": "."}
    with subprocess.Popen([sys.executable, "-c", _SERVE], env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://localhost:{int(server.stdout.readline())}"
        server.terminate()


def signed_in(browser: Browser, portal: str, name: str) -> Page:
    """A browser of this person, at the desk."""
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _SESSIONS[name], "url": portal}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    response = page.goto(f"{portal}/desk/")
    assert response is not None
    assert (response.status, page.url) == (200, f"{portal}/desk/")
    return page


def choose(page: Page, *actions: str) -> None:
    """Chooses an action from the menu at the foot of the form, opening it if the action is not on its face."""
    for selector in actions:
        button = page.locator(selector).first
        if not button.is_visible():
            page.locator("footer [data-w-dropdown-target=toggle]").click()
        button.click()


def approve(page: Page, address: str) -> None:
    """Opens a record that waits for this person and approves it."""
    page.goto(address)
    choose(page, "footer [data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    page.wait_for_load_state("networkidle")


def test_a_contributor_proposes_two_review_and_an_editor_publishes(home: Path, portal: str, browser: Browser) -> None:
    contributor = signed_in(browser, portal, "contributor")
    contributor.goto(f"{portal}/desk/snippets/catalogue/law/add/")
    contributor.fill("[name=texts-0-title]", "Act on Surrender")
    contributor.fill("[name=texts-0-language]", "en")
    choose(contributor, "footer [name=action-submit]")
    contributor.wait_for_load_state("networkidle")
    ((pk, key),) = rows(home, "SELECT id, key FROM catalogue_law")
    edit, public = f"{portal}/desk/snippets/catalogue/law/edit/{pk}/", f"{portal}/en/records/{key}/"

    def status() -> int:
        response = browser.new_page().goto(public)
        assert response is not None
        return response.status

    contributor.goto(edit)
    assert not contributor.locator("[data-workflow-action-name=approve]").count()
    assert not contributor.locator("[name=action-publish]").count()
    assert status() == 404

    # The legal reviewer asks for a change, with the reason; the contributor makes it and hands it in again.
    legal = signed_in(browser, portal, "legal")
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

    language = signed_in(browser, portal, "language")
    language.goto(edit)
    assert not language.locator("[data-workflow-action-name=approve]").count()  # the law comes first
    approve(legal, edit)
    assert status() == 404
    approve(language, edit)
    assert status() == 404

    editor = signed_in(browser, portal, "editor")
    approve(editor, edit)
    assert status() == 200
    reader = browser.new_page()
    reader.goto(public)
    assert "Act on Surrender, 2020" in reader.locator("h1").inner_text()
