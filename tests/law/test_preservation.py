"""The preservation clock: until when data are kept, when somebody is reminded, what the later request cites."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.law.preservation import (
    CountedFrom,
    Extension,
    Period,
    PreservationError,
    Preserved,
    Running,
    clock,
    reminders,
)

SINCE = date(2026, 1, 1)
TODAY = date(2026, 1, 10)


def said(sentences: tuple[object, ...]) -> str:
    return " | ".join(each.msgid for each in sentences)  # type: ignore[attr-defined]


def test_ninety_days_from_new_year_run_to_the_first_of_april() -> None:
    found = clock(Preserved(SINCE, 90), today=TODAY)
    assert (found.until, found.state, found.days_left) == (date(2026, 4, 1), Running.RUNNING, 81)
    assert [(r.on, r.days_left) for r in found.reminders] == [(date(2026, 3, 18), 14), (date(2026, 3, 29), 3)]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 17), Running.RUNNING),
        (date(2026, 3, 18), Running.SOON),
        (date(2026, 3, 28), Running.SOON),
        (date(2026, 3, 29), Running.URGENT),
        (date(2026, 4, 1), Running.URGENT),
        (date(2026, 4, 2), Running.EXPIRED),
    ],
)
def test_it_warns_fourteen_and_three_days_before_and_runs_out_the_day_after(today: date, state: Running) -> None:
    assert clock(Preserved(SINCE, 90), today=today).state is state


def test_an_extension_in_time_is_added_to_the_period_that_runs() -> None:
    found = clock(Preserved(SINCE, 90, (Extension(date(2026, 3, 20), 90),)), today=TODAY)
    assert found.until == date(2026, 6, 30)
    assert [p.extension for p in found.periods] == [0, 1]
    assert not found.doubts


def test_counted_from_the_day_it_is_asked_for_an_extension_ends_sooner() -> None:
    kept = Preserved(SINCE, 90, (Extension(date(2026, 3, 20), 90),), CountedFrom.ASKED)
    assert clock(kept, today=TODAY).until == date(2026, 6, 18)


def test_an_extension_asked_for_too_late_does_not_bring_lost_data_back() -> None:
    found = clock(Preserved(SINCE, 90, (Extension(date(2026, 4, 2), 90),)), today=date(2026, 4, 3))
    assert (found.until, found.state) == (date(2026, 4, 1), Running.EXPIRED)
    assert "does not count" in said(found.doubts)


def test_under_budapest_a_request_in_time_keeps_the_data_until_it_is_decided() -> None:
    kept = Preserved(SINCE, 60, provision="ets185:29:7", followed_on=date(2026, 3, 1))
    found = clock(kept, today=date(2027, 1, 1))
    assert found.state is Running.KEPT
    assert "kept until the request is decided" in said(found.cite)


def test_without_a_treaty_that_says_so_a_request_in_time_does_not_stop_the_clock() -> None:
    kept = Preserved(SINCE, 60, followed_on=date(2026, 2, 1))
    assert clock(kept, today=date(2027, 1, 1)).state is Running.EXPIRED


def test_a_request_that_comes_after_the_end_is_too_late_even_under_budapest() -> None:
    kept = Preserved(SINCE, 60, provision="ets185:29", followed_on=date(2026, 5, 1))
    found = clock(kept, today=date(2026, 5, 2))
    assert found.state is Running.EXPIRED
    assert "after the data were kept" in said(found.doubts)


def test_fewer_than_sixty_days_under_budapest_are_doubtful() -> None:
    assert "fewer than" in said(clock(Preserved(SINCE, 30, provision="ets185:29"), today=TODAY).doubts)
    assert not clock(Preserved(SINCE, 30, provision="un-cybercrime:42"), today=TODAY).doubts


def test_more_extensions_than_the_holder_is_on_record_to_give_are_doubtful() -> None:
    twice = (Extension(date(2026, 1, 20), 30), Extension(date(2026, 2, 20), 30))
    assert "on record to renew" in said(clock(Preserved(SINCE, 60, twice, renewals=1), today=TODAY).doubts)
    assert not clock(Preserved(SINCE, 60, twice, renewals=None), today=TODAY).doubts


def test_a_later_request_cites_reference_holder_days_and_every_extension() -> None:
    kept = Preserved(SINCE, 90, (Extension(date(2026, 3, 20), 90),), holder="Example Inc.")
    cited = said(clock(kept, today=TODAY).cite)
    assert all(part in cited for part in ("reference", "Who keeps", "preserved on", "Extension", "last day"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"days": 0}, "days"),
        ({"days": 4_000}, "days"),
        ({"since": date(1899, 1, 1)}, "since"),
        ({"extensions": (Extension(date(2025, 12, 31), 90),)}, "extensions"),
        ({"extensions": (Extension(date(2026, 2, 1), -1),)}, "extensions"),
        ({"followed_on": date(2025, 1, 1)}, "followed_on"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_the_name_of_their_field(facts: dict[str, object], field: str) -> None:
    with pytest.raises(PreservationError) as caught:
        clock(Preserved(**({"since": SINCE, "days": 90} | facts)), today=TODAY)  # type: ignore[arg-type]
    assert caught.value.field == field


DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
LENGTHS = st.integers(1, 400)


@st.composite
def preserved(draw: st.DrawFn) -> Preserved:
    since = draw(DAYS)
    later = st.builds(lambda gap, days: Extension(since + timedelta(days=gap), days), st.integers(0, 900), LENGTHS)
    return Preserved(since, draw(LENGTHS), tuple(draw(st.lists(later, max_size=5))), draw(st.sampled_from(CountedFrom)))


@given(preserved(), DAYS)
def test_extensions_never_shorten_and_periods_follow_without_a_gap(kept: Preserved, today: date) -> None:
    found = clock(kept, today=today)
    assert found.until >= kept.since + timedelta(days=kept.days)
    for before, after in zip(found.periods, found.periods[1:], strict=False):
        assert before.since <= after.since <= before.until < after.until
    assert len(found.periods) - 1 + len(found.doubts) == len(kept.extensions)


@given(preserved(), DAYS)
def test_the_order_in_which_extensions_are_written_does_not_matter(kept: Preserved, today: date) -> None:
    backwards = Preserved(kept.since, kept.days, kept.extensions[::-1], kept.counted)
    same_day = len({e.asked_on for e in kept.extensions}) < len(kept.extensions)
    assert same_day or clock(kept, today=today) == clock(backwards, today=today)


@given(DAYS, LENGTHS)
def test_reminders_lie_within_the_period_in_order(since: date, days: int) -> None:
    period = Period(since, since + timedelta(days=days))
    found = reminders(period)
    assert all(since <= each.on < period.until for each in found)
    assert [each.on for each in found] == sorted(each.on for each in found)
    assert len(found) == sum(days >= left for left in (14, 3))
