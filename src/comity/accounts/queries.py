"""Who may see which people and requests: every read is given the viewer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from .models import AccountRequest, Mandate, User
from .roles import Role
from .rules import may_see_people
from .viewer import NotPermitted, Viewer


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter over people and requests; empty asks for all. `standing` of requests: open, approved, declined."""

    text: str = ""
    state: str = ""
    role: str = ""
    standing: str = ""


def states_seen(viewer: Viewer) -> frozenset[str] | None:
    """The States whose people the viewer sees; None for all. Raises NotPermitted where there is none."""
    if viewer.holds(Role.SECRETARIAT):
        return None
    if states := viewer.states(Role.MISSION):
        return states
    raise NotPermitted(f"{viewer.email or 'a visitor'} sees no people")


def people(*, viewer: Viewer, wanted: Wanted) -> QuerySet[User]:
    """The people whose mandates the viewer may see, each with those `seen`; raises NotPermitted."""
    states = states_seen(viewer)
    seen = Mandate.objects.current()
    if states is not None:
        seen = seen.filter(state__in=states)
    if wanted.state:
        seen = seen.filter(state=wanted.state)
    if wanted.role:
        seen = seen.filter(role=wanted.role)
    found = User.objects.prefetch_related(Prefetch("mandates", seen.order_by("pk"), to_attr="seen")).order_by(
        "name", "pk"
    )
    if states is not None or wanted.state or wanted.role:
        found = found.filter(pk__in=seen.values("user"))
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(email__icontains=wanted.text))
    return found


def requests(*, viewer: Viewer, wanted: Wanted) -> QuerySet[AccountRequest]:
    """The requests for accounts that the viewer may see; raises NotPermitted."""
    states = states_seen(viewer)
    found = AccountRequest.objects.select_related("decided_by", "user")
    if states is not None:
        found = found.filter(state__in=states)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.standing == "open":
        found = found.filter(approved_at=None, declined_at=None)
    elif wanted.standing == "approved":
        found = found.exclude(approved_at=None)
    elif wanted.standing == "declined":
        found = found.exclude(declined_at=None)
    if wanted.text:
        found = found.filter(Q(name__icontains=wanted.text) | Q(email__icontains=wanted.text))
    return found


def request_seen(*, viewer: Viewer, pk: int) -> AccountRequest:
    """One request; raises NotPermitted whether it is another State's or not there."""
    found = requests(viewer=viewer, wanted=Wanted()).filter(pk=pk).first()
    if found is None:
        raise NotPermitted(f"request {pk} is not seen")
    return found


def mandate_seen(*, viewer: Viewer, pk: int) -> Mandate:
    """One mandate of a person the viewer sees; raises NotPermitted whether it is another State's or not there."""
    found = Mandate.objects.select_related("user").filter(pk=pk).first()
    if found is None or not may_see_people(viewer, state=found.state):
        raise NotPermitted(f"mandate {pk} is not seen")
    return found


def successors(*, viewer: Viewer, mandate: Mandate) -> QuerySet[User]:
    """The active people who could take a mandate over: of its State for a mission, all for the secretariat."""
    found = User.objects.filter(is_active=True).exclude(pk=mandate.user_id).order_by("name", "pk")
    if not viewer.holds(Role.SECRETARIAT):
        found = found.filter(mandates__in=Mandate.objects.current().filter(state=mandate.state)).distinct()
    return found
