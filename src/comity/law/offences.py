"""The offences of the conventions, and which article of which instrument makes each of them one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .sentences import gettext_noop as _


class CrimeType(Enum):
    """The crime types by which records, treaties and offences are classified."""

    ORGANIZED_GROUP = "organized-criminal-group"
    TRAFFICKING_IN_PERSONS = "trafficking-in-persons"
    SMUGGLING_OF_MIGRANTS = "smuggling-of-migrants"
    FIREARMS = "firearms"
    DRUGS = "drugs"
    MONEY_LAUNDERING = "money-laundering"
    CORRUPTION = "corruption"
    OBSTRUCTION = "obstruction-of-justice"
    CYBERCRIME = "cybercrime"
    TERRORISM = "terrorism"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence a request may be about.

    `code` is the word used in addresses and on the command line, `label` its English name (the key of its
    translations), `established_by` the provisions that oblige parties to make it an offence. An offence with no
    such provision can still be cooperated on as a serious crime or under general treaties.
    """

    code: str
    label: str
    crime_type: CrimeType
    established_by: tuple[str, ...] = ()

    def under(self, instrument: str) -> tuple[str, ...]:
        """The provisions of one instrument that establish this offence."""
        return tuple(p for p in self.established_by if p.split(":", 1)[0] == instrument)


_C = CrimeType
OFFENCES: tuple[Offence, ...] = (
    Offence(
        "participation-in-an-organized-criminal-group",
        _("Participation in an organized criminal group"),
        _C.ORGANIZED_GROUP,
        ("untoc:5",),
    ),
    Offence(
        "trafficking-in-persons", _("Trafficking in persons"), _C.TRAFFICKING_IN_PERSONS, ("untoc-tip:5", "ets197:18")
    ),
    Offence("smuggling-of-migrants", _("Smuggling of migrants"), _C.SMUGGLING_OF_MIGRANTS, ("untoc-som:6",)),
    Offence(
        "trafficking-in-firearms",
        _("Illicit manufacturing of and trafficking in firearms"),
        _C.FIREARMS,
        ("untoc-fa:5",),
    ),
    Offence(
        "drug-trafficking",
        _("Illicit traffic in narcotic drugs and psychotropic substances"),
        _C.DRUGS,
        ("drugs1988:3:1", "drugs1961-amended:36", "drugs1961:36", "drugs1971:22"),
    ),
    Offence(
        "money-laundering",
        _("Laundering of proceeds of crime"),
        _C.MONEY_LAUNDERING,
        ("untoc:6", "uncac:23", "drugs1988:3:1:b", "ets141:6", "ets198:9", "un-cybercrime:17"),
    ),
    Offence(
        "bribery-of-public-officials",
        _("Bribery of public officials"),
        _C.CORRUPTION,
        ("untoc:8", "uncac:15", "uncac:16"),
    ),
    Offence("embezzlement", _("Embezzlement by a public official"), _C.CORRUPTION, ("uncac:17",)),
    Offence("obstruction-of-justice", _("Obstruction of justice"), _C.OBSTRUCTION, ("untoc:23", "uncac:25")),
    Offence(
        "offences-against-computer-systems",
        _("Offences against the confidentiality, integrity and availability of computer systems"),
        _C.CYBERCRIME,
        (
            "ets185:2",
            "ets185:3",
            "ets185:4",
            "ets185:5",
            "ets185:6",
            "un-cybercrime:7",
            "un-cybercrime:8",
            "un-cybercrime:9",
            "un-cybercrime:10",
            "un-cybercrime:11",
        ),
    ),
    Offence(
        "computer-related-fraud",
        _("Computer-related fraud or forgery"),
        _C.CYBERCRIME,
        ("ets185:7", "ets185:8", "un-cybercrime:12", "un-cybercrime:13"),
    ),
    Offence(
        "online-child-sexual-abuse-material",
        _("Child sexual abuse material online"),
        _C.CYBERCRIME,
        ("ets185:9", "un-cybercrime:14", "un-cybercrime:15"),
    ),
    Offence(
        "racist-material-online",
        _("Racist and xenophobic acts by computer"),
        _C.CYBERCRIME,
        ("ets189:3", "ets189:4", "ets189:5", "ets189:6"),
    ),
    Offence("terrorist-bombing", _("Terrorist bombing"), _C.TERRORISM, ("bombings1997:2",)),
    Offence("financing-of-terrorism", _("Financing of terrorism"), _C.TERRORISM, ("financing1999:2",)),
    Offence(
        "preparing-terrorism",
        _("Provocation to, recruitment or training for terrorism"),
        _C.TERRORISM,
        ("ets196:5", "ets196:6", "ets196:7"),
    ),
    Offence("nuclear-terrorism", _("Acts of nuclear terrorism"), _C.TERRORISM, ("nuclear2005:2",)),
    Offence("hostage-taking", _("Taking of hostages"), _C.TERRORISM, ("hostages1979:1",)),
    Offence(
        "crimes-against-protected-persons",
        _("Crimes against internationally protected persons"),
        _C.TERRORISM,
        ("protected-persons1973:2",),
    ),
    Offence("other-serious-crime", _("Another offence"), _C.OTHER),
)

BY_CODE = {offence.code: offence for offence in OFFENCES}
