"""What holds for every address of the desk: a wider policy for its scripts, and a second factor before all else."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from comity.accounts.groups import keep_in_step
from comity.accounts.viewer import showed_second_factor

DESK = "/desk/"
_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}


class DeskPolicyMiddleware:
    """Under the desk's address: Wagtail needs inline scripts and styles, so its pages get a wider policy.

    Whoever signed in without a second factor is led to set one up, and the groups that follow mandates are brought in
    step first, so that a mandate that ended yesterday opens nothing today.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK):
            return self._get_response(request)
        response = _led_to_second_factor(request) or self._get_response(request)
        response._csp_replace = _POLICY  # type: ignore[attr-defined]
        return response


def _led_to_second_factor(request: HttpRequest) -> HttpResponse | None:
    user = request.user
    if not user.is_authenticated:
        return None
    keep_in_step(user)
    if showed_second_factor(request):
        return None
    return HttpResponseRedirect(f"{reverse('account-second-factor')}?{urlencode({'next': request.get_full_path()})}")
