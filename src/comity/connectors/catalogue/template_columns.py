"""The columns of the templates, and what stands in them, explained in the active language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from comity.catalogue.entries import LANGUAGES, Kind
from comity.vocabulary.interfaces import thesaurus

# What each kind of cell holds, to be translated; `%(codes)s` are the language's, or the languages of the templates.
_EXPLAINED = {
    "text": gettext_noop("text"),
    "day": gettext_noop("a day like 2024-01-31"),
    "year": gettext_noop("a year like 2024"),
    "state": gettext_noop("a State, by name or three-letter code"),
    "provision": gettext_noop("a provision like untoc:18:13"),
    "language": gettext_noop("the code of the original language: one of %(codes)s, or another of ISO 639"),
    "yes": gettext_noop("yes or no, written in English; empty if not known"),
}
_ID = gettext_noop("your own identity of the record; the same in later versions of the table")
_ID_OF_PART = gettext_noop("the id of the case, as on the first sheet")
_TEXTS = {
    "title": gettext_noop("the title in this language (%(codes)s); at least one title, text or note is needed"),
    "body": gettext_noop("the text or summary in this language (%(codes)s)"),
    "notes": gettext_noop("notes in this language (%(codes)s)"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `holds` is text, day, year, states, state, provisions, or the vocabulary its codes are of; a trailing
    `*` allows several, parted by semicolons. `means` says it more closely, to be translated."""

    name: str
    holds: str = "text"
    needed: bool = False
    means: str = ""
    codes: str = ""

    def explained(self) -> str:
        """What may stand there, in the active language; a code of a vocabulary with its label."""
        kind = self.holds.rstrip("*")
        if text := self.means or _EXPLAINED.get(kind):
            found = _(text) % {"codes": self.codes or ", ".join(LANGUAGES)}
        else:
            language = get_language() or "en"
            listed = ", ".join(f"{each.code} ({each.label(language)})" for each in thesaurus().scheme(kind))
            found = _("one of: %(codes)s") % {"codes": listed}
        return _("%(what)s (several separated by ;)") % {"what": found} if self.holds.endswith("*") else found


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{name}_{language}", means=_TEXTS[name], codes=language) for language in LANGUAGES for name in names
    )


_FIRST = (Column("id", needed=True, means=_ID), Column("language", "language", needed=True), Column("states", "state*"))
_LAST = (
    Column("provisions", "provision*"),
    Column("crimes", "crime-types*"),
    Column("offences", "offences*"),
    Column("issues", "issues*"),
    Column("url", means=gettext_noop("its web address")),
    Column("source", needed=True, means=gettext_noop("where the facts come from")),
    Column("licence"),
    Column("as_of", "day", means=gettext_noop("the day they are as of")),
)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.LAW: (
        *_FIRST,
        Column("law_kind", "law-kinds", needed=True),
        Column("official_number"),
        Column("adopted_on", "day"),
        Column("in_force_on", "day"),
        Column("status", "statuses"),
        *_texts("title", "notes"),
        *_LAST,
    ),
    Kind.EXTRACT: (
        *_FIRST,
        Column("law", needed=True, means=gettext_noop("the id of the law it is of")),
        Column("section", needed=True, means=gettext_noop("the article or section, as the law numbers it")),
        Column("amended_on", "day"),
        *_texts("title", "body", "notes"),
        *_LAST,
    ),
    Kind.CASE: (
        *_FIRST,
        Column("case_type", "case-types", needed=True),
        Column("legal_system", "legal-systems"),
        Column("proceeding_type", "proceeding-types"),
        Column("latest_ruling", "court-levels"),
        Column("court"),
        Column("reference"),
        Column("decided_on", "day"),
        *_texts("title", "body", "notes"),
        *_LAST,
    ),
    Kind.STRATEGY: (
        *_FIRST,
        Column("strategy_kind", "strategy-kinds", needed=True),
        Column("issued_by"),
        Column("adopted_on", "day"),
        Column("begins_on", "day"),
        Column("ends_on", "day"),
        Column("pillars", "pillars*"),
        *_texts("title", "body"),
        *_LAST,
    ),
    Kind.PUBLICATION: (
        *_FIRST,
        Column("authors", "text*", needed=True),
        Column("year", "year"),
        Column("publisher"),
        Column("journal"),
        Column("isbn"),
        Column("doi"),
        Column("methods", "research-methods*"),
        *_texts("title", "body"),
        *_LAST,
    ),
}
PARTS: dict[Kind, dict[str, tuple[Column, ...]]] = {
    Kind.CASE: {
        "charges": (
            Column("id", needed=True, means=_ID_OF_PART),
            Column("defendant", needed=True),
            Column("offence"),
            Column("statute"),
            Column("verdict", "verdicts"),
            Column("imprisonment"),
            Column("fine"),
        ),
        "victims": (
            Column("id", needed=True, means=_ID_OF_PART),
            Column("victim", needed=True, means=gettext_noop("Never a full name: “A.B.” or “Victim 1”.")),
            Column("child", "yes"),
            Column("age"),
        ),
        "cooperation": (
            Column("id", needed=True, means=_ID_OF_PART),
            Column("measure", "measures", needed=True),
            Column("requesting", "state"),
            Column("requested", "state"),
            Column("provisions", "provision*"),
            Column("outcome", "outcomes"),
        ),
    }
}
