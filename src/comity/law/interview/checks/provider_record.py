"""A request against what the hub has on record of the provider chosen: each claim with the day it was last verified.

A claim nobody has confirmed, or not for a year, is doubtful whatever it says; what is not on record is doubtful too.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...providers import Trust
from ...sentences import Quoted, Sentence, Series, say
from ..context import ProviderRecord
from ..definition import Addressee, Role
from ..given import Given
from ..points import PRACTICE, Point, Reference, State
from .provider_terms import ASK_FIRST, Claim, terms


def provider_record(given: Given) -> Iterator[Point]:
    """Points on a request to a provider of the hub."""
    asked = given.role(Role.PROVIDER)
    if given.definition.addressee is not Addressee.PROVIDER or asked is None:
        return
    question, code = asked
    known = given.context.provider
    if code is None:
        reason = say("No provider of the hub is chosen, so nothing is held against what it accepts.")
        way_out = say("Choose it if it is in the list; otherwise read its guidelines for authorities.")
        yield Point(State.DOUBTFUL, "provider-record", reason, PRACTICE, way_out, question=question.id)
    elif known is None or known.facts.code != code:
        reason = say("The hub has nothing on record of “%(code)s”.", code=str(code))
        way_out = say("Choose another provider, or leave it open and write the legal entity.")
        yield Point(State.DOUBTFUL, "readable", reason, PRACTICE, way_out, question=question.id)
    else:
        yield from _held_against(given, known, question.id)


def _held_against(given: Given, known: ProviderRecord, chosen: str) -> Iterator[Point]:
    unknown: list[Sentence] = []
    for found in terms(given, known):
        if isinstance(found, Claim):
            yield _point(found, known, chosen)
        else:
            unknown.append(found)
    if unknown:
        name = Quoted(known.facts.name)
        reason = say("Not on record of %(provider)s: %(matters)s.", provider=name, matters=Series(tuple(unknown)))
        reference = Reference(source=known.source, trusted=known.trusted)
        yield Point(State.DOUBTFUL, "provider-unknown", reason, reference, ASK_FIRST, question=chosen)


def _point(claim: Claim, known: ProviderRecord, chosen: str) -> Point:
    """The claim as far as its record can be relied on."""
    state, reason, way_out = claim.state, claim.said, claim.way_out
    if claim.is_fact and known.trusted.trust is not Trust.VERIFIED:
        state, way_out = State.DOUBTFUL, way_out or ASK_FIRST
        day = known.trusted.day
        if known.trusted.trust is Trust.STALE and day is not None:
            reason = say("Last confirmed on %(day)s, more than a year ago: %(claim)s", day=day, claim=reason)
        else:
            reason = say("Not confirmed by anybody: %(claim)s", claim=reason)
    reference = Reference(source=known.source, trusted=known.trusted)
    return Point(state, f"provider-{claim.check}", reason, reference, way_out, question=claim.question or chosen)
