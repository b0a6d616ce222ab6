"""What a person may do is what their mandates say on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, viewer_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def person() -> User:
    return User.objects.create_user("editor@example.org", "a long password")


def mandate(person: User, **facts: Any) -> Mandate:
    given = {"role": Role.AUTHORITY_EDITOR, "authority": "abc", "state": "NER", "valid_from": TODAY} | facts
    return Mandate.objects.create(user=person, **given)


def test_a_mandate_holds_from_its_first_day_to_the_day_before_its_last(person: User) -> None:
    mandate(person, valid_from=TODAY, valid_to=TODAY + timedelta(days=2))
    held = [
        viewer_of(person, TODAY + timedelta(days=n)).holds(Role.AUTHORITY_EDITOR, authority="abc") for n in range(-1, 3)
    ]
    assert held == [False, True, True, False]


def test_an_editor_whose_mandate_ended_yesterday_is_a_stranger(person: User) -> None:
    mandate(person, valid_from=TODAY - timedelta(days=400), valid_to=TODAY)
    with pytest.raises(NotPermitted):
        viewer_of(person, TODAY).require(Role.AUTHORITY_EDITOR, authority="abc")


def test_a_mandate_that_was_ended_no_longer_counts_whatever_its_days(person: User) -> None:
    mandate(person, ended_at=timezone.now())
    assert viewer_of(person, TODAY).mandates == ()


def test_a_mandate_for_one_authority_or_state_says_nothing_of_another(person: User) -> None:
    mandate(person)
    viewer = viewer_of(person, TODAY)
    assert viewer.holds(Role.AUTHORITY_EDITOR, authority="abc")
    assert not viewer.holds(Role.AUTHORITY_EDITOR, authority="xyz")
    assert not viewer.holds(Role.MISSION, state="NER")
    assert viewer.authorities(Role.AUTHORITY_EDITOR) == {"abc"}


def test_a_visitor_holds_nothing() -> None:
    assert not VISITOR.is_signed_in
    assert not VISITOR.holds(*Role)
    assert (VISITOR.actor.id, VISITOR.actor.name) == (None, "visitor")
