"""How a record is shown before it is published: the room of pages says how, for records know no pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

_renderers: dict[type, str] = {}


def use(renderer: str, kind: type = object) -> None:
    """Has records shown by the function of this dotted name from now on; those of a kind, if one is named.

    It takes the request and the record and answers with a page. It is imported when a record is first shown, since
    commands start without any page.
    """
    _renderers[kind] = renderer


def render(request: HttpRequest, record: Any) -> HttpResponse:
    """The record as its page would show it."""
    renderer = next(_renderers[kind] for kind in type(record).__mro__ if kind in _renderers)
    response: HttpResponse = import_string(renderer)(request, record)
    return response
