"""What a State does about a treaty, day by day: signatures, ratifications, extensions, withdrawals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .sentences import gettext_noop as _


class ActionKind(Enum):
    """The acts a depositary records."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    FORMAL_CONFIRMATION = "formal-confirmation"
    PARTICIPATION = "participation"  # listed as a party by the source, which does not say by which act
    WITHDRAWAL = "withdrawal"
    EXTENSION = "territorial-extension"
    END_OF_EXTENSION = "end-of-territorial-extension"

    @property
    def binds(self) -> bool:
        """True if the act expresses consent to be bound (a simple signature does not)."""
        return self in _BINDING

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _LABELS[self]


_BINDING = frozenset(
    {
        ActionKind.DEFINITIVE_SIGNATURE,
        ActionKind.RATIFICATION,
        ActionKind.ACCEPTANCE,
        ActionKind.APPROVAL,
        ActionKind.ACCESSION,
        ActionKind.SUCCESSION,
        ActionKind.FORMAL_CONFIRMATION,
        ActionKind.PARTICIPATION,
    }
)

_LABELS = {
    ActionKind.SIGNATURE: _("Signature"),
    ActionKind.DEFINITIVE_SIGNATURE: _("Definitive signature"),
    ActionKind.RATIFICATION: _("Ratification"),
    ActionKind.ACCEPTANCE: _("Acceptance"),
    ActionKind.APPROVAL: _("Approval"),
    ActionKind.ACCESSION: _("Accession"),
    ActionKind.SUCCESSION: _("Succession"),
    ActionKind.FORMAL_CONFIRMATION: _("Formal confirmation"),
    ActionKind.PARTICIPATION: _("Participation"),
    ActionKind.WITHDRAWAL: _("Withdrawal"),
    ActionKind.EXTENSION: _("Territorial extension"),
    ActionKind.END_OF_EXTENSION: _("End of territorial extension"),
}


@dataclass(frozen=True, slots=True)
class TreatyAction:
    """One row of a depositary's record.

    `id` is stable and unique (`untoc/NER/ratification/2004-09-30`); `instrument` and `state` are codes;
    `on` is the day of signature or of deposit (None where the source lists the party without a date);
    `effective` is the day of effect where the depositary states one or it differs from the treaty's rule
    (None: the rule decides); `territory` is the code of the territory concerned, None for the State as a whole;
    `source` is the code of the source.
    """

    id: str
    instrument: str
    state: str
    kind: ActionKind
    on: date | None
    source: str
    effective: date | None = None
    territory: str | None = None


def action_id(instrument: str, state: str, kind: ActionKind, on: date | None, territory: str | None = None) -> str:
    """The stable id of an action: the same act read from two files has the same id."""
    parts = [instrument, state, kind.value, on.isoformat() if on else "undated"]
    if territory:
        parts.append(territory)
    return "/".join(parts)
