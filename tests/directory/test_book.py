"""The directory as it stood on a day: which version, how fresh, and what has ceased to exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.directory.book import today
from comity.directory.interfaces import Taken, directory, entry, load_entry, published_between, versions
from comity.directory.models import Authority, Reminder, Version, VersionIsAppendOnly
from comity.law.authorities.entry import Said

from .entries import ENTRY, listed

pytestmark = pytest.mark.django_db
THEN = date(2020, 1, 1)


def test_a_version_stands_from_its_day_until_the_next() -> None:
    load_entry(entry=ENTRY, source_id="a", published_on=THEN)
    key, taken = load_entry(
        entry=replace(ENTRY, names=(Said("en", "New name"),)), source_id="a", published_on=date(2022, 1, 1)
    )
    assert taken is Taken.CHANGED
    assert directory(THEN - timedelta(days=1)).listed == {}
    assert directory(date(2021, 12, 31)).listed[key].entry == ENTRY
    assert directory(date(2022, 1, 1)).listed[key].entry.name("en") == "New name"
    assert directory().by_state["NER"][0].key == key
    assert [(v.number, v.before is None) for v in versions(key)] == [(2, False), (1, True)]


def test_what_was_published_between_two_days_comes_with_what_stood_before() -> None:
    first = listed("First", on=THEN)
    load_entry(entry=ENTRY, source_id="test:First", published_on=date(2021, 1, 1))
    assert [(p.key, p.before is not None) for p in published_between(THEN, date(2021, 1, 1))] == [(first, True)]
    assert [p.before for p in published_between(THEN - timedelta(days=1), THEN)] == [None]


def test_loading_the_same_again_changes_nothing() -> None:
    key, first = load_entry(entry=ENTRY, source_id="a", published_on=THEN)
    assert load_entry(entry=ENTRY, source_id="a", published_on=THEN) == (key, Taken.SAME)
    assert (first, Version.objects.count()) == (Taken.NEW, 1)


def test_an_authority_that_ceased_to_exist_is_no_longer_listed_but_its_entry_still_answers() -> None:
    key = listed("Old", on=THEN, until=date(2023, 1, 1), followed_by="other")
    assert key in directory(date(2022, 12, 31)).listed
    assert key not in directory(date(2023, 1, 1)).listed
    found = entry(key, date(2023, 1, 1))
    assert found is not None
    assert found.entry.followed_by == "other"
    assert entry("nothing") is None


def test_an_entry_is_unconfirmed_once_two_reminders_were_missed() -> None:
    key = listed(on=THEN, confirmed_on=THEN)
    authority = Authority.objects.get(key=key)
    for days in (180, 360):
        Reminder.objects.create(authority=authority, version=1, sent_on=THEN + timedelta(days=days))
    found = [directory(THEN + timedelta(days=days)).listed[key].unconfirmed_since for days in (389, 390)]
    assert found == [None, THEN + timedelta(days=390)]


def test_what_a_version_says_cannot_be_changed() -> None:
    listed()
    version = Version.objects.get()
    version.entry = {**version.entry, "state": "BEN"}
    with pytest.raises(VersionIsAppendOnly):
        version.save()
    with pytest.raises(VersionIsAppendOnly):
        version.delete()


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_of_today_is_built_once_and_then_costs_one_query(count: int) -> None:
    for n in range(count):
        listed(f"Authority {n}")
    with CaptureQueriesContext(
        connection,
    ) as first:
        assert len(directory().listed) == count
    with CaptureQueriesContext(connection) as again:
        assert directory(today()) is directory()
    assert (len(first), len(again)) == (5, 2)
