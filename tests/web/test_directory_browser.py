"""The directory's pages in a real browser: accessible by WCAG 2.2 AA, whole on a narrow screen, both ways to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from comity.accounts.roles import Role
from comity.connectors.directory_ledger import load_demonstration_ledger
from comity.law.authorities.entry import Designation
from comity.law.authorities.words import Competence, Stage
from comity.law.book import TreatyBook
from tests.accounts.people import person, signed_in
from tests.directory.entries import listed

from .browsing import IN_A_BROWSER, browser, faults, one_thread, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser", "one_thread"]  # the fixtures

pytestmark = [*IN_A_BROWSER, pytest.mark.usefixtures("one_thread")]
MLA = Designation("untoc:18:13", Competence.MLA)


@pytest.fixture
def practitioner() -> Client:
    """Someone who may see contacts and requirements."""
    return signed_in(person("practitioner@example.org", Role.PRACTITIONER, state="ITA"))


@pytest.fixture
def page(recorded: TreatyBook, browser: Browser) -> Iterator[Page]:
    """A page of a browser, over a directory of a few authorities."""
    load_demonstration_ledger(authorities={2021: 40, 2022: 53}, users={2021: 3, 2022: 9})
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_page_of_the_directory_is_accessible_and_whole_on_a_narrow_screen(
    page: Page, practitioner: Client
) -> None:
    key = listed()
    stages = ((Stage.INVESTIGATION,), (Stage.TRIAL, Stage.EXECUTION))
    for name, held in zip(("Procureur général", "Cour suprême de la République"), stages, strict=True):
        listed(name, state="BEN", designations=(replace(MLA, stages=held),))
    pages = [
        "directory/?matter=mla",
        f"directory/authorities/{key}/",
        "directory/find/",
        "directory/find/?state=NER&measure=mla&requesting=ITA",
        "directory/find/?state=BEN&measure=mla",
        "directory/compare/?state=NER&state=BEN&measure=mla",
        "directory/figures/",
        f"basis/ITA/NER/mla/?on={date.today().isoformat()}",
        "provisions/untoc:18:13/",
    ]
    found: list[tuple[str, str, str]] = []
    for language in ("en", "ar"):
        for address in pages:
            visit(page, practitioner, f"{language}/{address}")
            found += [(language, address, each) for each in faults(page)]
    assert found == []


def test_a_practitioner_gets_from_the_navigators_answer_to_the_contact_in_three_steps(
    page: Page, practitioner: Client
) -> None:
    listed("Procureur", designations=(replace(MLA, stages=(Stage.INVESTIGATION,)),))
    listed("Cour", designations=(replace(MLA, stages=(Stage.TRIAL, Stage.EXECUTION)),))

    visit(page, practitioner, f"en/basis/ITA/NER/mla/?on={date.today().isoformat()}")
    question = page.get_by_role("link", name="At which stage are the proceedings?").first
    visit(page, practitioner, (question.get_attribute("href") or "").lstrip("/"))
    answer = page.get_by_role("link", name="Trial and appeal")
    visit(page, practitioner, f"en/directory/find/{answer.get_attribute('href')}")
    authority = page.get_by_role("link", name="Cour")
    visit(page, practitioner, (authority.get_attribute("href") or "").lstrip("/"))

    assert page.locator("h1").inner_text() == "Cour"
    assert page.get_by_role("link", name="centrale@secret-contact.example.org").is_visible()
