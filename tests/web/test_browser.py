"""Pages in a real browser: accessible by WCAG 2.2 AA, whole on a narrow screen, working without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from comity.law.authorities.listing import Directory
from comity.law.book import TreatyBook

from .browsing import IN_A_BROWSER, browser, faults, opened, served, violations
from .pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser"]  # the fixture

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def portal(book: TreatyBook) -> Iterator[str]:
    """The portal as it is served, with compressed files and the bundled facts, on this machine; its address."""
    from comity.directory import book as directory
    from comity.insight import glance
    from comity.treaties import interfaces
    from comity.web import surroundings
    from comity.web.views import treaties

    patch = pytest.MonkeyPatch()
    for module in (interfaces, glance, directory):
        patch.setattr(module, "revision", lambda: 1)  # the record needs no database: the book is at hand
    patch.setattr(directory, "listings", lambda _on, _key="": iter(()))  # nobody is listed
    patch.setattr(treaties, "cited_in_hub", lambda _code: None)
    patch.setattr(interfaces, "_renewed", lambda: book)
    patch.setattr(surroundings, "directory", lambda: Directory.of(date(2026, 11, 25), ()))
    with served() as address:
        yield address
    patch.undo()


@pytest.mark.parametrize("name", [name for name in PAGES if name != "treaty-whole"])  # the same page, only longer
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_type_of_page_is_accessible_and_whole_on_a_narrow_screen(
    browser: Browser, portal: str, name: str, language: str
) -> None:
    page = opened(browser, f"{portal}/{language}/{PAGES[name]}")
    assert faults(page) == []
    page.context.close()


@pytest.mark.parametrize("name", ["answer", "question-refused", "treaty", "world", "draft"])
def test_contrast_suffices_in_the_dark_and_long_words_fit_a_narrow_screen(
    browser: Browser, portal: str, name: str
) -> None:
    page = opened(browser, f"{portal}/ru/{PAGES[name]}", color_scheme="dark", viewport={"width": 320, "height": 640})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert violations(page, "color-contrast") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_a_question_is_asked_answered_and_opened_to_its_source_without_scripts(browser: Browser, portal: str) -> None:
    page = opened(browser, f"{portal}/en/", java_script_enabled=False)

    page.get_by_label("1 Requesting State").select_option("NER")
    page.get_by_label("2 Requested State").select_option("ITA")
    page.get_by_label("Offence").select_option("trafficking-in-persons")
    page.get_by_label("Day of the request").fill("2022-07-18")
    page.get_by_role("button", name="Find the legal basis").click()

    assert page.url.endswith("/en/basis/NER/ITA/mla/?offence=trafficking-in-persons&on=2022-07-18")
    stop = page.locator(".stop").first
    assert not stop.locator(".evidence").is_visible()
    stop.locator("summary").click()
    assert "Ratification, 30 September 2004" in stop.locator(".evidence").inner_text()
    page.context.close()


def test_the_whole_way_to_an_answer_can_be_gone_by_keyboard(browser: Browser, portal: str) -> None:
    page = opened(browser, f"{portal}/en/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "requesting"
    page.keyboard.type("Niger")
    page.keyboard.press("Tab")
    page.keyboard.type("Ita")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find the legal basis").press("Enter")
    page.wait_for_url("**/basis/NER/ITA/mla/**")
    page.context.close()


@pytest.mark.parametrize("name", ["home", "answer", "treaty", "world"])
def test_nothing_a_page_asks_for_is_refused_or_missing(browser: Browser, portal: str, name: str) -> None:
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)

    page.goto(f"{portal}/ar/{PAGES[name]}", wait_until="networkidle")

    assert complaints == []
    page.context.close()


def test_arabic_is_mirrored(browser: Browser, portal: str) -> None:
    page = opened(browser, f"{portal}/ar/", viewport={"width": 1280, "height": 800})
    brand, languages = (page.locator(name).bounding_box() for name in (".brand", ".languages"))

    assert brand is not None
    assert languages is not None
    assert brand["x"] > languages["x"]
    page.context.close()


def test_a_request_is_drafted_and_downloaded_without_scripts(browser: Browser, portal: str) -> None:
    page = opened(browser, f"{portal}/en/{PAGES['draft']}", java_script_enabled=False)
    page.click("button[value='step:facts']")
    page.fill("#facts", "The suspect transferred the proceeds to a bank in the requested State.")
    page.click("button[value='add:persons']")
    page.fill("[id='persons.0.name']", "A. Example")
    page.click("button[value='next']")
    assert page.locator("h2#step-title").inner_text() == "Kinds of assistance"
    page.click("button[value='review']")
    assert "A. Example" in page.locator(".paper").inner_text()
    page.select_option("#second", "ar")
    with page.expect_download() as waiting:
        page.click("button[value='docx']")
    assert waiting.value.suggested_filename == "comity-mla-en-ar.docx"
    page.click("button[lang='ar']")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "A. Example" in page.locator(".paper").inner_text()
