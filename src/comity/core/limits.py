"""How often one address may ask for what costs much: so many times a minute, then 429 with when to come again.

`COMITY_LIMITS` (settings) says how often by the name of the limit, `COMITY_LIMITED` which views fall under it. Signing
in has limits of its own (django-allauth), counted in the same cache.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

_MINUTE = 60
_IPV6_PREFIX = 64  # what one household or host holds


class LimitsMiddleware:
    """Counts requests to limited views by the address they come from and the minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """429 if the address has asked too often within the minute."""
        match = request.resolver_match
        name = settings.COMITY_LIMITED.get((match.url_name if match else None) or "")
        most = settings.COMITY_LIMITS.get(name or "")
        if not most or (name in settings.COMITY_LIMITED_ON_POST and request.method != "POST"):
            return None
        now = int(time.time())
        key = f"limit:{name}:{address_of(request)}:{now // _MINUTE}"
        cache.add(key, 0, 2 * _MINUTE)
        try:
            count = cache.incr(key)
        except ValueError:
            return None  # the cache was emptied in between
        if count <= most:
            return None
        request.comity_wait = _MINUTE - now % _MINUTE  # type: ignore[attr-defined]
        handler = get_resolver().resolve_error_handler(429)
        answer: HttpResponse = handler(request)
        return answer


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the network of an IPv6 address, an IPv4 address whole."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        # The last entry is the proxy's own; what stands before it is whatever the client wrote.
        text = str(request.META.get("HTTP_X_FORWARDED_FOR", text)).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False).network_address)
