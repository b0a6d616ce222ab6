"""What a form of the workspace says, read as what it means."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from comity.core.gazetteer import load_gazetteer
from comity.requests.domain.casework import Particulars
from comity.treaties.interfaces import book as treaty_book


def particulars(request: HttpRequest) -> Particulars:
    """What the form says of the request itself."""
    return Particulars(*(request.POST.get(name, "") for name in ("title", "reference", "their_reference", "note")))


def state(code: str) -> str:
    """The code of a State the gazetteer has; raises ValueError."""
    if code not in load_gazetteer():
        raise ValueError("no State")
    return code


def instrument(code: str) -> str:
    """The code of a treaty the book has, or none; raises ValueError."""
    if code and code not in treaty_book().instruments:
        raise ValueError("no treaty")
    return code


def day(text: str) -> date | None:
    """The day of a text like 2026-03-01, None where it is empty; raises ValueError."""
    return date.fromisoformat(text.strip()) if text.strip() else None


def required(found: date | None) -> date:
    """The day, which has to be there; raises ValueError."""
    if found is None:
        raise ValueError("no day")
    return found


def number(text: str) -> int:
    """A whole number of up to nine figures, -1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
