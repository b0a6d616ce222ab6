"""The desk's views of the Electronic Evidence Hub: providers with their guidelines, national provisions, guides."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from comity.evidence.models import Guide, GuidelineVersion, NationalProvision, ServiceProvider

from .forms import RecordForm

_SOURCE = (
    *("provenance", "source_name", "source_url", "licence", "as_of", "verified_on", "verified_by", "url"),
    "demonstration",
)


class HubViewSet(SnippetViewSet):
    """What the views of all records of the hub share. `own` are the fields of the kind, `shared` the classification."""

    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ("language", "states", "provisions")
    texts_needed = 1
    index_view_class = IndexView
    list_per_page = 50
    list_filter = ("live", "edited", "verified_on")
    copy_view_enabled = False

    def get_edit_handler(self) -> Any:
        """The kind's own fields, the texts, the source, and publishing."""
        texts = InlinePanel(
            "texts",
            heading=_("Texts"),
            label=_("Text"),
            min_num=self.texts_needed,
            panels=[FieldPanel(n) for n in ("language", "origin", "translated_from", "title", "body", "notes")],
        )
        handler = TabbedInterface(
            [
                ObjectList([FieldPanel(name) for name in self.own], heading=_("Facts")),
                ObjectList([texts], heading=_("Texts")),
                ObjectList([FieldPanel(name) for name in self.shared], heading=_("Classification")),
                ObjectList(
                    [MultiFieldPanel([FieldPanel(n) for n in _SOURCE], heading=_("Source"))], heading=_("Source")
                ),
                ObjectList([FieldPanel("number"), PublishingPanel()], heading=_("Publishing")),
            ],
            base_form_class=RecordForm,
        )
        return handler.bind_to_model(self.model)


class ProviderViewSet(HubViewSet):
    model = ServiceProvider
    icon = "site"
    texts_needed = 0
    list_display = ("name", "category", "preservation", "verified_on", "verified_by", "as_of")
    ordering = ("name",)
    search_fields = ("name", "code")
    own = (
        *("code", "name", "category", "brands", "entities", "data_states", "portal_url", "portal_account", "email"),
        *("postal", "emergency_contact", "emergency_url", "languages", "response_days", "preservation"),
        *("preservation_days", "extension_days", "renewals", "acceptances", "content_routes", "user_notice"),
        *("notice_delay", "identifiers", "held", "authentication", "reimbursement", "freeze_days"),
        *("transparency_url", "guidelines_url", "cautions"),
    )


class GuidelineViewSet(SnippetViewSet):
    model = GuidelineVersion
    icon = "history"
    list_display = ("provider", "title", "version_on", "used_until", "source_name")
    ordering = ("-version_on", "-pk")
    copy_view_enabled = False
    panels = [
        FieldPanel(name)
        for name in (
            *("provider", "title", "url", "language", "version_on", "used_from", "used_until", "checksum", "text"),
            *("source_name", "licence", "as_of"),
        )
    ]


class NationalProvisionViewSet(HubViewSet):
    model = NationalProvision
    icon = "doc-full"
    list_display = ("number", "power", "law_name", "article", "foreign", "verified_on")
    ordering = ("number",)
    search_fields = ("number", "law_name")
    own = ("power", "law_name", "article", "extract_key", "authority_key", "ordered_by", "max_days", "foreign")


class GuideViewSet(HubViewSet):
    model = Guide
    icon = "openquote"
    list_display = ("code", "kind", "publisher", "edition", "changed_at")
    ordering = ("code",)
    search_fields = ("code", "publisher")
    own = ("code", "kind", "publisher", "edition", "published_on", "parts")


class EvidenceGroup(SnippetViewSetGroup):
    """The hub in the desk's menu."""

    items = (ProviderViewSet, GuidelineViewSet, NationalProvisionViewSet, GuideViewSet)
    menu_label = _("Electronic evidence")
    menu_icon = "key"
    menu_order = 110
