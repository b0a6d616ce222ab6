"""Providers and guides are found by the one search, with their facets, as soon as they change."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comity.catalogue.interfaces import Placed as PlacedEntry
from comity.catalogue.interfaces import record_entries
from comity.evidence.entries import GuidePart, PartText, Text
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import Guide, ServiceProvider
from comity.law.book import TreatyBook
from comity.law.providers import Acceptance, Answer, Category, DataKind, Entity
from comity.search import index as index_room
from comity.search.alerts import ask, confirm, send_all
from comity.search.finding import Asked, find
from comity.search.indexing import apply_changes, follow, rebuild
from comity.search.models import Alert
from comity.vocabulary.bundled import load_bundled
from tests.catalogue.entries import law
from tests.evidence.entries import guide_entry, provider

pytestmark = pytest.mark.django_db
SEVERAL = (
    GuidePart("chapter", "first", (PartText("en", "Quick freeze", "Walruses keep logs."),), "1", ("ets185:29",)),
    GuidePart("section", "second", (PartText("fr", "La suite", "Les otaries gardent."),), "1.1"),
)


def take(*entries: Any) -> None:
    report = record(Placed(str(n), entry) for n, entry in enumerate(entries))
    assert not report.refused


def messenger(code: str = "example", **changes: Any) -> Any:
    given = (
        Acceptance(DataKind.SUBSCRIBER, Answer.YES, condition="Only with a badge number."),
        Acceptance(DataKind.CONTENT, Answer.NO),
        Acceptance(DataKind.TRAFFIC, Answer.UNKNOWN),
    )
    facts = {"category": Category.MESSAGING, "brands": ("Zwitscher",), "entities": (Entity("Piep Ltd", "IRL"),)}
    return provider(code, **{"name": f"Example {code}", "acceptances": given} | facts | changes)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Iterator[None]:
    """An index of its own: a law, a provider, a guide of two parts."""
    settings.HOME = tmp_path
    index_room._open.clear()
    load_bundled()
    record_entries([PlacedEntry("law", law())])
    take(messenger(), replace(guide_entry(), parts=SEVERAL))
    rebuild(vectors=False)
    yield
    index_room._open.clear()


def pages(text: str, language: str = "en", **filters: tuple[str, ...]) -> list[str]:
    found = find(Asked(text, language, filters))
    return ["/".join(filter(None, hit.card.get("page", ["record", hit.key]))) for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("zwitscher", "en"),
        ("Zwitscher", "zh"),
        ("Piep Ltd", "ar"),
        ("badge", "en"),
        ("Irlande messagerie", "fr"),
    ],
)
def test_a_provider_is_found_by_its_names_its_conditions_and_what_it_is_called_in_each_language(
    home: None, text: str, language: str
) -> None:
    assert pages(text, language)[0] == "provider/example"


def test_a_part_of_a_guide_is_found_at_its_place_with_the_title_of_the_guide(home: None) -> None:
    hit = find(Asked("walruses")).hits[0]
    assert hit.card["page"] == ["guide", "a-guide", "first"]
    assert hit.card["section"] == "1"
    assert hit.card["law"]["en"] == guide_entry().text("en").title
    assert pages("otaries", "fr") == ["guide/a-guide/second"]
    assert "guide/a-guide" in pages(guide_entry().text("en").title)


def test_each_database_and_facet_counts_what_it_leads_to(home: None) -> None:
    facets = find(Asked("")).facets
    assert dict(facets["database"]) == {"guides": 3, "providers": 1, "legislation": 1}
    assert dict(facets["service"]) == {"messaging": 1}
    assert dict(facets["given"]) == {"subscriber": 1}  # unknown is no yes
    for facet, code in (("database", "guides"), ("service", "messaging"), ("given", "subscriber"), ("state", "IRL")):
        assert find(Asked("", filters={facet: (code,)})).total == dict(facets[facet])[code]
    assert "guide/a-guide/first" in pages("", provision=("ets185",))


def test_a_change_is_found_and_what_it_took_away_is_not(home: None) -> None:
    take(messenger(brands=("Trillern",)), replace(guide_entry(), parts=(replace(SEVERAL[0], anchor="third"),)))
    while apply_changes():
        pass
    assert pages("trillern") == ["provider/example"]
    assert pages("zwitscher") == []
    assert pages("walruses") == ["guide/a-guide/third"]
    assert "guide/a-guide/second" not in pages("otaries", "fr")


def test_what_is_withdrawn_or_deleted_is_not_found_nor_are_its_parts(home: None) -> None:
    ServiceProvider.objects.get().unpublish()
    Guide.objects.get().delete()
    while apply_changes():
        pass
    assert find(Asked("")).total == 1
    assert pages("walruses") == []


def test_parts_near_in_meaning_are_forgotten_with_their_guide(home: None) -> None:
    rebuild()
    generation = index_room.generation()
    assert generation is not None
    assert any(b"." in name for name in generation.records.names)
    Guide.objects.get().delete()
    while apply_changes():
        pass
    generation = index_room.generation()
    assert generation is not None
    generation.records.merge()
    assert not any(b"." in name for name in generation.records.names)


@pytest.mark.django_db(transaction=True)
def test_a_provider_changed_is_found_within_two_seconds(home: None) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=_following, args=(stop,))
    worker.start()
    try:
        find(Asked("x"))
        take(messenger("second", brands=("Pfeifton",)))
        began = time.monotonic()
        while not pages("pfeifton"):
            assert time.monotonic() - began < 2
            time.sleep(0.05)
    finally:
        stop.set()
        worker.join()


def _following(stop: threading.Event) -> None:
    from django.db import connection

    try:
        follow(until=stop.is_set)
    finally:
        connection.close()


def test_the_page_leads_to_providers_and_to_places_in_guides(recorded: TreatyBook, home: None, client: Client) -> None:
    page = client.get("/en/search/?q=zwitscher").content.decode()
    assert 'href="/en/evidence/providers/example/"' in page
    assert "Service provider" in page
    assert "database=providers" in page
    page = client.get("/en/search/?q=walruses").content.decode()
    assert 'href="/en/evidence/guides/a-guide/#first"' in page
    feed = client.get("/en/search/feed.atom?q=walruses").content.decode()
    assert "/en/evidence/guides/a-guide/#first" in feed
    assert "/en/evidence/providers/example/" in client.get("/en/search/records.csv?q=zwitscher").content.decode()
    walruses = client.get("/en/search/records.json?q=walruses").json()["records"]
    assert walruses[0]["address"].endswith("/en/evidence/guides/a-guide/#first")
    assert "service=messaging" not in client.get("/en/search/?q=zwitscher").content.decode()  # once one asks for them
    assert "service=messaging" in client.get("/en/search/?q=zwitscher&database=providers").content.decode()
    for address in ("service=messaging", "given=subscriber", "kind=guide"):
        assert client.get(f"/ar/search/?{address}").status_code == 200


def test_the_feed_begins_with_what_was_added_last_whatever_its_day(
    recorded: TreatyBook, home: None, client: Client
) -> None:
    take(replace(guide_entry("an-old-guide"), texts=(Text("en", "Walrus lore"),), parts=(), published_on="1911"))
    Guide.objects.filter(code="an-old-guide").update(first_published_at=timezone.now() + timedelta(minutes=1))
    while apply_changes():
        pass
    feed = client.get("/en/search/feed.atom?database=guides").content.decode()
    entries = feed.split("<entry>")[1:]
    assert "Walrus lore" in entries[0]
    assert "<updated>20" in entries[0]


def test_an_alert_tells_of_providers_and_once_of_a_guide_with_its_parts(home: None, mailoutbox: list[Any]) -> None:
    def address(page: str, about: str) -> str:
        return f"https://example.org/{page}/{about}"

    def send() -> int:
        return send_all(read=lambda query, language: Asked("walruses", language), address=address)

    ask(email="a@example.org", query="q=walruses", language="en", address=address)
    assert confirm(Alert.objects.get().token)
    assert send() == 0  # nothing was added since
    parts = (*SEVERAL, replace(SEVERAL[0], anchor="last", texts=(PartText("en", "More", "Many other walruses."),)))
    take(messenger("second", brands=("Walruses",)), replace(guide_entry("another"), parts=parts))
    while apply_changes():
        pass
    assert send() == 1
    body = mailoutbox[1].body
    assert "https://example.org/provider/second" in body
    assert body.count("https://example.org/guide/another#") == 1
    assert "A guide · 1 · " in body
    assert send() == 0


def test_a_provider_with_texts_is_shown_in_the_readers_language(home: None) -> None:
    texts = (Text("en", "", "It answers walkers."), Text("ru", "Пример", "Он отвечает."))
    take(replace(messenger(), texts=texts))
    while apply_changes():
        pass
    hit = find(Asked("Пример", "ru")).hits[0]
    assert hit.shown is not None
    assert hit.shown.language == "ru"
