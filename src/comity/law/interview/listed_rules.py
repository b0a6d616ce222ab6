"""From entries of the directory, as far as a reader may see them, to what a request is held against."""

from __future__ import annotations

from collections.abc import Mapping

from ..authorities.entry import AuthorityEntry
from ..authorities.entry import Requirements as Listed
from ..authorities.words import Acceptance, Channel, Competence, EvidenceStandard, competences_for
from ..basis.types import Answer
from ..measures import Matter, Measure
from ..sentences import Text
from ..sources import Source
from .context import Requirements

_YES_NO = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}
# The channels of the directory as the interviews name them.
_CHANNELS = {
    Channel.DIPLOMATIC: "diplomatic",
    Channel.INTERPOL: "interpol",
    **dict.fromkeys((Channel.POST, Channel.COURIER, Channel.FAX), "central-authority"),
    **dict.fromkeys((Channel.EMAIL, Channel.SECURE_PORTAL, Channel.IBERRED, Channel.ECODEX), "electronic"),
}


def listed_rules(entries: Mapping[str, AuthorityEntry], measure: Measure, language: str) -> Requirements | None:
    """What the first authority designated for the measure asks, of those whose requirements are on record.

    `entries` by their keys, which become the codes of the sources. The closest matter decides; `language` is that in
    which the authority is to be named. None: nothing is on record.
    """
    for competence in competences_for(measure):
        for key, entry in entries.items():
            designated = any(d.competence is competence for d in entry.designations)
            rules = _rules_for(entry, competence)
            if designated and (rules or entry.channels):
                return _found(key, entry, rules or Listed(), measure, language)
    return None


def _rules_for(entry: AuthorityEntry, competence: Competence) -> Listed | None:
    """The requirements for the matter, before those for all matters."""
    own = [r for r in entry.requirements if competence in r.competences]
    return next(iter([*own, *(r for r in entry.requirements if not r.competences)]), None)


def _found(key: str, entry: AuthorityEntry, rules: Listed, measure: Measure, language: str) -> Requirements:
    accepted = (c.channel for c in entry.channels if c.accepted is Acceptance.YES)
    proves = measure.matter is Matter.EXTRADITION and rules.evidence_standard is not EvidenceStandard.UNKNOWN
    return Requirements(
        authority=entry.name(language),
        languages=tuple(each.code for each in rules.languages if not each.urgent_only),
        certification=_YES_NO[rules.legalisation],
        channels=tuple(dict.fromkeys(_CHANNELS[channel] for channel in accepted)),
        evidence=Text(rules.evidence_standard.label) if proves else None,
        source=Source(key, entry.name(language), entry.origin.url, entry.origin.licence, entry.origin.as_of),
    )
