"""What facets and their codes are called in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import citation, language, language_name
from comity.law.book import TreatyBook
from comity.law.states import Group
from comity.vocabulary.interfaces import thesaurus

from .labels import group_label

# The facets in the order they are offered, with the vocabulary their codes belong to, if one.
SCHEMES = {
    "database": "",
    "state": "",
    "region": "",
    "crime": "crime-types",
    "offence": "offences",
    "provision": "",
    "issue": "issues",
    "measure": "measures",
    "court": "court-levels",
    "verdict": "verdicts",
    "legal_system": "legal-systems",
    "language": "",
    "status": "statuses",
    "provenance": "",
    "kind": "",
}
_FACETS = {
    "database": gettext_noop("Database"),
    "state": gettext_noop("State"),
    "region": gettext_noop("Region"),
    "crime": gettext_noop("Crime type"),
    "offence": gettext_noop("Offence"),
    "provision": gettext_noop("Provision"),
    "issue": gettext_noop("Cross-cutting issue"),
    "measure": gettext_noop("Cooperation measure"),
    "court": gettext_noop("Court level"),
    "verdict": gettext_noop("Verdict"),
    "legal_system": gettext_noop("Legal system"),
    "language": gettext_noop("Language of a text"),
    "status": gettext_noop("Status"),
    "provenance": gettext_noop("Provenance"),
    "kind": gettext_noop("Kind of record"),
}
_PLAIN = {
    "legislation": gettext_noop("Legislation"),
    "case-law": gettext_noop("Case law"),
    "strategies": gettext_noop("Strategies"),
    "bibliography": gettext_noop("Bibliography"),
    "law": gettext_noop("Law"),
    "extract": gettext_noop("Extract of a law"),
    "case": gettext_noop("Case"),
    "strategy": gettext_noop("Strategy"),
    "publication": gettext_noop("Publication"),
    "official": gettext_noop("Supplied by a State or a court"),
    "researched": gettext_noop("Researched by the editors"),
    "full-text": gettext_noop("Full text"),
    "judgment": gettext_noop("Judgment in its original language"),
    "translation": gettext_noop("Translation"),
    "other": gettext_noop("Other"),
    "human": gettext_noop("Written or translated by a person, not official"),
    "machine": gettext_noop("Machine translation"),
    "third-party": gettext_noop("Taken over from a third party, not independently verified"),
}


def facet_name(facet: str) -> str:
    """The name of a facet."""
    return _(_FACETS[facet])


def plain(code: str) -> str:
    """The name of a database, a kind of record or a provenance."""
    return _(_PLAIN[code]) if code in _PLAIN else code


def term(scheme: str, code: str) -> str:
    """The label of a vocabulary's term in the reader's language."""
    return thesaurus().label(scheme, code, language()) if code else ""


def code_name(facet: str, code: str, book: TreatyBook) -> str:
    """What a code of a facet is called; the code itself if it is not known."""
    if SCHEMES.get(facet):
        return term(SCHEMES[facet], code)
    match facet:
        case "state":
            gazetteer = load_gazetteer()
            return gazetteer[code].name(language()) if code in gazetteer else code
        case "region":
            return group_label(Group(code)) if code in {group.value for group in Group} else code
        case "language":
            return language_name(code)
        case "provision":
            return provision_name(code, book)
    return plain(code)


def provision_name(code: str, book: TreatyBook) -> str:
    """A provision as it is cited; its code where the instrument is not held here."""
    instrument = code.split(":")[0]
    if instrument not in book.instruments:
        return code
    return citation(code, book)
