"""Is everything there: what the interview needs, and what the treaty relied on lists (UNTOC 18(15), 13(3))."""

from __future__ import annotations

from collections.abc import Iterator

from ...contents import ContentItem, contents_for
from ...sentences import Sentence, say
from ..definition import Addressee, Kind, Need, Question, Role
from ..given import Given
from ..points import PRACTICE, Point, Reference, State


def needs(given: Given) -> Iterator[Point]:
    """Each question that must or should be answered: missing, doubtful or fine; and what cannot be read."""
    listed = {item.code: item for item in _listed(given)}
    for _section, question in given.placed():
        reference = _reference(question, listed, given.code(Role.INSTRUMENT))
        for mistake in given.mistakes.get(question.id, ()):
            yield Point(
                State.DOUBTFUL,
                "readable",
                mistake.reason,
                reference,
                say("Write it again; until then the document leaves it out."),
                question=question.id,
                row=mistake.row,
                field=mistake.field,
            )
        if question.id in given.values:
            if question.need is not Need.OPTIONAL:
                reason = say("“%(question)s” is answered.", question=question.label)
                yield Point(State.FINE, "answered", reason, reference, question=question.id)
            yield from _rows(given, question)
        elif question.need is Need.REQUIRED:
            reason = say("“%(question)s” has no answer yet.", question=question.label)
            yield Point(State.MISSING, "answered", reason, reference, question=question.id)
        elif question.need is Need.ADVISED:
            reason = say("“%(question)s” is open; requests without it are often returned.", question=question.label)
            yield Point(State.DOUBTFUL, "answered", reason, reference, question=question.id)


def contents(given: Given) -> Iterator[Point]:
    """Each thing the treaty lists, by whether an answer covers it; what only hidden questions cover is not due."""
    if given.definition.addressee is not Addressee.STATE:
        return
    for item in _listed(given):
        covering = [q for q in given.definition.questions.values() if item.code in q.covers]
        shown = [q for q in covering if q.id in given.places]
        reference = Reference(item.provision or "")
        text = Sentence(item.text)
        if covering and not shown:
            continue
        if not covering:
            reason = say("This interview does not ask for one thing on the list: %(item)s.", item=text)
            way_out = say("Add it to the document by hand.")
            yield Point(State.DOUBTFUL, f"content-{item.code}", reason, reference, way_out)
        elif any(q.id in given.values for q in shown):
            answered = next(q for q in shown if q.id in given.values)
            reason = say("On the list and answered: %(item)s.", item=text)
            yield Point(State.FINE, f"content-{item.code}", reason, reference, question=answered.id)
        elif item.required and all(q.need is Need.OPTIONAL for q in shown):
            state = State.MISSING if item.provision else State.DOUBTFUL
            reason = say("On the list and not answered: %(item)s.", item=text)
            yield Point(state, f"content-{item.code}", reason, reference, question=shown[0].id)


def _listed(given: Given) -> tuple[ContentItem, ...]:
    """What the treaty relied on and practice list for the measures asked for, each once."""
    instrument = given.code(Role.INSTRUMENT) or None
    found: dict[str, ContentItem] = {}
    for measure in given.measures:
        for item in contents_for(instrument, measure):
            found.setdefault(item.code, item)
    return tuple(found.values())


def _reference(question: Question, listed: dict[str, ContentItem], instrument: str) -> Reference:
    """Why a question is asked: the paragraph of the treaty relied on, else the first the definition names."""
    for code in question.covers:
        item = listed.get(code)
        if item and item.provision:
            return Reference(item.provision)
    why = question.why(instrument)
    return Reference(why) if why else PRACTICE


def _rows(given: Given, question: Question) -> Iterator[Point]:
    """Required fields that a row of a group leaves open."""
    if question.kind is not Kind.GROUP:
        return
    for number, row in enumerate(given.rows(question)):
        for field in given.fields(question, row):
            if field.need is Need.REQUIRED and row.get(field.id) is None:
                yield Point(
                    State.MISSING,
                    "answered",
                    say("“%(question)s” has no answer yet in row %(row)s.", question=field.label, row=number + 1),
                    Reference(field.why() or question.why(given.code(Role.INSTRUMENT))),
                    question=question.id,
                    row=number,
                    field=field.id,
                )
