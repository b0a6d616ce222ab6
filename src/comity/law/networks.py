"""The informal layer: networks of contact points and police channels, with their members as recorded, dated.

Networks facilitate requests, they are not a legal basis for them. Memberships are facts of the domain dossier
(source `networks`); a State missing from a list is not known to be a member, which is not the same as not being one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .measures import Matter
from .sentences import gettext_noop as _

_ALL = frozenset(Matter)
_JUDICIAL = _ALL - {Matter.LAW_ENFORCEMENT}


@dataclass(frozen=True, slots=True)
class Network:
    """A network: `name` is English and the key of its translations, `members` State code → first day known."""

    code: str
    name: str
    since: date
    matters: frozenset[Matter]
    members: dict[str, date]

    def links(self, a: str, b: str, on: date) -> bool:
        """True if both States are known members on the day."""
        return all(state in self.members and self.members[state] <= on for state in (a, b))


def _members(since: date, codes: str) -> dict[str, date]:
    return dict.fromkeys(codes.split(), since)


# Only the year of joining is recorded: membership counts from the last day of that year, when it is certain.
_CASC = date(2014, 12, 31)
_WACAP = date(2013, 12, 31)
_SAHEL = date(2010, 12, 31)
_SEAJUST = date(2021, 12, 31)

NETWORKS: tuple[Network, ...] = (
    Network(
        "casc",
        _("Network of prosecutors and central authorities of Central Asia and the Southern Caucasus (CASC)"),
        _CASC,
        _JUDICIAL,
        _members(_CASC, "ARM AZE GEO KAZ KGZ TJK TKM UZB"),
    ),
    Network(
        "wacap",
        _("West African Network of Central Authorities and Prosecutors (WACAP)"),
        _WACAP,
        _JUDICIAL,
        _members(_WACAP, "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO"),
    ),
    Network(
        "pcjs",
        _("Judicial cooperation platform of the Sahel countries"),
        _SAHEL,
        _JUDICIAL,
        _members(_SAHEL, "BFA MLI MRT NER") | {"SEN": date(2014, 12, 31), "TCD": date(2017, 12, 31)},
    ),
    Network(
        "seajust",
        _("South East Asia Justice Network (SEAJust)"),
        _SEAJUST,
        _JUDICIAL,
        _members(_SEAJUST, "BRN KHM LAO MYS MMR PHL SGP THA VNM TLS AUS MDV"),
    ),
)
