"""Machine translation by the service the operator named, in LibreTranslate's form of asking; none where none is named.

What is sent is the drafter's own words and two languages, to that address alone. Nothing of it is kept or logged here.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings

LONGEST = 200_000  # characters sent at once: a statement of facts of fifty pages and what else stands beside it
_LARGEST_ANSWER = 4 << 20  # bytes
_SECONDS = 60


class TranslationFailed(Exception):
    """Nothing was translated; `reason` is `not-set-up`, `too-long`, `unreachable`, `refused` or `unreadable`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The words go to the address the operator named, and nowhere else."""

    def redirect_request(self, *args: Any, **options: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def is_set_up() -> bool:
    """True if the operator named a service (`COMITY_TRANSLATOR`)."""
    return bool(settings.CONFIGURATION.translator)


def translated(texts: Iterable[str], *, source: str, target: str) -> dict[str, str]:
    """The translation of each text from one of the six languages into another; raises TranslationFailed."""
    configuration = settings.CONFIGURATION
    if not configuration.translator:
        raise TranslationFailed("not-set-up")
    asked = list(dict.fromkeys(text for text in texts if text.strip()))
    if not asked or source == target:
        return {}
    if sum(map(len, asked)) > LONGEST:
        raise TranslationFailed("too-long")
    question = {"q": asked, "source": source, "target": target, "format": "text"}
    if configuration.translator_key:
        question["api_key"] = configuration.translator_key
    answer = _answer(configuration.translator, json.dumps(question).encode())
    found = answer.get("translatedText") if isinstance(answer, dict) else None
    if not isinstance(found, list) or len(found) != len(asked) or not all(isinstance(text, str) for text in found):
        raise TranslationFailed("unreadable")
    return dict(zip(asked, found, strict=True))


def _answer(address: str, body: bytes) -> Any:
    request = urllib.request.Request(  # noqa: S310 - the configuration takes http and https only
        f"{address.rstrip('/')}/translate", data=body, headers={"Content-Type": "application/json"}
    )
    try:
        with _OPENER.open(request, timeout=_SECONDS) as response:
            content = response.read(_LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as error:
        error.close()
        gone = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise TranslationFailed("unreachable" if gone else "refused") from None
    except OSError:
        raise TranslationFailed("unreachable") from None
    if len(content) > _LARGEST_ANSWER:
        raise TranslationFailed("unreadable")
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise TranslationFailed("unreadable") from None
