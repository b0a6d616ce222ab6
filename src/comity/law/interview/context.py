"""What answers are checked against besides the definition: the navigator's opinion, the requested State's rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..basis.types import Finding, Opinion, Outcome, Role
from ..providers import Provider, Trusted
from ..sentences import Text
from ..sources import Source


@dataclass(frozen=True, slots=True)
class Requirements:
    """What an authority of the requested State asks of a request; every field left empty is unknown.

    `languages` are BCP 47 codes of which one serves; `certification` whether documents must be certified;
    `channels` those it accepts, as the interviews name them (`central-authority`, `diplomatic`, `interpol`,
    `electronic`); `evidence` what a request must prove, in words to translate; `source` where it says so.
    """

    authority: str
    languages: tuple[str, ...] = ()
    certification: bool | None = None
    channels: tuple[str, ...] = ()
    evidence: Text | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """What the hub has of a service provider, how far it can be relied on, and where it stands.

    `organizations` are those the State that asks belongs to, as the gazetteer names them.
    """

    facts: Provider
    trusted: Trusted
    source: Source
    organizations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one draft; each part may be missing."""

    today: date
    opinion: Opinion | None = None
    requirements: Requirements | None = None
    provider: ProviderRecord | None = None

    @property
    def served(self) -> tuple[Finding, ...]:
        """The treaties that may serve as basis, in order of rank."""
        if self.opinion is None:
            return ()
        return tuple(f for f in self.opinion.findings if f.instrument and f.role in {Role.PRIMARY, Role.SUPPLEMENTARY})

    def finding(self, instrument: str) -> Finding | None:
        """What the navigator found on one treaty, whether it serves or not."""
        if self.opinion is None:
            return None
        everything = (*self.opinion.findings, *self.opinion.undetermined, *self.opinion.unavailable)
        return next((f for f in everything if f.instrument == instrument), None)

    def fails(self, instrument: str) -> bool:
        """Whether the navigator found that the treaty does not serve."""
        found = self.finding(instrument)
        return found is not None and found.outcome is Outcome.FAILED
