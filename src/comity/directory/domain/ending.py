"""An authority ceases to exist, or another takes its place; a mission takes its State's entries over."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core.ledger import Subject, write

from .. import rules
from ..book import today
from ..models import Authority, TakenOver
from .drafting import save_draft
from .errors import OutOfStep
from .steps import propose, publish
from .versions import head, locked


def end_authority(
    *, viewer: Viewer, key: str, until: date, followed_by: str = "", note: str = "", reference: str = ""
) -> int:
    """Ends an authority on a day (the first on which it no longer exists), naming the one that follows, if one.

    The mission's word is confirmed with it and waits for the secretariat; the secretariat publishes at once, against
    the note verbale of `reference`. The number of the version that says so. Raises NotPermitted, NoSuchAuthority,
    Blocked (it ends before it begins, the follower is none), OutOfStep.
    """
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_list(viewer, state=authority.state):
            raise NotPermitted(f"{viewer.email} may not end authorities of {authority.state}")
        latest = head(authority)
        if latest is None:
            raise OutOfStep("every version was withdrawn")
        changes = {"until": until, "followed_by": followed_by}
        number = save_draft(viewer=viewer, key=key, changes=changes, seen=latest.number, note=note)
        if rules.may_publish(viewer):
            publish(viewer=viewer, key=key, number=number, reference=reference)
        else:
            propose(viewer=viewer, key=key, number=number)
    return number


def take_over(*, viewer: Viewer, state: str, reference: str) -> None:
    """The mission takes over the entries of its State: from now on they are its own to keep true.

    Raises NotPermitted; OutOfStep if it was done before.
    """
    viewer.require(Role.MISSION, state=state)
    with transaction.atomic():
        held, is_new = TakenOver.objects.get_or_create(
            state=state, defaults={"on": today(), "by_id": viewer.user_id, "reference": reference}
        )
        if not is_new:
            raise OutOfStep(f"the entries were taken over on {held.on}")
        write(
            actor=viewer.actor,
            action="directory.take-over",
            subject=Subject("state", state, state),
            after={"authorities": Authority.objects.filter(state=state).count(), "reference": reference},
        )
