"""What to know before writing: the reason, the language, the way, how fresh; and what is kept from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.authorities.advice import About, Advice, advice
from comity.law.authorities.entry import (
    AcceptedLanguage,
    AuthorityEntry,
    ChannelRule,
    Designation,
    EvidenceRules,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.finding import Candidate, Enquiry
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.side_by_side import Knowledge, compared
from comity.law.authorities.words import Acceptance, Channel, Competence, FieldGroup, Stage
from comity.law.basis.types import Answer
from comity.law.measures import Measure

ON = date(2022, 7, 18)
MLA = Designation("untoc:18:13", Competence.MLA, depositary_ref="C.N.1.2004")
SPANISH = AcceptedLanguage("es", certified=Answer.YES)
FRENCH = AcceptedLanguage("fr")
ENGLISH_IF_URGENT = AcceptedLanguage("en", urgent_only=True)
ENTRY = AuthorityEntry(
    "BBB",
    (Said("fr", "Ministère"),),
    designations=(MLA,),
    channels=(
        ChannelRule(Channel.DIPLOMATIC, Acceptance.YES),
        ChannelRule(Channel.INTERPOL, Acceptance.URGENT_ONLY),
        ChannelRule(Channel.EMAIL, Acceptance.NO),
    ),
    requirements=(Requirements(languages=(FRENCH, SPANISH, ENGLISH_IF_URGENT), dual_criminality=Answer.YES),),
)
NOTHING: frozenset[FieldGroup] = frozenset()
PRACTITIONERS_ONLY = frozenset({FieldGroup.REQUIREMENTS, FieldGroup.CHANNELS, FieldGroup.EVIDENCE})
ASK = Enquiry("BBB", Measure.RECORDS)


def told(
    entry: AuthorityEntry = ENTRY, enquiry: Enquiry = ASK, hidden: frozenset[FieldGroup] = NOTHING, **listed: date
) -> Advice:
    candidate = Candidate(Listed("k", 1, entry, ON, **listed), entry.designations[0])
    return advice(candidate, enquiry, own=("fr",), hidden=hidden)


def texts(found: Advice, about: About) -> list[str]:
    return [c.sentence.msgid for c in found.about(about)]


def test_the_reason_names_the_article_and_the_notification() -> None:
    (reason,) = told().about(About.REASON)
    assert (reason.provision, reason.reference) == ("untoc:18:13", "C.N.1.2004")


def test_a_limit_to_one_stage_is_said_even_where_there_is_only_one_authority() -> None:
    limited = replace(ENTRY, designations=(replace(MLA, stages=(Stage.TRIAL,)),))
    assert "Only at this stage: %(limits)s." in texts(told(limited), About.REASON)


def test_a_language_the_requesting_state_writes_itself_comes_first_then_the_others_then_certification() -> None:
    assert texts(told(), About.LANGUAGE) == [
        "Accepted as the requesting State writes it: %(languages)s.",
        "Also accepted: %(languages)s.",
        "The translation must be certified: %(languages)s.",
        "In urgent cases only: %(languages)s.",
    ]


def test_in_an_urgent_case_english_is_among_the_accepted_languages_and_interpol_among_the_channels() -> None:
    urgent = told(enquiry=replace(ASK, urgent=True))
    assert "In urgent cases only: %(languages)s." not in texts(urgent, About.LANGUAGE)
    assert "The case being urgent, also: %(channels)s." in texts(urgent, About.CHANNEL)


def test_interpol_left_open_is_unknown_not_refused() -> None:
    silent = replace(ENTRY, channels=ENTRY.channels[:1])
    (channels, interpol) = told(silent, replace(ASK, urgent=True)).about(About.CHANNEL)
    assert not channels.caution
    assert interpol.caution
    assert interpol.provision == "untoc:18:13"


def test_rules_for_the_matter_itself_come_before_those_for_all_matters() -> None:
    own = Requirements(competences=(Competence.MLA,), languages=(SPANISH,))
    both = replace(ENTRY, requirements=(*ENTRY.requirements, own))
    assert texts(told(both), About.LANGUAGE)[0] == "The request must be in one of these languages: %(languages)s."


def test_nothing_on_record_is_a_caution() -> None:
    bare = told(replace(ENTRY, requirements=(), channels=()))
    assert [c.caution for c in bare.about(About.LANGUAGE, About.CHANNEL)] == [True, True]


@pytest.mark.parametrize(
    ("listed", "text", "caution"),
    [
        ({}, "The State has not confirmed this entry yet.", True),
        ({"confirmed_on": ON}, "Confirmed by the State on %(date)s.", False),
        (
            {"confirmed_on": ON, "unconfirmed_since": ON},
            "Unconfirmed since %(date)s: check before relying on it.",
            True,
        ),
    ],
)
def test_how_fresh_the_entry_is_is_always_said(listed: dict[str, date], text: str, caution: bool) -> None:
    (fresh,) = told(**listed).about(About.FRESHNESS)
    assert (fresh.sentence.msgid, fresh.caution) == (text, caution)


def test_an_invented_entry_says_do_not_write_to_it() -> None:
    invented = told(replace(ENTRY, origin=Origin(demonstration=True)))
    assert [c.caution for c in invented.about(About.DEMONSTRATION)] == [True]
    assert told().about(About.DEMONSTRATION) == ()


def test_a_visitor_is_told_that_languages_and_channels_are_for_practitioners_and_nothing_of_them() -> None:
    seen = told(hidden=PRACTITIONERS_ONLY).about(About.LANGUAGE, About.CHANNEL)
    assert [c.withheld for c in seen] == [True, True]
    assert not any(c.sentence.params for c in seen)
    assert [c.withheld for c in told().about(About.LANGUAGE)] == [False] * 4


# -- side by side ---------------------------------------------------------------------------------------------------

OTHER = replace(ENTRY, state="CCC", requirements=(), channels=())
HELD = Directory.of(ON, (Listed("b", 1, ENTRY, ON), Listed("c", 1, OTHER, ON)))


def knowledge(code: str, hidden: frozenset[FieldGroup] = NOTHING) -> list[Knowledge]:
    found = compared(Measure.RECORDS, ("BBB", "CCC", "DDD"), HELD, hidden=lambda _listed: hidden)
    return next([c.knowledge for c in line.cells] for line in found.lines if line.code == code)


def test_what_is_not_on_record_is_unknown_and_a_state_without_authority_has_a_column_all_the_same() -> None:
    assert knowledge("languages") == [Knowledge.KNOWN, Knowledge.UNKNOWN, Knowledge.UNKNOWN]
    assert knowledge("dual-criminality") == [Knowledge.KNOWN, Knowledge.UNKNOWN, Knowledge.UNKNOWN]
    assert knowledge("electronic") == [Knowledge.UNKNOWN] * 3  # INTERPOL in urgent cases is neither yes nor no


def test_visitors_compare_what_is_public_only() -> None:
    assert knowledge("languages", PRACTITIONERS_ONLY)[:2] == [Knowledge.WITHHELD, Knowledge.WITHHELD]
    assert knowledge("designated", PRACTITIONERS_ONLY)[:2] == [Knowledge.KNOWN, Knowledge.KNOWN]


def test_points_of_extradition_and_of_electronic_evidence_show_where_they_matter() -> None:
    codes = {m: {line.code for line in compared(m, ("BBB",), HELD).lines} for m in Measure}
    assert "standard" in codes[Measure.EXTRADITION]
    assert "standard" not in codes[Measure.RECORDS]
    assert "preservation" in codes[Measure.STORED_DATA]
    assert "preservation" not in codes[Measure.EXTRADITION]


def test_rules_of_electronic_evidence_are_read_from_the_entry() -> None:
    rules = EvidenceRules(preservation_before_request=Answer.YES, preservation_days=90)
    held = Directory.of(ON, (Listed("b", 1, replace(ENTRY, evidence=rules), ON),))
    lines = {line.code: line.cells[0] for line in compared(Measure.STORED_DATA, ("BBB",), held).lines}
    assert lines["preservation"].sentences[0].msgid == "Yes"
    assert dict(lines["kept"].sentences[0].params) == {"days": 90}
    assert lines["extended"].knowledge is Knowledge.UNKNOWN


@given(st.frozensets(st.sampled_from(FieldGroup)), st.sampled_from([Measure.EXTRADITION, Measure.STORED_DATA]))
def test_only_what_is_known_holds_a_value(hidden: frozenset[FieldGroup], wanted: Measure) -> None:
    for line in compared(wanted, ("BBB", "CCC"), HELD, hidden=lambda _listed: hidden).lines:
        for cell in line.cells:
            assert (cell.knowledge is Knowledge.KNOWN) == bool(cell.sentences or cell.texts)
