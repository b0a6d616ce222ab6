"""Trying the addresses records lead to, so that the desk knows which no longer answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.utils import timezone

from comity.catalogue.models import MODELS
from comity.records.models import LinkCheck

PATIENCE = 15  # seconds
AGAIN_AFTER = timedelta(days=30)
# Answers that say that something is there, though not for programs.
_THERE = {401, 403, 405, 406, 429}
Ask = Callable[[str], tuple[bool, str]]


def ask(url: str) -> tuple[bool, str]:
    """Whether an address answers, and what it said. Only http and https are asked."""
    if not url.startswith(("http://", "https://")):
        return False, "not a web address"
    try:
        with urlopen(Request(url, method="HEAD", headers={"User-Agent": "Comity"}), timeout=PATIENCE) as answer:  # noqa: S310 - checked above
            return True, str(answer.status)
    except HTTPError as error:
        return error.code in _THERE, str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return False, f"{type(error).__name__}: {error}"[:200]


def check_links(*, most: int, ask: Ask = ask) -> tuple[int, int]:
    """Tries at most so many addresses that were not tried for a month; how many were tried, how many failed."""
    recent = set(LinkCheck.objects.filter(checked_at__gt=timezone.now() - AGAIN_AFTER).values_list("url", flat=True))
    tried = broken = 0
    for url in _addresses():
        if url in recent or tried == most:
            continue
        works, said = ask(url)
        LinkCheck.objects.update_or_create(
            url=url, defaults={"works": works, "said": said, "checked_at": timezone.now()}
        )
        tried, broken = tried + 1, broken + (not works)
    return tried, broken


def _addresses() -> Iterator[str]:
    for kind in MODELS:
        model: Any = MODELS[kind]
        rows = model.objects.filter(live=True).exclude(url="").order_by("url")
        yield from rows.values_list("url", flat=True).distinct()
