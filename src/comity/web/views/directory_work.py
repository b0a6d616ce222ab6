"""The working pages of the directory: what one looks after, one entry with its steps, and the dashboard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer, viewer
from comity.core.gazetteer import load_gazetteer
from comity.core.wording import language
from comity.directory import rules, work
from comity.directory.book import entries_of, today
from comity.directory.checking import problems
from comity.directory.domain import confirming, drafting, ending, steps
from comity.directory.domain import problems as reporting
from comity.directory.domain.errors import Blocked, OutOfStep
from comity.directory.models import Status, Version
from comity.law.authorities.comparing import FIELDS, differences
from comity.law.authorities.entry import AuthorityEntry, Said
from comity.treaties.interfaces import book as treaty_book

from ..choices import collated
from ..entry_form import SECTIONS
from ..entry_text import Line, lines
from ..labels import group_label
from .not_there import not_there

_PAGE = 50


@not_there
def mine(request: HttpRequest) -> HttpResponse:
    """The entries the viewer looks after, those that wait for a step first; for a mission, taking its State over."""
    asking = viewer(request)
    state, waiting = request.GET.get("state", ""), request.GET.get("waiting") == "1"
    found = work.entries(asking, state=state, waiting=waiting)
    own = sorted(asking.states(Role.MISSION))
    if request.method == "POST":
        return _take_over(request, asking)
    context = {
        "book": treaty_book(),
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "waiting": waiting,
        "state": state,
        "may_list": asking.holds(Role.MISSION, Role.SECRETARIAT),
        "is_secretariat": asking.holds(Role.SECRETARIAT),
        "states": _state_choices(),
        "taken": [(code, work.taken_over(code)) for code in own],
    }
    return render(request, "web/work/mine.html", context)


def _take_over(request: HttpRequest, asking: Viewer) -> HttpResponse:
    try:
        ending.take_over(
            viewer=asking, state=request.POST.get("state", ""), reference=request.POST.get("reference", "")[:200]
        )
        messages.success(request, _("The entries of your State are now yours to keep true: look through each of them."))
    except OutOfStep:
        messages.info(request, _("That was done before."))
    return redirect("work")


def _state_choices() -> list[tuple[str, str]]:
    found = [(s.code, s.name(language())) for s in load_gazetteer().states.values() if s.is_party_candidate]
    return sorted(found, key=lambda pair: collated(pair[1]))


class NewForm(forms.Form):
    """The least an entry begins with."""

    state = forms.ChoiceField(label=gettext_lazy("State"))
    language = forms.CharField(
        label=gettext_lazy("Language of the name"),
        max_length=12,
        help_text=gettext_lazy("Its code, like fr or ar."),
        widget=forms.TextInput(attrs={"list": "languages", "dir": "ltr", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Name, as the authority itself writes it"), max_length=400)

    def __init__(self, asking: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = None if asking.holds(Role.SECRETARIAT) else asking.states(Role.MISSION)
        choices = [(code, name) for code, name in _state_choices() if allowed is None or code in allowed]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


@not_there
def new(request: HttpRequest) -> HttpResponse:
    """Begins the entry of another authority."""
    asking = viewer(request)
    if not asking.holds(Role.MISSION, Role.SECRETARIAT):
        raise NotPermitted("only missions and the secretariat list authorities")
    form = NewForm(asking, request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        entry = AuthorityEntry(state=given["state"], names=(Said(given["language"].strip(), given["name"].strip()),))
        return redirect("work-entry", drafting.list_authority(viewer=asking, entry=entry))
    return render(request, "web/work/new.html", {"book": treaty_book(), "form": form})


@not_there
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """One entry: what is to be done about it, its sections, its problems and reports, and every version."""
    asking = viewer(request)
    kept = work.kept(asking, key)
    if request.method == "POST":
        _act(request, asking, key)
        return redirect("work-entry", key)
    latest = kept.latest
    published = kept.listed.entry if kept.listed else None
    context = {
        "book": treaty_book(),
        "kept": kept,
        "latest": latest,
        "status": Status(latest.status).label if latest else "",
        "problems": [(p, FIELDS[p.field]) for p in problems(kept.entry, key=key)],
        "changed": [each.label for each in differences(published, kept.entry)],
        "sections": [(s, any(_is_filled(kept.entry, name) for name in s.fields)) for s in SECTIONS.values()],
        "may": _may(asking, kept),
        "reports": work.reports(key),
        "versions": work.history(key),
        "successors": [k for k in work.entries(asking, state=kept.state) if k.key != key and k.listed]
        if rules.may_list(asking, state=kept.state)
        else [],
        "today": today(),
    }
    return render(request, "web/work/entry.html", context)


def _is_filled(entry: AuthorityEntry, name: str) -> bool:
    empty = AuthorityEntry(state="", names=())
    return bool(getattr(entry, name) != getattr(empty, name))


def _may(asking: Viewer, kept: work.Kept) -> dict[str, bool]:
    """The steps the viewer may take with the entry as it stands."""
    status = kept.latest.status if kept.latest else ""
    confirms, publishes = rules.may_confirm(asking, state=kept.state), rules.may_publish(asking)
    waits = status in {Status.PROPOSED, Status.CONFIRMED}
    return {
        "propose": status == Status.DRAFT and not publishes,
        "confirm": status == Status.PROPOSED and confirms,
        "publish": status in {Status.DRAFT, Status.PROPOSED, Status.CONFIRMED} and publishes,
        "needs_note": status != Status.CONFIRMED,
        "reject": waits and (confirms or publishes),
        "withdraw": status in {Status.DRAFT, Status.REJECTED, Status.PROPOSED},
        "confirm_unchanged": kept.listed is not None,
        "note_to_confirm": publishes and not confirms and not asking.holds(Role.AUTHORITY_EDITOR, authority=kept.key),
        "end": kept.listed is not None and (confirms or publishes),
        "publishes": publishes,
    }


class EndForm(forms.Form):
    """From when an authority no longer exists, and what follows it."""

    until = forms.DateField()
    followed_by = forms.CharField(required=False, max_length=12)
    reference = forms.CharField(required=False, max_length=200)


def _act(request: HttpRequest, asking: Viewer, key: str) -> None:
    """Takes the step a button stands for, and says what came of it."""
    deed = request.POST.get("do", "")
    act = _DEEDS.get(deed)
    if act is None:
        return
    try:
        act(request, asking, key)
        messages.success(request, str(_SAID[deed]))
    except Blocked:
        messages.error(request, _("The entry has errors, listed below: mend them first."))
    except OutOfStep:
        messages.error(
            request,
            _("Nothing was done: the entry has gone on meanwhile, or a note verbale must be named. Look again."),
        )
    except ValueError:
        messages.error(request, _("Nothing was done: something is missing or cannot be read."))


def _number(request: HttpRequest) -> int:
    return int(request.POST.get("number", ""))


def _reference(request: HttpRequest) -> str:
    return request.POST.get("reference", "")[:200]


def _end(request: HttpRequest, asking: Viewer, key: str) -> None:
    form = EndForm(request.POST)
    if not form.is_valid():
        raise ValueError("no day")
    ending.end_authority(viewer=asking, key=key, **form.cleaned_data)


_DEEDS: dict[str, Callable[[HttpRequest, Viewer, str], object]] = {
    "propose": lambda r, v, k: steps.propose(viewer=v, key=k, number=_number(r)),
    "confirm": lambda r, v, k: steps.confirm(viewer=v, key=k, number=_number(r)),
    "publish": lambda r, v, k: steps.publish(viewer=v, key=k, number=_number(r), reference=_reference(r)),
    "reject": lambda r, v, k: steps.reject(viewer=v, key=k, number=_number(r), reason=r.POST.get("reason", "")[:2000]),
    "withdraw": lambda r, v, k: drafting.withdraw(viewer=v, key=k, number=_number(r)),
    "confirm-unchanged": lambda r, v, k: confirming.confirm_unchanged(
        viewer=v, key=k, seen=_number(r), reference=_reference(r)
    ),
    "end": _end,
    "settle": lambda r, v, k: reporting.settle_problem(
        viewer=v, report=int(r.POST.get("report", "")), answer=r.POST.get("answer", "")
    ),
}
_SAID = {
    "propose": gettext_lazy("Proposed."),
    "confirm": gettext_lazy("Confirmed: the secretariat can publish it."),
    "publish": gettext_lazy("Published."),
    "reject": gettext_lazy("Sent back, with your reason."),
    "withdraw": gettext_lazy("Withdrawn."),
    "confirm-unchanged": gettext_lazy("Confirmed: the entry counts as up to date from today."),
    "end": gettext_lazy("The end of the authority is on its way."),
    "settle": gettext_lazy("The report is settled."),
}


@not_there
def compare(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A version beside the one that is published, or beside what it was made from, field by field."""
    asking = viewer(request)
    version, after = work.numbered(asking, key, number)
    against = work.kept(asking, key).listed
    base = against.version if against and against.version != number else version.based_on
    before = work.numbered(asking, key, base)[1] if base else None
    book = treaty_book()
    rows: list[tuple[str, list[Line], list[Line]]] = [
        (each.label, lines(each.before, each.field, book), lines(each.after, each.field, book))
        for each in differences(before, after)
    ]
    context = {
        "book": book,
        "compared": version,
        "status": Status(version.status).label,
        "entry": after,
        "key": key,
        "base": base,
        "rows": rows,
        "name": after.name(language()),
    }
    return render(request, "web/work/compare.html", context)


@not_there
def dashboard(request: HttpRequest) -> HttpResponse:
    """How true the entries are, by State and by region."""
    book = treaty_book()
    found = work.figures_by_state(viewer(request))
    gazetteer = load_gazetteer()
    regions: dict[str, list[work.Figures]] = defaultdict(list)
    for code, figures in found.items():
        regions[group_label(gazetteer[code].group) or _("Others")].append(figures)
    by_state = sorted(found.items(), key=lambda pair: collated(gazetteer[pair[0]].name(language())))
    whole = work.total(found.values())
    context = {
        "book": book,
        "today": today(),
        "states": by_state,
        "regions": sorted(((name, work.total(each)) for name, each in regions.items()), key=lambda p: collated(p[0])),
        "total": whole,
        "missing": [(FIELDS[name], count) for name, count in whole.missing],
    }
    return render(request, "web/work/dashboard.html", context)


def entry_of_version(version: Version) -> AuthorityEntry:
    """What a version says."""
    return entries_of([version.pk])[version.pk]
