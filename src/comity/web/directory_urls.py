"""The addresses of the directory's pages for readers."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import directory, directory_entry, directory_figures, directory_find

urlpatterns: list[URLPattern] = [
    path("directory/", directory.authorities, name="directory"),
    path("directory/authorities.<slug:form>", directory.authorities_table, name="directory-table"),
    path("directory/authorities/<slug:key>/", directory_entry.authority, name="authority"),
    path("directory/find/", directory_find.find_authority, name="directory-find"),
    path("directory/figures/", directory_figures.figures, name="directory-figures"),
    path("directory/figures/<slug:code>.<slug:form>", directory_figures.figure_table, name="directory-figure-table"),
    path("directory/compare/", directory_find.compare, name="directory-compare"),
    path("directory/compare.<slug:form>", directory_find.compare_table, name="directory-compare-table"),
]
NAMES: frozenset[str] = frozenset(str(pattern.name) for pattern in urlpatterns)
