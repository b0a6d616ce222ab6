"""Fetching from the depositary: only what changed, never half a file, and a clear word where there is no network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request

import pytest

from comity.connectors import depositary
from comity.connectors.depositary import NoNetwork, NotFetched, Response, addresses, fetch
from comity.connectors.fetched import day_of, fetched
from comity.connectors.untc_xml import UntcXml

from .reading import SAMPLES, covered, read

DAY = date(2026, 8, 1)
MODIFIED = "Fri, 08 May 2026 11:07:54 GMT"
BODY = (SAMPLES / "VI-19.en.xml").read_bytes()
Answer = Callable[[BaseHTTPRequestHandler], None]


def file(handler: BaseHTTPRequestHandler, body: bytes = BODY, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Last-Modified", MODIFIED)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def file_unless_known(handler: BaseHTTPRequestHandler) -> None:
    if handler.headers.get("If-Modified-Since") != MODIFIED:
        file(handler)
        return
    handler.send_response(304)
    handler.end_headers()


@contextmanager
def served(answer: Answer, only: str = "") -> Iterator[tuple[str, list[str]]]:
    """A depositary on this machine that gives `answer` (files whose path does not contain `only` are not there)."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            if only in self.path:
                answer(self)
            else:
                self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_addresses_are_those_the_depositary_publishes() -> None:
    found = {a.name: a.url for a in addresses()}
    base = "https://treaties.un.org/doc/Publication/MTDSG"
    assert found["VI-19.en.xml"] == f"{base}/Volume%20I/Chapter%20VI/VI-19.en.xml"
    assert found["XVIII-12-a.en.xml"] == f"{base}/Volume%20II/Chapter%20XVIII/XVIII-12-a.en.xml"
    assert len(found) == 18


def test_every_file_is_fetched_and_its_day_is_known_to_its_reader(tmp_path: Path) -> None:
    with served(file) as (host, asked):
        files = fetch("un", tmp_path, host=host, today=DAY)
    assert len(files) == len(asked) == 18
    assert all(f.read_bytes() == BODY for f in files)
    assert covered(read(UntcXml(), tmp_path / "VI-19.en.xml"))[0].coverage.as_of == DAY
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_has_not_changed_is_not_sent_again_and_counts_as_of_today(tmp_path: Path) -> None:
    with served(file_unless_known, only="VI-19") as (host, _):
        fetch("un", tmp_path, host=host, today=date(2026, 7, 1))
        first = (tmp_path / "VI-19.en.xml").stat().st_mtime_ns
        fetch("un", tmp_path, host=host, today=DAY)
    kept = tmp_path / "VI-19.en.xml"
    assert kept.stat().st_mtime_ns == first
    assert day_of(kept) == DAY


def test_a_file_changed_by_hand_is_fetched_again(tmp_path: Path) -> None:
    with served(file_unless_known, only="VI-19") as (host, _):
        (kept,) = fetch("un", tmp_path, host=host, today=DAY)
        kept.write_bytes(BODY + b"<!-- changed -->")
        assert fetched(kept) is None
        fetch("un", tmp_path, host=host, today=DAY)
    assert kept.read_bytes() == BODY


def test_files_the_depositary_does_not_have_are_told_and_the_others_are_fetched(tmp_path: Path) -> None:
    problems: list[str] = []
    with served(file, only="VI-1") as (host, _):
        files = fetch("un", tmp_path, host=host, today=DAY, problem=problems.append)
    assert {f.name for f in files} == {f"VI-{n}.en.xml" for n in (15, 16, 17, 18, 19)}
    assert "XVIII-12.en.xml: the depositary answers 404 (Not Found); the file was not fetched." in problems


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda h: file(h, b"<html>urgent maintenance</html>"), "something other than the treaty's file"),
        (lambda h: file(h, BODY, len(BODY) + 100), "broke off"),
    ],
)
def test_an_answer_that_is_not_the_whole_file_leaves_the_old_one(tmp_path: Path, answer: Answer, told: str) -> None:
    old = tmp_path / "VI-15.en.xml"
    old.write_text("the file of last year")
    problems: list[str] = []
    turns: list[None] = []

    def first_well_then_badly(handler: BaseHTTPRequestHandler) -> None:
        turns.append(None)
        file(handler) if len(turns) == 1 else answer(handler)

    with served(first_well_then_badly) as (host, _):
        try:
            fetch("un", tmp_path, host=host, today=DAY, problem=problems.append)
        except NoNetwork as gone:
            problems.append(str(gone))
    assert old.read_text() == "the file of last year"
    assert told in problems[0]
    assert not list(tmp_path.glob("*.part"))


def test_an_answer_without_end_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depositary, "LARGEST", 1_000)
    problems: list[str] = []
    with served(file) as (host, _):
        assert fetch("un", tmp_path, host=host, today=DAY, problem=problems.append) == []
    assert "larger than 1,000 bytes" in problems[0]


def test_without_a_network_it_says_so_at_once_and_what_to_do(tmp_path: Path) -> None:
    with served(file) as (host, _):
        pass  # the port is free again: nobody answers
    with pytest.raises(NoNetwork) as told:
        fetch("un", tmp_path, host=host, today=DAY)
    assert "cannot be reached" in str(told.value)
    assert "comity load treaties --from untc-xml" in str(told.value)


def test_a_depositary_that_never_answers_is_asked_once(tmp_path: Path) -> None:
    class Silent:
        def __init__(self) -> None:
            self.asked = 0

        def open(self, fullurl: Request, data: None = None, timeout: float = 0) -> Response:
            self.asked += 1
            raise TimeoutError("timed out")

    silent = Silent()
    with pytest.raises(NoNetwork, match="timed out"):
        fetch("un", tmp_path, opener=silent, today=DAY)
    assert silent.asked == 1


@pytest.mark.parametrize(("name", "told"), [("coe", "--from coe-signatures"), ("mars", "not a depositary known here")])
def test_what_cannot_be_fetched_says_what_to_do_instead(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(NotFetched, match=told):
        fetch(name, tmp_path)


def test_a_damaged_record_of_fetching_counts_as_none(tmp_path: Path) -> None:
    kept = tmp_path / "VI-19.en.xml"
    kept.write_bytes(BODY)
    for damaged in ("", "[]", '{"VI-19.en.xml": 7}', '{"VI-19.en.xml": {"sha256": "x"}}'):
        (tmp_path / "fetched.json").write_text(damaged)
        assert day_of(kept) is None
