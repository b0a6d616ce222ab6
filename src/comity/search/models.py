"""Searches people asked to be told about."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone


def new_token() -> str:
    """A secret that stands for one alert in the links of its mails."""
    return secrets.token_urlsafe(24)


class Alert(models.Model):
    """A search whose new records are sent by mail, once its address was confirmed."""

    email = models.EmailField()
    query = models.CharField(max_length=2000, blank=True)  # the address's parameters, as they are shared
    language = models.CharField(max_length=8)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    sent_until = models.DateTimeField(default=timezone.now)  # records published up to here have been told of

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "query", "language"], name="one_alert_per_search")]

    def __str__(self) -> str:
        return f"{self.email}: {self.query}"
