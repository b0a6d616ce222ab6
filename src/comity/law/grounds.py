"""What a ground of refusal is: it lets refuse, lets postpone, is none at all, or is a duty that goes with refusing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .sentences import gettext_noop as _


class GroundKind(Enum):
    """What a ground does."""

    REFUSAL = "refusal"
    POSTPONEMENT = "postponement"
    NOT_A_GROUND = "not-a-ground"
    DUTY = "duty"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _LABELS[self]


_LABELS = {
    GroundKind.REFUSAL: _("May be refused"),
    GroundKind.POSTPONEMENT: _("May be postponed"),
    GroundKind.NOT_A_GROUND: _("Is no ground for refusal"),
    GroundKind.DUTY: _("Before and after refusing"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: `text` is English and the key of its translations; `provision` None for general law."""

    code: str
    kind: GroundKind
    text: str
    provision: str | None = None
