"""From answers to the document: items in their order, hidden questions left out, gaps where something is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..offences import BY_CODE
from ..sentences import InstrumentName, LanguageName, ProvisionName, Series, StateName, Text, say
from .conditions import holds
from .definition import Item, ItemKind, Kind, Need, Question, Section
from .document import Block, Document, Fact, Facts, Gap, Grid, Heading, Own, Paragraph, Part, Said, Signature, Words
from .given import Given
from .soundness import PLACES
from .values import Moment, Money, Row, Value

_WORDS = {Kind.LONG_TEXT}


def compose(given: Given) -> Document:
    """The document of the answers given so far."""
    definition = given.definition
    blocks = [*_items(given, definition.opening)]
    for section, questions in given.shown:
        inside = tuple(_section(given, section, questions))
        if inside:
            blocks += [Heading(1, section.title), *inside]
    blocks += _items(given, definition.closing)
    return Document(definition.title, definition.addressee, definition.code, definition.version, tuple(blocks))


def _section(given: Given, section: Section, questions: tuple[Question, ...]) -> Iterator[Block]:
    if section.document is not None:
        yield from _items(given, section.document)
        return
    facts: list[Question] = []
    for question in questions:
        if question.silent:
            continue
        if question.kind in _WORDS or question.kind is Kind.GROUP:
            yield from _facts(given, facts)
            facts = []
            yield from _grid(given, question) if question.kind is Kind.GROUP else _words(given, question)
        else:
            facts.append(question)
    yield from _facts(given, facts)


def _items(given: Given, items: Iterable[Item]) -> Iterator[Block]:
    for item in items:
        if not holds(item.when, given.look):
            continue
        shown = [given.places[name][1] for name in item.questions if name in given.places]
        match item.kind:
            case ItemKind.HEADING if item.text:
                yield Heading(2, item.text)
            case ItemKind.PARAGRAPH if item.text:
                yield from _paragraph(given, item.text)
            case ItemKind.FACTS:
                yield from _facts(given, shown)
            case ItemKind.WORDS:
                for question in shown:
                    yield from _words(given, question)
            case ItemKind.TABLE:
                for question in shown:
                    yield from _grid(given, question)
            case ItemKind.SIGNATURE:
                yield Signature(tuple(Fact(q.label, _parts(given, q) or (Gap(q.label),)) for q in shown))


def _paragraph(given: Given, text: Text) -> Iterator[Block]:
    """Fixed text with its answers; left out where it speaks of a question that is hidden."""
    names = dict.fromkeys(
        name for words in (text.english, *(t for _l, t in text.own)) for name in PLACES.findall(words)
    )
    if any(name not in given.places for name in names):
        return
    places = []
    for name in names:
        question = given.places[name][1]
        parts = _parts(given, question)
        if not parts and question.need is Need.OPTIONAL:
            return
        places.append((name, parts or (Gap(question.label),)))
    yield Paragraph(text, tuple(places))


def _facts(given: Given, questions: Iterable[Question]) -> Iterator[Block]:
    rows = []
    for question in questions:
        parts = _parts(given, question)
        if parts or question.need is Need.REQUIRED:
            rows.append(Fact(question.label, parts or (Gap(question.label),)))
    if rows:
        yield Facts(tuple(rows))


def _words(given: Given, question: Question) -> Iterator[Block]:
    value = given.values.get(question.id)
    if isinstance(value, str):
        yield Words(question.label, Own(value))
    elif question.need is Need.REQUIRED:
        yield Words(question.label, Gap(question.label))


def _grid(given: Given, question: Question) -> Iterator[Block]:
    """A group as a table; columns that no row fills are left out."""
    rows = given.rows(question)
    if not rows:
        if question.need is Need.REQUIRED:
            yield Facts((Fact(question.label, (Gap(question.label),)),))
        return
    used = [f for f in question.fields if not f.silent and any(row.get(f.id) is not None for row in rows)]
    cells = tuple(tuple(_cell(given, question, field, row) for field in used) for row in rows)
    yield Grid(question.label, tuple(f.label for f in used), cells)


def _cell(given: Given, question: Question, field: Question, row: Row) -> tuple[Part, ...]:
    value = row.get(field.id)
    if value is not None:
        return _said(field, value)
    shown = field in given.fields(question, row)
    return (Gap(field.label),) if shown and field.need is Need.REQUIRED else ()


def _parts(given: Given, question: Question) -> tuple[Part, ...]:
    value = given.values.get(question.id)
    known = given.context.provider
    if question.kind is Kind.PROVIDER and known is not None and known.facts.code == value:
        return (Own(known.facts.name),)
    return () if value is None else _said(question, value)


def _said(question: Question, value: Value) -> tuple[Part, ...]:
    """An answer as parts of the document: codes become names in its language, texts stay as they are."""
    match value:
        case str():
            return (_named(question, value),)
        case Moment():
            return (Said(moment_text(value)),)
        case Money(amount, currency):
            return (Said(say("%(amount)s %(currency)s", amount=amount, currency=currency)),)
        case tuple():
            labels = [question.option(code) for code in value if isinstance(code, str)]
            return (Said(Series(tuple(option.label for option in labels if option))),) if labels else ()
    return (Said(value),)


def _named(question: Question, code: str) -> Part:
    match question.kind:
        case Kind.STATE:
            return Said(StateName(code))
        case Kind.INSTRUMENT:
            return Said(InstrumentName(code))
        case Kind.PROVISION:
            return Said(ProvisionName(code))
        case Kind.LANGUAGE:
            return Said(LanguageName(code))
        case Kind.OFFENCE if code in BY_CODE:
            return Said(Text(BY_CODE[code].label))
        case Kind.CHOICE | Kind.YES_NO:
            option = question.option(code)
            return Said(option.label) if option else Own(code)
    return Own(code)


def moment_text(moment: Moment) -> str:
    """A point in time the same in every language: as written with its offset, and in UTC where that differs."""
    at = moment.at
    shape = "%Y-%m-%d %H:%M:%S" if at.second else "%Y-%m-%d %H:%M"
    if not moment.offset_known:
        return at.strftime(shape)
    offset = at.strftime("%z")
    if offset == "+0000":
        return f"{at.strftime(shape)} UTC"
    return f"{at.strftime(shape)} UTC{offset[:3]}:{offset[3:5]} ({moment.utc.strftime(shape)} UTC)"
