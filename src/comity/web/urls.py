"""Every address of the portal. The language is the first part of the path."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from . import views

urlpatterns = i18n_patterns(
    path("", views.home, name="home"),
)
