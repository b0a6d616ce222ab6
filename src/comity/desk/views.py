"""The desk's own pages: quality, and the import of templates with its check."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.catalogue.entries import Kind
from comity.catalogue.interfaces import Did
from comity.catalogue.models import CatalogueLoad
from comity.connectors.catalogue.items import FormatError, Found, Refused
from comity.connectors.catalogue.loading import record_items
from comity.connectors.catalogue.report import EntryReport
from comity.connectors.catalogue.templates import CSV, XLSX, check, template
from comity.connectors.table_files import too_large

from .quality import findings, missing_languages, open_reports

_LARGEST = 32 << 20  # bytes of an upload
_TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_DID = {
    Did.NEW: gettext_lazy("New records"),
    Did.CHANGED: gettext_lazy("Changed records"),
    Did.UNCHANGED: gettext_lazy("Unchanged records"),
    Did.KEPT: gettext_lazy("Records left as people changed them here"),
}


def quality(request: HttpRequest) -> HttpResponse:
    """What needs an editor."""
    context = {
        "findings": findings(datetime.now(UTC).date()),
        "reports": open_reports()[:20],
        "reported": open_reports().count(),
        "languages": missing_languages(),
    }
    return render(request, "desk/quality.html", context)


def import_views(request: HttpRequest) -> HttpResponse:
    """Checks a filled-in template and shows what is wrong in it; loads it if asked to and all is well enough."""
    if not request.user.has_perm("catalogue.add_extract"):
        raise PermissionDenied
    may_load = request.user.has_perm("catalogue.publish_extract")
    context: dict[str, Any] = {
        "may_load": may_load,
        "kinds": [kind.value for kind in Kind],
        "forms": [XLSX, CSV],
        "problem": "",
        "report": None,
    }
    upload = request.FILES.get("file")
    if request.method == "POST" and upload is None:
        context["problem"] = _("No file was chosen: choose a filled-in template (.csv or .xlsx).")
    elif upload is not None and (upload.size or 0) > _LARGEST:
        context["problem"] = str(too_large(str(upload.name), _LARGEST))
    elif upload is not None:
        data, name = upload.read(), str(upload.name)
        try:
            items = list(check(data, name))
        except FormatError as error:
            context["problem"] = str(error)
        else:
            refused = [item for item in items if isinstance(item, Refused)]
            fit = sum(isinstance(item, Found) for item in items)
            context |= {"checked": True, "fit": fit, "refused": refused, "refused_in_all": len(refused)}
            if "load" in request.POST and may_load:
                report = EntryReport("template", name)
                run = CatalogueLoad.objects.create(reader="template", path=name[:1000])
                record_items(name, iter(items), report)
                run.finished_at, run.counts, run.problems = datetime.now(UTC), report.counts(), report.problems()
                run.save()
                # Some things only the record can tell, like a law that is not there: they are among what was refused.
                context |= {"fit": report.did.total(), "refused": report.refused}
                context |= {"refused_in_all": report.refused_in_all, "report": report}
                context |= {"did": [(label, report.did[did]) for did, label in _DID.items()]}
    return render(request, "desk/import.html", context, status=400 if context["problem"] else 200)


def import_template(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """An empty template."""
    if kind not in {each.value for each in Kind} or form not in _TYPES:
        raise Http404
    response = HttpResponse(template(Kind(kind), form), content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="comity-{kind}.{form}"'
    return response
