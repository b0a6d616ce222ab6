"""A request goes its way step by step; nothing is a dead end but its closing, and nothing is taken back unseen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.authorities.words import Channel
from comity.law.basis.types import Answer
from comity.law.lifecycle.course import Course, LifecycleError, check, consulting_duty, doubts, follow, offers
from comity.law.lifecycle.deadlines import DeadlineKind, arrest_limits, due_reminder, safe_conduct_ends
from comity.law.lifecycle.figures import Counted, counted, for_outside, tabulated
from comity.law.lifecycle.steps import RULES, Direction, Needs, Stage, Step, StepKind
from comity.law.measures import Measure

K = StepKind
DAY = date(2026, 3, 2)
OUT, IN = Direction.OUTGOING, Direction.INCOMING


def step(kind: StepKind, days: int = 0, **facts: object) -> Step:
    needs = RULES[kind].needs
    usual = Step(
        kind,
        DAY + timedelta(days=days),
        "In words" if needs.explanation else "",
        "other" if needs.ground else "",
        Channel.DIPLOMATIC if needs.channel else None,
    )
    return replace(usual, **facts)  # type: ignore[arg-type]


def course(direction: Direction, *kinds: StepKind | Step, instrument: str = "untoc") -> Course:
    steps = [each if isinstance(each, Step) else step(each, n) for n, each in enumerate(kinds)]
    return follow(direction, steps, instrument=instrument, measure=Measure.RECORDS)


SENT = (K.OPENED, K.SIGNED, K.TRANSLATED, K.TRANSMITTED)


def test_an_outgoing_request_goes_from_draft_to_closed() -> None:
    done = course(OUT, *SENT, K.ACKNOWLEDGED, K.EXECUTION_BEGUN, K.PARTLY_EXECUTED, K.EXECUTED, K.RESULTS, K.CLOSED)
    assert done.stage is Stage.CLOSED
    assert [kind for kind, _ in offers(done)] == [K.CORRECTED]


def test_an_incoming_request_is_never_signed_by_us() -> None:
    with pytest.raises(LifecycleError, match="cannot follow"):
        course(IN, K.OPENED, K.SIGNED)


def test_information_given_leads_back_to_where_the_request_stood() -> None:
    assert course(IN, K.OPENED, K.ASSIGNED, K.INFORMATION_ASKED, K.INFORMATION_GIVEN).stage is Stage.ASSIGNED


def test_refusing_under_untoc_asks_for_consultation_first() -> None:
    with pytest.raises(LifecycleError, match="is consulted first"):
        course(IN, K.OPENED, step(K.REFUSED, 3, ground="sovereignty"))
    refused = course(IN, K.OPENED, K.CONSULTED, step(K.REFUSED, 3, ground="sovereignty"))
    assert refused.stage is Stage.REFUSED
    assert consulting_duty(refused) == "untoc:18:26"


def test_a_treaty_with_no_duty_on_record_asks_for_none() -> None:
    assert course(IN, K.OPENED, step(K.REFUSED, 1), instrument="unknown").stage is Stage.REFUSED


def test_bank_secrecy_is_no_ground_to_refuse_and_doubtful_where_another_state_names_it() -> None:
    with pytest.raises(LifecycleError, match="no ground for refusing"):
        course(IN, K.OPENED, K.CONSULTED, step(K.REFUSED, 3, ground="bank-secrecy"))
    told = course(OUT, *SENT, step(K.REFUSED, 9, ground="bank-secrecy", consulted=Answer.YES))
    assert [str(each.msgid) for each in doubts(told)][-1].startswith("By %(provision)s this is no ground")


def test_a_refusal_gives_its_reasons() -> None:
    with pytest.raises(LifecycleError, match="explanation"):
        course(IN, K.OPENED, K.CONSULTED, step(K.REFUSED, 3, explanation=" "))
    with pytest.raises(LifecycleError, match="ground"):
        course(IN, K.OPENED, K.CONSULTED, step(K.REFUSED, 3, ground=""))


def test_another_state_that_did_not_consult_is_asked_to() -> None:
    told = course(OUT, *SENT, step(K.POSTPONED, 9, ground="ongoing", consulted=Answer.NO))
    assert any("ask for it" in each.msgid for each in doubts(told))


def test_the_day_of_a_step_is_not_before_the_last_nor_in_the_future() -> None:
    with pytest.raises(LifecycleError, match="on"):
        course(IN, step(K.OPENED, 5), step(K.ACKNOWLEDGED, 4))
    with pytest.raises(LifecycleError, match="future"):
        check(course(IN, K.OPENED), step(K.ACKNOWLEDGED, 2), today=DAY + timedelta(days=1))


def test_an_error_is_undone_by_a_correction_that_says_why_and_stays_on_record() -> None:
    wrong = course(IN, K.OPENED, K.ACKNOWLEDGED, K.EXECUTED)
    with pytest.raises(LifecycleError, match="Only the last entry"):
        check(wrong, step(K.CORRECTED, 3, about=2))
    right = course(IN, K.OPENED, K.ACKNOWLEDGED, K.EXECUTED, step(K.CORRECTED, 9, about=3), step(K.ASSIGNED, 3))
    assert (right.stage, right.corrected, right.count) == (Stage.ASSIGNED, frozenset({3}), 5)


def test_the_opening_of_a_request_cannot_be_undone() -> None:
    assert K.CORRECTED not in [kind for kind, _ in offers(course(IN, K.OPENED))]


def test_limits_on_use_bind_until_consent_and_beyond_the_results() -> None:
    limited = course(OUT, *SENT, K.EXECUTED, K.RESULTS, K.USE_LIMITED)
    assert [each.number for each in limited.limits] == [7]
    with pytest.raises(LifecycleError, match="Name the limit"):
        check(limited, step(K.USE_PERMITTED, 8, about=2))
    lifted = course(OUT, *SENT, K.EXECUTED, K.RESULTS, K.USE_LIMITED, step(K.USE_PERMITTED, 8, about=7))
    assert lifted.limits == ()


@st.composite
def courses(draw: st.DrawFn) -> tuple[Course, list[Step]]:
    """Any course that can be walked, drawn step by step from what is offered."""
    direction = draw(st.sampled_from(Direction))
    steps = [step(K.OPENED)]
    walked = follow(direction, steps, instrument="untoc", measure=Measure.MLA)
    for _ in range(draw(st.integers(0, 14))):
        kind, needs = draw(st.sampled_from(offers(walked)))
        day = walked.since + timedelta(days=draw(st.integers(0, 40)))
        taken = replace(step(kind), on=day, about=_about(draw, walked, kind, needs))
        with suppress(LifecycleError):
            check(walked, taken)
            steps.append(taken)
            walked = follow(direction, steps, instrument="untoc", measure=Measure.MLA)
    return walked, steps


def _about(draw: st.DrawFn, walked: Course, kind: StepKind, needs: Needs) -> int | None:
    if kind is K.CORRECTED:
        return walked.standing[-1].number
    return draw(st.sampled_from([each.number for each in walked.limits])) if needs.about else None


@given(courses())
def test_nothing_is_a_dead_end_but_the_closing(found: tuple[Course, list[Step]]) -> None:
    walked, _ = found
    onward = [kind for kind, _ in offers(walked) if RULES[kind].end not in {None, walked.stage}]
    assert onward or walked.stage in {Stage.CLOSED, Stage.INFORMATION}
    assert _reaches_closed(walked.stage, walked.direction)


def _reaches_closed(stage: Stage, direction: Direction) -> bool:
    reached, waiting = {stage}, [stage]
    while waiting:
        here = waiting.pop()
        for rule in RULES.values():
            if here in rule.start and direction in rule.sides and rule.end and rule.end not in reached:
                reached.add(rule.end)
                waiting.append(rule.end)
    return Stage.CLOSED in reached


@given(courses())
def test_days_of_the_steps_that_stand_are_in_order(found: tuple[Course, list[Step]]) -> None:
    days = [each.step.on for each in found[0].standing]
    assert days == sorted(days)


@given(courses())
def test_a_correction_leads_back_exactly_one_step_and_forgets_nothing(found: tuple[Course, list[Step]]) -> None:
    walked, steps = found
    if len(walked.standing) < 2:
        return
    undone = replace(step(K.CORRECTED), on=walked.since, about=walked.standing[-1].number)
    after = follow(walked.direction, [*steps, undone], instrument="untoc", measure=Measure.MLA)
    assert after.stage is walked.standing[-1].before
    assert after.count == len(steps) + 1
    assert after.standing == walked.standing[:-1]


@given(courses())
def test_following_the_same_steps_gives_the_same_course(found: tuple[Course, list[Step]]) -> None:
    walked, steps = found
    assert follow(walked.direction, steps, instrument="untoc", measure=Measure.MLA) == walked


# -- deadlines ---------------------------------------------------------------------------------------------------


def test_the_european_convention_limits_provisional_arrest_to_18_and_40_days() -> None:
    assert [(limit.on, limit.final) for limit in arrest_limits(date(2026, 1, 1), "ets24")] == [
        (date(2026, 1, 19), False),
        (date(2026, 2, 10), True),
    ]


def test_untoc_leaves_the_limit_of_provisional_arrest_to_domestic_law() -> None:
    assert arrest_limits(DAY, "untoc") == ()


def test_safe_conduct_lasts_fifteen_days_under_untoc() -> None:
    found = safe_conduct_ends(date(2026, 1, 1), "untoc")
    assert found is not None
    assert (found.on, found.provision) == (date(2026, 1, 16), "untoc:18:27")
    assert safe_conduct_ends(DAY, "ets24") is None


@pytest.mark.parametrize(
    ("days_left", "reminded", "expected"),
    [(20, (), None), (14, (), 14), (10, (14,), None), (3, (14,), 3), (2, (), 3), (0, (14, 3), None), (-1, (), None)],
)
def test_each_reminder_is_sent_once_and_a_missed_one_is_not_sent_twice(
    days_left: int, reminded: tuple[int, ...], expected: int | None
) -> None:
    assert due_reminder(DAY + timedelta(days=days_left), (14, 3), DAY, frozenset(reminded)) == expected


def test_every_deadline_reminds_earliest_first() -> None:
    for kind in DeadlineKind:
        assert list(kind.remind_before) == sorted(kind.remind_before, reverse=True)


# -- figures -----------------------------------------------------------------------------------------------------


def test_days_count_from_transmission_or_receipt() -> None:
    sent = counted(course(OUT, *SENT, step(K.ACKNOWLEDGED, 10), step(K.EXECUTED, 103)), "ITA")
    assert sent is not None
    assert (sent.to_acknowledge, sent.to_execute) == (7, 100)
    received = counted(course(IN, K.OPENED, step(K.ACKNOWLEDGED, 5)), "ITA")
    assert received is not None
    assert (received.to_acknowledge, received.to_execute) == (5, None)


def test_a_request_that_never_left_the_house_is_not_counted() -> None:
    assert counted(course(OUT, K.OPENED, K.SIGNED), "ITA") is None


def one(state: str = "ITA", **facts: object) -> Counted:
    return replace(Counted(OUT, state, Measure.RECORDS, DAY), **facts)  # type: ignore[arg-type]


def test_a_median_says_over_how_many_requests() -> None:
    (cell,) = tabulated([one(to_execute=10), one(to_execute=20), one()])
    assert cell.execution is not None
    assert (cell.count, cell.execution.over, cell.execution.days) == (3, 2, 15.0)
    assert cell.acknowledgement is None


requests = st.lists(
    st.builds(
        one,
        state=st.sampled_from(["ITA", "NER", "PHL"]),
        to_acknowledge=st.none() | st.integers(0, 900),
        to_execute=st.none() | st.integers(0, 900),
        executed=st.booleans(),
        refused=st.booleans(),
    ),
    max_size=25,
)


@given(requests)
def test_outside_nothing_rests_on_fewer_than_three_requests(found: list[Counted]) -> None:
    inside = tabulated(found)
    outside = for_outside(inside)
    assert len(inside) == len(outside)
    assert sum(cell.count or 0 for cell in inside) == len(found)
    for cell in outside:
        assert cell.count is None or cell.count >= 3
        for part in (cell.executed, cell.refused):
            assert part is None or cell.count is None or part == 0 or part >= 3
            assert part is None or cell.count is None or cell.count - part == 0 or cell.count - part >= 3
        for typical in (cell.acknowledgement, cell.execution):
            assert typical is None or typical.over >= 3
