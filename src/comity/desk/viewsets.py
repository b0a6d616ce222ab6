"""The desk's views of each kind of record, and of what belongs to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from comity.catalogue.models import MODELS, Case, Extract, Law, Publication, Strategy
from comity.evidence.models import RECORDS as HUB_RECORDS
from comity.records.models import ErrorReport, PastVersion, Record
from comity.vocabulary.models import Term

from .forms import RecordForm

_SHARED = (
    "language",
    "states",
    "provisions",
    "crimes",
    "offences",
    "issues",
)
_SOURCE = ("provenance", "source_name", "source_url", "licence", "as_of", "verified_on", "url", "demonstration")


class RecordIndexView(IndexView):
    """The list of records, searched by number, source and title."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """The records with their texts: the list says what each is called."""
        found: QuerySet[Any] = super().get_base_queryset()
        return found.prefetch_related("texts")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Records whose number or one of whose titles holds the words."""
        words = (self.search_query or "").strip()
        if not words:
            return queryset
        found = Q(number__icontains=words) | Q(key=words) | Q(texts__title__icontains=words)
        return queryset.filter(found).distinct()


class RecordViewSet(SnippetViewSet):
    """What the views of all kinds of records share. `own` are the fields of the kind."""

    own: tuple[str, ...] = ()
    index_view_class = RecordIndexView
    list_per_page = 50
    list_display = (
        "number",
        Column("heading", label=_("Title")),
        "language",
        "provenance",
        "verified_on",
        "changed_at",
    )
    list_filter = ("provenance", "language", "demonstration", "live", "edited")
    ordering = ("-changed_at",)
    copy_view_enabled = False
    is_searchable = True

    def get_edit_handler(self) -> Any:
        """Texts, the kind's own fields, the classification, the source, and publishing."""
        texts = [
            InlinePanel(
                "texts",
                heading=_("Texts"),
                label=_("Text"),
                min_num=1,
                panels=[FieldPanel(n) for n in ("language", "origin", "translated_from", "title", "body", "notes")],
            )
        ]
        handler = TabbedInterface(
            [
                ObjectList(texts, heading=_("Texts")),
                ObjectList([FieldPanel(name) for name in self.own], heading=_("Facts")),
                ObjectList([FieldPanel(name) for name in _SHARED], heading=_("Classification")),
                ObjectList(
                    [MultiFieldPanel([FieldPanel(n) for n in _SOURCE], heading=_("Source")), FieldPanel("attachments")],
                    heading=_("Source"),
                ),
                ObjectList([FieldPanel("number"), PublishingPanel()], heading=_("Publishing")),
            ],
            base_form_class=RecordForm,
        )
        return handler.bind_to_model(self.model)


class LawViewSet(RecordViewSet):
    model = Law
    icon = "doc-full"
    own = (
        *("law_kind", "official_number", "adopted_on", "in_force_on", "amended_on", "repealed_on", "status"),
        *("versions", "full_text_url"),
    )


class ExtractViewSet(RecordViewSet):
    model = Extract
    icon = "list-ul"
    own = ("law", "section", "path", "position", "in_force_on", "amended_on")


class CaseViewSet(RecordViewSet):
    model = Case
    icon = "folder-open-inverse"
    own = (
        *("case_type", "legal_system", "proceeding_type", "latest_ruling", "tried", "decided_on", "sentenced_on"),
        *("jurisdiction", "proceedings", "defendants", "victims_heading", "victims", "witnesses", "cooperation"),
        *("keywords", "citations"),
    )


class StrategyViewSet(RecordViewSet):
    model = Strategy
    icon = "clipboard-list"
    own = (*("strategy_kind", "issued_by", "adopted_on", "begins_on", "ends_on", "status", "pillars", "predecessor"),)


class PublicationViewSet(RecordViewSet):
    model = Publication
    icon = "openquote"
    own = ("authors", "year", "publisher", "journal", "isbn", "doi", "methods", "data_sources", "keywords")


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    list_display = ("code", "scheme", "parent", "status")
    list_filter = ("scheme", "status")
    list_per_page = 100
    search_fields = ("code",)
    panels = [
        FieldPanel(name)
        for name in (
            *("scheme", "code", "parent", "position", "status", "replaced_by"),
            *("labels", "definitions", "alternatives"),
        )
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form; a term saved through it is the editors' own."""
        form_class = super().get_form_class(for_update)

        class TermForm(form_class):  # type: ignore[misc, valid-type]
            def save(self, commit: bool = True) -> Any:
                self.instance.edited = True
                return super().save(commit)

        return TermForm


class ErrorReportViewSet(SnippetViewSet):
    model = ErrorReport
    icon = "warning"
    list_display = ("number", "title", "text", "reported_at", "settled_at")
    list_filter = ("settled_at",)
    panels = [
        *(
            FieldPanel(n, read_only=True)
            for n in ("key", "number", "title", "language", "changed_at", "text", "contact")
        ),
        FieldPanel("answer"),
        FieldPanel("settled_at"),
    ]


class PastVersionViewSet(SnippetViewSet):
    model = PastVersion
    icon = "history"
    list_display = ("number", "since", "until", "ended_by", "withheld")
    list_filter = ("ended_by", "withheld")
    search_fields = ("number", "key")
    ordering = ("-until",)
    copy_view_enabled = False
    panels = [
        *(FieldPanel(n, read_only=True) for n in ("key", "number", "since", "until", "ended_by")),
        FieldPanel("withheld"),
    ]


class CatalogueGroup(SnippetViewSetGroup):
    """The catalogue in the desk's menu."""

    items = (
        LawViewSet,
        ExtractViewSet,
        CaseViewSet,
        StrategyViewSet,
        PublicationViewSet,
        TermViewSet,
        ErrorReportViewSet,
        PastVersionViewSet,
    )
    menu_label = _("Catalogue")
    menu_icon = "folder-inverse"
    menu_order = 100


CATALOGUE: tuple[type[Record], ...] = tuple(MODELS.values())
HUB: tuple[type[Record], ...] = HUB_RECORDS
RECORDS: tuple[type[Record], ...] = (*CATALOGUE, *HUB)
