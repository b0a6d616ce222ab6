"""Noting that restricted facts of an entry were read: once a day for a person, an authority and what they saw."""

from __future__ import annotations

from collections.abc import Iterable

from comity.accounts.viewer import Viewer
from comity.core.ledger import Subject, write
from comity.core.models import LedgerEntry
from comity.law.authorities.listing import Listed
from comity.law.authorities.words import FieldGroup, Visibility

from ..book import today

READ = "authority.read"


def note_reading(*, viewer: Viewer, listed: Iterable[Listed], hidden: frozenset[FieldGroup] = frozenset()) -> None:
    """Writes to the ledger which restricted groups of these entries the viewer was shown (all but `hidden`).

    Nothing is written for visitors, who see none, nor twice on one day for the same. One query unless there is news.
    """
    if not viewer.is_signed_in:
        return
    shown = {each.key: _restricted(each, hidden) for each in listed}
    shown = {key: groups for key, groups in shown.items() if groups}
    if not shown:
        return
    noted = LedgerEntry.objects.filter(
        subject_kind="authority", subject__in=shown, action=READ, actor=viewer.user_id, at__date=today()
    )
    told = noted.values_list("subject", "after")
    known = {(subject, tuple((after or {}).get("groups", ()))) for subject, after in told}
    states = {each.key: each.entry.state for each in listed}
    for key, groups in shown.items():
        if (key, groups) not in known:
            write(
                actor=viewer.actor,
                action=READ,
                subject=Subject("authority", key, states[key]),
                after={"groups": list(groups)},
            )


def _restricted(listed: Listed, hidden: frozenset[FieldGroup]) -> tuple[str, ...]:
    entry = listed.entry
    return tuple(
        group.value for group in FieldGroup if group not in hidden and entry.visible_to(group) is not Visibility.PUBLIC
    )
