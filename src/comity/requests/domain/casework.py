"""Requests on their way: opened, taken from step to step, assigned. The law of the steps is law/lifecycle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from comity.accounts.models import User
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core import ledger
from comity.core.ledger import Subject
from comity.law.authorities.words import Channel
from comity.law.basis.types import Answer
from comity.law.lifecycle.course import EARLIEST, Course, LifecycleError, check, follow
from comity.law.lifecycle.steps import Direction, Step, StepKind
from comity.law.measures import Measure
from comity.law.sentences import say
from comity.records.models import new_key

from .. import rules
from ..models import Request, RequestStep


class Overtaken(Exception):
    """Someone else entered a step since the page was made; nothing was saved, and what was typed is still there."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is sealed in a request, as the authority writes it."""

    title: str = ""
    reference: str = ""
    their_reference: str = ""
    note: str = ""

    @classmethod
    def of(cls, request: Request) -> Particulars:
        """Those of a request. Raises VaultError."""
        return cls(**request.opened())

    def shortened(self) -> dict[str, str]:
        """As they are sealed."""
        return {
            "title": self.title.strip()[:300],
            "reference": self.reference.strip()[:100],
            "their_reference": self.their_reference.strip()[:100],
            "note": self.note.strip()[:20_000],
        }


@transaction.atomic
def open_request(
    *,
    viewer: Viewer,
    authority: str,
    direction: Direction,
    state: str,
    measure: Measure,
    instrument: str = "",
    on: date | None = None,
    particulars: Particulars = Particulars(),
    draft: str = "",
) -> Request:
    """A new request, drafted or received on a day. Raises NotPermitted, LifecycleError for a day in the future."""
    rules.require_work(viewer, authority)
    if not authority:
        raise NotPermitted("a request belongs to an authority")
    if draft:
        rules.draft_of(viewer, draft)
    today = timezone.now().date()
    first = Step(StepKind.OPENED, on or today)
    course = follow(direction, [first], instrument=instrument, measure=measure)
    _check_first(first, today)
    request = Request(
        key=new_key(),
        authority=authority,
        direction=direction.value,
        state=state,
        measure=measure.value,
        instrument=instrument,
        stage=course.stage.value,
        since=course.since,
        draft_key=draft,
        entered_by_id=rules.person(viewer),
    )
    request.seal(particulars.shortened())
    request.save()
    _enter(viewer, request, first, 1)
    after = {"direction": direction.value, "state": state, "measure": measure.value}
    ledger.write(actor=viewer.actor, action="request.opened", subject=_subject(request), after=after)
    return request


@transaction.atomic
def take_step(*, viewer: Viewer, key: str, step: Step, seen: int) -> Course:
    """Enters a step; `seen` is how many steps there were when the page was made.

    Raises NotPermitted, LifecycleError (what is wrong and the way out), Overtaken; then nothing is changed.
    """
    request = rules.request_of(viewer, key, for_change=True)
    steps = list(request.steps.all())
    if len(steps) != seen:
        raise Overtaken
    course = course_of(request, steps)
    check(course, step, today=timezone.now().date())
    if step.document and not request.files.filter(key=step.document).exists():
        raise NotPermitted("there is no such file of this request")
    before = request.stage
    _enter(viewer, request, step, len(steps) + 1)
    after = follow(
        course.direction, [*map(_step_of, steps), step], instrument=request.instrument, measure=course.measure
    )
    request.stage, request.since = after.stage.value, after.since
    request.save(update_fields=["stage", "since"])
    ledger.write(
        actor=viewer.actor,
        action=f"request.{step.kind.value}",
        subject=_subject(request),
        before={"stage": before},
        after={"stage": request.stage, "on": step.on.isoformat(), "step": len(steps) + 1},
    )
    return after


@transaction.atomic
def assign(*, viewer: Viewer, key: str, to: User | None) -> Request:
    """Gives the request to a colleague of the authority, or to none. Raises NotPermitted."""
    request = rules.request_of(viewer, key, for_change=True)
    if to is not None and not rules.people_of(request.authority).filter(pk=to.pk).exists():
        raise NotPermitted("a request is assigned only to someone who works for the authority")
    before, request.assigned_to = request.assigned_to_id, to
    request.save(update_fields=["assigned_to"])
    ledger.write(
        actor=viewer.actor,
        action="request.assigned",
        subject=_subject(request),
        before={"to": before},
        after={"to": request.assigned_to_id},
    )
    return request


@transaction.atomic
def describe(*, viewer: Viewer, key: str, particulars: Particulars) -> Request:
    """Changes the title, references and note of a request. Raises NotPermitted."""
    request = rules.request_of(viewer, key, for_change=True)
    request.seal(particulars.shortened())
    request.save(update_fields=["sealed", "sealed_with"])
    ledger.write(actor=viewer.actor, action="request.described", subject=_subject(request))
    return request


def course_of(request: Request, steps: Iterable[RequestStep]) -> Course:
    """The course of a request from its stored steps (explanations stay sealed: the course does not need them)."""
    return follow(
        Direction(request.direction),
        [_step_of(row) for row in steps],
        instrument=request.instrument,
        measure=Measure(request.measure),
    )


def _step_of(row: RequestStep) -> Step:
    return Step(
        StepKind(row.kind),
        row.on,
        "(sealed)",  # that there was one was checked when it was entered
        row.ground,
        Channel(row.channel) if row.channel else None,
        str(row.document_id or ""),
        row.about,
        Answer(row.consulted),
    )


def _enter(viewer: Viewer, request: Request, step: Step, number: int) -> None:
    row = RequestStep(
        key=new_key(),
        request=request,
        number=number,
        kind=step.kind.value,
        on=step.on,
        ground=step.ground,
        channel=step.channel.value if step.channel else "",
        about=step.about,
        consulted=step.consulted.value,
        document=request.files.filter(key=step.document).first() if step.document else None,
        entered_by_id=rules.person(viewer),
    )
    row.seal({"explanation": step.explanation.strip()[:50_000]})
    row.save()


def _check_first(first: Step, today: date) -> None:
    if not EARLIEST <= first.on <= today:
        raise LifecycleError("on", say("Write the day on which it was done; it cannot lie in the future."))


def _subject(request: Request) -> Subject:
    return Subject("request", request.key)
