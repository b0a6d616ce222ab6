"""What the desk adds to Wagtail: the catalogue's menu, the quality page, the import with its check, bulk actions."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import bulk  # noqa: F401 - the bulk actions register themselves
from .evidence import EvidenceGroup
from .viewsets import CatalogueGroup

register_snippet(CatalogueGroup)
register_snippet(EvidenceGroup)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """The desk's own pages. Their views read spreadsheets, which only a web process needs: commands start without."""
    from .views import import_template, import_views, quality

    return [
        path("quality/", quality, name="desk-quality"),
        path("import/", import_views, name="desk-import"),
        path("import/<slug:kind>.<slug:form>", import_template, name="desk-import-template"),
    ]


@hooks.register("register_admin_menu_item")
def quality_item() -> MenuItem:
    """The quality page in the menu."""
    return MenuItem(_("Quality"), reverse("desk-quality"), icon_name="check", order=150)


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    """The import in the menu."""
    return MenuItem(_("Import"), reverse("desk-import"), icon_name="upload", order=160)


@hooks.register("construct_main_menu")
def without_pages(request: Any, items: list[Any]) -> None:
    """There are no pages in a tree here yet: what Wagtail has for them is left out of the menu."""
    items[:] = [item for item in items if item.name not in {"explorer", "images"}]


@hooks.register("before_serve_document")
def only_at_the_desk(document: Any, request: Any) -> None:
    """A file by its own address is for people at the desk: the public gets it with the record that names it."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
