"""What facets and their codes are called in the reader's language."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import citation, language, language_name
from comity.evidence.entries import HubEntry
from comity.evidence.models import GuideKind
from comity.law.book import TreatyBook
from comity.law.providers import Category, DataKind
from comity.law.states import Group
from comity.publications.records import Record
from comity.search.finding import Result
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
    "service": "",
    "given": "",
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
    "service": gettext_noop("Kind of service"),
    "given": gettext_noop("Given directly to authorities abroad"),
    "provenance": gettext_noop("Provenance"),
    "kind": gettext_noop("Kind of record"),
}
_PLAIN = {
    "legislation": gettext_noop("Legislation"),
    "case-law": gettext_noop("Case law"),
    "strategies": gettext_noop("Strategies"),
    "bibliography": gettext_noop("Bibliography"),
    "providers": gettext_noop("Service providers"),
    "guides": gettext_noop("Guides on electronic evidence"),
    "provider": gettext_noop("Service provider"),
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
    if code in GuideKind.values:
        return str(GuideKind(code).label)
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
        case "service":
            return _(Category(code).label) if code in {each.value for each in Category} else code
        case "given":
            return _(DataKind(code).label) if code in {each.value for each in DataKind} else code
        case "provision":
            return provision_name(code, book)
    return plain(code)


def provision_name(code: str, book: TreatyBook) -> str:
    """A provision as it is cited; its code where the instrument is not held here."""
    instrument = code.split(":")[0]
    if instrument not in book.instruments:
        return code
    return citation(code, book)


def address_of(hit: Result) -> str:
    """The path of what a search found: a record of the catalogue, a provider, a guide or its place in a guide."""
    if "page" not in hit.card:
        return reverse("record", args=(hit.key,))
    view, code, anchor = hit.card["page"]
    return _in_the_hub(view, code, anchor)


def path_of(record: Record) -> str:
    """The path of a record that is written into a file."""
    if isinstance(record, HubEntry):
        return _in_the_hub(record.page, record.code, record.anchor)
    return reverse("record", args=(record.key,))


def _in_the_hub(view: str, code: str, anchor: str) -> str:
    return reverse(view, args=(code,)) + (f"#{anchor}" if anchor else "")
