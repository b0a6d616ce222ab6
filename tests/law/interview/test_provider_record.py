"""A request to a provider against its record in the hub: what is on record, held against the draft, with its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from comity.law.interview.context import ProviderRecord
from comity.law.interview.points import Point, State
from comity.law.interview.running import Interview, run
from comity.law.providers import (
    Acceptance,
    Answer,
    Authentication,
    Caution,
    DataKind,
    Entity,
    Held,
    PreservationTerms,
    Provider,
    Route,
    Trust,
    Trusted,
)
from comity.law.sources import Source

from .builders import CONTEXT, TODAY, bundled, points

SOURCE = Source("provider", "Example", "/en/evidence/providers/example/", "own")
VERIFIED = Trusted(Trust.VERIFIED, TODAY - timedelta(days=10))
STALE = Trusted(Trust.STALE, date(2024, 1, 1))
UNVERIFIED = Trusted(Trust.UNVERIFIED, date(2026, 1, 1))
MISSING, DOUBTFUL, FINE = State.MISSING, State.DOUBTFUL, State.FINE
KINDS = ["subscriber", "traffic", "content"]
EXAMPLE = Provider(
    "example",
    "Example",
    entities=(Entity("Example Inc.", "USA"), Entity("Example Ireland Ltd", "IRL", ("EUE",))),
    portal_url="https://portal.example/",
    emergency_contact="+1 555 0100",
    languages=("en", "fr"),
    preservation=PreservationTerms(Answer.YES, 90, 90, 1),
    acceptances=(
        Acceptance(DataKind.SUBSCRIBER, Answer.YES, ("NER",)),
        Acceptance(DataKind.TRAFFIC, Answer.CONDITIONS, (), "through a liaison"),
        Acceptance(DataKind.CONTENT, Answer.NO),
    ),
    content_routes=(Route.MLA,),
    user_notice=Answer.YES,
    notice_delay=Answer.YES,
    identifiers=("email", "phone"),
    held=(Held(DataKind.SUBSCRIBER, Answer.YES, 3650), Held(DataKind.TRAFFIC, Answer.YES, 30)),
    authentication=Authentication.CERTIFICATE,
    reimbursement=Answer.NO,
)
ANSWERS = {"requesting": "NER", "hub-provider": "example", "silent": "yes"}


def held_against(
    provider: Provider | None, answers: dict[str, Any], name: str = "voluntary-disclosure", trusted: Trusted = VERIFIED
) -> Interview:
    record = ProviderRecord(provider, trusted, SOURCE) if provider else None
    return run(bundled(name), ANSWERS | answers, replace(CONTEXT, provider=record))


def found(interview: Interview, check: str) -> list[State]:
    return [p.state for p in points(interview, f"provider-{check}")]


def of_record(interview: Interview) -> list[Point]:
    return [p for p in interview.points if p.check.startswith("provider-")]


@pytest.mark.parametrize(
    ("kind", "state", "means"),
    [
        ("subscriber", "NER", FINE),
        ("traffic", "NER", DOUBTFUL),
        ("content", "NER", DOUBTFUL),
        ("subscriber", "BRA", DOUBTFUL),
        ("subscriber", "USA", DOUBTFUL),
    ],
)
def test_what_a_provider_gives_depends_on_the_data_and_on_the_state_that_asks(
    kind: str, state: str, means: State
) -> None:
    interview = held_against(EXAMPLE, {"categories": [kind], "requesting": state})
    assert found(interview, "accepts") == [means]
    assert points(interview, "provider-accepts")[0].question == "categories"


def test_what_is_not_on_record_of_a_state_is_neither_given_nor_refused() -> None:
    [point] = points(held_against(EXAMPLE, {"categories": ["subscriber"], "requesting": "BRA"}), "provider-accepts")
    assert point.reason.msgid.endswith("is not on record.")
    assert point.way_out is not None


def test_content_that_is_not_given_leads_to_the_ways_on_record() -> None:
    [point] = points(held_against(EXAMPLE, {"categories": ["content"]}), "provider-accepts")
    assert point.way_out is not None
    assert point.way_out.msgid == "Ways to content on record: %(routes)s."


def test_a_preservation_asks_for_no_disclosure_and_an_emergency_is_the_providers_choice() -> None:
    for name in ("preservation", "emergency-disclosure"):
        assert found(held_against(EXAMPLE, {"categories": KINDS}, name), "accepts") == []


@pytest.mark.parametrize("trusted", [STALE, UNVERIFIED])
@pytest.mark.parametrize("name", ["preservation", "voluntary-disclosure", "emergency-disclosure"])
def test_an_old_or_unconfirmed_record_proves_nothing(name: str, trusted: Trusted) -> None:
    full = {"categories": KINDS, "days": "90", "language": "en", "provider": "Example Inc.", "authentication": "yes",
            "identifiers": [{"kind": "email", "value": "a@example.org"}], "from": "2026-11-20 10:00 UTC"}  # fmt: skip
    for answers in ({}, full):
        made = of_record(held_against(EXAMPLE, answers, name, trusted))
        assert made
        assert {p.state for p in made} == {DOUBTFUL}
        assert all(p.way_out or p.check == "provider-caution" for p in made)


@pytest.mark.parametrize(
    ("trusted", "words"), [(STALE, "Last confirmed on"), (UNVERIFIED, "Not confirmed by anybody"), (VERIFIED, "")]
)
def test_the_words_say_how_far_the_record_can_be_relied_on(trusted: Trusted, words: str) -> None:
    [point] = points(held_against(EXAMPLE, {"language": "en"}, trusted=trusted), "provider-language")
    assert point.reason.msgid.startswith(words)


def test_every_claim_leads_to_the_providers_page_and_the_day_it_was_last_verified() -> None:
    for point in of_record(held_against(EXAMPLE, {"categories": KINDS})):
        assert (point.reference.source, point.reference.trusted) == (SOURCE, VERIFIED)


@pytest.mark.parametrize(
    ("changes", "answers", "check", "means"),
    [
        ({}, {"language": "fr-CA"}, "language", [FINE]),
        ({}, {"language": "ru"}, "language", [DOUBTFUL]),
        ({}, {}, "language", [DOUBTFUL]),
        ({"languages": ()}, {"language": "en"}, "language", []),
        ({}, {"provider": "Example Ireland Ltd, Dublin"}, "entity", [FINE]),
        ({}, {"provider": "Example"}, "entity", [DOUBTFUL]),
        ({"entities": ()}, {"provider": "Example"}, "entity", []),
        ({}, {}, "channel", [FINE]),
        ({"cautions": (Caution.GENERAL_CONTACT,)}, {}, "channel", [DOUBTFUL]),
        ({"cautions": (Caution.SINGLE_SOURCE,)}, {}, "caution", [DOUBTFUL]),
        ({"portal_url": ""}, {}, "channel", []),
        ({}, {"identifiers": [{"kind": "phone", "value": "+22720000001"}]}, "identifiers", [FINE]),
        ({}, {"identifiers": [{"kind": "ip", "value": "8.8.8.8"}]}, "identifiers", [DOUBTFUL]),
        ({}, {"silent": ""}, "notice", [MISSING]),
        ({}, {"silent": "no"}, "notice", []),
        ({}, {}, "notice", [FINE]),
        ({"notice_delay": Answer.NO}, {}, "notice", [DOUBTFUL]),
        ({"notice_delay": Answer.CONDITIONS}, {}, "notice", [DOUBTFUL]),
        ({"notice_delay": Answer.UNKNOWN}, {}, "notice", []),
        ({"user_notice": Answer.NO}, {}, "notice", [FINE]),
        ({}, {"authentication": "yes"}, "authentication", [FINE]),
        ({"authentication": Authentication.NONE}, {"authentication": "yes"}, "authentication", [DOUBTFUL]),
        ({}, {"authentication": "no"}, "authentication", []),
        ({"reimbursement": Answer.YES}, {}, "costs", [DOUBTFUL]),
        ({}, {"categories": ["traffic"], "from": "2026-11-20 10:00 UTC"}, "held", [FINE]),
        ({}, {"categories": ["traffic"], "from": "2026-01-20 10:00 UTC"}, "held", [DOUBTFUL]),
        ({"held": (Held(DataKind.CONTENT, Answer.NO),)}, {"categories": ["content"]}, "held", [DOUBTFUL]),
    ],
)
def test_each_term_is_held_against_the_draft(
    changes: dict[str, Any], answers: dict[str, Any], check: str, means: list[State]
) -> None:
    assert found(held_against(replace(EXAMPLE, **changes), answers), check) == means


@pytest.mark.parametrize(
    ("terms", "answers", "means"),
    [
        (PreservationTerms(Answer.YES, 90), {"days": "90"}, [FINE]),
        (PreservationTerms(Answer.YES, 60), {"days": "90"}, [DOUBTFUL]),
        (PreservationTerms(Answer.YES), {"days": "90"}, [FINE]),
        (PreservationTerms(Answer.NO), {"days": "90"}, [DOUBTFUL]),
        (PreservationTerms(Answer.CONDITIONS, 90), {"days": "90"}, [DOUBTFUL]),
        (PreservationTerms(), {"days": "90"}, [DOUBTFUL]),
        (PreservationTerms(Answer.YES, 90, 90, 1), {"days": "90", "extension": "2"}, [DOUBTFUL, FINE]),
    ],
)
def test_a_preservation_is_held_against_the_days_the_provider_keeps(
    terms: PreservationTerms, answers: dict[str, Any], means: list[State]
) -> None:
    assert found(held_against(replace(EXAMPLE, preservation=terms), answers, "preservation"), "preserves") == means


def test_an_emergency_goes_to_the_line_for_emergencies() -> None:
    [point] = points(held_against(EXAMPLE, {}, "emergency-disclosure"), "provider-channel")
    assert "+1 555 0100" in str(point.reason)
    usual = held_against(replace(EXAMPLE, emergency_contact=""), {}, "emergency-disclosure")
    assert found(usual, "channel") == []
    assert "emergency requests" in str(points(usual, "provider-unknown"))


def test_everything_that_is_not_on_record_is_named_in_one_doubtful_point() -> None:
    interview = held_against(Provider("example", "Example"), {"categories": KINDS, "authentication": "yes"})
    [point] = points(interview, "provider-unknown")
    assert point.state is DOUBTFUL
    for matter in ("languages", "which way", "identifiers", "tells users", "authenticates", "costs", "how long"):
        assert matter in str(point.reason), matter
    assert found(interview, "accepts") == [DOUBTFUL] * 3
    assert FINE not in {p.state for p in of_record(interview)}


def test_without_a_provider_of_the_hub_the_draft_says_that_nothing_was_held_against_it() -> None:
    assert found(held_against(None, {"hub-provider": ""}), "record") == [DOUBTFUL]
    gone = held_against(None, {"hub-provider": "gone"})
    assert [p.question for p in points(gone, "readable")] == ["hub-provider"]


def test_requests_to_states_are_not_held_against_providers() -> None:
    interview = run(bundled("mla"), {"measures": ["mla-stored-data"], "provider": "Example"}, CONTEXT)
    assert of_record(interview) == []


def test_the_choice_from_the_hub_does_not_stand_in_the_document() -> None:
    assert "example" not in repr(held_against(EXAMPLE, {}).document)
