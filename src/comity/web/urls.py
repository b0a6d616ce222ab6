"""Every address of the portal. The language is the first part of the path."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from . import directory_urls, ebook_urls, evidence_urls, work_urls
from .sign_in import ACCOUNT_PAGES, DESK_SIGN_IN, SIGN_ON
from .views import alerts, history, home, navigator, records, search, states, studio, treaties, vocabularies, world

handler404 = "comity.web.views.errors.not_found"
handler500 = "comity.web.views.errors.failed"
handler429 = "comity.web.views.errors.too_many"
handler400 = "comity.web.views.errors.bad_request"

_BASIS = "basis/<str:requesting>/<str:requested>/<slug:measure>/"

urlpatterns: list[URLPattern | URLResolver] = [
    *DESK_SIGN_IN,
    *SIGN_ON,
    path("desk/documents/", include(wagtaildocs_urls)),
    path("desk/", include(wagtailadmin_urls)),
]
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("basis/", navigator.ask, name="ask"),
    path(_BASIS, navigator.basis, name="basis"),
    path(f"{_BASIS}data.json", navigator.basis_json, name="basis-json"),
    path(f"{_BASIS}document.pdf", navigator.basis_pdf, name="basis-pdf"),
    path("treaties/", treaties.treaties, name="treaties"),
    path("treaties/<slug:code>/", treaties.treaty, name="treaty"),
    path("treaties/<slug:code>/status.<slug:form>", treaties.treaty_table, name="treaty-table"),
    path("provisions/<str:code>/", treaties.provision, name="provision"),
    path("states/", states.states, name="states"),
    path("states/<slug:code>/", states.state, name="state"),
    path("states/<slug:code>/treaties.<slug:form>", states.state_table, name="state-table"),
    path("compare/", states.compare, name="compare-choose"),
    path("compare/<slug:a>/<slug:b>/", states.compare, name="compare"),
    path("world/", world.world, name="world"),
    path("world/matrix.<slug:form>", world.world_matrix, name="world-matrix"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggest, name="search-suggestions"),
    path("search/feed.atom", search.feed, name="search-feed"),
    path("search/records.<slug:form>", search.export, name="search-export"),
    path("search/alert/", alerts.ask, name="alert-ask"),
    path("alerts/<str:token>/", alerts.confirm, name="alert"),
    path("alerts/<str:token>/end/", alerts.end, name="alert-end"),
    path("records/<str:key>/", records.page, name="record"),
    path("records/<str:key>/report/", records.report, name="record-report"),
    path("records/<str:key>/history/", history.history, name="record-history"),
    path("records/<str:key>/files/<int:number>/", records.file, name="record-file"),
    path("records/<str:key>/record.<slug:form>", records.export, name="record-export"),
    path("provisions/<str:code>/legislation/", records.side_by_side, name="side-by-side"),
    path("vocabularies/", vocabularies.vocabularies, name="vocabularies"),
    path("vocabularies/<slug:scheme>/", vocabularies.vocabulary, name="vocabulary"),
    path("vocabularies/<slug:scheme>/skos.<slug:form>", vocabularies.skos, name="vocabulary-skos"),
    *evidence_urls.urlpatterns,
    *ebook_urls.urlpatterns,
    *directory_urls.urlpatterns,
    path("studio/", studio.studio, name="studio"),
    path("workspace/", include("comity.web.workspace_urls")),
    path("studio/open/", studio.open_file, name="studio-open"),
    path("studio/<slug:code>/", studio.draft, name="studio-draft"),
    *work_urls.urlpatterns,
    path("about/", home.about, name="about"),
    *ACCOUNT_PAGES,
)
