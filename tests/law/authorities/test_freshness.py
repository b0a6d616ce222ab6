"""When an entry was last confirmed, since when it is unconfirmed, when it is due."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.law.authorities.freshness import ANSWERED_WITHIN, REVIEWED_EVERY, Freshness, freshness

START = date(2024, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))


def after(days: int) -> date:
    return START + timedelta(days=days)


def test_an_entry_nobody_ever_confirmed_is_unconfirmed_from_the_day_it_was_listed() -> None:
    found = freshness(listed_on=START, confirmations=[], reminders=[], on=after(3))
    assert found == Freshness(None, START, after(180))


def test_one_missed_reminder_does_not_make_it_unconfirmed() -> None:
    found = freshness(listed_on=START, confirmations=[START], reminders=[after(180)], on=after(359))
    assert found == Freshness(START, None, after(360))


def test_the_second_missed_in_a_row_does_and_a_confirmation_makes_it_good() -> None:
    reminders = [after(180), after(360)]
    missed = freshness(listed_on=START, confirmations=[START], reminders=reminders, on=after(400))
    assert missed.unconfirmed_since == after(390)
    mended = freshness(listed_on=START, confirmations=[START, after(400)], reminders=reminders, on=after(400))
    assert mended == Freshness(after(400), None, after(580))


@given(st.lists(DAYS, max_size=4), st.lists(DAYS, max_size=6), DAYS)
def test_what_happens_later_never_changes_what_was_so_on_a_day(
    confirmations: list[date], reminders: list[date], on: date
) -> None:
    whole = freshness(listed_on=START, confirmations=confirmations, reminders=reminders, on=on)
    until = freshness(
        listed_on=START,
        confirmations=[d for d in confirmations if d <= on],
        reminders=[d for d in reminders if d <= on],
        on=on,
    )
    assert whole == until
    assert whole.next_review_on >= START + REVIEWED_EVERY
    if whole.unconfirmed_since and whole.confirmed_on:
        assert whole.confirmed_on + ANSWERED_WITHIN < whole.unconfirmed_since <= on
