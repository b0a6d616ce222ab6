"""Who is asking: the person with the mandates that hold today. Domain functions and querysets are given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from comity.core.ledger import VISITOR as VISITING
from comity.core.ledger import Actor

from .roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import User


class NotPermitted(Exception):
    """The viewer may not do this. Views answer 404, so that nobody learns whether the thing is there."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate that holds: a role within its scope (`state` a gazetteer code, `authority` an entry's key)."""

    role: Role
    state: str = ""
    authority: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A visitor (no user) or a signed-in person, with the mandates that hold on the day of the request."""

    user_id: int | None = None
    name: str = ""
    email: str = ""
    mandates: tuple[Held, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        """True for anyone but a visitor."""
        return self.user_id is not None

    @property
    def actor(self) -> Actor:
        """The viewer as the audit ledger names them."""
        return Actor(self.user_id, self.email) if self.is_signed_in else VISITING

    def holds(self, *roles: Role, state: str = "", authority: str = "", network: str = "") -> bool:
        """True if one of the roles is held, within the scope named (an empty scope asks for none)."""
        return any(
            held.role in roles
            and (not state or held.state == state)
            and (not authority or held.authority == authority)
            and (not network or held.network == network)
            for held in self.mandates
        )

    def states(self, *roles: Role) -> frozenset[str]:
        """The States one of the roles is held for."""
        return frozenset(held.state for held in self.mandates if held.role in roles and held.state)

    def authorities(self, *roles: Role) -> frozenset[str]:
        """The keys of the authorities one of the roles is held for."""
        return frozenset(held.authority for held in self.mandates if held.role in roles and held.authority)

    def require(self, *roles: Role, state: str = "", authority: str = "", network: str = "") -> None:
        """Raises NotPermitted unless one of the roles is held within the scope."""
        if not self.holds(*roles, state=state, authority=authority, network=network):
            raise NotPermitted(f"{self.email or 'a visitor'} holds none of {', '.join(roles)} here")


VISITOR = Viewer()


def viewer_of(user: User, on: date | None = None) -> Viewer:
    """The viewer of a user: mandates that hold on the day (today, UTC, by default). One query."""
    day = on or timezone.now().date()
    rows = user.mandates.filter(valid_from__lte=day, ended_at=None).filter(Q(valid_to=None) | Q(valid_to__gt=day))
    held = tuple(Held(Role(m.role), m.state, m.authority, m.network) for m in rows.order_by("pk"))
    return Viewer(user.pk, str(user), user.email, held)


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request, looked up once; a visitor where nobody is signed in."""
    found: Viewer | None = getattr(request, "_comity_viewer", None)
    if found is None:
        user = request.user
        found = viewer_of(user) if user.is_authenticated and user.is_active else VISITOR
        request._comity_viewer = found  # type: ignore[attr-defined]
    return found
