"""From the navigator to a signed-off request for bank records, with the data kept beforehand; and to three providers.

The people click as they would, with their texts prepared; each file is opened at the end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from pypdf import PdfReader

from tests.processes import people, portal, rows, run
from tests.web.browsing import IN_A_BROWSER, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]  # the fixture

pytestmark = IN_A_BROWSER
_PREPARE = """
from comity.commands.up import prepare
from comity.core import startup
configuration = startup.configure()
startup.make_home(configuration)
prepare(configuration)
"""
FACTS = "Between 3 March and 9 June 2026 the suspect had the victims pay 48 000 euros into an account in Rome."
ANSWERS = {
    "offence": "trafficking-in-persons",
    "reference": "PG/2026/117",
    "urgent": "no",
    "authority": "Parquet de Niamey (invented)",
    "authority-address": "1 Example Street, Niamey",
    "officer": "A. Example",
    "officer-phone": "+999 5550 101",
    "officer-email": "office@example.org",
    "conducting": "Example Court of First Instance, Niamey",
    "stage": "investigation",
    "case-number": "RP 117/2026",
    "subject": "Trafficking in persons for exploitation, by an organized criminal group.",
    "provisions": "Ordinance 2010-86, article 10: trafficking in persons is punished.",
    "penalty-requesting": "10",
    "penalty-requested": "8",
    "organized-group": "yes",
    "transnational": "yes",
    "dual-criminality": "yes",
    "facts": FACTS,
    "persons.0.name": "B. Invented",
    "persons.0.kind": "natural",
    "persons.0.part": "suspect",
    "persons.0.whereabouts": "Rome",
    "measures": "mla-records",
    "sought": "Statements of the account from 1 March to 30 June 2026.",
    "purpose": "To follow the money the victims paid.",
    "grounds": "A victim kept the receipt of a transfer to this account.",
    "accounts.0.institution": "Example Bank, Rome",
    "accounts.0.iban": "IT60X0542811101000000123456",
    "accounts.0.from": "2026-03-01",
    "accounts.0.to": "2026-06-30",
    "record-kinds": "statements",
    "customer": "no",
    "procedure": "None in particular.",
    "confidential": "yes",
    "confidential-reason": "Knowledge of the request would let the suspect empty the account.",
    "language": "en",
    "certified": "yes",
    "channel": "central-authority",
    "place": "Niamey",
    "signatory": "A. Example",
    "signatory-function": "Public prosecutor",
}
TO_A_PROVIDER = {
    **{name: ANSWERS[name] for name in ANSWERS if not name.startswith(("persons", "accounts"))},
    "requesting": "NER",
    "provider": "Google LLC",
    "hours": "every day, 24 hours",
    "second": "C. Example, +999 5550 102",
    "power": "Code of Criminal Procedure, article 92",
    "identifiers.0.kind": "email",
    "identifiers.0.value": "b.invented@example.org",
    "categories": "subscriber",
    "from": "2026-03-01 00:00 +01:00",
    "to": "2026-03-31 23:59 +01:00",
    "days": "90",
    "necessity": "The provider deletes the data after a short time.",
    "follows": "2026-12-31",
    "follows-how": "mla",
    "direct": "The law of the provider's seat lets it answer of its own will.",
    "authentication": "yes",
    "nature": "A child is held captive.",
    "endangered": "One child",
    "imminent": "2026-11-26 10:00 +01:00",
    "avert": "The account shows where the captors are.",
    "minimal": "The last address only.",
    "supervisor": "D. Example, chief prosecutor",
    "callback": "+999 5550 103",
    "afterwards": "yes",
    "silent": "yes",
    "silent-reason": "The suspect would delete the account.",
    "return": "office@example.org",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as a first start leaves it, with everything bundled."""
    found = tmp_path_factory.mktemp("journey") / "home"
    assert run(found, _PREPARE).returncode == 0
    return found


@pytest.fixture(scope="module")
def sessions(home: Path) -> dict[str, str]:
    """Anna and Ben of Niger's demonstration central authority, Carla of Italy's."""
    ours, theirs = (_central(home, state) for state in ("NER", "ITA"))
    return people(
        home,
        ("anna", "practitioner", {"state": "NER", "authority": ours}, ()),
        ("ben", "authority-editor", {"state": "NER", "authority": ours}, ()),
        ("carla", "practitioner", {"state": "ITA", "authority": theirs}, ()),
    )


@pytest.fixture(scope="module")
def address(home: Path, sessions: dict[str, str]) -> Iterator[str]:
    """Where the portal of the home is served."""
    with portal(home) as found:
        yield found


def _central(home: Path, state: str) -> str:
    keys = rows(home, f"SELECT key FROM directory_authority WHERE state = '{state}' ORDER BY id")
    return str(keys[0][0])


def of(browser: Browser, address: str, session: str) -> Page:
    """A browser in which a person is signed in."""
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def fill(page: Page, answers: dict[str, str]) -> None:
    """Fills in whatever is asked on this step and prepared."""
    for name, value in answers.items():
        found = page.locator(f"main [name='{name}']:not([type=hidden])")
        if not found.count():
            continue
        kind = found.first.evaluate("element => element.type")
        if kind in {"radio", "checkbox"}:
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)


def go_through(page: Page, answers: dict[str, str]) -> list[str]:
    """From this step to the document, each step filled in; the steps' titles."""
    seen = []
    while (title := page.locator("h2#step-title")).count():
        seen.append(title.inner_text())
        assert len(seen) < 30, seen
        fill(page, answers)
        with page.expect_navigation():  # else a page that is about to be left may be asked for its title
            page.locator("button[value=next]").click()
    return seen


def downloaded(page: Page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"button[value={form}]")
    return Path(waiting.value.path()).read_bytes()


def sign_off(draft: str, drafter: Page, colleague: Page) -> None:
    """The draft goes to review, and a colleague approves it."""
    drafter.goto(f"{draft}manage/")
    drafter.click("button[value=review]")
    colleague.goto(f"{draft}manage/")
    colleague.click("button[value=approve]")


def papers(page: Page, draft: str) -> tuple[str, str]:
    """What the draft says in English as a Word file and as a PDF."""
    page.goto(f"{draft}?step=")
    page.locator("#language").select_option("en")
    printed = PdfReader(io.BytesIO(downloaded(page, "pdf")))
    assert printed.trailer["/Root"]["/Lang"] == "en"
    return text_of_word(downloaded(page, "docx")), " ".join(each.extract_text() for each in printed.pages)


def text_of_word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_bank_records_from_the_question_to_the_signed_off_request(
    browser: Browser, address: str, sessions: dict[str, str]
) -> None:
    anna, ben, carla = (of(browser, address, sessions[name]) for name in ("anna", "ben", "carla"))

    # The question, and a draft from its answer.
    anna.goto(f"{address}/fr/")
    anna.locator("#requesting").select_option("NER")
    anna.locator("#requested").select_option("ITA")
    anna.locator("#measure").select_option("mla-records")
    anna.locator("#offence").select_option("trafficking-in-persons")
    anna.locator("form.ask button[type=submit], main form button[type=submit]").first.click()
    anna.locator("a[href*='/studio/mla/']").first.click()
    anna.locator("aside.points button[formaction*='workspace']").click()
    draft = anna.url.split("?")[0]
    steps = go_through(anna, ANSWERS)
    assert len(steps) > 5
    assert FACTS in anna.locator(".paper").inner_text()

    # What the studio says of it opens to its source.
    assert not anna.locator("aside details.missing li").count(), anna.locator("aside details.missing").inner_text()
    with override("fr"):
        advice = gettext("advice from practice")
    claims = anna.locator("aside details.fold li")
    assert claims.count() > 10
    for claim in claims.all():
        claim.evaluate("element => element.closest('details').open = true")
        assert claim.locator("a[href]").count() or advice in claim.inner_text(), claim.inner_text()

    # The other side reads it and comments; the drafter settles the comment.
    anna.goto(f"{draft}manage/")
    anna.locator("#with").select_option(label=next(n for n in anna.locator("#with option").all_inner_texts() if n))
    anna.fill("#note", "Is the period enough?")
    anna.click("button[value=share]")
    carla.goto(f"{address}/en/workspace/")
    carla.locator("a[href*='/workspace/shared/']").click()
    assert "Is the period enough?" in carla.content()
    assert FACTS in carla.content()
    carla.locator("#q-facts ~ .body details summary").click()
    carla.fill("#t-facts", "Name the branch of the bank.")
    carla.locator("#q-facts ~ .body form button").click()
    anna.goto(f"{draft}manage/")
    assert "carla@example.org" in anna.locator("section[aria-labelledby=sharing]").inner_text()
    anna.goto(f"{draft}comments/")
    assert "Name the branch of the bank." in anna.content()
    anna.goto(f"{draft}?step=records")
    anna.fill("[name='accounts.0.institution']", "Example Bank, Rome, branch 3")
    anna.click("button[value=review]")

    sign_off(draft, anna, ben)

    # The request is opened, and the account is known to be kept until the answer comes.
    ben.locator("a[href*='/workspace/requests/new/']").click()
    ben.locator("#state").select_option("ITA")
    ben.locator("#measure").select_option("mla-records")
    ben.locator("main form button[type=submit]").click()
    ben.locator("details", has=ben.locator("#since")).locator("summary").click()
    ben.fill("#holder", "Example Bank")
    ben.fill("#since", ben.locator("#step-on").input_value())
    ben.click("button[value=preserve]")
    assert "Example Bank" in ben.content()

    # The paper, in the language of the other side.
    text, printed = papers(anna, draft)
    assert FACTS in text
    assert "branch 3" in text
    assert "48 000 euros" in printed


@pytest.mark.parametrize("form", ["preservation", "voluntary-disclosure", "emergency-disclosure"])
def test_each_form_to_a_provider_from_its_page_to_the_paper(
    browser: Browser, address: str, sessions: dict[str, str], form: str
) -> None:
    anna, ben = (of(browser, address, sessions[name]) for name in ("anna", "ben"))
    anna.goto(f"{address}/en/evidence/providers/google/")
    anna.locator(f"a[href*='/studio/{form}/']").click()
    anna.locator("aside.points button[formaction*='workspace']").click()
    draft = anna.url.split("?")[0]
    go_through(anna, TO_A_PROVIDER)
    assert not anna.locator("aside details.missing li").count(), anna.locator("aside details.missing").inner_text()
    assert anna.locator("aside a[href*='/evidence/providers/google/']").count()

    sign_off(draft, anna, ben)
    text, printed = papers(anna, draft)
    assert "b.invented@example.org" in text
    assert "b.invented@example.org" in printed
