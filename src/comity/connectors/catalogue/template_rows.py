"""What the rows of a filled-in template say, or what is wrong with their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.catalogue.domain.names import is_label
from comity.catalogue.entries import (
    LANGUAGES,
    CaseFacts,
    Charge,
    Cooperation,
    Entry,
    ExtractFacts,
    Facts,
    Kind,
    LawFacts,
    Origin,
    Person,
    Proceeding,
    Provenance,
    PublicationFacts,
    SourceNote,
    StrategyFacts,
    Text,
)
from comity.core.gazetteer import load_gazetteer
from comity.law.provisions import Provision, ProvisionError
from comity.law.sentences import Quoted, Sentence, Series, say
from comity.vocabulary.interfaces import thesaurus

from ..table_cells import EMPTY, WrongCell, at_column, day, not_one_of, state
from .template_columns import COLUMNS, PARTS, Column


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its cells by column."""

    sheet: str
    number: int
    cells: Mapping[str, str]


def entry_of_row(kind: Kind, row: Row, parts: Mapping[str, Sequence[Row]]) -> Entry | list[Sentence]:
    """The entry of a row with its parts, or what is wrong with its cells, each with its column; in a part with its row
    too."""
    wrong: list[Sentence] = []
    cells = _read(row, COLUMNS[kind], wrong)
    held = {part: [_read_part(each, PARTS[kind][part], wrong) for each in rows] for part, rows in parts.items()}
    texts = tuple(_text(language, cells) for language in _written(cells))
    if not texts and not wrong:
        columns = Series(tuple(Quoted(f"title_{language}") for language in LANGUAGES))
        wrong.append(say("There is no title: fill in one of the columns %(columns)s.", columns=columns))
    if wrong:
        return wrong
    return Entry(
        kind,
        cells["id"],
        cells["language"],
        texts,
        _facts(kind, cells, held),
        states=cells["states"],
        provisions=cells["provisions"],
        crimes=cells["crimes"],
        offences=cells["offences"],
        issues=cells["issues"],
        source=SourceNote(cells["source"], "", cells["licence"], cells["as_of"]),
        provenance=Provenance.RESEARCHED,
        url=cells["url"],
    )


def _read_part(row: Row, columns: Sequence[Column], wrong: list[Sentence]) -> dict[str, Any]:
    found: list[Sentence] = []
    cells = _read(row, columns, found)
    if cells.get("victim") and not is_label(cells["victim"]):
        problem = say("Only initials or a label may stand here, like “A.B.” or “Victim 1”.")
        found.append(at_column("victim", problem))
    sheet = Quoted(row.sheet)
    wrong += [
        say("Sheet “%(sheet)s”, row %(row)s: %(problem)s", sheet=sheet, row=row.number, problem=each) for each in found
    ]
    return cells


def _read(row: Row, columns: Sequence[Column], wrong: list[Sentence]) -> dict[str, Any]:
    found = {}
    for column in columns:
        text = row.cells.get(column.name, "")
        if column.needed and not text:
            wrong.append(at_column(column.name, EMPTY))
        several = column.holds.endswith("*")
        values = []
        for each in text.split(";") if several else [text]:
            if each.strip() or not several:
                try:
                    values.append(_value(column.holds.rstrip("*"), each.strip()))
                except WrongCell as error:
                    wrong.append(at_column(column.name, error.sentence))
        found[column.name] = tuple(values) if several else (values[0] if values else _value("text", ""))
    return found


def _value(holds: str, text: str) -> Any:
    if holds == "day":
        return day(text) if text else None
    if holds == "year":
        return _year(text) if text else None
    if not text or holds == "text":
        return text
    if holds == "language":
        if not (2 <= len(text) <= 3 and text.isascii() and text.isalpha()):
            raise WrongCell(say("“%(text)s” is not the code of a language.", text=Quoted(text)))
        return text.lower()
    if holds == "yes":
        if text.lower() not in {"yes", "no"}:
            raise not_one_of(text, ("yes", "no"))
        return text.lower() == "yes"
    if holds == "state":
        gazetteer = load_gazetteer()
        return text.upper() if text.upper() in gazetteer else state(text, gazetteer)
    if holds == "provision":
        return _provision(text)
    if not thesaurus().has(holds, text):
        raise not_one_of(text, (concept.code for concept in thesaurus().scheme(holds)))
    return text


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise WrongCell(say("“%(text)s” is not a year; write it like 2024.", text=Quoted(text)))
    return int(text)


def _provision(text: str) -> str:
    try:
        return Provision.parse(text).code
    except ProvisionError as error:
        raise WrongCell(say("“%(text)s” is not a provision; write it like untoc:18:13.", text=Quoted(text))) from error


def _written(cells: Mapping[str, Any]) -> list[str]:
    return [each for each in LANGUAGES if any(cells.get(f"{n}_{each}") for n in ("title", "body", "notes"))]


def _text(language: str, cells: Mapping[str, Any]) -> Text:
    original = cells["language"]
    return Text(
        language,
        cells.get(f"title_{language}", ""),
        cells.get(f"body_{language}", ""),
        cells.get(f"notes_{language}", ""),
        Origin.OFFICIAL if language == original else Origin.HUMAN,
        "" if language == original else original,
    )


def _facts(kind: Kind, cells: Mapping[str, Any], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> Facts:
    names: tuple[str, ...]
    match kind:
        case Kind.LAW:
            names = ("law_kind", "official_number", "adopted_on", "in_force_on")
            return LawFacts(**{name: cells[name] for name in names}, status=cells["status"] or "unknown")
        case Kind.EXTRACT:
            return ExtractFacts(cells["law"], cells["section"], amended_on=cells["amended_on"])
        case Kind.STRATEGY:
            names = ("strategy_kind", "issued_by", "adopted_on", "begins_on", "ends_on", "pillars")
            return StrategyFacts(**{name: cells[name] for name in names})
        case Kind.PUBLICATION:
            names = ("authors", "year", "publisher", "journal", "isbn", "doi", "methods")
            return PublicationFacts(**{name: cells[name] for name in names})
    return _case(cells, parts)


def _case(cells: Mapping[str, Any], parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> CaseFacts:
    defendants: dict[str, list[Charge]] = {}
    for row in parts.get("charges", ()):
        names = ("offence", "statute", "verdict", "imprisonment", "fine")
        defendants.setdefault(row["defendant"], []).append(Charge(**{name: row[name] for name in names}))
    stage = Proceeding(cells["latest_ruling"], cells["reference"], cells["decided_on"], cells["court"])
    return CaseFacts(
        case_type=cells["case_type"],
        legal_system=cells["legal_system"],
        proceeding_type=cells["proceeding_type"],
        latest_ruling=cells["latest_ruling"],
        decided_on=cells["decided_on"],
        proceedings=(stage,) if cells["court"] or cells["reference"] else (),
        defendants=tuple(Person(name, charges=tuple(held)) for name, held in defendants.items()),
        victims=tuple(
            Person(r["victim"], child=r["child"] if r["child"] != "" else None, age=r["age"])
            for r in parts.get("victims", ())
        ),
        cooperation=tuple(
            Cooperation(r["measure"], r["requesting"], r["requested"], r["provisions"], r["outcome"] or "unknown")
            for r in parts.get("cooperation", ())
        ),
    )
