"""The checks of a draft, each with an example that must be found and one that must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.law.basis.procedure import opinion
from comity.law.basis.types import Question
from comity.law.book import TreatyBook
from comity.law.interview.context import Context, Requirements
from comity.law.interview.points import State
from comity.law.interview.running import Interview, run
from comity.law.measures import Measure
from comity.law.sentences import Text
from comity.law.sources import Source

from .builders import CONTEXT, TODAY, bundled, points

SOURCE = Source("directory", "Directory", "https://directory.example.org", "own")
LONG_AGO, SOON, LATE = "2026-10-01 10:00 UTC", "2026-12-10", "2027-03-01"


def said(name: str, answers: dict[str, Any], context: Context = CONTEXT) -> Interview:
    return run(bundled(name), answers, context)


def open_points(interview: Interview, check: str) -> list[str]:
    return [p.question for p in points(interview, check, State.MISSING, State.DOUBTFUL)]


def test_each_item_of_article_18_15_is_asked_for_in_a_request_for_assistance_and_named_with_its_letter() -> None:
    interview = said("mla", {"instrument": "untoc", "measures": ["mla-statements"]})
    cited = {p.reference.provision for p in interview.points if p.state is State.MISSING}
    assert {f"untoc:18:15:{letter}" for letter in "abcdf"} <= cited


def test_an_item_of_the_treaty_counts_as_covered_once_answered() -> None:
    interview = said("mla", {"instrument": "uncac", "facts": "words"})
    [point] = points(interview, "content-facts")
    assert (point.state, point.reference.provision) == (State.FINE, "uncac:46:15:c")


def test_confiscation_asks_only_for_the_letter_of_13_3_that_applies() -> None:
    answers = {"instrument": "untoc", "act": "order-enforced"}
    missing = {p.reference.provision for p in said("confiscation", answers).points if p.state is State.MISSING}
    assert "untoc:13:3:b" in missing
    assert "untoc:13:3:c" not in missing


def test_no_treaty_list_asks_for_something_a_bundled_interview_never_asks() -> None:
    for name in ("mla", "extradition", "provisional-arrest", "confiscation", "sentenced-persons", "proceedings",
                 "joint-investigation", "special-techniques", "controlled-delivery", "videoconference",
                 "law-enforcement", "spontaneous-information"):  # fmt: skip
        for treaty in ("untoc", "uncac", "drugs1988", "ets30", "ets24", "ets141", "ets112", ""):
            codes = [m.value for m in Measure]
            interview = said(name, {"instrument": treaty, "measures": codes})
            unasked = [p for p in interview.points if p.reason.msgid.startswith("This interview does not ask")]
            assert [p.check for p in unasked] == [], (name, treaty)


@pytest.mark.parametrize(
    ("years", "state"),
    [
        ({"penalty-requesting": "3", "penalty-requested": "5"}, State.DOUBTFUL),
        ({"penalty-requesting": "4"}, State.FINE),
    ],
)
def test_four_years_make_a_serious_crime(years: dict[str, str], state: State) -> None:
    interview = said("mla", {"instrument": "untoc", "offence": "other-serious-crime", **years})
    found = [p for p in points(interview, "serious") if p.question == "penalty-requesting"]
    assert [p.state for p in found] == [state]
    assert found[0].reference.provision == "untoc:2:b"


def test_an_offence_of_the_convention_needs_no_minimum_penalty() -> None:
    interview = said("mla", {"instrument": "untoc", "offence": "money-laundering", "penalty-requesting": "1"})
    assert [p.state for p in points(interview, "serious")] == [State.FINE]


def with_opinion(book: TreatyBook, **more: Any) -> Context:
    asked = Question("NER", "ITA", Measure.RECORDS, date(2012, 1, 1), "trafficking-in-persons")
    return replace(CONTEXT, opinion=opinion(book, asked), **more)


PARTIES = {"requesting": "NER", "requested": "ITA", "measures": ["mla-records"]}


def test_what_the_navigator_left_open_on_the_treaty_is_doubtful_with_its_provision(book: TreatyBook) -> None:
    interview = said("mla", {**PARTIES, "instrument": "untoc"}, with_opinion(book))
    found = points(interview, "basis", State.DOUBTFUL)
    assert found
    assert all(p.reference.provision for p in found)


def test_a_treaty_that_serves_is_named_where_none_is_relied_on(book: TreatyBook) -> None:
    interview = said("mla", PARTIES, with_opinion(book))
    assert [p.reason.msgid for p in points(interview, "basis")] == [
        "The navigator found that the %(treaty)s may serve."
    ]


def test_a_treaty_the_navigator_does_not_know_for_this_is_doubtful(book: TreatyBook) -> None:
    interview = said("mla", {**PARTIES, "instrument": "benelux-nowhere"}, with_opinion(book))
    assert [p.state for p in points(interview, "basis")] == [State.DOUBTFUL]


@pytest.mark.parametrize(
    ("language", "state"), [("it", State.FINE), ("fr-CA", State.FINE), ("ja", State.DOUBTFUL), (None, State.DOUBTFUL)]
)
def test_the_language_is_held_against_those_the_directory_gives(language: str | None, state: State) -> None:
    context = replace(CONTEXT, requirements=Requirements("Ministry", languages=("it", "fr"), source=SOURCE))
    answers = PARTIES | ({"language": language} if language else {})
    [point] = points(said("mla", answers, context), "language")
    assert (point.state, point.reference.source) == (state, SOURCE)


def test_languages_that_are_not_on_record_are_unknown_not_accepted() -> None:
    [point] = points(said("mla", {**PARTIES, "language": "it"}), "language")
    assert point.state is State.DOUBTFUL


def test_certification_channel_and_evidence_are_held_against_the_directory() -> None:
    rules = Requirements(
        "Ministry", certification=True, channels=("diplomatic",), evidence=Text("Prima facie case"), source=SOURCE
    )
    context = replace(CONTEXT, requirements=rules)
    wrong = said("mla", {**PARTIES, "certified": "no", "channel": "electronic"}, context)
    assert [points(wrong, c)[0].state for c in ("certification", "channel", "evidence")] == [State.DOUBTFUL] * 3
    right = said("mla", {**PARTIES, "certified": "yes", "channel": "diplomatic", "grounds": "words"}, context)
    assert [points(right, c)[0].state for c in ("certification", "channel", "evidence")] == [State.FINE] * 3


def identifiers(*rows: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"identifiers": list(rows), **more}


def test_an_ip_address_needs_its_time_with_zone_and_its_port() -> None:
    bare = said("preservation", identifiers({"kind": "ip", "value": "8.8.8.8"}))
    assert open_points(bare, "ip-time")
    assert open_points(bare, "ip-port")
    full = {"kind": "ip", "value": "8.8.8.8", "port": "5060", "at": "2026-10-01 10:00:05 +02:00"}
    assert not open_points(said("preservation", identifiers(full)), "ip-time")
    unzoned = said("preservation", identifiers({**full, "at": "2026-10-01 10:00:05"}))
    assert open_points(unzoned, "time-zone")


def test_an_identifier_that_cannot_be_one_is_told_with_its_row() -> None:
    rows = ({"kind": "email", "value": "a@example.org"}, {"kind": "imei", "value": "490154203237519"})
    [point] = points(said("preservation", identifiers(*rows)), "identifier")
    assert (point.row, point.field) == (1, "value")


@pytest.mark.parametrize(
    ("answers", "check"),
    [
        ({"from": "2026-10-05 00:00 UTC", "to": "2026-10-01 00:00 UTC"}, "period"),
        ({"from": "2026-10-05 00:00 UTC", "to": "2027-10-01 00:00 UTC"}, "period"),
        ({"from": "2020-10-05 00:00 UTC", "to": "2026-10-01 00:00 UTC"}, "too-broad"),
        ({"from": "2026-10-05 00:00 UTC"}, "too-broad"),
        ({"categories": ["subscriber", "traffic", "content"]}, "too-broad"),
        ({"days": "365"}, "too-broad"),
        ({"officer-email": "police@gmail.com"}, "official-email"),
        ({"follows": "2026-01-01"}, "follows"),
        ({"follows": "2027-06-01"}, "follows"),
        ({}, "legal-basis"),
        ({}, "existing"),
        ({"identifiers": [{"kind": "account", "value": str(n)} for n in range(21)]}, "too-broad"),
    ],
)
def test_a_reason_for_which_providers_refuse_is_found_before_sending(answers: dict[str, Any], check: str) -> None:
    assert open_points(said("preservation", answers), check)


def test_a_preservation_well_drafted_gives_no_reason_to_refuse() -> None:
    answers = {
        "categories": ["subscriber", "traffic"],
        "from": LONG_AGO,
        "to": "2026-10-05 10:00 UTC",
        "days": "90",
        "officer-email": "a@police.example.org",
        "follows": "2027-01-20",
        "power": "Act, article 1",
        "held": "The account is named in the victim's messages.",
        "identifiers": [{"kind": "account", "value": "j_doe"}],
    }
    interview = said("preservation", answers)
    for check in (
        "period",
        "too-broad",
        "official-email",
        "follows",
        "legal-basis",
        "existing",
        "identifier",
        "judicial",
    ):
        assert open_points(interview, check) == []


def test_content_is_not_for_voluntary_disclosure_but_may_be_for_an_emergency() -> None:
    answers = {"categories": ["content"]}
    assert open_points(said("voluntary-disclosure", answers), "judicial")
    assert not open_points(said("emergency-disclosure", answers), "judicial")
    assert not open_points(said("preservation", answers), "judicial")


@pytest.mark.parametrize(
    "words", ["all data", "toutes les données", "todos los datos", "все данные", "جميع البيانات", "所有数据"]
)
def test_everything_there_is_is_too_much_in_every_language(words: str) -> None:
    assert open_points(said("mla", {"sought": f"… {words} …"}), "too-broad")


def test_a_time_limit_needs_time_and_a_reason() -> None:
    assert open_points(said("mla", {"deadline": "2026-11-01"}), "deadline")
    assert len(open_points(said("mla", {"deadline": SOON}), "deadline")) == 2
    assert open_points(said("mla", {"deadline": LATE, "deadline-reason": "hearing"}), "deadline") == []


def test_every_point_opens_to_a_source_or_says_that_it_is_practice(book: TreatyBook) -> None:
    interview = said("mla", {**PARTIES, "instrument": "untoc", "deadline": SOON}, with_opinion(book))
    for point in interview.points:
        known = point.reference.provision.split(":")[0] in book.instruments
        assert known or point.reference.source or point.reference == type(point.reference)()
    assert interview.given.context.today == TODAY
