"""The addresses of the directory's working pages, its feeds, and the pages its mails lead to."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import directory_confirm, directory_edit, directory_feed, directory_import, directory_work

urlpatterns: list[URLPattern] = [
    path("directory/work/", directory_work.mine, name="work"),
    path("directory/work/new/", directory_work.new, name="work-new"),
    path("directory/work/dashboard/", directory_work.dashboard, name="work-dashboard"),
    path("directory/work/tables/", directory_import.tables, name="work-tables"),
    path("directory/work/tables/template.<slug:form>", directory_import.empty, name="work-template"),
    path("directory/work/changes.atom", directory_feed.full, name="work-changes"),
    path("directory/work/entries/<slug:key>/", directory_work.entry, name="work-entry"),
    path("directory/work/entries/<slug:key>/edit/<slug:section>/", directory_edit.edit, name="work-edit"),
    path("directory/work/entries/<slug:key>/versions/<int:number>/", directory_work.compare, name="work-compare"),
    path("directory/authorities/<slug:key>/problem/", directory_confirm.report, name="authority-problem"),
    path("directory/confirm/<str:token>/", directory_confirm.confirm_link, name="authority-confirm"),
    path("directory/changes.atom", directory_feed.public, name="directory-changes"),
]
NAMES: frozenset[str] = frozenset(str(pattern.name) for pattern in urlpatterns)
