"""What tests in a real browser share: the browser, the portal as it is served, and what is wrong with a page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_A_BROWSER = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]


class Server(ThreadingMixIn, WSGIServer):
    """A server that answers several requests of one page at a time."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Answers without writing a line for each request."""

    def log_message(self, *words: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The portal served from a thread of this process; its address."""
    from comity.web.wsgi import application

    server = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
    with answering(server):
        yield f"http://localhost:{server.server_port}"


@contextmanager
def answering(server: HTTPServer) -> Iterator[None]:
    """The server answers from a thread of this process, and is closed at the end."""
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """The driver runs a loop in this thread; the database is used by this thread alone all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def opened(browser: Browser, address: str, **options: Any) -> Page:
    """A page in a context of its own."""
    page = browser.new_context(**options).new_page()
    response = page.goto(address)
    assert response is not None
    assert response.status < 500, address
    return page


_shown: WeakKeyDictionary[Page, Any] = WeakKeyDictionary()  # the portal's answer that a page is to show


def visit(page: Page, client: Client, address: str) -> None:
    """Shows a page as the portal answers it; made before the browser asks, where the test's database can be used."""
    response = client.get(f"/{address}")
    assert response.status_code == 200, address

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", path.removeprefix("/static/")))
            assert isinstance(found, str), path
            route.fulfill(path=found)
        else:
            shown = _shown[page]
            route.fulfill(status=200, headers=dict(shown.items()), body=shown.content)

    if page not in _shown:  # once: a request under way must not lose who answers it
        page.route("**/*", answer)
    _shown[page] = response
    page.goto(f"http://localhost/{address}")


def faults(page: Page) -> list[str]:
    """What is wrong with the page, all its details open: by WCAG 2.2 AA (axe-core), and wider than a narrow screen.

    The rules see the same elements in every language, so a page read from right to left is only measured.
    """
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = violations(page) if page.evaluate("document.documentElement.dir") != "rtl" else []
    page.set_viewport_size({"width": 320, "height": 640})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        found.append("wider than the screen")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong, each with the elements concerned; by the named rules only, if any are named."""
    import axe_playwright_python

    source = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(source)
    options = {"runOnly": {"type": "rule", "values": list(rules)} if rules else RULES}
    found = page.evaluate("options => axe.run(options)", options)
    return [f"{v['id']}: {v['help']}: {[n['target'] for n in v['nodes'][:4]]}" for v in found["violations"]]
