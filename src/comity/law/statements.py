"""What a State says about a treaty: declarations, reservations, notifications and objections as typed facts.

A statement never holds the depositary's text: it holds the provision it touches, a typed value the procedure
can reason with, our own one-line summary, and a reference to where the text can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .sentences import gettext_noop as _


class StatementKind(Enum):
    """How the depositary records it."""

    DECLARATION = "declaration"
    RESERVATION = "reservation"
    NOTIFICATION = "notification"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    StatementKind.DECLARATION: _("Declaration"),
    StatementKind.RESERVATION: _("Reservation"),
    StatementKind.NOTIFICATION: _("Notification"),
    StatementKind.OBJECTION: _("Objection"),
}


class TreatyAsBasis(Enum):
    """Whether a State takes a convention as legal basis for extradition: UNTOC art. 16(5)(a) and its like."""

    YES = "yes"
    YES_IF_NO_TREATY = "yes-if-no-treaty"
    YES_CONDITIONAL = "yes-conditional"
    NO = "no"
    NOT_REQUIRED = "not-required"
    SILENT = "silent"

    @property
    def label(self) -> str:
        """English description, the key of its translations."""
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    TreatyAsBasis.YES: _("takes the convention as legal basis for extradition"),
    TreatyAsBasis.YES_IF_NO_TREATY: _("takes the convention as legal basis where no extradition treaty exists"),
    TreatyAsBasis.YES_CONDITIONAL: _("takes the convention as legal basis on a condition"),
    TreatyAsBasis.NO: _("does not take the convention as legal basis for extradition"),
    TreatyAsBasis.NOT_REQUIRED: _("does not make extradition conditional on a treaty"),
    TreatyAsBasis.SILENT: _("no notification on record"),
}


@dataclass(frozen=True, slots=True)
class ExtraditionBasis:
    """UNTOC 16(5)(a), UNCAC 44(6)(a), 1988 art. 6(3): `condition` in our words where the value is conditional."""

    value: TreatyAsBasis
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Languages:
    """UNTOC 18(14), UNCAC 46(14), 1988 art. 7(9): BCP 47 codes; `all_required` if each is needed, not any one."""

    codes: tuple[str, ...]
    all_required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """A designation (UNTOC 18(13), SOM 8(6), 1988 art. 7(8), 17(7)): `name` as notified, `stage` or matter if split."""

    name: str
    stage: str = ""
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class ConfiscationBasis:
    """UNTOC 13(6), UNCAC 55(6), 1988 art. 5(4)(f): whether taking the measures is conditional on a treaty.

    `treaty_required` None: not said. `condition` e.g. reciprocity, in our words.
    """

    treaty_required: bool | None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class DisputesExcluded:
    """The State is not bound by the dispute settlement clause (UNTOC 35(2)); it never touches cooperation."""


@dataclass(frozen=True, slots=True)
class RelationsExcluded:
    """No treaty relations arise between the State and `with_state` (an objection or a declaration that says so)."""

    with_state: str


@dataclass(frozen=True, slots=True)
class TerritoryExcluded:
    """The treaty does not apply to `territory`, wholly or until further notice."""

    territory: str


@dataclass(frozen=True, slots=True)
class ProvisionLimited:
    """The State excludes or narrows the provision: `excluded` True if wholly, the summary says how."""

    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement recorded for completeness that changes no conclusion of the procedure."""


Value = (
    ExtraditionBasis
    | Languages
    | Authority
    | ConfiscationBasis
    | DisputesExcluded
    | RelationsExcluded
    | TerritoryExcluded
    | ProvisionLimited
    | Remark
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about one provision.

    `id` is stable (`untoc/NLD/16-5/1`); `provision` a provision code; `summary` our own single English line, the
    key of its translations; `made_on` the day it was made (None: the source gives none, it is known only to stand
    at the source's as-of date); `withdrawn_on` the day a withdrawal took effect; `text_ref` where the
    depositary's text is (address or file and block).
    """

    id: str
    instrument: str
    state: str
    kind: StatementKind
    provision: str
    value: Value
    summary: str
    source: str
    text_ref: str = ""
    made_on: date | None = None
    withdrawn_on: date | None = None
    territory: str | None = None

    def stands(self, on: date) -> bool:
        """True if the statement is not known to be made later than, or withdrawn by, the day asked about."""
        if self.made_on is not None and on < self.made_on:
            return False
        return self.withdrawn_on is None or on < self.withdrawn_on
