"""Reports that something bounced or is wrong, and settling them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from comity.accounts.viewer import NotPermitted, Viewer

from .. import rules
from ..models import ProblemKind, ProblemReport
from .errors import NoSuchAuthority, OutOfStep
from .noting import note
from .versions import locked, standing


def report_problem(*, viewer: Viewer, key: str, kind: ProblemKind, text: str) -> int:
    """A registered reader reports what they found of the published entry; the report's number.

    Raises NotPermitted, NoSuchAuthority (also for what is not published).
    """
    if not rules.is_registered(viewer):
        raise NotPermitted("only registered readers report problems")
    with transaction.atomic():
        authority = locked(key)
        published = standing(authority)
        if published is None:
            raise NoSuchAuthority(key)
        report = ProblemReport.objects.create(
            authority=authority,
            version=published.number,
            kind=kind,
            text=text.strip()[:2000],
            reported_by_id=viewer.user_id,
        )
        note(viewer.actor, "report", authority, after={"report": report.pk, "kind": kind.value})
    return report.pk


def settle_problem(*, viewer: Viewer, report: int, answer: str) -> None:
    """Those who may edit the entry say what was done. Raises NotPermitted, NoSuchAuthority, OutOfStep (settled)."""
    with transaction.atomic():
        held = ProblemReport.objects.select_for_update().select_related("authority").filter(pk=report).first()
        if held is None:
            raise NoSuchAuthority(f"report {report}")
        if not rules.may_edit(viewer, key=held.authority.key, state=held.authority.state):
            raise NotPermitted(f"{viewer.email} may not settle reports on {held.authority.key}")
        if held.settled_at is not None:
            raise OutOfStep("it was settled before")
        held.settled_by_id, held.settled_at, held.answer = viewer.user_id, timezone.now(), answer.strip()[:2000]
        held.save()
        note(
            viewer.actor, "settle", held.authority, before={"report": report}, after={"report": report, "settled": True}
        )
