"""How a record is shown before it is published: the room of pages says how, for records know no pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Renderer = Callable[[HttpRequest, Any], HttpResponse]
_renderers: list[Renderer] = []


def use(renderer: Renderer) -> None:
    """Has records shown by this function from now on."""
    _renderers[:] = [renderer]


def render(request: HttpRequest, record: Any) -> HttpResponse:
    """The record as its page would show it."""
    return _renderers[0](request, record)
