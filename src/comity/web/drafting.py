"""Between the forms of the studio and an interview: what was typed becomes answers, questions become fields to fill."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from comity.core import wording
from comity.evidence.interfaces import provider, providers
from comity.law.book import TreatyBook
from comity.law.interview.definition import Definition, Kind, Need, Question, Role, Section
from comity.law.interview.points import Point
from comity.law.interview.running import Interview, Step
from comity.law.measures import Measure
from comity.publications.requests.answers import AnswersError, read_answers

from . import choices

Answers = dict[str, Any]
MOST_ROWS = 100

# Languages that are official somewhere, by code; named in the reader's language.
_LANGUAGES = (
    "ar zh en fr ru es am az be bg bn bs ca cs da de dv dz el et fa fi ga he hi hr ht hu hy id is it ja ka kk"
    " km ko ky lo lt lv mg mk mn ms mt my nb ne nl ps pl pt ro rw si sk sl so sq sr sv sw ta tg th ti tk tr uk ur uz vi"
)

# Which interview words a measure of the navigator; a kind of assistance is worded in the general one.
INTERVIEW_FOR = {
    Measure.EXTRADITION: "extradition",
    Measure.PROVISIONAL_ARREST: "provisional-arrest",
    Measure.VIDEOCONFERENCE: "videoconference",
    Measure.CONFISCATION: "confiscation",
    Measure.SENTENCED_PERSONS: "sentenced-persons",
    Measure.PROCEEDINGS: "proceedings",
    Measure.JOINT_INVESTIGATION: "joint-investigation",
    Measure.SPECIAL_TECHNIQUES: "special-techniques",
    Measure.CONTROLLED_DELIVERY: "controlled-delivery",
    Measure.LAW_ENFORCEMENT: "law-enforcement",
    Measure.PRESERVATION: "preservation",
} | {m: "mla" for m in Measure if m.value.startswith("mla") and m is not Measure.VIDEOCONFERENCE}

# What an address of the navigator brings along, by the id of the question it answers.
FROM_NAVIGATOR = {
    **{name: name for name in ("requesting", "requested", "offence", "instrument")},
    "on": "day",
    "penalty-requesting": "penalty-requesting",
    "penalty-requested": "penalty-requested",
    "organized-group": "organized-group",
    "transnational": "transnational",
    "dual-criminality": "dual-criminality",
}


@dataclass(frozen=True)
class Widget:
    """One question as a field of the form; `rows` are those of a group, each a list of its fields."""

    question: Question
    name: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, list[tuple[str, str]]], ...] = ()
    rows: tuple[tuple[Widget, ...], ...] = ()
    points: tuple[Point, ...] = field(default=())

    @property
    def kind(self) -> str:
        """How it is asked: the word of its type."""
        return self.question.kind.value

    @property
    def is_wrong(self) -> bool:
        """Whether something about it cannot be read."""
        return any(point.check == "readable" for point in self.points)


def prefilled(query: QueryDict, definition: Definition) -> Answers:
    """The answers a link of the navigator or of a provider's page brings along, as far as this interview asks them."""
    found = {
        question: query.get(name, "")[:200]
        for name, question in FROM_NAVIGATOR.items()
        if question in definition.questions and query.get(name)
    }
    found |= _provider_of(query, definition)
    measures = definition.questions.get("measures")
    if measures is not None and measures.option(query.get("measure", "")):
        return {**found, "measures": [query["measure"]]}
    return found


def _provider_of(query: QueryDict, definition: Definition) -> Answers:
    """The provider a link names, and its company where only one can be meant; nothing where the hub has none such."""
    asked, entity_asked = definition.roles.get(Role.PROVIDER), definition.roles.get(Role.PROVIDER_ENTITY)
    found = provider(query.get("provider", "")[:60]) if asked else None
    if asked is None or found is None:
        return {}
    entity = found.entities[0].name if len(found.entities) == 1 else ""
    return {asked.id: found.code} | ({entity_asked.id: entity} if entity_asked and entity else {})


def posted(form: QueryDict, definition: Definition) -> Answers:
    """The answers of a form: those kept in it, and over them those of the step that was filled in.

    Raises AnswersError where what the form keeps was damaged on the way.
    """
    answers = read_answers(form.get("answers", "{}").encode("utf-8", "replace"), definition=definition.code)
    answers |= typed(form, definition)
    return {name: value for name, value in answers.items() if value not in ("", [], None)}


def typed(form: QueryDict, definition: Definition) -> Answers:
    """The answers to the step that was filled in, those left empty too."""
    section = next((s for s in definition.sections if s.id == form.get("step")), None)
    asked = [q for q in (section.questions if section else ()) if f"{q.id}.asked" in form]
    return {question.id: _posted(form, question) for question in asked}


def _posted(form: QueryDict, question: Question) -> Any:
    if question.kind is Kind.CHOICES:
        return form.getlist(question.id)
    if question.kind is not Kind.GROUP:
        return form.get(question.id, "")
    count = form.get(f"{question.id}.rows", "0")
    rows = []
    for number in range(min(int(count) if count.isascii() and count.isdigit() else 0, MOST_ROWS)):
        row = {}
        for inside in question.fields:
            name = f"{question.id}.{number}.{inside.id}"
            text: Any = form.getlist(name) if inside.kind is Kind.CHOICES else form.get(name, "")
            if text:
                row[inside.id] = text
        if f"{question.id}.{number}.drop" not in form:
            rows.append(row)
    while rows and not rows[-1] and len(rows) > 1:
        rows.pop()
    return rows if any(rows) else []


def kept(answers: Answers) -> str:
    """The answers as the form keeps them."""
    return json.dumps({"answers": answers}, ensure_ascii=False)


def widgets(interview: Interview, step: Step, answers: Answers, book: TreatyBook, more: str = "") -> list[Widget]:
    """The fields of a step; `more` names the group that is to have one more row."""
    maker = _Maker(interview, book)
    return [
        maker.group(q, answers.get(q.id), extra=q.id == more) if q.kind is Kind.GROUP else maker.plain(q, answers)
        for q in step.questions
    ]


class _Maker:
    def __init__(self, interview: Interview, book: TreatyBook) -> None:
        self.interview, self.book = interview, book

    def plain(self, question: Question, answers: Answers) -> Widget:
        points = tuple(p for p in self.interview.points if p.question == question.id and p.row is None)
        return self._widget(question, question.id, answers.get(question.id), points)

    def group(self, question: Question, given: Any, *, extra: bool) -> Widget:
        """A group with its rows, one empty row where it has none."""
        rows = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
        rows = rows[:MOST_ROWS]
        if extra or not rows:
            rows = [*rows, {}]
        shown = self.interview.given
        valid = shown.rows(question)
        fields = []
        for number, row in enumerate(rows):
            # A row just added has no values yet: all its fields that wait for nothing are shown.
            visible = shown.fields(question, valid[number]) if number < len(valid) else question.fields
            fields.append(
                tuple(
                    self._widget(f, f"{question.id}.{number}.{f.id}", row.get(f.id), self._of(question, number, f))
                    for f in visible
                )
            )
        points = tuple(p for p in self.interview.points if p.question == question.id and p.row is None)
        return Widget(question, question.id, rows=tuple(fields), points=points)

    def _of(self, question: Question, row: int, inside: Question) -> tuple[Point, ...]:
        return tuple(
            p for p in self.interview.points if p.question == question.id and p.row == row and p.field == inside.id
        )

    def _widget(self, question: Question, name: str, given: Any, points: tuple[Point, ...]) -> Widget:
        chosen = tuple(item for item in given if isinstance(item, str)) if isinstance(given, list) else ()
        value = given if isinstance(given, str) else ""
        return Widget(
            question, name, value, chosen, self._options(question), tuple(self._groups(question)), points=points
        )

    def _options(self, question: Question) -> tuple[tuple[str, str], ...]:
        return tuple((option.code, wording.text(option.label)) for option in question.options)

    def _groups(self, question: Question) -> Sequence[tuple[str, list[tuple[str, str]]]]:
        """What can be chosen of the field's own lists: States, languages, treaties, offences."""
        match question.kind:
            case Kind.STATE:
                return choices.states(self.book)
            case Kind.OFFENCE:
                return [("", choices.offences())]
            case Kind.LANGUAGE:
                named = [(code, wording.language_name(code)) for code in _LANGUAGES.split()]
                return [("", sorted(named, key=lambda pair: choices.collated(pair[1])))]
            case Kind.INSTRUMENT:
                return self._treaties()
            case Kind.PROVIDER:
                return [("", [(provider.code, provider.name) for provider in providers()])]
        return []

    def _treaties(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The treaties the navigator found first, then all others by name."""
        served = [f.instrument for f in self.interview.given.context.served if f.instrument]
        named = {code: wording.instrument_name(code, self.book) for code in self.book.instruments}
        others = sorted(
            ((c, n) for c, n in named.items() if c not in served), key=lambda pair: choices.collated(pair[1])
        )
        first = [(code, named[code]) for code in served if code in named]
        return [*([(_("Found by the navigator"), first)] if first else []), (_("Other treaties"), others)]


def following(interview: Interview, section: str) -> str:
    """The id of the step after one; empty after the last, where the document is read."""
    shown = [step.section.id for step in interview.steps]
    place = shown.index(section) if section in shown else -1
    return shown[place + 1] if place + 1 < len(shown) else ""


def asks_more(interview: Interview, section: str, form: QueryDict) -> bool:
    """True if the step, as it was answered, asks for something needed that the form did not show."""
    step, shown = interview.step(section), {name for name in form if name.endswith(".asked")}
    needed = [q for q in step.questions if q.need is Need.REQUIRED] if step else []
    return bool(shown) and any(f"{question.id}.asked" not in shown for question in needed)


def before(interview: Interview, section: str) -> str:
    """The id of the step before one, or the last step from the document; the first stays."""
    shown = [step.section.id for step in interview.steps]
    if section not in shown:
        return shown[-1]
    return shown[max(0, shown.index(section) - 1)]


__all__ = [
    "INTERVIEW_FOR",
    "Answers",
    "AnswersError",
    "Section",
    "Widget",
    "asks_more",
    "before",
    "following",
    "kept",
    "posted",
    "prefilled",
    "typed",
    "widgets",
]
