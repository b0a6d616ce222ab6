"""Declarations of the Council of Europe's treaties, row by row: what can be said of each without keeping its text.

Article and nature are fields of the row; languages and authorities are taken from the text where the article is the
one about them. A reservation to an article that no rule reads further is recorded as narrowing it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comity.core.statement_wording import RESERVED, summary_of
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Instrument
from comity.law.provisions import Provision
from comity.law.sources import Source
from comity.law.statements import ProvisionLimited, Statement, StatementKind, Value
from comity.law.states import Gazetteer, UnknownState

from .coe_numbers import code_of, source_of
from .items import FormatError, Item, Passed, Refused, Taken
from .json_rows import Row, RowError, day, excerpt, text
from .untc_authorities import authorities
from .untc_declarations import statement_stem
from .untc_languages import languages
from .untc_rules import plain_form

UNRECOGNISED = "no rule reads a value in this declaration"
_LONGEST_TEXT = 200_000  # characters; what follows is not read
_KEYS = {"nature_Dec", "numero_Article", "texte_Decl"}
_IN_NAME = re.compile(r"declarations[._-](\d{1,3}[A-Z]?)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![\w-])(\d{1,3})(?!\d)")
_KINDS = (
    ("reservation", StatementKind.RESERVATION),
    ("objection", StatementKind.OBJECTION),
    ("declaration", StatementKind.DECLARATION),
    ("notification", StatementKind.NOTIFICATION),
    ("communication", StatementKind.NOTIFICATION),
)


def are_declarations(data: object) -> bool:
    """True if the value is a list of declarations."""
    return isinstance(data, list) and bool(data) and all(isinstance(row, dict) and row.keys() >= _KEYS for row in data)


def declarations(file: Path, data: object, known: date | None, gazetteer: Gazetteer) -> Iterator[Item]:
    """The source and the statements of a list of declarations; FormatError if the file does not tell the treaty."""
    code = _treaty(file)
    if code not in BY_CODE:
        yield Passed(file.name, "declarations on a treaty of the Council of Europe not held here")
        return
    source = source_of(known)
    yield Taken(file.name, source)
    said = _Said(BY_CODE[code], source, gazetteer)
    rows: list[Row] = data  # type: ignore[assignment]
    for number, row in enumerate(rows, start=1):
        place = f"{file.name}, declaration {number}"
        try:
            found = list(said.statements(place, row))
        except (UnknownState, RowError) as why:
            name = why.text[:200] if isinstance(why, UnknownState) else None
            yield Refused(place, f"{str(why)[:300]}; the declaration was skipped", excerpt(row)[:80], name)
            continue
        yield from (Taken(place, statement) for statement in found)
        if not found:
            yield Passed(place, UNRECOGNISED)


def _treaty(file: Path) -> str:
    named = _IN_NAME.match(file.name)
    for number in (named[1] if named else "", file.resolve().parent.name):
        if code := code_of(number):
            return code
    raise FormatError(f"{file.name}: nothing tells the treaty; name the file like declarations.185.json.")


@dataclass
class _Said:
    """The statements on one instrument while they are read."""

    instrument: Instrument
    source: Source
    gazetteer: Gazetteer
    numbers: Counter[str] = field(default_factory=Counter)

    def statements(self, place: str, row: Row) -> Iterator[Statement]:
        """What one row says; raises UnknownState and RowError."""
        state = self.gazetteer.find(_participant(row)).code
        kind = next((k for word, k in _KINDS if word in text(row, "nature_Dec").lower()), None)
        made, withdrawn = day(row, "date_Effet"), day(row, "date_Effet_Retrait")
        plain = _plain(text(row, "texte_Decl")[:_LONGEST_TEXT])
        for article in dict.fromkeys(_ARTICLE.findall(text(row, "numero_Article"))):
            provision = Provision(self.instrument.code, (str(int(article)),))
            for value in self._values(provision, kind, plain):
                stem = statement_stem(provision, value, state)
                self.numbers[stem] += 1
                yield Statement(
                    id=f"{stem}/{self.numbers[stem]}",
                    instrument=self.instrument.code,
                    state=state,
                    kind=kind or StatementKind.DECLARATION,
                    provision=provision.code,
                    value=value,
                    summary=RESERVED if isinstance(value, ProvisionLimited) else summary_of(value),
                    source=self.source.code,
                    text_ref=place,
                    made_on=made,
                    withdrawn_on=withdrawn,
                )

    def _values(self, provision: Provision, kind: StatementKind | None, plain: str) -> Iterator[Value]:
        found: list[Value] = []
        clauses = self.instrument.clauses
        if kind in {StatementKind.DECLARATION, StatementKind.NOTIFICATION}:
            if _of(clauses.languages, provision) and (accepted := languages(plain_form(plain))):
                found.append(accepted)
            if _of(clauses.central_authority, provision):
                found += authorities(plain)
        if kind is StatementKind.RESERVATION:
            found.append(ProvisionLimited())
        yield from found


def _of(clause: str | None, provision: Provision) -> bool:
    """True if the clause lies in the article."""
    return clause is not None and Provision.parse(clause).within(provision)


def _participant(row: Row) -> str:
    for key, name in (("code_Pays", "Value"), ("code_Organisation", "Libelle")):
        value = row.get(key)
        found = text(value, name) if isinstance(value, dict) else ""
        if found and found.lower() != "null":
            return found
    raise RowError("neither `code_Pays` nor `code_Organisation` names a participant")


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,500}>", " ", markup)).split())
