"""The catalogue's pages in a real browser: accessible by WCAG 2.2 AA and whole on a narrow screen."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from comity.catalogue.models import Case, Extract
from comity.connectors.catalogue.demonstration import load_demonstration
from comity.law.book import TreatyBook
from comity.search import index as index_room
from comity.search.indexing import rebuild
from comity.vocabulary.bundled import load_bundled

from .test_browser import CHROMIUM, browser, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

__all__ = ["browser"]  # the fixture

ORIGIN = "http://localhost"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """The driver runs a loop in this thread; the database is used by this thread alone all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def page(recorded: TreatyBook, tmp_path: Path, settings: Any, browser: Browser) -> Iterator[Page]:
    """A page of a browser, over the demonstration records."""
    settings.HOME = tmp_path
    index_room._open.clear()
    load_bundled()
    load_demonstration()
    rebuild(vectors=False)
    context = browser.new_context()
    yield context.new_page()
    context.close()
    index_room._open.clear()


def visit(page: Page, address: str) -> None:
    """Shows a page as the portal answers it; made before the browser asks, where the test's database can be used."""
    response = Client().get(f"/{address}")
    assert response.status_code == 200, address

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", path.removeprefix("/static/")))
            assert isinstance(found, str), path
            route.fulfill(path=found)
        else:
            route.fulfill(status=200, headers=dict(response.items()), body=response.content)

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/{address}")


def test_every_page_of_the_catalogue_is_accessible_and_whole_on_a_narrow_screen(page: Page) -> None:
    case, extract = Case.objects.get(source_id="teach-3"), Extract.objects.get(source_id="can-extradition-act#1")
    text = extract.law.texts.get(language="en")
    text.title = f"{text.title} as revised"
    extract.law.texts.add(text)
    extract.law.save_revision().publish()
    pages = [
        "search/?q=extradition&state=CAN",
        "search/?q=zzzzzz",
        "search/alert/?q=extradition",
        f"records/{case.key}/",
        f"records/{case.key}/report/",
        f"records/{extract.key}/",
        f"records/{extract.law.key}/",
        f"records/{extract.law.key}/history/?from=1&to=2",
        "provisions/untoc:16/",
        "provisions/untoc:16/legislation/?state=CAN&state=CHN&state=RUS",
        "vocabularies/",
        "vocabularies/issues/",
    ]
    found: list[tuple[str, str, str]] = []
    for language in ("en", "ar"):
        for address in pages:
            page.set_viewport_size({"width": 1200, "height": 900})
            visit(page, f"{language}/{address}")
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            found += [(language, address, each) for each in violations(page)]
            page.set_viewport_size({"width": 320, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append((language, address, "wider than the screen"))
    assert found == []


def test_an_arabic_reader_asks_and_is_led_to_the_canadian_extract(page: Page) -> None:
    visit(page, "ar/search/")
    page.locator("#q").fill("تسليم المجرمين كندا")
    asked = page.evaluate("new URLSearchParams(new FormData(document.querySelector('form.search'))).toString()")
    visit(page, f"ar/search/?{asked}")
    link = page.locator(".hits h3 a").first
    extracts = Extract.objects.filter(law__source_id="can-extradition-act")
    assert link.get_attribute("href") in {f"/ar/records/{each.key}/" for each in extracts}
    visit(page, (link.get_attribute("href") or "").lstrip("/"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert "تحدد المادة" in page.locator("main").inner_text()
