"""What authorities are designated under: the provisions that ask for one, and grounds that are not treaties.

The provisions are those of the depositaries' notifications and of the directory's forms; a State may name others.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..sentences import gettext_noop as _
from .words import AuthorityRole, Competence


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision an authority is designated under, for which matter, and in which role as a rule."""

    provision: str
    competence: Competence
    role: AuthorityRole = AuthorityRole.CENTRAL


_COMPETENT = AuthorityRole.COMPETENT

GROUNDS = (
    Ground("untoc:18:13", Competence.MLA),
    Ground("untoc:16", Competence.EXTRADITION),
    Ground("untoc:17", Competence.SENTENCED_PERSONS),
    Ground("untoc:13", Competence.ASSET_RECOVERY),
    Ground("untoc:19", Competence.JOINT_INVESTIGATION, _COMPETENT),
    Ground("untoc:20", Competence.SPECIAL_TECHNIQUES, _COMPETENT),
    Ground("untoc:21", Competence.PROCEEDINGS, _COMPETENT),
    Ground("untoc:27", Competence.LAW_ENFORCEMENT, _COMPETENT),
    Ground("untoc:31:6", Competence.CRIME_PREVENTION, AuthorityRole.PREVENTION),
    Ground("untoc-som:8:6", Competence.MIGRANTS_BY_SEA, _COMPETENT),
    Ground("untoc-fa:13:2", Competence.FIREARMS, _COMPETENT),
    Ground("uncac:46:13", Competence.MLA),
    Ground("uncac:44", Competence.EXTRADITION),
    Ground("uncac:45", Competence.SENTENCED_PERSONS),
    Ground("uncac:6:3", Competence.CORRUPTION_PREVENTION, AuthorityRole.PREVENTION),
    Ground("uncac:43:1", Competence.CORRUPTION_CIVIL, _COMPETENT),
    Ground("uncac:55", Competence.ASSET_RECOVERY),
    Ground("uncac:58", Competence.ASSET_RECOVERY, AuthorityRole.FINANCIAL_INTELLIGENCE),
    Ground("drugs1988:7:8", Competence.MLA),
    Ground("drugs1988:6", Competence.EXTRADITION),
    Ground("drugs1988:17:7", Competence.DRUGS_BY_SEA, _COMPETENT),
    Ground("ets185:27:2", Competence.MLA),
    Ground("ets185:24:7", Competence.EXTRADITION),
    Ground("ets185:35", Competence.ELECTRONIC_EVIDENCE, AuthorityRole.CONTACT_24_7),
    Ground("un-cybercrime:40", Competence.MLA),
    Ground("un-cybercrime:41", Competence.ELECTRONIC_EVIDENCE, AuthorityRole.CONTACT_24_7),
    Ground("ets30:15", Competence.MLA),
    Ground("ets112:5", Competence.SENTENCED_PERSONS),
    Ground("ets141:23", Competence.ASSET_RECOVERY),
    Ground("ets198:33", Competence.ASSET_RECOVERY),
    Ground("sc-res-2322-2016", Competence.TERRORISM),
    Ground("ga-res-68-186", Competence.CULTURAL_PROPERTY),
)

# Grounds that are no treaties: resolutions that asked States to name authorities; English names, keys of translations.
RESOLUTIONS: dict[str, str] = {
    "sc-res-2322-2016": _("Security Council resolution 2322 (2016)"),
    "ga-res-68-186": _("General Assembly resolution 68/186"),
    "untoc-cop-3-2": _("Decision 3/2 of the Conference of the Parties to the Organized Crime Convention"),
    "untoc-cop-4-2": _("Decision 4/2 of the Conference of the Parties to the Organized Crime Convention"),
}

# Networks an authority may say it belongs to, by code; names are their own, English where they have one.
NETWORKS: dict[str, str] = {
    "casc": "CASC",
    "wacap": "WACAP",
    "pcjs": "Plateforme de coopération judiciaire du Sahel",
    "seajust": "SEAJust",
    "ejn": "European Judicial Network",
    "iberred": "IberRed",
    "cjn-lusophone": "Rede de Cooperação Jurídica e Judiciária Internacional dos Países de Língua Portuguesa",
    "cncp": "Commonwealth Network of Contact Persons",
    "pilon": "PILON",
    "carin": "CARIN",
    "arin-ap": "ARIN-AP",
    "arin-carib": "ARIN-CARIB",
    "arin-ea": "ARIN-EA",
    "arin-sa": "ARINSA",
    "arin-wa": "ARIN-WA",
    "arin-wca": "ARIN-WCA",
    "rrag": "RRAG",
    "globe": "GlobE Network",
    "24-7-budapest": "24/7 Network of the Budapest Convention",
    "24-7-g7": "G7 24/7 Cybercrime Network",
    "interpol-focal-points": "Global Focal Point Network on Asset Recovery (INTERPOL/StAR)",
}
