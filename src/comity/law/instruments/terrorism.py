"""The conventions of chapter XVIII against terrorism and the like: one pattern, different article numbers.

Each makes its offences extraditable under existing treaties, lets a State that needs a treaty consider the convention
as one if it wishes (there is no notification), and obliges to the greatest measure of assistance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from .untoc import UN


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of the articles that play the common parts, None where the convention has none."""

    offences: int
    prosecute: int
    extradition: int
    assistance: int
    disputes: int
    entry: int
    denunciation: int
    detained: int | None = None
    assets: int | None = None
    political: int | None = None
    fiscal: int | None = None
    discrimination: int | None = None


def _convention(
    code: str,
    title: str,
    short_title: str,
    reference: str,
    adopted: date,
    general: date,
    n: _Numbers,
    leaves_after: int = 12,
    crime: CrimeType = CrimeType.TERRORISM,
) -> Instrument:
    """A convention of the pattern: 22 ratifications, thirtieth day, denunciation after `leaves_after` months."""
    matters: dict[Matter, tuple[str, ...]] = {
        Matter.EXTRADITION: (f"{code}:{n.extradition}",),
        Matter.MLA: (f"{code}:{n.assistance}",),
    }
    measures: dict[Measure, tuple[str, ...]] = {}
    if n.detained:
        measures[Measure.DETAINED_WITNESS] = (f"{code}:{n.detained}",)
    if n.assets:
        matters[Matter.CONFISCATION] = (f"{code}:{n.assets}", f"{code}:{n.assistance}")
    articles = [
        Article(f"{code}:{n.offences}", _("Offences")),
        Article(f"{code}:{n.prosecute}", _("Duty to extradite or prosecute")),
        Article(f"{code}:{n.extradition}", _("Extradition")),
        Article(f"{code}:{n.assistance}", _("Mutual legal assistance")),
        Article(f"{code}:{n.disputes}", _("Settlement of disputes")),
        Article(f"{code}:{n.entry}", _("Entry into force")),
        Article(f"{code}:{n.denunciation}", _("Denunciation")),
    ]
    if n.detained:
        articles.append(Article(f"{code}:{n.detained}", _("Transfer of detained persons to give evidence")))
    if n.assets:
        articles.append(Article(f"{code}:{n.assets}", _("Freezing and forfeiture of funds")))
    if n.political:
        articles.append(Article(f"{code}:{n.political}", _("Offences that are never political")))
    if n.fiscal:
        articles.append(Article(f"{code}:{n.fiscal}", _("Fiscal offences")))
    if n.discrimination:
        articles.append(Article(f"{code}:{n.discrimination}", _("Requests that discriminate")))
    return Instrument(
        code=code,
        title=title,
        short_title=short_title,
        scope=Scope.UNIVERSAL,
        depositary=UN,
        reference=reference,
        adopted=adopted,
        place=_("New York"),
        gate=Gate.OFFENCE,
        entry=EntryIntoForce(f"{code}:{n.entry}", general, 22, Delay(days=30), Delay(days=30)),
        denunciation=Denunciation(f"{code}:{n.denunciation}", Delay(months=leaves_after)),
        crime_types=frozenset({crime}),
        matters=matters,
        measures=measures,
        source="untc",
        clauses=Clauses(
            deemed_included=f"{code}:{n.extradition}:1",
            extradition_basis=f"{code}:{n.extradition}:2",
            no_treaty_needed=f"{code}:{n.extradition}:3",
            prosecute_nationals=f"{code}:{n.prosecute}",
            disputes=f"{code}:{n.disputes}:1",
        ),
        articles=tuple(sorted(articles, key=lambda a: int(a.code.rsplit(":", 1)[1]))),
    )


PROTECTED_PERSONS = _convention(
    "protected-persons1973",
    _(
        "Convention on the Prevention and Punishment of Crimes against Internationally Protected Persons, including"
        " Diplomatic Agents"
    ),
    _("Convention on Internationally Protected Persons"),
    "XVIII-7",
    date(1973, 12, 14),
    date(1977, 2, 20),
    _Numbers(2, 7, 8, 10, 13, 17, 18),
    leaves_after=6,
)
HOSTAGES = _convention(
    "hostages1979",
    _("International Convention against the Taking of Hostages"),
    _("Hostages Convention"),
    "XVIII-5",
    date(1979, 12, 17),
    date(1983, 6, 3),
    _Numbers(1, 8, 10, 11, 16, 18, 19, discrimination=9),
)
MERCENARIES = _convention(
    "mercenaries1989",
    _("International Convention against the Recruitment, Use, Financing and Training of Mercenaries"),
    _("Mercenaries Convention"),
    "XVIII-6",
    date(1989, 12, 4),
    date(2001, 10, 20),
    _Numbers(2, 12, 15, 13, 17, 19, 20),
    crime=CrimeType.OTHER,
)
UN_PERSONNEL = _convention(
    "un-personnel1994",
    _("Convention on the Safety of United Nations and Associated Personnel"),
    _("Convention on the Safety of United Nations Personnel"),
    "XVIII-8",
    date(1994, 12, 9),
    date(1999, 1, 15),
    _Numbers(9, 14, 15, 16, 22, 27, 28),
    crime=CrimeType.OTHER,
)
BOMBINGS = _convention(
    "bombings1997",
    _("International Convention for the Suppression of Terrorist Bombings"),
    _("Terrorist Bombings Convention"),
    "XVIII-9",
    date(1997, 12, 15),
    date(2001, 5, 23),
    _Numbers(2, 8, 9, 10, 20, 22, 23, detained=13, political=11, discrimination=12),
)
FINANCING = _convention(
    "financing1999",
    _("International Convention for the Suppression of the Financing of Terrorism"),
    _("Terrorist Financing Convention"),
    "XVIII-11",
    date(1999, 12, 9),
    date(2002, 4, 10),
    _Numbers(2, 10, 11, 12, 24, 26, 27, detained=16, assets=8, political=14, fiscal=13, discrimination=15),
)
NUCLEAR = _convention(
    "nuclear2005",
    _("International Convention for the Suppression of Acts of Nuclear Terrorism"),
    _("Nuclear Terrorism Convention"),
    "XVIII-15",
    date(2005, 4, 13),
    date(2007, 7, 7),
    _Numbers(2, 11, 13, 14, 23, 25, 26, detained=17, political=15, discrimination=16),
)

TERRORISM = (PROTECTED_PERSONS, HOSTAGES, MERCENARIES, UN_PERSONNEL, BOMBINGS, FINANCING, NUCLEAR)
