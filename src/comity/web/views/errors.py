"""Pages for what went wrong, in the reader's language, with the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing at this address."""
    reason = str(exception) if exception and exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "web/error.html", {"kind": "not-found", "reason": reason}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be understood."""
    return render(request, "web/error.html", {"kind": "bad-request"}, status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Something failed on our side."""
    return render(request, "web/error.html", {"kind": "failed"}, status=500)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too much was asked from one address in a short time; says when to come again."""
    wait = getattr(request, "comity_wait", 60)
    response = render(request, "web/error.html", {"kind": "too-many", "wait": wait}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
