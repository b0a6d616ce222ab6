"""Which vocabularies there are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary. `parents_from` names the scheme its broader terms belong to, if that is another one."""

    code: str
    parents_from: str = ""


SCHEMES: dict[str, Scheme] = {
    scheme.code: scheme
    for scheme in (
        Scheme("crime-types"),
        Scheme("issues"),
        Scheme("offences", parents_from="crime-types"),
        Scheme("acts"),
        Scheme("means"),
        Scheme("purposes"),
        Scheme("forms"),
        Scheme("sectors"),
        Scheme("measures"),
        Scheme("legal-systems"),
        Scheme("court-levels"),
        Scheme("proceeding-types"),
        Scheme("verdicts"),
        Scheme("case-types"),
        Scheme("law-kinds"),
        Scheme("statuses"),
        Scheme("strategy-kinds"),
        Scheme("pillars"),
        Scheme("research-methods"),
        Scheme("outcomes"),
    )
}
