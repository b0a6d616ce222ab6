"""Who may do what with people: the secretariat everything, a mission what concerns its own State's practitioners."""

from __future__ import annotations

from .roles import Role
from .viewer import Viewer

OF_A_MISSION = frozenset({Role.PRACTITIONER, Role.AUTHORITY_EDITOR})  # the roles a mission may give in its State


def may_decide(viewer: Viewer, *, role: Role, state: str) -> bool:
    """May the viewer grant, end and decide on requests for this role (within this State)?"""
    if viewer.holds(Role.SECRETARIAT):
        return True
    return role in OF_A_MISSION and bool(state) and viewer.holds(Role.MISSION, state=state)


def may_see_people(viewer: Viewer, *, state: str) -> bool:
    """May the viewer see the people and requests of this State?"""
    return viewer.holds(Role.SECRETARIAT) or (bool(state) and viewer.holds(Role.MISSION, state=state))


def may_read_ledger(viewer: Viewer) -> bool:
    """May the viewer read the audit ledger?"""
    return viewer.holds(Role.AUDITOR)


def may_see_outbox(viewer: Viewer) -> bool:
    """May the viewer see which mails could not be sent, and have them tried again?"""
    return viewer.holds(Role.SECRETARIAT)
