"""The addresses of the Electronic Evidence Hub."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import evidence, guides, powers, preservation

urlpatterns: list[URLPattern] = [
    path("evidence/", evidence.hub, name="evidence"),
    path("evidence/providers/", evidence.providers, name="providers"),
    path("evidence/providers.<slug:form>", evidence.providers_table, name="providers-table"),
    path("evidence/providers/<slug:code>/", evidence.provider, name="provider"),
    path("evidence/providers/<slug:code>/compare/", evidence.compare, name="provider-compare"),
    path("evidence/national-provisions/", powers.national_provisions, name="national-provisions"),
    path(
        "evidence/national-provisions.<slug:form>", powers.national_provisions_table, name="national-provisions-table"
    ),
    path("evidence/guides/", guides.guides, name="guides"),
    path("evidence/guides/<slug:code>/", guides.guide, name="guide"),
    path("evidence/guides/<slug:code>.<slug:form>", guides.guide_file, name="guide-file"),
    path("evidence/preservation/", preservation.preservation, name="preservation"),
    path("evidence/preservation/reminders.ics", preservation.preservation_calendar, name="preservation-calendar"),
]
NAMES: frozenset[str] = frozenset(str(pattern.name) for pattern in urlpatterns)
