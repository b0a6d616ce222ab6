"""The hub's pages in a real browser: accessible by WCAG 2.2 AA and whole on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from comity.connectors.catalogue.demonstration import load_demonstration
from comity.connectors.evidence.bundled import load_bundled_evidence
from comity.evidence.models import ServiceProvider
from comity.evidence.queries import versions
from comity.law.book import TreatyBook
from comity.vocabulary.bundled import load_bundled

from .test_browser import CHROMIUM, browser, violations
from .test_catalogue_browser import one_thread, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "one_thread"]  # the fixtures
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]


@pytest.fixture
def page(recorded: TreatyBook, browser: Browser) -> Iterator[Page]:
    """A page of a browser, over what comes with the hub."""
    load_bundled()
    load_demonstration()
    load_bundled_evidence()
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_page_of_the_hub_is_accessible_and_whole_on_a_narrow_screen(page: Page) -> None:
    new, old, *_others = versions(ServiceProvider.objects.get(code="meta"))
    pages = [
        "evidence/",
        "evidence/providers/?state=NER",
        "evidence/providers/meta/?state=NER",
        f"evidence/providers/meta/compare/?before={old.pk}&after={new.pk}",
        "evidence/national-provisions/",
        "evidence/guides/",
        "evidence/guides/model-law-mla-part-4/",
        "evidence/guides/checklists/",
        "evidence/preservation/?since=2026-01-01&days=30&basis=ets185:29&asked=2026-06-01&more=90",
        "provisions/ets185:29/",
    ]
    found: list[tuple[str, str, str]] = []
    for language in ("en", "ar"):
        for address in pages:
            page.set_viewport_size({"width": 1200, "height": 900})
            visit(page, f"{language}/{address}")
            found += [(language, address, each) for each in violations(page)]
            page.set_viewport_size({"width": 320, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append((language, address, "wider than the screen"))
    assert found == []


def test_a_drafter_goes_from_the_one_window_to_the_days_to_act_on(page: Page) -> None:
    visit(page, "en/evidence/preservation/?provider=meta")
    page.locator("#since").fill("2026-01-01")
    page.locator("#basis").select_option("ets185:29")
    assert page.locator("#provider").input_value() == "meta"
    visit(page, "en/evidence/preservation/?since=2026-01-01&provider=meta&basis=ets185:29")
    assert "1 April 2026" in page.locator(".headline").inner_text()
    assert page.locator("#since").input_value() == "2026-01-01"
    assert ".ics" in (page.locator(".downloads a").get_attribute("href") or "")
