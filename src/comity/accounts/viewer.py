"""Who is asking: the person with the mandates that hold today. Domain functions and querysets are given one.

Mandates count only in a session that was begun, or confirmed, with a second factor: every role is above reader. Until
then the person is a signed-in reader whose mandates are `pending`, and `accounts.middleware` leads them to the page
where a second factor is set up. Commands and tests that make a viewer of a user directly vouch for the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records

from comity.core.ledger import VISITOR as VISITING
from comity.core.ledger import Actor

from .roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import Mandate, User


class NotPermitted(Exception):
    """The viewer may not do this. The answer is 404, so that nobody learns whether the thing is there."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mandate that holds: a role within its scope (`state` a gazetteer code, `authority` an entry's key)."""

    role: Role
    state: str = ""
    authority: str = ""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A visitor (no user) or a signed-in person, with the mandates that hold on the day of the request.

    `pending`: the person has mandates that hold, but has shown no second factor, so that none is in `mandates`.
    """

    user_id: int | None = None
    name: str = ""
    email: str = ""
    mandates: tuple[Held, ...] = ()
    pending: bool = False

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


def viewer_of(user: User, on: date | None = None, *, second_factor: bool = True) -> Viewer:
    """The viewer of a user: mandates that hold on the day (today, UTC, by default). One query.

    `second_factor` says whether the person has shown one; without it the mandates are pending.
    """
    held = tuple(held_by(mandate) for mandate in user.mandates.holding(on).order_by("pk"))
    if not second_factor:
        return Viewer(user.pk, str(user), user.email, (), pending=bool(held))
    return Viewer(user.pk, str(user), user.email, held)


def held_by(mandate: Mandate) -> Held:
    """What a mandate gives while it holds."""
    return Held(Role(mandate.role), mandate.state, mandate.authority, mandate.network)


def viewer(request: HttpRequest) -> Viewer:
    """The viewer of a request, looked up once; a visitor where nobody is signed in."""
    found: Viewer | None = getattr(request, "_comity_viewer", None)
    if found is None:
        user = request.user
        if user.is_authenticated and user.is_active:
            found = viewer_of(user, second_factor=showed_second_factor(request))
        else:
            found = VISITOR
        request._comity_viewer = found  # type: ignore[attr-defined]
    return found


def showed_second_factor(request: HttpRequest) -> bool:
    """True if a passkey, a code or a recovery code was shown in this session by the person signed in."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
