"""The answer in one sentence: what a prosecutor with no time to read on takes away."""

from __future__ import annotations

from ..sentences import InstrumentName, Param, Sentence, StateName, say
from .types import Finding, Opinion, Outcome, Role


def headline(opinion: Opinion) -> Sentence:
    """The conclusion of the opinion, no surer than its surest primary basis."""
    asked = opinion.question
    facts: dict[str, Param] = {
        "requesting": StateName(asked.requesting),
        "requested": StateName(asked.requested),
        "date": asked.on,
    }
    leading = leading_basis(opinion)
    if leading is not None and leading.instrument is not None:
        return _on(leading, InstrumentName(leading.instrument), facts)
    if opinion.undetermined:
        return say(
            "No treaty is certain to serve %(requesting)s as basis for a request to %(requested)s on %(date)s;"
            " whether one does depends on participation that is not on record here.",
            **facts,
        )
    if opinion.findings:
        return say(
            "No treaty known here serves %(requesting)s as basis for a request to %(requested)s on %(date)s;"
            " what remains is domestic law, reciprocity or comity.",
            **facts,
        )
    return say(
        "No basis known here serves %(requesting)s for a request to %(requested)s on %(date)s.",
        **facts,
    )


def leading_basis(opinion: Opinion) -> Finding | None:
    """The first treaty among the primary bases, satisfied ones before those with an open test; None without one."""
    primary = [f for f in opinion.findings if f.role is Role.PRIMARY and f.instrument]
    sure = [f for f in primary if f.outcome is Outcome.SATISFIED]
    return next(iter((*sure, *primary)), None)


def _on(leading: Finding, instrument: InstrumentName, facts: dict[str, Param]) -> Sentence:
    if leading.outcome is Outcome.SATISFIED:
        return say(
            "On %(date)s, %(requesting)s can rest its request to %(requested)s on the %(instrument)s.",
            instrument=instrument,
            **facts,
        )
    return say(
        "On %(date)s, %(requesting)s may be able to rest its request to %(requested)s on the %(instrument)s;"
        " what is still open decides.",
        instrument=instrument,
        **facts,
    )
