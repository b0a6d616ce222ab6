"""What the requested State asks: languages, certification, channel, evidence; unknown where not on record."""

from __future__ import annotations

from collections.abc import Iterator

from ...sentences import LanguageName, Quoted, Series, StateName, say
from ..definition import Addressee, Role
from ..given import Given
from ..points import PRACTICE, Point, Reference, State


def requirements(given: Given) -> Iterator[Point]:
    """The draft against the rules of the requested State, where they are known."""
    if given.definition.addressee is not Addressee.STATE or not given.code(Role.REQUESTED):
        return
    yield from _languages(given)
    if given.context.requirements is not None:
        yield from _certification(given)
        yield from _channel(given)
        yield from _evidence(given)


def _languages(given: Given) -> Iterator[Point]:
    asked = given.role(Role.LANGUAGE)
    if asked is None:
        return
    question, value = asked
    accepted, every, reference = _accepted(given)
    state = StateName(given.code(Role.REQUESTED))
    if not accepted:
        reason = say("Which languages %(state)s accepts is not on record here.", state=state)
        way_out = say("Ask its central authority before translating.")
        yield Point(State.DOUBTFUL, "language", reason, reference, way_out, question=question.id)
        return
    names = Series(tuple(LanguageName(code) for code in accepted))
    if value is None:
        reason = say("%(state)s accepts requests in: %(languages)s.", state=state, languages=names)
        yield Point(State.DOUBTFUL, "language", reason, reference, question=question.id)
    elif str(value).split("-")[0] in {code.split("-")[0] for code in accepted} and not (every and len(accepted) > 1):
        reason = say("%(language)s is a language %(state)s accepts.", language=LanguageName(str(value)), state=state)
        yield Point(State.FINE, "language", reason, reference, question=question.id)
    elif every and len(accepted) > 1:
        reason = say("%(state)s asks for each of these languages: %(languages)s.", state=state, languages=names)
        way_out = say("Attach a translation into each.")
        yield Point(State.DOUBTFUL, "language", reason, reference, way_out, question=question.id)
    else:
        reason = say("%(state)s accepts requests in: %(languages)s.", state=state, languages=names)
        way_out = say("Attach a translation into one of them.")
        yield Point(State.DOUBTFUL, "language", reason, reference, way_out, question=question.id)


def _accepted(given: Given) -> tuple[tuple[str, ...], bool, Reference]:
    """The languages accepted, whether each is needed, and where that stands: the directory before the depositary."""
    known = given.context.requirements
    if known is not None and known.languages:
        return known.languages, False, Reference(source=known.source)
    finding = given.context.finding(given.code(Role.INSTRUMENT))
    for rule in finding.languages if finding else ():
        return rule.codes, rule.all_required, Reference(rule.provision, record=rule.source)
    return (), False, Reference("untoc:18:14") if given.code(Role.INSTRUMENT) == "untoc" else PRACTICE


def _certification(given: Given) -> Iterator[Point]:
    known, asked = given.context.requirements, given.role(Role.CERTIFIED)
    if known is None or asked is None or known.certification is None:
        return
    certified = asked[1] == "yes"
    authority = Quoted(known.authority)
    if not known.certification:
        reason = say("%(authority)s asks for no certification of documents.", authority=authority)
        yield Point(State.FINE, "certification", reason, Reference(source=known.source), question=asked[0].id)
        return
    reason = say("%(authority)s asks for certified documents.", authority=authority)
    way_out = None if certified else say("Have the documents certified before sending, and say so.")
    state = State.FINE if certified else State.DOUBTFUL
    yield Point(state, "certification", reason, Reference(source=known.source), way_out, question=asked[0].id)


def _channel(given: Given) -> Iterator[Point]:
    known, asked = given.context.requirements, given.role(Role.CHANNEL)
    if known is None or asked is None or not known.channels or asked[1] is None:
        return
    chosen = asked[0].option(str(asked[1]))
    if str(asked[1]) in known.channels or chosen is None:
        reason = say("The channel is one that %(authority)s accepts.", authority=Quoted(known.authority))
        yield Point(State.FINE, "channel", reason, Reference(source=known.source), question=asked[0].id)
        return
    labels = tuple(o.label for o in asked[0].options if o.code in known.channels)
    reason = say("%(authority)s takes requests by another channel.", authority=Quoted(known.authority))
    way_out = say("Send it by: %(channels)s.", channels=Series(labels)) if labels else None
    yield Point(State.DOUBTFUL, "channel", reason, Reference(source=known.source), way_out, question=asked[0].id)


def _evidence(given: Given) -> Iterator[Point]:
    known, asked = given.context.requirements, given.role(Role.GROUNDS)
    if known is None or known.evidence is None:
        return
    reason = say("What a request to %(authority)s must prove: %(standard)s.",
                 authority=Quoted(known.authority), standard=known.evidence)  # fmt: skip
    way_out = say("Say in the grounds which evidence meets that standard.")
    answered = asked is not None and asked[1] is not None
    question = asked[0].id if asked else ""
    state = State.FINE if answered else State.DOUBTFUL
    yield Point(state, "evidence", reason, Reference(source=known.source), way_out, question=question)
