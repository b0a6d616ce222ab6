"""The desk's groups that follow mandates: who holds none today is not in them, whatever was clicked before."""

from __future__ import annotations

from django.contrib.auth.models import Group

from .models import Mandate, User
from .roles import Role

CONTRIBUTORS, EDITORS = "Contributors", "Editors"
_GROUP_OF = {Role.CONTRIBUTOR: CONTRIBUTORS, Role.EDITOR: EDITORS}


def keep_in_step(user: User) -> None:
    """Puts the user into the groups their mandates of today give, and out of the others that follow mandates."""
    roles = set(user.mandates.holding().filter(role__in=_GROUP_OF).values_list("role", flat=True))
    wanted = {group for role, group in _GROUP_OF.items() if role in roles}
    held = set(user.groups.filter(name__in=_GROUP_OF.values()).values_list("name", flat=True))
    for name in wanted - held:
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    if gone := held - wanted:
        user.groups.remove(*Group.objects.filter(name__in=gone))


def keep_all_in_step() -> int:
    """`keep_in_step` for everyone it may concern: mandates begin and end by the day; how many users were looked at."""
    in_groups = set(User.objects.filter(groups__name__in=_GROUP_OF.values()).values_list("pk", flat=True))
    by_mandate = set(Mandate.objects.holding().filter(role__in=_GROUP_OF).values_list("user", flat=True))
    for user in User.objects.filter(pk__in=in_groups | by_mandate):
        keep_in_step(user)
    return len(in_groups | by_mandate)
