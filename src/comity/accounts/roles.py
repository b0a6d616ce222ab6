"""The roles a person may hold, each within a scope: a State, an authority or a network. A visitor holds none."""

from __future__ import annotations

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(Enum):
    """What a role is limited to."""

    NONE = "none"
    STATE = "state"
    AUTHORITY = "authority"
    NETWORK = "network"


class Role(models.TextChoices):
    """What a person may do, by mandate. Every role asks for a second factor at sign-in."""

    PRACTITIONER = "practitioner", _("Registered practitioner")
    AUTHORITY_EDITOR = "authority-editor", _("Authority editor")
    MISSION = "mission", _("Permanent Mission")
    NETWORK_SECRETARIAT = "network-secretariat", _("Network secretariat")
    FOCAL_POINT = "focal-point", _("Network focal point")
    CONTRIBUTOR = "contributor", _("Contributor")
    EDITOR = "editor", _("Editor")
    SECRETARIAT = "secretariat", _("Secretariat")
    AUDITOR = "auditor", _("Auditor")

    @property
    def scope(self) -> Scope:
        """What a mandate in this role must name."""
        return _SCOPES.get(self, Scope.NONE)

    @property
    def names_authority(self) -> bool:
        """True if a mandate in this role may name an authority: an editor's must, a practitioner's may.

        A practitioner shares the drafts and casework of the authority named; editing its entry is the editors' alone.
        """
        return self in {Role.AUTHORITY_EDITOR, Role.PRACTITIONER}


_SCOPES = {
    Role.PRACTITIONER: Scope.STATE,
    Role.AUTHORITY_EDITOR: Scope.AUTHORITY,
    Role.MISSION: Scope.STATE,
    Role.NETWORK_SECRETARIAT: Scope.NETWORK,
    Role.FOCAL_POINT: Scope.NETWORK,
}
