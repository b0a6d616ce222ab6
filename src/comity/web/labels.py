"""What the fields of the question, crime types and regional groups are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from comity.law.offences import CrimeType
from comity.law.states import Group


def field_label(name: str) -> str:
    """What a field of the question form asks; the name itself for a field there is none of."""
    labels = {
        "requesting": gettext("Requesting State"),
        "requested": gettext("Requested State"),
        "measure": gettext("What you need"),
        "offence": gettext("Offence"),
        "on": gettext("Day of the request"),
        "penalty-requesting": gettext("Maximum penalty in the requesting State, in years"),
        "penalty-requested": gettext("Maximum penalty in the requested State, in years"),
        "organized-group": gettext("An organized criminal group is involved"),
        "transnational": gettext("The offence is transnational"),
        "dual-criminality": gettext("The conduct is an offence in both States"),
        "person-in-requested": gettext("The person sought is in the requested State"),
        "national-of-requested": gettext("The person sought is a national of the requested State"),
        "electronic-evidence": gettext("The evidence is in electronic form"),
        "treaty-required": gettext("The requested State extradites only under a treaty"),
    }
    return labels.get(name, name)


def subject_label(subject: CrimeType) -> str:
    """What a treaty on crimes of this type is about."""
    return {
        CrimeType.ORGANIZED_GROUP: gettext("Organized crime"),
        CrimeType.TRAFFICKING_IN_PERSONS: gettext("Trafficking in persons"),
        CrimeType.SMUGGLING_OF_MIGRANTS: gettext("Smuggling of migrants"),
        CrimeType.FIREARMS: gettext("Firearms"),
        CrimeType.DRUGS: gettext("Drugs"),
        CrimeType.MONEY_LAUNDERING: gettext("Laundering of proceeds of crime"),
        CrimeType.CORRUPTION: gettext("Corruption"),
        CrimeType.OBSTRUCTION: gettext("Obstruction of justice"),
        CrimeType.CYBERCRIME: gettext("Cybercrime"),
        CrimeType.TERRORISM: gettext("Terrorism"),
        CrimeType.OTHER: gettext("Any offence"),
    }[subject]


def group_label(group: Group) -> str:
    """A regional group of the United Nations; empty for none."""
    return {
        Group.AFRICA: gettext("African States"),
        Group.ASIA_PACIFIC: gettext("Asia-Pacific States"),
        Group.EASTERN_EUROPE: gettext("Eastern European States"),
        Group.LATIN_AMERICA: gettext("Latin American and Caribbean States"),
        Group.WESTERN_EUROPE: gettext("Western European and other States"),
        Group.NONE: "",
    }[group]
