"""Who may see and change what in the directory. Pure: a viewer, an entry or a key, and an answer."""

from __future__ import annotations

from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer
from comity.law.authorities.entry import AuthorityEntry, without
from comity.law.authorities.words import FieldGroup, Visibility

# Those admitted as practitioners, or to work beside them.
_REGISTERED = (Role.PRACTITIONER, Role.NETWORK_SECRETARIAT, Role.FOCAL_POINT, Role.AUDITOR)
# People of listed authorities, missions and the secretariat.
_LISTED = (Role.AUTHORITY_EDITOR, Role.MISSION, Role.SECRETARIAT)


def may_see(visibility: Visibility, viewer: Viewer) -> bool:
    """True if the viewer belongs to those a group of fields is open to."""
    match visibility:
        case Visibility.PUBLIC:
            return True
        case Visibility.REGISTERED:
            return viewer.holds(*_REGISTERED, *_LISTED)
        case Visibility.LISTED:
            return viewer.holds(*_LISTED)


def is_registered(viewer: Viewer) -> bool:
    """True for admitted practitioners and all who see more."""
    return may_see(Visibility.REGISTERED, viewer)


def visible(entry: AuthorityEntry, viewer: Viewer) -> tuple[AuthorityEntry, frozenset[FieldGroup]]:
    """The entry as the viewer may see it, and the groups of fields that are left out."""
    hidden = frozenset(group for group in FieldGroup if not may_see(entry.visible_to(group), viewer))
    return (without(entry, hidden) if hidden else entry), hidden


def may_edit(viewer: Viewer, *, key: str, state: str) -> bool:
    """True for editors of the authority, the State's mission, and the secretariat."""
    return (
        viewer.holds(Role.AUTHORITY_EDITOR, authority=key)
        or viewer.holds(Role.MISSION, state=state)
        or viewer.holds(Role.SECRETARIAT)
    )


def may_confirm(viewer: Viewer, *, state: str) -> bool:
    """True for the State's mission: it confirms what its authorities propose."""
    return viewer.holds(Role.MISSION, state=state)


def may_publish(viewer: Viewer) -> bool:
    """True for the secretariat."""
    return viewer.holds(Role.SECRETARIAT)


def may_list(viewer: Viewer, *, state: str) -> bool:
    """True for those who may list another authority of the State."""
    return viewer.holds(Role.MISSION, state=state) or viewer.holds(Role.SECRETARIAT)


def works(viewer: Viewer) -> bool:
    """True for anyone who has entries to look after."""
    return viewer.holds(Role.AUTHORITY_EDITOR, Role.MISSION, Role.SECRETARIAT)
