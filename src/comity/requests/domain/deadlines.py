"""Days a request must not miss, the preservation clock among them, and the mails that remind of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from comity.accounts.models import User
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core import ledger
from comity.core.ledger import Subject
from comity.core.plain_values import decoded, encoded
from comity.core.wording import day as written_day
from comity.law.lifecycle.deadlines import DeadlineKind, Limit, arrest_limits, due_reminder, safe_conduct_ends
from comity.law.lifecycle.steps import StepKind
from comity.law.preservation import Extension, Preserved, clock
from comity.records.models import new_key

from .. import rules
from ..models import Request, RequestDeadline

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)


class NoSuchDay(ValueError):
    """A deadline lies on no day that can be meant."""


@transaction.atomic
def set_deadline(
    *, viewer: Viewer, key: str, kind: DeadlineKind, on: date, note: str = "", provision: str = ""
) -> RequestDeadline:
    """A deadline of a request. Raises NotPermitted, NoSuchDay."""
    if not EARLIEST <= on <= LATEST:
        raise NoSuchDay(on.isoformat())
    request = rules.request_of(viewer, key, for_change=True)
    return _made(viewer, request, kind, on, {"note": note.strip()[:2_000]}, provision)


@transaction.atomic
def set_limits(*, viewer: Viewer, key: str, kind: DeadlineKind, on: date) -> list[RequestDeadline]:
    """The limits the request's treaty sets, counted from the day of the arrest or of telling the witness.

    None where the treaty leaves them to domestic law. Raises NotPermitted, NoSuchDay.
    """
    if not EARLIEST <= on <= LATEST:
        raise NoSuchDay(on.isoformat())
    request = rules.request_of(viewer, key, for_change=True)
    limits = limits_of(kind, on, request.instrument)
    return [_made(viewer, request, kind, limit.on, {"note": ""}, limit.provision) for limit in limits]


def limits_of(kind: DeadlineKind, on: date, instrument: str) -> tuple[Limit, ...]:
    """The days a treaty counts from such a day; empty where it counts none."""
    if kind is DeadlineKind.PROVISIONAL_ARREST:
        return arrest_limits(on, instrument)
    ends = safe_conduct_ends(on, instrument) if kind is DeadlineKind.SAFE_CONDUCT else None
    return (ends,) if ends else ()


@transaction.atomic
def preserve(*, viewer: Viewer, key: str, preserved: Preserved, reference: str = "") -> RequestDeadline:
    """What was preserved where, tied to the request that follows. Raises NotPermitted, PreservationError."""
    request = rules.request_of(viewer, key, for_change=True)
    until = clock(preserved, today=timezone.now().date()).until
    held = {"note": reference.strip()[:2_000], "preserved": encoded(preserved)}
    return _made(viewer, request, DeadlineKind.PRESERVATION, until, held, preserved.provision)


@transaction.atomic
def extend(*, viewer: Viewer, key: str, deadline: str, extension: Extension) -> RequestDeadline:
    """An extension of a preservation; reminders begin anew. Raises NotPermitted, PreservationError."""
    rules.request_of(viewer, key, for_change=True)
    row = _deadline(viewer, key, deadline)
    found = preserved_of(row)
    if found is None:
        raise NotPermitted("this deadline is no preservation")
    longer = replace(found, extensions=(*found.extensions, extension))
    row.seal(row.opened() | {"preserved": encoded(longer)})
    row.on, row.reminded = clock(longer, today=timezone.now().date()).until, []
    row.save()
    after = {"deadline": row.key, "on": row.on.isoformat()}
    ledger.write(
        actor=viewer.actor, action="request.preservation-extended", subject=Subject("request", key), after=after
    )
    return row


@transaction.atomic
def settle(*, viewer: Viewer, key: str, deadline: str) -> None:
    """Marks a deadline as met or no longer of interest. Raises NotPermitted."""
    rules.request_of(viewer, key, for_change=True)
    row = _deadline(viewer, key, deadline)
    if row.done_at is None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])
        ledger.write(
            actor=viewer.actor,
            action="request.deadline-settled",
            subject=Subject("request", key),
            after={"deadline": row.key},
        )


def preserved_of(row: RequestDeadline) -> Preserved | None:
    """The preservation a deadline tells the end of, with the day the request went out; None for other deadlines."""
    held = row.opened().get("preserved")
    if held is None:
        return None
    found: Preserved = decoded(Preserved, held, f"preservation {row.key}")
    sent = row.request.steps.filter(kind=StepKind.TRANSMITTED.value).order_by("number").first()
    return replace(found, followed_on=max(sent.on, found.since)) if sent else found


def remind_due(today: date | None = None) -> int:
    """Sends the reminders that have fallen due: to who has the request, else to all who work for the authority.

    Each is sent once, in the transaction that notes it; the mail names the request's number and the day, nothing else.
    How many mails were queued.
    """
    day = today or timezone.now().date()
    rows = RequestDeadline.objects.filter(done_at=None, on__gte=day).exclude(request__stage="closed")
    return sum(_remind(pk, day) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: int, day: date) -> int:
    row = RequestDeadline.objects.select_for_update(of=("self",)).select_related("request__assigned_to").get(pk=pk)
    due = due_reminder(row.on, DeadlineKind(row.kind).remind_before, day, frozenset(row.reminded))
    if due is None or row.done_at is not None:
        return 0
    request = row.request
    people = rules.people_of(request.authority)
    if request.assigned_to_id:
        people = people.filter(pk=request.assigned_to_id) or people
    sent = sum(_mail(row, person, day) for person in people)
    row.reminded = [*row.reminded, due]
    row.save(update_fields=["reminded"])
    return sent


def _mail(row: RequestDeadline, person: User, today: date) -> int:
    with override(person.written_in()):
        day = written_day(row.on)
        subject = gettext("Comity: a deadline on %(day)s") % {"day": day}
        text = gettext("%(kind)s: %(day)s (in %(days)s days). It concerns the request %(key)s in your workspace.") % {
            "kind": gettext(DeadlineKind(row.kind).label),
            "day": day,
            "days": (row.on - today).days,
            "key": row.request.key,
        }
    return EmailMessage(subject, text, to=[person.email]).send()


def _made(
    viewer: Viewer, request: Request, kind: DeadlineKind, on: date, held: dict[str, object], provision: str
) -> RequestDeadline:
    row = RequestDeadline(key=new_key(), request=request, kind=kind.value, on=on, provision=provision[:60])
    row.seal(held)
    row.save()
    ledger.write(
        actor=viewer.actor,
        action="request.deadline-set",
        subject=Subject("request", request.key),
        after={"kind": kind.value, "on": on.isoformat(), "deadline": row.key},
    )
    return row


def _deadline(viewer: Viewer, key: str, deadline: str) -> RequestDeadline:
    row = RequestDeadline.objects.select_related("request").filter(request__key=key, key=deadline).first()
    if row is None:
        raise NotPermitted(f"{viewer.email or 'a visitor'}: there is no such deadline of this request")
    return row
