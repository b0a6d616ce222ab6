"""What holds for every page of people: what is not permitted is not there, and what is personal is kept by no cache."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .models import User
from .viewer import NotPermitted, viewer


class PeopleMiddleware:
    """Answers 404 to what is not permitted; leads a person whose mandates wait for a second factor to set one up.

    Such a person is led there by whatever answers 404, be it there or not: a password alone finds nothing out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code == 404 and _waits_for_second_factor(request):
            response = HttpResponseRedirect(
                f"{reverse('account-second-factor')}?{urlencode({'next': request.get_full_path()})}"
            )
        if _is_signed_in(request) and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for what is not there, in place of what is not permitted."""
        return response_for_exception(request, Http404()) if isinstance(exception, NotPermitted) else None


def _waits_for_second_factor(request: HttpRequest) -> bool:
    if not hasattr(request, "session") or request.session.is_empty():
        return False  # a visitor
    return viewer(request).pending


def _is_signed_in(request: HttpRequest) -> bool:
    """True if the page asked who is signed in and someone is; a page that did not ask holds nothing personal."""
    return isinstance(getattr(request, "_cached_user", None), User)
