"""Taking entries over from a source: published as of its day, without a confirmation unless the source has one; or,
from a mission's own table, confirmed by it and left to the secretariat.

Loading is idempotent: what says the same is left alone; what people have changed here since is never overwritten.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum

from django.db import transaction
from django.utils import timezone

from comity.accounts.viewer import Viewer
from comity.core.ledger import SYSTEM, Actor
from comity.core.plain_values import encoded
from comity.law.authorities.checks import Problem
from comity.law.authorities.entry import AuthorityEntry

from ..book import today
from ..models import Authority, Confirmation, How, Status, Version
from .drafting import FIXED, list_authority, save_draft
from .errors import Blocked
from .noting import note, told
from .revising import changed
from .steps import propose
from .versions import head, locked


class Taken(Enum):
    """What became of an entry that was loaded."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # people have changed the entry here: it stays as it is
    DRAFT = "draft"  # handed in, but errors keep it a draft


def load_entry(
    *,
    entry: AuthorityEntry,
    source_id: str,
    published_on: date | None = None,
    confirmed_on: date | None = None,
    actor: Actor = SYSTEM,
    user_id: int | None = None,
) -> tuple[str, Taken]:
    """Lists the entry under its identity in the source, as of `published_on` (today by default); its key and what
    became of it. Who may load is decided by the caller: the operator's command, or the page that checked before."""
    with transaction.atomic():
        authority, is_new = Authority.objects.get_or_create(source_id=source_id, defaults={"state": entry.state})
        if not is_new:
            authority = Authority.objects.select_for_update().get(pk=authority.pk)
        latest = authority.versions.last()
        plain = encoded(entry)
        if latest is not None and latest.saved_by_id is not None and latest.saved_by_id != user_id:
            return authority.key, Taken.KEPT
        if latest is not None and latest.entry == plain:
            return authority.key, Taken.SAME
        version = Version.objects.create(
            authority=authority,
            number=(latest.number if latest else 0) + 1,
            based_on=latest.number if latest else 0,
            entry=plain,
            loaded=True,
            status=Status.PUBLISHED,
            saved_by_id=user_id,
            published_by_id=user_id,
            published_at=timezone.now(),
            published_on=published_on or today(),
        )
        if confirmed_on is not None:
            Confirmation.objects.create(authority=authority, version=version.number, on=confirmed_on, how=How.SOURCE)
        note(actor, "load", authority, before=told(latest), after=told(version, latest))
        changed()
        return authority.key, Taken.NEW if latest is None else Taken.CHANGED


def hand_in_entry(*, viewer: Viewer, entry: AuthorityEntry, source_id: str) -> tuple[Taken, tuple[Problem, ...]]:
    """A mission hands in what its own table says of an authority of its State; what became of it.

    It is proposed and thereby confirmed, as if it had been typed; errors of the entry keep it a draft and are given
    back. State and source of an entry that is listed stay as they are. Raises NotPermitted.
    """
    with transaction.atomic():
        authority = Authority.objects.filter(source_id=source_id, state=entry.state).first()
        latest = head(locked(authority.key)) if authority else None
        if authority is None:
            key, number, taken = list_authority(viewer=viewer, entry=entry, source_id=source_id), 1, Taken.NEW
        elif latest is None or not latest.loaded:
            return Taken.KEPT, ()
        else:
            key, taken = authority.key, Taken.CHANGED
            changes = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in FIXED}
            number = save_draft(viewer=viewer, key=key, changes=changes, seen=latest.number, loaded=True)
            if number == latest.number and latest.status != Status.DRAFT:
                return Taken.SAME, ()
        try:
            propose(viewer=viewer, key=key, number=number)
        except Blocked as blocked:
            return Taken.DRAFT, blocked.problems
    return taken, ()
