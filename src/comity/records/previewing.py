"""How a record is shown before it is published: the room of pages says how, for records know no pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Renderer = Callable[[HttpRequest, Any], HttpResponse]
_renderers: dict[type, Renderer] = {}


def use(renderer: Renderer, kind: type = object) -> None:
    """Has records shown by this function from now on; those of a kind, if one is named."""
    _renderers[kind] = renderer


def render(request: HttpRequest, record: Any) -> HttpResponse:
    """The record as its page would show it."""
    renderer = next(_renderers[kind] for kind in type(record).__mro__ if kind in _renderers)
    return renderer(request, record)
