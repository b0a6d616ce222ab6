"""Addresses of the directory's e-book."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import ebook

urlpatterns: list[URLPattern] = [
    path("directory/e-book/", ebook.ebook, name="ebook"),
    path("directory/e-book/files/<slug:key>/", ebook.ebook_file, name="ebook-file"),
    path(
        "directory/e-book/<int:number>/<slug:edition>/<slug:lang>.<slug:form>",
        ebook.ebook_download,
        name="ebook-download",
    ),
]
NAMES: frozenset[str] = frozenset(str(pattern.name) for pattern in urlpatterns)
