"""Writing: listing a new authority, saving drafts without losing what another person wrote, taking a draft back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from comity.accounts.viewer import NotPermitted, Viewer
from comity.core.plain_values import encoded
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.values import normalised

from .. import rules
from ..book import entries_of
from ..models import Authority, Status, Version
from .errors import Conflict, OutOfStep
from .noting import note as to_ledger
from .noting import told
from .versions import OPEN, head, locked, next_number, numbered, replace_open

FIXED = frozenset({"state", "origin"})  # an authority stays in its State; its source is not edited by hand


def list_authority(*, viewer: Viewer, entry: AuthorityEntry, note: str = "", source_id: str = "") -> str:
    """Begins the entry of an authority that is not listed yet, as a draft; its key. Raises NotPermitted.

    `source_id` is its identity in the table it comes from, if it was not typed.
    """
    if not rules.may_list(viewer, state=entry.state):
        raise NotPermitted(f"{viewer.email} may not list authorities of {entry.state}")
    with transaction.atomic():
        authority = Authority.objects.create(state=entry.state, source_id=source_id)
        version = Version.objects.create(
            authority=authority,
            number=1,
            entry=encoded(normalised(entry)),
            saved_by_id=viewer.user_id,
            note=note,
            loaded=bool(source_id),
        )
        to_ledger(viewer.actor, "list", authority, after=told(version))
    return authority.key


def save_draft(
    *, viewer: Viewer, key: str, changes: Mapping[str, Any], seen: int, note: str = "", loaded: bool = False
) -> int:
    """Saves a new draft with other values in some fields of the entry; its number.

    `seen` is the number of the version the editor had before them. Fields others changed since are kept as they are
    unless this editor changed them too: then Conflict is raised and nothing is saved. Raises NotPermitted,
    NoSuchAuthority. Changes that change nothing save nothing. `loaded`: they come from a table.
    """
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_edit(viewer, key=key, state=authority.state):
            raise NotPermitted(f"{viewer.email} may not edit {key}")
        if fixed := FIXED & changes.keys():
            raise ValueError(f"{', '.join(sorted(fixed))} cannot be changed in a draft")
        base, latest = numbered(authority, seen), head(authority)
        if latest is None:
            raise OutOfStep("every version was withdrawn")
        said = entries_of([base.pk, latest.pk])
        _refuse_conflicts(said[base.pk], said[latest.pk], changes, latest)
        entry = normalised(replace(said[latest.pk], **changes))
        if entry == said[latest.pk] and latest.status != Status.REJECTED:
            return latest.number
        version = Version.objects.create(
            authority=authority,
            number=next_number(authority),
            based_on=latest.number,
            entry=encoded(entry),
            saved_by_id=viewer.user_id,
            note=note or (latest.note if latest.status in OPEN else ""),
            loaded=loaded,
        )
        replace_open(authority, before=version.number, statuses=(Status.DRAFT,))
        to_ledger(viewer.actor, "save", authority, before=told(latest), after=told(version, latest))
    return version.number


def _refuse_conflicts(
    base: AuthorityEntry, latest: AuthorityEntry, changes: Mapping[str, Any], theirs: Version
) -> None:
    clashing = {
        name: getattr(latest, name)
        for name, mine in changes.items()
        if mine != getattr(base, name) and getattr(latest, name) not in (getattr(base, name), mine)
    }
    if clashing:
        raise Conflict(theirs, clashing)


def withdraw(*, viewer: Viewer, key: str, number: int) -> None:
    """Takes back a version that is not published; it stays on record.

    Raises NotPermitted, NoSuchAuthority, OutOfStep.
    """
    with transaction.atomic():
        authority = locked(key)
        if not rules.may_edit(viewer, key=key, state=authority.state):
            raise NotPermitted(f"{viewer.email} may not edit {key}")
        version = numbered(authority, number)
        if version.status not in (*OPEN, Status.REJECTED):
            raise OutOfStep(f"version {number} is {version.status}")
        before = told(version)
        version.status = Status.WITHDRAWN
        version.save()
        to_ledger(viewer.actor, "withdraw", authority, before=before, after=told(version))
