"""What crime types and regional groups are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from comity.law.offences import CrimeType
from comity.law.states import Group


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
