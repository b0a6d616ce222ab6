"""The columns of the templates, and what their cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from comity.law.states import UnknownState
from comity.vocabulary.interfaces import thesaurus


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its cells by column."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.sheet}, row {self.number}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `holds` is text, day, year, states, state, provisions, or the vocabulary its codes are of; a trailing
    `*` allows several, parted by semicolons."""

    name: str
    holds: str = "text"
    needed: bool = False

    def explained(self) -> str:
        """What may stand there, in English."""
        several = " (several parted by ;)" if self.holds.endswith("*") else ""
        kind = self.holds.rstrip("*")
        plain = {
            "text": "text",
            "day": "a day like 2024-01-31",
            "year": "a year like 2024",
            "state": "a State's code or name",
            "provision": "a provision like untoc:18:13",
            "language": f"one of {', '.join(LANGUAGES)}, or another ISO 639 code",
            "yes": "yes or no; empty if not known",
        }
        if kind in plain:
            return plain[kind] + several
        return f"one of: {', '.join(concept.code for concept in thesaurus().scheme(kind))}{several}"


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{language}") for language in LANGUAGES for name in names)


_FIRST = (Column("id", needed=True), Column("language", "language", needed=True), Column("states", "state*"))
_LAST = (
    Column("provisions", "provision*"),
    Column("crimes", "crime-types*"),
    Column("offences", "offences*"),
    Column("issues", "issues*"),
    Column("url"),
    Column("source", needed=True),
    Column("licence"),
    Column("as_of", "day"),
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.LAW: (
        *_FIRST,
        Column("law_kind", "law-kinds", needed=True),
        Column("official_number"),
        Column("adopted_on", "day"),
        Column("in_force_on", "day"),
        Column("status", "statuses"),
        *_texts("title", "notes"),
        *_LAST,
    ),
    Kind.EXTRACT: (
        *_FIRST,
        Column("law", needed=True),
        Column("section", needed=True),
        Column("amended_on", "day"),
        *_texts("title", "body", "notes"),
        *_LAST,
    ),
    Kind.CASE: (
        *_FIRST,
        Column("case_type", "case-types", needed=True),
        Column("legal_system", "legal-systems"),
        Column("proceeding_type", "proceeding-types"),
        Column("latest_ruling", "court-levels"),
        Column("court"),
        Column("reference"),
        Column("decided_on", "day"),
        *_texts("title", "body", "notes"),
        *_LAST,
    ),
    Kind.STRATEGY: (
        *_FIRST,
        Column("strategy_kind", "strategy-kinds", needed=True),
        Column("issued_by"),
        Column("adopted_on", "day"),
        Column("begins_on", "day"),
        Column("ends_on", "day"),
        Column("pillars", "pillars*"),
        *_texts("title", "body"),
        *_LAST,
    ),
    Kind.PUBLICATION: (
        *_FIRST,
        Column("authors", "text*", needed=True),
        Column("year", "year"),
        Column("publisher"),
        Column("journal"),
        Column("isbn"),
        Column("doi"),
        Column("methods", "research-methods*"),
        *_texts("title", "body"),
        *_LAST,
    ),
}
PARTS: dict[Kind, dict[str, tuple[Column, ...]]] = {
    Kind.CASE: {
        "charges": (
            Column("id", needed=True),
            Column("defendant", needed=True),
            Column("offence"),
            Column("statute"),
            Column("verdict", "verdicts"),
            Column("imprisonment"),
            Column("fine"),
        ),
        "victims": (Column("id", needed=True), Column("victim", needed=True), Column("child", "yes"), Column("age")),
        "cooperation": (
            Column("id", needed=True),
            Column("measure", "measures", needed=True),
            Column("requesting", "state"),
            Column("requested", "state"),
            Column("provisions", "provision*"),
            Column("outcome", "outcomes"),
        ),
    }
}


def entry_of_row(kind: Kind, row: Row, parts: Mapping[str, Sequence[Row]]) -> Entry | list[str]:
    """The entry of a row with its parts, or what is wrong with its cells, each with its column."""
    wrong: list[str] = []
    cells = _read(row, COLUMNS[kind], wrong)
    held = {part: [_read(each, PARTS[kind][part], wrong) for each in rows] for part, rows in parts.items()}
    texts = tuple(_text(language, cells) for language in _written(cells))
    if not texts and not wrong:
        wrong.append(f"{row.place}: a title in at least one language is needed")
    for victim in held.get("victims", ()):
        if not is_label(victim["victim"]):
            wrong.append(f"victims, {victim['victim']!r}: only initials or a label may stand here, like “Victim 1”")
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


def _read(row: Row, columns: Sequence[Column], wrong: list[str]) -> dict[str, Any]:
    found = {}
    for column in columns:
        text = row.cells.get(column.name, "")
        if column.needed and not text:
            wrong.append(f"{row.place}, column {column.name}: it must not be empty")
        several = column.holds.endswith("*")
        values = []
        for each in text.split(";") if several else [text]:
            if each.strip() or not several:
                try:
                    values.append(_value(column.holds.rstrip("*"), each.strip()))
                except ValueError as error:
                    wrong.append(f"{row.place}, column {column.name}: {error}")
        found[column.name] = tuple(values) if several else (values[0] if values else _value("text", ""))
    return found


def _value(holds: str, text: str) -> Any:
    if holds == "day":
        return _day(text)
    if holds == "year":
        if text and not (text.isdigit() and len(text) == 4):
            raise ValueError(f"{text!r} is no year")
        return int(text) if text else None
    if not text or holds == "text":
        return text
    if holds == "language":
        if not (2 <= len(text) <= 3 and text.isascii() and text.isalpha()):
            raise ValueError(f"{text!r} is no language code")
        return text.lower()
    if holds == "yes":
        if text.lower() not in {"yes", "no"}:
            raise ValueError(f"{text!r}: yes or no, or empty")
        return text.lower() == "yes"
    if holds == "state":
        return _state(text)
    if holds == "provision":
        try:
            return Provision.parse(text).code
        except ProvisionError as error:
            raise ValueError(str(error)) from error
    if not thesaurus().has(holds, text):
        allowed = ", ".join(concept.code for concept in thesaurus().scheme(holds))
        raise ValueError(f"{text!r} is not one of {allowed}")
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is not a day like 2024-01-31") from None


def _state(text: str) -> str:
    gazetteer = load_gazetteer()
    if text.upper() in gazetteer:
        return text.upper()
    try:
        return gazetteer.find(text).code
    except UnknownState as error:
        raise ValueError(str(error)) from error


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
