"""Which paragraphs of each treaty declarations are about: disputes, extradition, authorities, languages, assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comity.law.provisions import Provision


@dataclass(frozen=True, slots=True)
class Clause:
    """An article and a paragraph that declarations refer to."""

    article: str
    paragraph: str

    def of(self, instrument: str) -> Provision:
        """The provision of the instrument."""
        return Provision(instrument, (self.article, self.paragraph))


@dataclass(frozen=True, slots=True)
class Clauses:
    """The paragraphs of one treaty that rules look for; None where it has none."""

    disputes: Clause
    extradition: Clause | None = None
    languages: Clause | None = None
    confiscation: Clause | None = None
    authorities: tuple[Clause, ...] = ()


CLAUSES: Mapping[str, Clauses] = {
    "untoc": Clauses(
        disputes=Clause("35", "2"),
        extradition=Clause("16", "5"),
        languages=Clause("18", "14"),
        confiscation=Clause("13", "6"),
        authorities=(Clause("18", "13"),),
    ),
    "untoc-tip": Clauses(disputes=Clause("15", "2")),
    "untoc-som": Clauses(disputes=Clause("20", "2"), authorities=(Clause("8", "6"),)),
    "untoc-fa": Clauses(disputes=Clause("16", "2"), authorities=(Clause("13", "2"),)),
    "uncac": Clauses(
        disputes=Clause("66", "2"),
        extradition=Clause("44", "6"),
        languages=Clause("46", "14"),
        confiscation=Clause("55", "6"),
        authorities=(Clause("46", "13"), Clause("6", "3")),
    ),
    "drugs1988": Clauses(
        disputes=Clause("32", "2"),
        extradition=Clause("6", "3"),
        languages=Clause("7", "9"),
        confiscation=Clause("5", "4"),
        authorities=(Clause("7", "8"), Clause("17", "7")),
    ),
    "drugs1961": Clauses(disputes=Clause("48", "2")),
    "drugs1961-amended": Clauses(disputes=Clause("48", "2")),
    "drugs1971": Clauses(disputes=Clause("31", "2")),
    "hostages1979": Clauses(disputes=Clause("16", "1"), extradition=Clause("10", "2")),
    "mercenaries1989": Clauses(disputes=Clause("17", "1")),
    "protected-persons1973": Clauses(disputes=Clause("13", "1"), extradition=Clause("8", "2")),
    "un-personnel1994": Clauses(disputes=Clause("22", "1"), extradition=Clause("15", "2")),
    "bombings1997": Clauses(disputes=Clause("20", "1"), extradition=Clause("9", "2")),
    "financing1999": Clauses(disputes=Clause("24", "1"), extradition=Clause("11", "2")),
    "nuclear2005": Clauses(disputes=Clause("23", "1"), extradition=Clause("13", "2")),
}
