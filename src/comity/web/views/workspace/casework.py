"""Requests on their way: the lists, one request's course with its next steps, deadlines, calendar, figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.accounts.roles import Role
from comity.accounts.viewer import viewer
from comity.core import wording
from comity.law.authorities.words import Channel
from comity.law.basis.types import Answer
from comity.law.grounds import GroundKind
from comity.law.lifecycle.course import Course, LifecycleError, doubts, grounds, offers
from comity.law.lifecycle.deadlines import DeadlineKind
from comity.law.lifecycle.steps import Direction, Stage, Step, StepKind
from comity.law.measures import Measure
from comity.law.preservation import clock
from comity.publications.calendar import Day, calendar
from comity.requests import queries, rules
from comity.requests.domain import casework, deadlines
from comity.requests.domain.casework import Overtaken, Particulars
from comity.requests.file_checks import LARGEST
from comity.requests.models import Request, RequestDeadline, RequestStep
from comity.treaties.interfaces import book as treaty_book

from ... import choices
from ...asked import today
from . import typed_in
from .guard import authority_name, own_authorities, workspace, workspace_and_overseers

_COUNTED = (DeadlineKind.PROVISIONAL_ARREST, DeadlineKind.SAFE_CONDUCT)  # a treaty may count their days


@workspace
def requests(request: HttpRequest) -> HttpResponse:
    """The requests in scope: outgoing and incoming, by words, State and stage."""
    who = viewer(request)
    asked = {name: request.GET.get(name, "")[:200] for name in ("words", "direction", "state", "stage")}
    context = {
        "book": treaty_book(),
        "rows": [
            (row, Measure(row.request.measure), Stage(row.request.stage)) for row in queries.requests(who, **asked)
        ],
        "asked": asked,
        "directions": list(Direction),
        "stages": list(Stage),
        "states": choices.states(treaty_book()),
    }
    return render(request, "web/workspace/requests.html", context)


@workspace
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Opens a request: one that is drafted, or one that came in."""
    who = viewer(request)
    typed = request.POST if request.method == "POST" else request.GET
    problem = ""
    if request.method == "POST":
        try:
            made = casework.open_request(
                viewer=who,
                authority=typed.get("authority", ""),
                direction=Direction(typed.get("direction", "")),
                state=typed_in.state(typed.get("state", "")),
                measure=Measure(typed.get("measure", "")),
                instrument=typed_in.instrument(typed.get("instrument", "")),
                on=typed_in.day(typed.get("on", "")),
                particulars=typed_in.particulars(request),
                draft=typed.get("draft", ""),
            )
            return redirect("workspace-request", made.key)
        except LifecycleError as error:
            problem = wording.say(error.sentence, treaty_book())
        except ValueError:
            problem = _("Choose the direction, the other State and the measure, and write the day like 2026-03-01.")
    book = treaty_book()
    named = [(code, wording.instrument_name(code, book)) for code in book.instruments]
    context = {
        "book": book,
        "typed": typed,
        "problem": problem,
        "authorities": own_authorities(who),
        "directions": list(Direction),
        "states": choices.states(book),
        "measures": choices.measures(),
        "instruments": sorted(named, key=lambda pair: choices.collated(pair[1])),
        "today": today().isoformat(),
    }
    return render(request, "web/workspace/request_new.html", context, status=400 if problem else 200)


@workspace
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One request: its course, what may come next, files and deadlines; POST enters a step."""
    who = viewer(request)
    held = rules.request_of(who, key)
    if request.method != "POST":
        return _page(request, held)
    try:
        step = _step(request)
        casework.take_step(viewer=who, key=key, step=step, seen=typed_in.number(request.POST.get("seen", "")))
    except LifecycleError as error:
        return _page(request, held, wording.say(error.sentence, treaty_book()), error.field)
    except ValueError:
        return _page(request, held, _("Choose the step and write the day like 2026-03-01."), "on")
    except Overtaken:
        return _page(
            request,
            held,
            _("Somebody else entered a step meanwhile; nothing was saved. Look at it, then enter yours again."),
        )
    return redirect("workspace-request", key)


def _page(request: HttpRequest, held: Request, problem: str = "", field: str = "") -> HttpResponse:
    book = treaty_book()
    rows = list(held.steps.select_related("document", "entered_by"))
    course = casework.course_of(held, rows)
    offered = offers(course)
    files = [(row, row.opened()) for row in held.files.all()]
    names = {row.pk: facts["name"] for row, facts in files}
    dues = list(held.deadlines.all())
    line = [_entry(row, course, names) for row in rows]
    explained = {entry["row"].number: entry["explanation"] for entry in line}
    context = {
        "book": book,
        "held": held,
        "particulars": Particulars.of(held),
        "authority": authority_name(held.authority),
        "direction": Direction(held.direction),
        "measure": Measure(held.measure),
        "course": course,
        "line": line,
        "doubts": doubts(course),
        "offered": [(kind, needs) for kind, needs in offered],
        "grounds": [*grounds(course, GroundKind.REFUSAL), *grounds(course, GroundKind.POSTPONEMENT)]
        + (list(grounds(course, GroundKind.NOT_A_GROUND)) if course.direction is Direction.OUTGOING else []),
        "no_grounds": grounds(course, GroundKind.NOT_A_GROUND),
        "duties": grounds(course, GroundKind.DUTY),
        "channels": list(Channel),
        "answers": list(Answer),
        "limits": [(each.number, each.step.on, explained[each.number]) for each in course.limits],
        "counted": [kind for kind in _COUNTED if deadlines.limits_of(kind, today(), held.instrument)],
        "last": course.standing[-1].number,
        "files": files,
        "deadlines": [_due(row) for row in dues],
        "deadline_kinds": list(DeadlineKind),
        "colleagues": rules.people_of(held.authority),
        "typed": request.POST,
        "problem": problem,
        "field": field,
        "seen": len(rows),
        "today": today().isoformat(),
        "largest": LARGEST // (1024 * 1024),
    }
    return render(request, "web/workspace/request.html", context, status=400 if problem else 200)


def _entry(row: RequestStep, course: Course, names: dict[int, str]) -> dict[str, Any]:
    """One line of the course, with its ground named by its provision."""
    known = {g.code: g for kind in GroundKind for g in grounds(course, kind)}
    return {
        "row": row,
        "kind": StepKind(row.kind),
        "stands": row.number not in course.corrected,
        "explanation": row.opened()["explanation"],
        "ground": known.get(row.ground),
        "other_ground": row.ground == "other",
        "channel": Channel(row.channel) if row.channel else None,
        "document": (row.document.key, names.get(row.document.pk, "")) if row.document else None,
    }


def _due(row: RequestDeadline) -> dict[str, Any]:
    preserved = deadlines.preserved_of(row)
    told = clock(preserved, today=today()) if preserved else None
    return {
        "row": row,
        "kind": DeadlineKind(row.kind),
        "note": row.opened()["note"],
        "preserved": preserved,
        "clock": told,
        "left": (row.on - today()).days,
    }


def _step(request: HttpRequest) -> Step:
    typed = request.POST
    on = typed_in.day(typed.get("on", ""))
    if on is None:
        raise ValueError("no day")
    kind = StepKind(typed.get("kind", ""))
    about = typed_in.number(typed.get("last" if kind is StepKind.CORRECTED else "about", ""))
    return Step(
        kind,
        on,
        typed.get("explanation", ""),
        typed.get("ground", "") if kind in {StepKind.REFUSED, StepKind.POSTPONED} else "",
        Channel(typed["channel"]) if kind is StepKind.TRANSMITTED and typed.get("channel") else None,
        typed.get("document", ""),
        about if kind in {StepKind.CORRECTED, StepKind.USE_PERMITTED} else None,
        Answer(typed.get("consulted", "unknown")),
    )


@workspace
def days(request: HttpRequest) -> HttpResponse:
    """The deadlines of all requests in scope, the next first."""
    found = [_due(row) for row in queries.deadlines(viewer(request))]
    return render(request, "web/workspace/days.html", {"book": treaty_book(), "deadlines": found})


@workspace
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The same as a calendar file; a day says what ends and which request it is, never what the request is about."""
    found = []
    for row in queries.deadlines(viewer(request), since=today()):
        kind = _(DeadlineKind(row.kind).label)
        found.append(Day(row.on, f"{kind} · {row.request.key}"))
    response = HttpResponse(calendar(found, name="Comity"), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comity-deadlines.ics"'
    return response


@workspace_and_overseers
def figures(request: HttpRequest) -> HttpResponse:
    """How many requests, how long they take: one's own in full; all, without small cells, for those who oversee."""
    who = viewer(request)
    oversees = who.holds(Role.SECRETARIAT, Role.AUDITOR)
    context = {
        "book": treaty_book(),
        "own": queries.own_figures(who) if rules.may_work(who) else None,
        "all": queries.all_figures(who) if oversees else None,
    }
    return render(request, "web/workspace/figures.html", context)
