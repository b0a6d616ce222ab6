"""A name for each request, which its ledger entries and its answer carry, so that an act can be traced to a request."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The name of the request being answered; empty outside of one."""
    return _current.get()


class RequestIdMiddleware:
    """Gives each request a name of its own (a name that came with it is not trusted) and says it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(8)
        token = _current.set(name)
        try:
            response = self._get_response(request)
        finally:
            _current.reset(token)
        response.headers["X-Request-Id"] = name
        return response
