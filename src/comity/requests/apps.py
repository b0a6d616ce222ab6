"""The room of drafts and casework."""

from __future__ import annotations

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Drafts and casework."""

    name = "comity.requests"
