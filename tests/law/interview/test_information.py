"""Information between police services (UNTOC 27, UNCAC 48), and information nobody asked for (18(4)-(5), 46(4)-(5))."""

from __future__ import annotations

from typing import Any

import pytest

from comity.law.interview.context import Context
from comity.law.interview.document import Facts, Grid, Paragraph
from comity.law.interview.points import State
from comity.law.interview.running import Interview, run

from .builders import CONTEXT, bundled, points

POLICE: dict[str, Any] = {"requesting": "NER", "requested": "ITA", "authority": "Police judiciaire"}
SENT: dict[str, Any] = {"requesting": "NER", "requested": "ITA", "authority": "Parquet", "information": "words"}
EXONERATES = "exculpatory"


def police(context: Context = CONTEXT, **answers: Any) -> Interview:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return run(bundled("law-enforcement"), POLICE | given, context)


def sent(**answers: Any) -> Interview:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return run(bundled("spontaneous-information"), SENT | given, CONTEXT)


def said(interview: Interview) -> str:
    """The fixed paragraphs of the document."""
    return " ".join(b.text.english for b in interview.document.blocks if isinstance(b, Paragraph))


def asked(interview: Interview) -> set[str]:
    return {q.id for _s, q in interview.given.placed()}


def cited(interview: Interview, question: str) -> set[str]:
    return {p.reference.provision for p in interview.points if p.question == question}


# -- between police services -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "question"),
    [("interpol", ""), ("liaison", "liaison"), ("regional", "network"), ("direct", "arrangement")],
)
def test_each_channel_asks_for_what_it_needs_and_for_nothing_else(channel: str, question: str) -> None:
    shown = asked(police(channel=channel)) & {"liaison", "network", "arrangement"}
    assert shown == ({question} if question else set())


@pytest.mark.parametrize(
    ("about", "questions"),
    [
        ("persons", {"persons"}),
        ("proceeds", {"followed"}),
        ("means", {"followed"}),
        ("substances", {"substances"}),
        ("coordination", {"coordination"}),
        ("methods", set()),
    ],
)
def test_an_inquiry_asks_for_what_it_is_about(about: str, questions: set[str]) -> None:
    depending = {"persons", "followed", "substances", "coordination"}
    assert asked(police(inquiry=[about])) & depending == questions


def test_an_answer_between_police_services_is_no_evidence_without_consent() -> None:
    assert "not as evidence" in said(police(use="lead"))
    assert "consents beforehand" in said(police(use="consent"))
    assert "evidence" not in said(police())
    assert points(police(), "answered", State.MISSING)


@pytest.mark.parametrize(
    ("treaty", "provision"), [("untoc", "untoc:27:1:a"), ("uncac", "uncac:48:1:a"), ("", "untoc:27:1:a")]
)
def test_a_question_cites_the_article_of_the_treaty_relied_on(treaty: str, provision: str) -> None:
    assert cited(police(instrument=treaty), "channel") == {provision}


def test_too_much_is_told_between_police_services_as_well() -> None:
    assert points(police(sought="everything about him"), "too-broad", State.DOUBTFUL)


def test_what_practice_lists_for_an_inquiry_is_covered() -> None:
    [point] = points(police(inquiry=["persons"]), "content-inquiry")
    assert point.state is State.FINE


# -- information nobody asked for --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidential", "restricted", "says"),
    [("yes", "no", True), ("no", "yes", True), ("yes", "yes", True), ("no", "no", False), ("", "", False)],
)
def test_wherever_a_condition_is_set_what_exonerates_an_accused_person_is_excepted(
    confidential: str, restricted: str, says: bool
) -> None:
    document = said(sent(confidential=confidential, restricted=restricted))
    assert (EXONERATES in document) is says
    assert ("No condition is set" in document) is (confidential == restricted == "no")


def test_whether_conditions_are_set_must_be_said_and_is_never_assumed() -> None:
    missing = {p.question for p in points(sent(), "answered", State.MISSING)}
    assert {"confidential", "restricted"} <= missing
    assert "No condition is set" not in said(sent(confidential="no"))


def test_a_condition_needs_its_reason_and_its_kind() -> None:
    interview = sent(confidential="yes", restricted="yes")
    missing = {p.question for p in points(interview, "answered", State.MISSING)}
    assert {"confidential-until", "restrictions"} <= missing
    answered = sent(confidential="yes", confidential_until="31 May, searches", restricted="yes", restrictions=["lead"])
    rows = [row for b in answered.document.blocks if isinstance(b, Facts) for row in b.rows]
    assert {"Until when, and why", "Restrictions on its use"} <= {row.label.english for row in rows}


def test_the_transmission_does_not_affect_proceedings_at_home() -> None:
    assert "without prejudice" in said(sent())


@pytest.mark.parametrize(("treaty", "article"), [("untoc", "untoc:18:5"), ("uncac", "uncac:46:5")])
def test_conditions_cite_the_paragraph_of_the_treaty_relied_on(treaty: str, article: str) -> None:
    assert cited(sent(instrument=treaty), "confidential") == {article}


def test_it_is_no_request_and_lists_nothing_a_request_must_contain() -> None:
    interview = sent(instrument="untoc")
    assert [p for p in interview.points if p.check.startswith("content-")] == []
    assert "request is made" not in said(interview)
    assert "urgent" not in asked(interview)


def test_the_persons_concerned_stand_in_a_table() -> None:
    interview = sent(persons=[{"name": "A", "kind": "natural"}])
    assert any(isinstance(b, Grid) for b in interview.document.blocks)
