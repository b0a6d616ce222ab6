"""The way of a version: an editor proposes it, the State's mission confirms it, the secretariat publishes it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from comity.accounts.viewer import NotPermitted, Viewer

from .. import rules
from ..book import entries_of, today
from ..checking import problems
from ..models import Authority, Confirmation, How, Status, Version
from .errors import Blocked, OutOfStep
from .noting import note, told
from .revising import changed
from .versions import head, locked, numbered, replace_open, standing


def propose(*, viewer: Viewer, key: str, number: int) -> None:
    """Puts the latest draft before the mission; one proposed by the mission itself is confirmed with that.

    Raises NotPermitted, NoSuchAuthority, OutOfStep (a later draft has come) and Blocked (the entry has errors).
    """
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_edit(viewer, key=key, state=authority.state):
            raise NotPermitted(f"{viewer.email} may not edit {key}")
        version, latest = numbered(authority, number), head(authority)
        _must_be(version, Status.DRAFT)
        if latest is not None and latest.number != number:
            raise OutOfStep(f"version {latest.number} has come after version {number}")
        _must_hold(version, key)
        before = told(version)
        version.status, version.proposed_by_id, version.proposed_at = Status.PROPOSED, viewer.user_id, timezone.now()
        if rules.may_confirm(viewer, state=authority.state):
            version.status = Status.CONFIRMED
            version.confirmed_by_id, version.confirmed_at = viewer.user_id, timezone.now()
        version.save()
        replace_open(authority, before=number)
        note(viewer.actor, "propose", authority, before=before, after=told(version))


def confirm(*, viewer: Viewer, key: str, number: int) -> None:
    """The State's mission confirms what was proposed. Raises NotPermitted, NoSuchAuthority, OutOfStep, Blocked."""
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_confirm(viewer, state=authority.state):
            raise NotPermitted(f"{viewer.email} may not confirm for {authority.state}")
        version = numbered(authority, number)
        _must_be(version, Status.PROPOSED)
        _must_hold(version, key)
        before = told(version)
        version.status, version.confirmed_by_id, version.confirmed_at = Status.CONFIRMED, viewer.user_id, timezone.now()
        version.save()
        note(viewer.actor, "confirm", authority, before=before, after=told(version))


def publish(*, viewer: Viewer, key: str, number: int, reference: str = "") -> None:
    """The secretariat publishes what the mission confirmed, or what a note verbale (its reference) asks for.

    Raises NotPermitted, NoSuchAuthority, OutOfStep and Blocked.
    """
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_publish(viewer):
            raise NotPermitted(f"{viewer.email} may not publish")
        version, former = numbered(authority, number), standing(authority)
        if version.status != Status.CONFIRMED:
            _must_be(version, Status.DRAFT, Status.PROPOSED)
            if not reference.strip():
                raise OutOfStep("the mission has not confirmed it, and no note verbale is named")
        if former is not None and former.number > number:
            raise OutOfStep(f"version {former.number} was published after version {number}")
        _must_hold(version, key)
        _stand(authority, version, viewer, reference.strip())
        replace_open(authority, before=number)
        note(viewer.actor, "publish", authority, before=told(former), after=told(version, former))
        changed()


def _stand(authority: Authority, version: Version, viewer: Viewer, reference: str) -> None:
    by_mission = version.status == Status.CONFIRMED
    confirmed_on: date = version.confirmed_at.date() if version.confirmed_at else today()
    version.status, version.reference = Status.PUBLISHED, reference
    version.published_by_id, version.published_at, version.published_on = viewer.user_id, timezone.now(), today()
    version.save()
    Confirmation.objects.create(
        authority=authority,
        version=version.number,
        on=confirmed_on,
        how=How.MISSION if by_mission else How.NOTE,
        by_id=version.confirmed_by_id if by_mission else viewer.user_id,
    )


def reject(*, viewer: Viewer, key: str, number: int, reason: str) -> None:
    """The mission or the secretariat sends a version back, with the reason; its editors go on from it.

    Raises NotPermitted, NoSuchAuthority, OutOfStep; ValueError for no reason.
    """
    if not reason.strip():
        raise ValueError("say why it is sent back")
    with transaction.atomic():
        authority = locked(key)
        if not (rules.may_confirm(viewer, state=authority.state) or rules.may_publish(viewer)):
            raise NotPermitted(f"{viewer.email} may not send versions of {authority.state} back")
        version = numbered(authority, number)
        _must_be(version, Status.PROPOSED, Status.CONFIRMED)
        before = told(version)
        version.status, version.why_rejected = Status.REJECTED, reason.strip()
        version.rejected_by_id, version.rejected_at = viewer.user_id, timezone.now()
        version.save()
        note(viewer.actor, "reject", authority, before=before, after=told(version))


def _must_be(version: Version, *statuses: Status) -> None:
    if version.status not in statuses:
        raise OutOfStep(f"version {version.number} is {version.status}")


def _must_hold(version: Version, key: str) -> None:
    errors = tuple(p for p in problems(entries_of([version.pk])[version.pk], key=key) if p.is_error)
    if errors:
        raise Blocked(errors)
