"""What is not permitted and what there is not look the same: nothing is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from comity.accounts.viewer import NotPermitted
from comity.directory.domain.errors import NoSuchAuthority


def not_there(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, answering 404 to what the viewer may not do; what it shows is kept by no cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (NotPermitted, NoSuchAuthority) as error:
            raise Http404 from error
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return guarded
