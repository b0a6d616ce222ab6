"""The directory's entries become what a draft is held against."""

from __future__ import annotations

from comity.law.authorities.entry import (
    AcceptedLanguage,
    AuthorityEntry,
    ChannelRule,
    Designation,
    Requirements,
    Said,
    without,
)
from comity.law.authorities.words import Acceptance, Channel, Competence, EvidenceStandard, FieldGroup
from comity.law.basis.types import Answer
from comity.law.interview.listed_rules import listed_rules
from comity.law.measures import Measure

MINISTRY = AuthorityEntry(
    state="ITA",
    names=(Said("it", "Ministero (esempio)"), Said("en", "Ministry (example)")),
    designations=(Designation("untoc:18:13", Competence.MLA), Designation("untoc:16", Competence.EXTRADITION)),
    channels=(
        ChannelRule(Channel.EMAIL, Acceptance.YES),
        ChannelRule(Channel.ECODEX, Acceptance.YES),
        ChannelRule(Channel.FAX, Acceptance.NO),
    ),
    requirements=(
        Requirements(languages=(AcceptedLanguage("it"), AcceptedLanguage("en", urgent_only=True))),
        Requirements(
            competences=(Competence.EXTRADITION,),
            legalisation=Answer.YES,
            evidence_standard=EvidenceStandard.PRIMA_FACIE,
        ),
    ),
)


def test_languages_and_channels_of_the_designated_authority_are_taken() -> None:
    found = listed_rules({"ministry": MINISTRY}, Measure.RECORDS, "en")
    assert found is not None
    assert (found.authority, found.languages, found.channels) == ("Ministry (example)", ("it",), ("electronic",))
    assert found.certification is None
    assert found.evidence is None


def test_requirements_for_the_matter_go_before_those_for_all() -> None:
    found = listed_rules({"ministry": MINISTRY}, Measure.EXTRADITION, "it")
    assert found is not None
    assert (found.authority, found.certification) == ("Ministero (esempio)", True)
    assert found.evidence is not None


def test_an_authority_for_another_matter_says_nothing() -> None:
    assert listed_rules({"ministry": MINISTRY}, Measure.SENTENCED_PERSONS, "en") is None


def test_what_the_reader_may_not_see_is_as_if_not_on_record() -> None:
    hidden = without(MINISTRY, frozenset({FieldGroup.REQUIREMENTS, FieldGroup.CHANNELS}))
    assert listed_rules({"ministry": hidden}, Measure.RECORDS, "en") is None
