"""Two authorities with people, and a stranger: the cast of every test of drafts and casework."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer, viewer_of

OURS, THEIRS = "ours000001", "theirs0001"
# What no page, log, cache, index or ledger may ever show to others.
SECRET = "Lépeintre-Zwölfaxing"


@dataclass(frozen=True)
class Cast:
    """The people by what they are."""

    anna: User
    ben: User
    carla: User
    stranger: User

    def viewer(self, name: str) -> Viewer:
        """One of them as the one who asks."""
        return viewer_of(getattr(self, name))


def person(name: str, *, authority: str = "", role: Role = Role.AUTHORITY_EDITOR) -> User:
    """A person with a mandate for an authority, or with none."""
    user = User.objects.create_user(f"{name.lower()}@example.org", "correct horse battery", name=name)
    if authority:
        Mandate.objects.create(user=user, role=role, authority=authority, state="ITA", valid_from=date(2020, 1, 1))
    return user


def cast() -> Cast:
    """Anna edits for our authority, Ben is a practitioner there, Carla works for theirs, the stranger for none."""
    return Cast(
        person("Anna", authority=OURS),
        person("Ben", authority=OURS, role=Role.PRACTITIONER),
        person("Carla", authority=THEIRS),
        person("Stranger"),
    )
