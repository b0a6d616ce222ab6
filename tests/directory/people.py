"""People for tests of the directory: an editor, a mission, the secretariat, a practitioner, each with a mandate."""

from __future__ import annotations

from datetime import date
from typing import Any

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer, viewer_of

LONG_AGO = date(2015, 1, 1)


def person(role: Role, **facts: Any) -> User:
    """Someone with a mandate in the role; `state`, `authority`, `valid_to` … as in Mandate."""
    scope = facts.get("authority") or facts.get("state") or ""
    email = facts.pop("email", f"{role}-{scope}@people.example.org".lower())
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=f"{role.label} {scope}")
    Mandate.objects.create(user=user, role=role, **({"valid_from": LONG_AGO} | facts))
    return user


def viewing(role: Role, **facts: Any) -> Viewer:
    """The viewer of such a person."""
    return viewer_of(person(role, **facts))
