"""What accounts are told of the rooms beside them: which authorities a State has, and what someone has in hand."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.accounts.places import AuthorityName, OpenWork
from comity.accounts.roles import Role
from comity.accounts.viewer import Held
from comity.core.wording import language, short_day
from comity.directory import work
from comity.directory.interfaces import directory, entry, keys_of_state
from comity.requests.interfaces import in_hands
from comity.requests.rules import WORKING


def authorities(state: str) -> Iterator[AuthorityName]:
    """The authorities of a State in the directory, those not yet published by their key."""
    present = directory().listed
    for key in keys_of_state(state):
        listed = present.get(key) or entry(key)
        yield AuthorityName(key, state, listed.entry.name(language()) if listed else key)


def drafts_and_casework(user_id: int, under: Held) -> Iterator[OpenWork]:
    """The drafts and requests someone has in hand for the authority they work for, by their keys."""
    if under.role not in WORKING or not under.authority:
        return
    drafts, requests = in_hands(user_id, under.authority)
    for draft in drafts:
        title = f"{draft.key}, {short_day(draft.changed_at.date())}"
        yield OpenWork(_("Draft of a request"), title, reverse("workspace-manage", args=(draft.key,)), within=True)
    for request in requests:
        title = f"{request.key}, {short_day(request.since)}"
        yield OpenWork(_("Request in hand"), title, reverse("workspace-request", args=(request.key,)), within=True)


def proposals(user_id: int, under: Held) -> Iterator[OpenWork]:
    """The changes of the directory's entries someone has on the way, within what the mandate lets them edit."""
    match under.role:
        case Role.AUTHORITY_EDITOR:
            held = work.in_hands(user_id, key=under.authority)
        case Role.MISSION:
            held = work.in_hands(user_id, state=under.state)
        case Role.SECRETARIAT:
            held = work.in_hands(user_id)
        case _:
            return
    for version, said in held:
        kind = _("Entry of the directory: %(step)s") % {"step": version.get_status_display()}
        yield OpenWork(kind, said.name(language()), reverse("work-entry", args=(version.authority.key,)))
