"""Editing a section of an entry: rows are added without a script, and what two people wrote at once is not lost."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.accounts.viewer import viewer
from comity.core.wording import language, locale
from comity.directory import work
from comity.directory.checking import problems, time_zones
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.errors import Conflict, OutOfStep
from comity.law.authorities.comparing import FIELDS
from comity.law.authorities.designating import GROUNDS, RESOLUTIONS
from comity.treaties.interfaces import book as treaty_book

from ..entry_form import SECTIONS, Raw, section_form
from ..entry_text import ground_name, lines
from .not_there import not_there


@not_there
def edit(request: HttpRequest, key: str, section: str) -> HttpResponse:
    """A section of an entry as a form; saving makes a new draft."""
    asking = viewer(request)
    if section not in SECTIONS:
        raise Http404
    kept = work.kept(asking, key)
    if kept.latest is None:
        raise Http404
    page = SECTIONS[section]
    context: dict[str, Any] = {"seen": kept.latest.number, "status": 200}
    sent = Raw.sent(request.POST) if request.method == "POST" else None
    form = section_form(page, kept.entry, sent)
    if sent is not None:
        context["seen"] = _seen(request, kept.latest.number)
        changes = form.read() if not sent.add else None
        if changes is not None:
            try:
                save_draft(
                    viewer=asking, key=key, changes=changes, seen=context["seen"], note=request.POST.get("note", "")
                )
            except Conflict as conflict:
                context |= _conflict(conflict)
            except OutOfStep:
                return redirect("work-entry", key)
            else:
                messages.success(request, _("Saved as a draft."))
                return redirect("work-entry", key)
        elif not sent.add:
            context["status"] = 400
    book = treaty_book()
    context |= {
        "book": book,
        "key": key,
        "name": kept.entry.name(language()),
        "form": form,
        "part": page,
        "sections": SECTIONS.values(),
        "languages": _languages(),
        "zones": sorted(time_zones()) if section == "contact" else (),
        "provisions": _grounds() if section == "designations" else (),
        "problems": [p for p in problems(kept.entry, key=key) if p.field in page.fields] if sent is None else (),
        "note": request.POST.get("note", ""),
    }
    return render(request, "web/work/edit.html", context, status=context["status"])


def _seen(request: HttpRequest, latest: int) -> int:
    given = request.POST.get("seen", "")
    return min(int(given), latest) if given.isdecimal() and 0 < len(given) < 9 and int(given) > 0 else latest


def _conflict(conflict: Conflict) -> dict[str, Any]:
    """What the other person wrote; saving again knowingly goes over it, field by field."""
    book = treaty_book()
    return {
        "status": 409,
        "seen": conflict.theirs.number,
        "theirs": conflict.theirs,
        "conflicts": [(FIELDS[name], lines(value, name, book)) for name, value in conflict.fields.items()],
    }


def _languages() -> list[tuple[str, str]]:
    names = Locale.parse(locale()).languages
    return sorted((code.replace("_", "-"), name) for code, name in names.items() if len(code) <= 3)


def _grounds() -> list[tuple[str, str]]:
    book = treaty_book()
    codes = dict.fromkeys([ground.provision for ground in GROUNDS] + list(RESOLUTIONS))
    return [(code, ground_name(code, book)) for code in codes]
