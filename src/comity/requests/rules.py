"""Who may: the scope of drafts and casework is the authority a person works for, by mandate. All else is not there."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer

from .models import Draft, DraftShare, Request

WORKING = (Role.AUTHORITY_EDITOR, Role.PRACTITIONER)


def authorities(viewer: Viewer) -> frozenset[str]:
    """The authorities the viewer works for, by their keys."""
    return viewer.authorities(*WORKING)


def may_work(viewer: Viewer) -> bool:
    """True if the viewer may have drafts at all: any mandate to work for an authority or as a practitioner."""
    return viewer.is_signed_in and viewer.holds(*WORKING)


def require_work(viewer: Viewer, authority: str = "") -> None:
    """Raises NotPermitted unless the viewer works for the authority (or, without one, for any)."""
    if not may_work(viewer) or (authority and authority not in authorities(viewer)):
        raise NotPermitted(f"{viewer.email or 'a visitor'} does not work for this authority")


def person(viewer: Viewer) -> int:
    """The viewer's id. Raises NotPermitted for a visitor."""
    if viewer.user_id is None:
        raise NotPermitted("a visitor")
    return viewer.user_id


def drafts_of(viewer: Viewer) -> QuerySet[Draft]:
    """The drafts of the viewer's authorities, and those that are the viewer's alone."""
    if not may_work(viewer):
        return Draft.objects.none()
    return Draft.objects.filter(
        Q(authority__in=authorities(viewer)) | Q(authority="", owner_id=viewer.user_id)
    ).select_related("owner", "changed_by")


def draft_of(viewer: Viewer, key: str, *, for_change: bool = False) -> Draft:
    """One of them, locked if it is to be changed. Raises NotPermitted."""
    rows = drafts_of(viewer)
    if for_change:
        rows = rows.select_related(None).select_for_update()
    found = rows.filter(key=key).first()
    if found is None:
        raise NotPermitted(f"{viewer.email or 'a visitor'} has no draft {key}")
    return found


def shares_with(viewer: Viewer) -> QuerySet[DraftShare]:
    """What other authorities share with the viewer's, unless it was withdrawn."""
    if not may_work(viewer):
        return DraftShare.objects.none()
    rows = DraftShare.objects.filter(authority__in=authorities(viewer), withdrawn_at=None)
    return rows.select_related("draft", "version", "shared_by")


def share_with(viewer: Viewer, key: str) -> DraftShare:
    """One of them. Raises NotPermitted."""
    found = shares_with(viewer).filter(key=key).first()
    if found is None:
        raise NotPermitted(f"{viewer.email or 'a visitor'} is shown no draft {key}")
    return found


def requests_of(viewer: Viewer) -> QuerySet[Request]:
    """The requests of the viewer's authorities."""
    if not may_work(viewer):
        return Request.objects.none()
    return Request.objects.filter(authority__in=authorities(viewer)).select_related("assigned_to")


def request_of(viewer: Viewer, key: str, *, for_change: bool = False) -> Request:
    """One of them, locked if it is to be changed. Raises NotPermitted."""
    rows = requests_of(viewer)
    if for_change:
        rows = rows.select_related(None).select_for_update()
    found = rows.filter(key=key).first()
    if found is None:
        raise NotPermitted(f"{viewer.email or 'a visitor'} has no request {key}")
    return found


def people_of(authority: str, on: date | None = None) -> QuerySet[User]:
    """Who works for an authority on the day (today by default)."""
    day = on or timezone.now().date()
    held = Mandate.objects.filter(role__in=WORKING, authority=authority, ended_at=None, valid_from__lte=day)
    held = held.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "email")


def authorities_with_people(on: date | None = None) -> tuple[str, ...]:
    """The authorities for which someone is registered, by their keys."""
    day = on or timezone.now().date()
    held = Mandate.objects.filter(role__in=WORKING, ended_at=None, valid_from__lte=day, user__is_active=True)
    held = held.filter(Q(valid_to=None) | Q(valid_to__gt=day)).exclude(authority="")
    return tuple(held.order_by("authority").values_list("authority", flat=True).distinct())
