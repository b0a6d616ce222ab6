"""What a first view weighs over the wire: readers on slow lines get every page in at most 60 kB, all files together."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from comity.law.book import TreatyBook

from .pages import PAGES
from .test_pages import Elements

LIMIT = 60_000


def weight(client: Client, address: str) -> int:
    """Bytes of the page and of every file it names, compressed as they are sent."""
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    elements = Elements(gzip.decompress(response.content).decode())
    linked = {a["href"] for a in elements.all("link") if a.get("rel") in {"stylesheet", "icon"}}
    linked |= {a["src"] for a in elements.all("script", "img") if a.get("src")}
    return len(response.content) + sum(_file(str(name)) for name in linked)


def _file(address: str) -> int:
    path = Path(settings.STATIC_ROOT) / address.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")
    assert path.is_file(), address
    packed = path.with_name(f"{path.name}.gz")
    return (packed if packed.exists() else path).stat().st_size


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ar", "en", "zh"])
def test_a_first_view_weighs_at_most_sixty_kilobytes(
    recorded: TreatyBook, client: Client, page: str, language: str
) -> None:
    assert weight(client, f"/{language}/{PAGES[page]}") <= LIMIT


def test_the_stylesheet_weighs_less_than_fourteen_kilobytes() -> None:
    sheet = Path(settings.STATIC_ROOT) / "web" / "comity.css.gz"

    assert sheet.stat().st_size < 14_000
