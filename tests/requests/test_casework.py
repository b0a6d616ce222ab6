"""Requests go from step to step within their authority's scope; days are not missed; figures give nobody away."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, Viewer
from comity.core.models import LedgerEntry
from comity.core.wording import day
from comity.law.authorities.words import Channel
from comity.law.lifecycle.course import Course, LifecycleError
from comity.law.lifecycle.deadlines import DeadlineKind
from comity.law.lifecycle.steps import Direction, Stage, Step, StepKind
from comity.law.measures import Measure
from comity.law.preservation import Extension, PreservationError, Preserved
from comity.requests import queries
from comity.requests.domain import casework, deadlines
from comity.requests.domain.casework import Overtaken, Particulars
from comity.requests.models import Request, RequestDeadline, RequestStep

from .people import OURS, SECRET, THEIRS, Cast, person

K = StepKind
TODAY = timezone.now().date()


def opened(people: Cast, who: str = "anna", **facts: Any) -> Request:
    usual = {
        "authority": OURS,
        "direction": Direction.INCOMING,
        "state": "NER",
        "measure": Measure.RECORDS,
        "instrument": "untoc",
        "on": TODAY - timedelta(days=30),
        "particulars": Particulars(SECRET, "A-17/2026", "N 5", SECRET),
    }
    return casework.open_request(viewer=people.viewer(who), **{**usual, **facts})


def step(people: Cast, request: Request, kind: StepKind, ago: int = 10, who: str = "anna", **facts: Any) -> Course:
    taken = Step(kind, TODAY - timedelta(days=ago), **facts)
    seen = RequestStep.objects.filter(request=request).count()
    return casework.take_step(viewer=people.viewer(who), key=request.key, step=taken, seen=seen)


def test_an_incoming_request_is_assigned_executed_and_closed_with_its_days(people: Cast) -> None:
    request = opened(people)
    step(people, request, K.ACKNOWLEDGED, 20)
    step(people, request, K.ASSIGNED, 15, explanation=SECRET)
    step(people, request, K.EXECUTED, 5, who="ben")
    step(people, request, K.RESULTS, 2)
    course = step(people, request, K.CLOSED, 0)
    request.refresh_from_db()
    assert (request.stage, request.since, course.stage) == ("closed", TODAY, Stage.CLOSED)
    assert [row.opened()["explanation"] for row in request.steps.filter(kind="assigned")] == [SECRET]
    assert not any(SECRET.encode() in bytes(row.sealed) for row in request.steps.all())


def test_a_step_that_cannot_be_taken_changes_nothing(people: Cast) -> None:
    request = opened(people)
    with pytest.raises(LifecycleError, match="consulted first"):
        step(people, request, K.REFUSED, explanation="Because", ground="sovereignty")
    with pytest.raises(LifecycleError, match="future"):
        step(people, request, K.ACKNOWLEDGED, -2)
    request.refresh_from_db()
    assert (request.stage, request.steps.count()) == ("received", 1)


def test_two_people_at_one_request_do_not_take_the_same_step_twice(people: Cast) -> None:
    request = opened(people)
    step(people, request, K.ACKNOWLEDGED)
    with pytest.raises(Overtaken):
        casework.take_step(viewer=people.viewer("ben"), key=request.key, step=Step(K.ACKNOWLEDGED, TODAY), seen=1)
    assert request.steps.count() == 2


def test_a_wrong_entry_is_corrected_and_both_stay_on_record(people: Cast) -> None:
    request = opened(people)
    step(people, request, K.EXECUTED, 9)
    course = step(people, request, K.CORRECTED, 1, about=2, explanation="The wrong file")
    request.refresh_from_db()
    assert (request.stage, course.corrected) == ("received", frozenset({2}))
    assert [e.action for e in LedgerEntry.objects.order_by("number")][-2:] == ["request.executed", "request.corrected"]


def test_a_request_is_never_opened_in_the_future(people: Cast) -> None:
    with pytest.raises(LifecycleError):
        opened(people, on=TODAY + timedelta(days=2))


@pytest.mark.parametrize("who", ["carla", "stranger", "visitor"])
def test_nobody_outside_reads_or_moves_a_request(people: Cast, who: str) -> None:
    request = opened(people)
    due = deadlines.set_deadline(viewer=people.viewer("anna"), key=request.key, kind=DeadlineKind.HEARING, on=TODAY)
    viewer: Viewer = VISITOR if who == "visitor" else people.viewer(who)
    assert queries.requests(viewer) == []
    assert queries.requests(viewer, words=SECRET) == []
    assert queries.deadlines(viewer) == []
    assert queries.own_figures(viewer) == ()
    acts = (
        lambda: casework.take_step(viewer=viewer, key=request.key, step=Step(K.ACKNOWLEDGED, TODAY), seen=1),
        lambda: casework.assign(viewer=viewer, key=request.key, to=people.anna),
        lambda: casework.describe(viewer=viewer, key=request.key, particulars=Particulars()),
        lambda: deadlines.set_deadline(viewer=viewer, key=request.key, kind=DeadlineKind.OTHER, on=TODAY),
        lambda: deadlines.settle(viewer=viewer, key=request.key, deadline=due.key),
        lambda: deadlines.preserve(viewer=viewer, key=request.key, preserved=Preserved(TODAY, 90)),
        lambda: deadlines.extend(viewer=viewer, key=request.key, deadline=due.key, extension=Extension(TODAY, 9)),
        lambda: queries.all_figures(viewer),
        lambda: casework.open_request(
            viewer=viewer, authority=OURS, direction=Direction.INCOMING, state="NER", measure=Measure.MLA
        ),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert (Request.objects.count(), RequestStep.objects.count()) == (1, 1)


def test_a_request_belongs_to_an_authority_never_to_one_person(people: Cast) -> None:
    with pytest.raises(NotPermitted):
        opened(people, authority="")


def test_a_request_is_assigned_within_the_authority_only(people: Cast) -> None:
    request = opened(people)
    assert casework.assign(viewer=people.viewer("anna"), key=request.key, to=people.ben).assigned_to == people.ben
    with pytest.raises(NotPermitted):
        casework.assign(viewer=people.viewer("anna"), key=request.key, to=people.carla)


def test_search_finds_words_in_any_script_within_ones_own_requests(people: Cast) -> None:
    opened(people)
    opened(people, particulars=Particulars("حسابات مصرفية في نيامي", "B-1"))
    opened(people, "carla", authority=THEIRS)
    anna = people.viewer("anna")
    assert len(queries.requests(anna)) == 2
    assert [row.particulars.reference for row in queries.requests(anna, words="lepeintre a-17")] == ["A-17/2026"]
    assert [row.particulars.reference for row in queries.requests(anna, words="مصرفية")] == ["B-1"]
    assert queries.requests(anna, direction="outgoing") == []


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_whatever_their_length(
    people: Cast, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        opened(people)
    anna = people.viewer("anna")
    with django_assert_num_queries(1):
        assert len(queries.requests(anna)) == count
    with django_assert_num_queries(2):
        assert len(list(queries.courses(anna))) == count


# -- deadlines ---------------------------------------------------------------------------------------------------


def test_a_preservation_reminds_at_fourteen_and_three_days_once_each_and_names_nothing(people: Cast) -> None:
    request = opened(people)
    since = TODAY - timedelta(days=60)
    row = deadlines.preserve(
        viewer=people.viewer("anna"), key=request.key, preserved=Preserved(since, 90, holder=SECRET), reference=SECRET
    )
    assert row.on == since + timedelta(days=90)
    for ago, expected in ((15, 0), (14, 2), (13, 0), (3, 2), (2, 0), (0, 0)):
        assert deadlines.remind_due(row.on - timedelta(days=ago)) == expected
    assert {m.to[0] for m in mail.outbox} == {"anna@example.org", "ben@example.org"}
    assert not any(SECRET in m.body + m.subject for m in mail.outbox)
    assert all(request.key in m.body for m in mail.outbox)


def test_each_person_is_reminded_in_their_own_language(people: Cast) -> None:
    User.objects.filter(pk=people.anna.pk).update(language="fr")
    row = deadlines.preserve(viewer=people.viewer("anna"), key=opened(people).key, preserved=Preserved(TODAY, 60))
    assert deadlines.remind_due(row.on - timedelta(days=14)) == 2
    subjects = {m.to[0]: m.subject for m in mail.outbox}
    with override("fr"):
        assert f"échéance le {day(row.on)}" in subjects["anna@example.org"]
    with override("en"):
        assert f"a deadline on {day(row.on)}" in subjects["ben@example.org"]


def test_an_extension_moves_the_day_and_reminds_anew(people: Cast) -> None:
    request = opened(people)
    row = deadlines.preserve(viewer=people.viewer("anna"), key=request.key, preserved=Preserved(TODAY, 10))
    deadlines.remind_due(TODAY)
    longer = deadlines.extend(
        viewer=people.viewer("anna"), key=request.key, deadline=row.key, extension=Extension(TODAY, 90)
    )
    assert (longer.on, longer.reminded) == (TODAY + timedelta(days=100), [])
    with pytest.raises(PreservationError):
        deadlines.extend(viewer=people.viewer("anna"), key=request.key, deadline=row.key, extension=Extension(TODAY, 0))


def test_the_request_that_follows_a_preservation_is_tied_to_it_by_its_transmission(people: Cast) -> None:
    request = opened(people, direction=Direction.OUTGOING)
    row = deadlines.preserve(
        viewer=people.viewer("anna"), key=request.key, preserved=Preserved(TODAY - timedelta(days=20), 60)
    )
    step(people, request, K.SIGNED, 9)
    step(people, request, K.TRANSMITTED, 8, channel=Channel.DIPLOMATIC)
    found = deadlines.preserved_of(RequestDeadline.objects.get(pk=row.pk))
    assert found is not None
    assert found.followed_on == TODAY - timedelta(days=8)


def test_the_limits_a_treaty_counts_become_deadlines_with_their_provision(people: Cast) -> None:
    request = opened(people, instrument="ets24", measure=Measure.PROVISIONAL_ARREST)
    anna = people.viewer("anna")
    found = deadlines.set_limits(viewer=anna, key=request.key, kind=DeadlineKind.PROVISIONAL_ARREST, on=TODAY)
    assert [((row.on - TODAY).days, row.provision) for row in found] == [(18, "ets24:16:4"), (40, "ets24:16:4")]
    untoc = opened(people)
    assert deadlines.set_limits(viewer=anna, key=untoc.key, kind=DeadlineKind.PROVISIONAL_ARREST, on=TODAY) == []


def test_who_has_the_request_is_reminded_alone(people: Cast) -> None:
    request = opened(people)
    casework.assign(viewer=people.viewer("anna"), key=request.key, to=people.ben)
    deadlines.set_deadline(viewer=people.viewer("anna"), key=request.key, kind=DeadlineKind.REPLY, on=TODAY)
    assert deadlines.remind_due(TODAY) == 1
    assert mail.outbox[-1].to == ["ben@example.org"]


def test_a_settled_deadline_and_a_closed_request_remind_nobody(people: Cast) -> None:
    request = opened(people)
    row = deadlines.set_deadline(viewer=people.viewer("anna"), key=request.key, kind=DeadlineKind.OTHER, on=TODAY)
    deadlines.settle(viewer=people.viewer("anna"), key=request.key, deadline=row.key)
    other = opened(people)
    deadlines.set_deadline(viewer=people.viewer("anna"), key=other.key, kind=DeadlineKind.OTHER, on=TODAY)
    Request.objects.filter(pk=other.pk).update(stage="closed")
    assert deadlines.remind_due(TODAY) == 0


def test_a_deadline_on_no_sensible_day_is_refused(people: Cast) -> None:
    request = opened(people)
    with pytest.raises(deadlines.NoSuchDay):
        deadlines.set_deadline(
            viewer=people.viewer("anna"), key=request.key, kind=DeadlineKind.OTHER, on=date(20, 1, 1)
        )


# -- figures -----------------------------------------------------------------------------------------------------


def test_figures_are_full_inside_and_without_small_cells_outside(people: Cast) -> None:
    for _ in range(2):
        opened(people)
    for _ in range(3):
        opened(people, "carla", authority=THEIRS, state="PHL")
    inside = queries.own_figures(people.viewer("anna"))
    assert [(cell.state, cell.count) for cell in inside] == [("NER", 2)]
    person("Secretary", authority="none000001", role=Role.SECRETARIAT)
    from comity.accounts.models import User
    from comity.accounts.viewer import viewer_of

    outside = queries.all_figures(viewer_of(User.objects.get(name="Secretary")))
    assert [(cell.state, cell.count) for cell in outside] == [("NER", None), ("PHL", 3)]


def test_no_secret_of_a_request_reaches_ledger_or_logs(people: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    request = opened(people)
    step(people, request, K.ASSIGNED, explanation=SECRET)
    deadlines.set_deadline(
        viewer=people.viewer("anna"), key=request.key, kind=DeadlineKind.OTHER, on=TODAY, note=SECRET
    )
    entries = " ".join(f"{e.action} {e.before} {e.after}" for e in LedgerEntry.objects.all())
    logged = " ".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert SECRET not in entries + logged
