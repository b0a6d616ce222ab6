"""The pages of the portal: each view reads the address, calls one function of the domain and renders."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The front page: the question the portal answers."""
    return render(request, "web/home.html")
