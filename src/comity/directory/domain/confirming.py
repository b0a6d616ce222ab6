"""Confirming that what is published still holds: on the entry's page, or by the signed link of a reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.core import signing
from django.db import transaction

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer, viewer_of
from comity.core.ledger import Actor

from .. import rules
from ..book import entries_of, today
from ..models import Authority, Confirmation, How, Reminder, Version
from .errors import OutOfStep
from .noting import note, told
from .revising import changed
from .versions import locked, standing

LINK_HOLDS = timedelta(days=60)
_SALT = "comity.directory.confirm"


def confirm_unchanged(*, viewer: Viewer, key: str, seen: int, reference: str = "") -> None:
    """Confirms that version `seen`, the one published, still holds.

    The authority's editors and the State's mission do; the secretariat against a note verbale (its reference).
    Raises NotPermitted, NoSuchAuthority, and OutOfStep if another version is published by now.
    """
    with transaction.atomic():
        authority = locked(key)
        own = viewer.holds(Role.AUTHORITY_EDITOR, authority=key) or rules.may_confirm(viewer, state=authority.state)
        if not own and not rules.may_publish(viewer):
            raise NotPermitted(f"{viewer.email} may not confirm {key}")
        version = standing(authority)
        if version is None or version.number != seen:
            raise OutOfStep(f"version {version.number} is published by now" if version else "nothing is published")
        if not own and not reference.strip():
            raise OutOfStep("no note verbale is named")
        confirmation = Confirmation(
            authority=authority,
            version=seen,
            on=today(),
            how=How.PAGE if own else How.NOTE,
            by_id=viewer.user_id,
        )
        _keep(confirmation, version, viewer.actor, reference.strip())


def _keep(confirmation: Confirmation, version: Version, actor: Actor, reference: str = "") -> None:
    confirmation.save()
    after = (told(version) or {}) | {"how": str(confirmation.how)} | ({"reference": reference} if reference else {})
    note(actor, "confirm-unchanged", confirmation.authority, after=after)
    changed()


def link_token(reminder: Reminder, address: str, user_id: int | None = None) -> str:
    """The signed part of a link by which this addressee of the reminder confirms the entry."""
    return signing.dumps([reminder.pk, address, user_id], salt=_SALT, compress=True)


class Link(Enum):
    """What a confirmation link is good for."""

    READY = "ready"
    DONE = "done"  # it has just confirmed the entry
    USED = "used"  # the entry was confirmed since the reminder
    OUTDATED = "outdated"  # another version is published since
    EXPIRED = "expired"
    ENDED = "ended"  # the person it went to may no longer confirm
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Looked:
    """A link that was looked at: what it is good for, the entry it is about, and the day it was confirmed."""

    link: Link
    key: str = ""
    version: Version | None = None
    confirmed_on: date | None = None


def look(token: str) -> Looked:
    """What a confirmation link is good for; nothing changes by looking."""
    return _followed(token, act=False)


def confirm_by_link(token: str) -> Looked:
    """Confirms the entry the link is about, once; a link that is good for nothing changes nothing and says why."""
    return _followed(token, act=True)


def _followed(token: str, *, act: bool) -> Looked:
    try:
        pk, address, user_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return Looked(Link.INVALID)
    with transaction.atomic():
        reminder = Reminder.objects.select_related("authority").filter(pk=pk).first()
        if reminder is None:
            return Looked(Link.INVALID)
        authority = locked(reminder.authority.key) if act else reminder.authority
        version = standing(authority)
        found = _state(reminder, authority, version, user_id)
        if not act or found.link is not Link.READY or version is None:
            return found
        confirmation = Confirmation(
            authority=authority,
            version=version.number,
            on=today(),
            how=How.LINK,
            by_id=user_id,
            address=address,
            reminder=reminder,
        )
        _keep(confirmation, version, Actor(user_id, address))
        return Looked(Link.DONE, authority.key, version, confirmation.on)


def _state(reminder: Reminder, authority: Authority, version: Version | None, user_id: int | None) -> Looked:
    if version is None or version.number != reminder.version or _has_ended(version):
        return Looked(Link.OUTDATED, authority.key, version)
    confirmed = authority.confirmations.filter(on__gte=reminder.sent_on).order_by("on", "pk").last()
    if confirmed is not None:
        return Looked(Link.USED, authority.key, version, confirmed.on)
    if today() >= reminder.sent_on + LINK_HOLDS:
        return Looked(Link.EXPIRED, authority.key, version)
    if user_id is not None and not _may_still(user_id, authority):
        return Looked(Link.ENDED, authority.key)
    return Looked(Link.READY, authority.key, version)


def _has_ended(version: Version) -> bool:
    until = entries_of([version.pk])[version.pk].until
    return until is not None and until <= today()


def _may_still(user_id: int, authority: Authority) -> bool:
    user = User.objects.filter(pk=user_id, is_active=True).first()
    viewer = viewer_of(user, today()) if user else Viewer()
    return viewer.holds(Role.AUTHORITY_EDITOR, authority=authority.key) or rules.may_confirm(
        viewer, state=authority.state
    )
