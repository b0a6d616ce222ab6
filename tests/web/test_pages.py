"""Every page, in every language: it answers, says its language and direction, and leads to itself in the others."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from comity.law.book import TreatyBook

from .pages import LANGUAGES, PAGES, STATUS

EVERY_PAGE = pytest.mark.parametrize("page", PAGES)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


class Elements(HTMLParser):
    """The elements of a page with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]


@EVERY_LANGUAGE
@EVERY_PAGE
def test_every_page_answers_in_every_language_and_says_so(
    recorded: TreatyBook, client: Client, page: str, language: str
) -> None:
    response = client.get(f"/{language}/{PAGES[page]}")

    assert response.status_code == STATUS.get(page, 200)
    root = Elements(response.content.decode()).all("html")[0]
    assert (root["lang"], root["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    assert response["Content-Language"] == language


@EVERY_PAGE
def test_every_page_leads_to_itself_in_the_other_languages(recorded: TreatyBook, client: Client, page: str) -> None:
    elements = Elements(client.get(f"/en/{PAGES[page]}").content.decode())

    switch = {a["hreflang"]: a["href"] for a in elements.all("a") if a.get("hreflang")}
    assert switch == {code: f"/{code}/{PAGES[page]}" for code in LANGUAGES}
    alternates = {a["hreflang"]: a["href"] for a in elements.all("link") if a.get("hreflang")}
    assert alternates == {code: f"http://localhost/{code}/{PAGES[page]}" for code in LANGUAGES}


@EVERY_PAGE
def test_nothing_on_a_page_is_inline_style_or_script(recorded: TreatyBook, client: Client, page: str) -> None:
    response = client.get(f"/ar/{PAGES[page]}")
    elements = Elements(response.content.decode())

    assert not elements.all("style", "script")
    assert not [a for _tag, a in elements.found if "style" in a or any(name.startswith("on") for name in a)]
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@EVERY_PAGE
def test_ids_are_unique_and_everything_that_refers_to_one_finds_it(
    recorded: TreatyBook, client: Client, page: str
) -> None:
    elements = Elements(client.get(f"/en/{PAGES[page]}").content.decode())
    ids = Counter(a["id"] for _tag, a in elements.found if a.get("id"))

    assert [name for name, times in ids.items() if times > 1] == []
    referred = [a.get(name) for _tag, a in elements.found for name in ("for", "aria-labelledby", "aria-describedby")]
    anchors = [href[1:] for a in elements.all("a") if (href := a.get("href") or "").startswith("#")]
    names = {name for text in (*referred, *anchors) if text for name in text.split()}
    assert names <= set(ids)


@EVERY_PAGE
def test_no_page_leaves_cookies_or_is_left_untranslated_in_its_frame(
    recorded: TreatyBook, client: Client, page: str
) -> None:
    response = client.get(f"/fr/{PAGES[page]}")

    assert not response.cookies
    assert re.search(r"%\([a-z_]+\)s|{{|{%", response.content.decode()) is None


# Pages that ask for more than the number of the treaty record's revision: for that of the directory's, and, for a
# provision, for what the hub holds on it.
QUERIES = {
    page: 2 for page in PAGES if page.startswith(("answer", "directory", "state", "territory")) and page != "states"
} | {"home": 2, "directory-find-refused": 1, "provision": 4}


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"not-found", "world", "draft"}])
def test_a_page_asks_the_database_once_for_each_room_however_much_it_shows(
    recorded: TreatyBook, client: Client, page: str, django_assert_num_queries: Any
) -> None:
    client.get(f"/en/{PAGES[page]}")  # the directory of the day is put together once in a process
    with django_assert_num_queries(QUERIES.get(page, 1)):
        client.get(f"/en/{PAGES[page]}")


@pytest.mark.parametrize(
    ("asked", "given"), [("ru,en;q=0.5", "ru"), ("zh-CN", "zh"), ("ar-EG", "ar"), ("tlh", "en"), ("", "en")]
)
def test_a_reader_without_a_language_in_the_address_is_sent_to_the_browsers(
    client: Client, db: None, asked: str, given: str
) -> None:
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, f"/{given}/")


@EVERY_LANGUAGE
def test_an_address_that_leads_nowhere_is_told_in_the_language_of_the_address(
    recorded: TreatyBook, client: Client, language: str
) -> None:
    response = client.get(f"/{language}/nothing/here/")

    assert response.status_code == 404
    assert f'lang="{language}"' in response.content.decode()


def test_a_failure_on_our_side_is_told_without_needing_the_record(client: Client, monkeypatch: Any, db: None) -> None:
    def fail() -> None:
        raise RuntimeError("the record is gone")

    monkeypatch.setattr("comity.web.views.treaties.treaty_book", fail)
    client.raise_request_exception = False

    response = client.get("/es/treaties/")

    assert response.status_code == 500
    assert 'lang="es"' in response.content.decode()
