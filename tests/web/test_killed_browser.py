"""The server is killed while someone types, while a draft is saved and while its paper is made: nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.processes import make_home, people, server
from tests.web.browsing import IN_A_BROWSER, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # the fixture

pytestmark = IN_A_BROWSER
_LONG = "The suspect moved the money. " * 700
# Many saves at once, each of another text; nobody waits for an answer.
_SAVE_MANY = """text => {
    const form = document.querySelector("form[data-autosave]");
    for (let number = 0; number < 40; number++) {
        const fields = new FormData(form);
        fields.set("facts", `${number}: ${text}`);
        fetch(form.dataset.autosave, {method: "POST", body: fields}).catch(() => {});
    }
}"""
_MAKE_PAPER = """() => {
    const fields = new FormData(document.querySelector("form.drafting"));
    fields.set("go", "pdf");
    fetch(location.href, {method: "POST", body: fields}).catch(() => {});
}"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an empty record and the files of the tests' home."""
    found = make_home(tmp_path / "home")
    for folder in ("static", "locale"):
        shutil.copytree(Path(os.environ["COMITY_HOME"]) / folder, found / folder, dirs_exist_ok=True)
    return found


def said(page: Page, words: str) -> None:
    """Waits until the page says so of its saving."""
    page.locator("#autosaved", has_text=words).wait_for(timeout=60_000)


def facts(page: Page, draft: str) -> str:
    page.goto(f"{draft}?step=facts")
    return page.locator("#facts").input_value()


def test_a_server_that_is_killed_at_any_moment_loses_nothing_of_a_draft(home: Path, browser: Browser) -> None:
    session = people(home, ("anna", "practitioner", {"state": "NER"}, ()))["anna"]
    with server(home) as (process, port):
        address = f"http://localhost:{port}"
        context = browser.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/en/workspace/")
        page.locator("#definition").select_option("mla")
        page.get_by_role("button", name="Begin").click()
        draft = page.url.split("?")[0]
        page.goto(f"{draft}?step=facts")
        page.fill("#facts", "The first sentence.")
        said(page, "Saved.")

        process.kill()  # while she types
        process.wait()
        page.fill("#facts", "The first sentence. The second.")
        said(page, "Not saved")
    with server(home, port) as (process, _):
        said(page, "Saved.")
        assert facts(page, draft) == "The first sentence. The second."

        page.evaluate(_SAVE_MANY, _LONG)
        time.sleep(0.4)
        process.kill()  # while saves are under way
        process.wait()
    with server(home, port) as (process, _):
        kept = facts(page, draft)
        assert kept == "The first sentence. The second." or re.fullmatch(rf"\d+: {_LONG}", kept), kept[:100]
        assert page.goto(f"{draft}manage/").status == 200  # type: ignore[union-attr]

        page.goto(f"{draft}?step=")
        page.evaluate(_MAKE_PAPER)
        time.sleep(0.4)
        process.kill()  # while the paper is made
        process.wait()
    with server(home, port):
        assert facts(page, draft) == kept
        page.goto(f"{draft}?step=")
        with page.expect_download() as waiting:
            page.click("button[value=pdf]")
        assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
        assert sorted(each.name for each in home.iterdir() if "part" in each.name) == []
    context.close()
