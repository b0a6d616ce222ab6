"""Machine translation of a draft: offered where a service is set up, marked on the paper, told where it fails."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import docx
import pytest
from django.conf import settings as django_settings
from django.test import Client

from comity.core.configuration import Configuration, ConfigurationError
from comity.core.machine_translation import LONGEST, TranslationFailed, translated
from comity.law.book import TreatyBook

from .browsing import answering

Answer = Callable[[dict[str, Any]], tuple[int, bytes]]
FACTS = "Le suspect a transféré l'argent."
ANSWERS = {"requesting": "NER", "requested": "ITA", "measures": ["mla-records"], "day": "2026-11-25", "facts": FACTS}


def upper(question: dict[str, Any]) -> tuple[int, bytes]:
    """A service that knows one thing: to write larger."""
    return 200, json.dumps({"translatedText": [text.upper() for text in question["q"]]}).encode()


@contextmanager
def service(answer: Answer, asked: list[dict[str, Any]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(question | {"path": self.path})
            status, body = answer(question)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}/"


def use(settings: Any, address: str, key: str = "") -> None:
    settings.CONFIGURATION = replace(django_settings.CONFIGURATION, translator=address, translator_key=key)


def download(client: Client, **fields: str) -> Any:
    answers = json.dumps({"answers": ANSWERS})
    return client.post("/fr/studio/mla/", {"answers": answers, "step": "", "go": "docx", "language": "en", **fields})


def test_each_text_is_asked_for_once_and_comes_back_under_itself(settings: Any) -> None:
    asked: list[dict[str, Any]] = []
    with service(upper, asked) as address:
        use(settings, address, "k-1")
        assert translated(["a", "b", "a", " "], source="fr", target="en") == {"a": "A", "b": "B"}
    (question,) = asked
    assert question == {
        "q": ["a", "b"],
        "source": "fr",
        "target": "en",
        "format": "text",
        "api_key": "k-1",
        "path": "/translate",
    }


def test_nothing_is_sent_for_a_text_in_the_language_asked_for(settings: Any) -> None:
    use(settings, "http://127.0.0.1:9/")
    assert translated(["a"], source="fr", target="fr") == {}
    assert translated([], source="fr", target="en") == {}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((400, b'{"error": "it is not supported"}'), "refused"),
        ((302, b""), "refused"),
        ((503, b""), "unreachable"),
        ((200, b"<html>"), "unreadable"),
        ((200, b"[" * 100_000), "unreadable"),
        ((200, b'{"translatedText": ["one", "too many"]}'), "unreadable"),
        ((200, b'{"translatedText": [7]}'), "unreadable"),
        ((200, b" " * (5 << 20)), "unreadable"),
    ],
)
def test_what_goes_wrong_is_told_apart(settings: Any, answer: tuple[int, bytes], reason: str) -> None:
    with service(lambda _question: answer, []) as address:
        use(settings, address)
        with pytest.raises(TranslationFailed) as caught:
            translated(["a"], source="fr", target="en")
    assert caught.value.reason == reason


def test_a_service_that_is_not_there_or_not_named_and_a_text_too_long(settings: Any) -> None:
    for address, text, reason in (
        ("http://127.0.0.1:9/", "a", "unreachable"),
        ("", "a", "not-set-up"),
        ("http://127.0.0.1:9/", "a" * (LONGEST + 1), "too-long"),
    ):
        use(settings, address)
        with pytest.raises(TranslationFailed) as caught:
            translated([text], source="fr", target="en")
        assert caught.value.reason == reason


@pytest.mark.parametrize("address", ["translate.example.org", "file:///etc/passwd", "https://"])
def test_an_address_that_is_none_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("COMITY_TRANSLATOR", address)
    with pytest.raises(ConfigurationError, match="COMITY_TRANSLATOR"):
        Configuration.from_environment()


@pytest.mark.django_db
def test_the_paper_has_the_drafters_words_and_below_them_the_machines_marked(
    recorded: TreatyBook, client: Client, settings: Any
) -> None:
    asked: list[dict[str, Any]] = []
    with service(upper, asked) as address:
        use(settings, address)
        response = download(client, machine="fr", second="fr")
    assert response.status_code == 200
    paper = docx.Document(io.BytesIO(response.content))
    cells = [p.text for table in paper.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    place = cells.index(FACTS)
    assert cells[place + 1 : place + 3] == ["Machine translation, not verified:", FACTS.upper()]
    assert FACTS in cells[place + 3 :]
    assert sum("MACHINE" in text.upper() for text in cells) == len(asked) == 1  # the French side is as it was written


@pytest.mark.django_db
def test_a_service_that_fails_is_told_and_nothing_is_lost(recorded: TreatyBook, client: Client, settings: Any) -> None:
    with service(lambda _question: (503, b""), []) as address:
        use(settings, address)
        response = download(client, machine="fr")
    page = response.content.decode()
    assert response.status_code == 502
    assert 'role="alert"' in page
    assert FACTS.split("'")[0] in page
    use(settings, "")
    assert download(client).status_code == 200


@pytest.mark.django_db
def test_it_is_offered_only_where_a_service_is_set_up(recorded: TreatyBook, client: Client, settings: Any) -> None:
    def offered() -> bool:
        answers = json.dumps({"answers": ANSWERS})
        response = client.post("/fr/studio/mla/", {"answers": answers, "step": "", "go": "review"})
        return 'name="machine"' in response.content.decode()

    assert not offered()
    use(settings, "http://127.0.0.1:9/")
    assert offered()
