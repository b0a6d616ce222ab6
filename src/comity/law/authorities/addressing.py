"""Step 10 of the legal-basis procedure: the authority, language and channel for each basis of an opinion.

The opinion stays what the treaties say; this joins it with the directory of the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..basis.types import Finding, Opinion
from ..instruments.types import Instrument
from .advice import Advice, advice
from .finding import Candidate, Enquiry, Found, find
from .listing import Directory
from .side_by_side import Hidden


@dataclass(frozen=True, slots=True)
class Addressee:
    """What the directory answers for one basis; `instrument` None: for none of the bases of the opinion.

    `advice` is on the authorities found, or on the nearest where none is.
    """

    instrument: str | None
    found: Found
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Addressing:
    """Whom to write to: for the first basis an authority is designated under, then for others that differ.

    `first` None: the directory lists no authority of the requested State.
    """

    enquiry: Enquiry
    first: Addressee | None
    others: tuple[Addressee, ...] = ()

    @property
    def addressees(self) -> tuple[Addressee, ...]:
        """All of them, in order."""
        return (self.first, *self.others) if self.first else ()


def addressing(
    opinion: Opinion,
    directory: Directory,
    instruments: Mapping[str, Instrument],
    *,
    state: str,
    territory: str | None = None,
    own: tuple[str, ...] = (),
    hidden: Hidden = lambda _listed: frozenset(),
) -> Addressing:
    """Whom to write to, under each basis of the opinion; `state` answers for the requested State or `territory`.

    `own` are the languages of the requesting State, `hidden` gives what is kept from the reader.
    """
    bases = _bases(opinion.findings, instruments)
    every = tuple(dict.fromkeys(code for codes in bases.values() for code in codes))
    enquiry = Enquiry(state, opinion.question.measure, every, territory=territory)
    if not any(directory.by_state.get(code) for code in (state, territory or state)):
        return Addressing(enquiry, None)

    def addressee(instrument: str | None, found: Found) -> Addressee:
        named = found.candidates or found.nearest
        told = (advice(c, found.enquiry, own=own, hidden=hidden(c.listed)) for c in named)
        return Addressee(instrument, found, tuple(told))

    answers: list[tuple[str | None, Found]] = []
    for instrument, codes in bases.items():
        found = find(Enquiry(state, enquiry.wanted, codes, territory=territory), directory)
        if found.candidates and _keys(found.candidates) not in [_keys(f.candidates) for _i, f in answers]:
            answers.append((instrument, found))
    if not answers:
        answers.append((None, find(enquiry, directory)))
    first, *others = (addressee(*each) for each in answers)
    return Addressing(enquiry, first, tuple(others))


def _bases(findings: Iterable[Finding], instruments: Mapping[str, Instrument]) -> dict[str, tuple[str, ...]]:
    """By instrument of a basis, in rank order: the codes authorities may be designated under for it."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        if finding.instrument:
            parent = instruments[finding.instrument].supplements
            found[finding.instrument] = (finding.instrument, *((parent,) if parent else ()))
    return found


def _keys(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(c.key for c in candidates)
