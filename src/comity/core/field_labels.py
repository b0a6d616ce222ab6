"""What the fields of the question are called in the reader's language, on pages and in documents."""

from __future__ import annotations

from django.utils.translation import gettext


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
