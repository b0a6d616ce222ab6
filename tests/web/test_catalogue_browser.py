"""The catalogue's pages in a real browser: accessible by WCAG 2.2 AA and whole on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from comity.catalogue.models import Case, Extract
from comity.connectors.catalogue.demonstration import load_demonstration
from comity.law.book import TreatyBook
from comity.search import index as index_room
from comity.search.indexing import rebuild
from comity.vocabulary.bundled import load_bundled

from .browsing import IN_A_BROWSER, browser, faults, one_thread, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "one_thread"]  # the fixtures

pytestmark = [*IN_A_BROWSER, pytest.mark.usefixtures("one_thread")]


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
            visit(page, Client(), f"{language}/{address}")
            found += [(language, address, each) for each in faults(page)]
    assert found == []


def test_an_arabic_reader_asks_and_is_led_to_the_canadian_extract(page: Page) -> None:
    visit(page, Client(), "ar/search/")
    page.locator("#q").fill("تسليم المجرمين كندا")
    asked = page.evaluate("new URLSearchParams(new FormData(document.querySelector('form.search'))).toString()")
    visit(page, Client(), f"ar/search/?{asked}")
    link = page.locator(".hits h3 a").first
    extracts = Extract.objects.filter(law__source_id="can-extradition-act")
    assert link.get_attribute("href") in {f"/ar/records/{each.key}/" for each in extracts}
    visit(page, Client(), (link.get_attribute("href") or "").lstrip("/"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert "تحدد المادة" in page.locator("main").inner_text()
