"""Handing a role over: what the leaver has in hand is listed by its keys, and the successor is told, in their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import viewer_of
from comity.directory.book import forget
from comity.directory.domain.drafting import save_draft
from comity.directory.domain.steps import propose, reject
from comity.law.authorities.entry import Said
from comity.law.book import TreatyBook
from comity.law.lifecycle.steps import Direction
from comity.law.measures import Measure
from comity.requests.domain import casework, deleting, drafting
from comity.requests.domain.casework import Particulars
from comity.requests.models import Draft, Request
from tests.accounts.people import hold, person, signed_in
from tests.directory.entries import listed

pytestmark = pytest.mark.django_db
SECRET = "Lépeintre-Zwölfaxing"


@pytest.fixture(autouse=True)
def _in_english(settings: Any, recorded: TreatyBook) -> Iterator[None]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    forget()
    with override("en"):
        yield


@pytest.fixture
def key() -> str:
    return listed("Central authority")


@pytest.fixture
def leaver(key: str) -> User:
    return person("leaver@example.org", Role.AUTHORITY_EDITOR, state="NER", authority=key)


@pytest.fixture
def mission() -> Client:
    return signed_in(person("mission@example.org", Role.MISSION, state="NER"))


def in_hand(leaver: User, key: str) -> tuple[Draft, Request]:
    """A draft, a request and a proposal of the leaver; a draft that is theirs alone, and one for a second authority."""
    viewer = viewer_of(leaver)
    draft = drafting.begin(viewer=viewer, definition="mla", version="1", authority=key, title=SECRET)
    drafting.begin(viewer=viewer, definition="mla", version="1", title=SECRET)
    request = casework.open_request(
        viewer=viewer,
        authority=key,
        direction=Direction.INCOMING,
        state="ITA",
        measure=Measure.RECORDS,
        particulars=Particulars(SECRET, SECRET, SECRET, SECRET),
    )
    Request.objects.update(assigned_to=leaver)
    save_draft(viewer=viewer, key=key, changes={"unit": (Said("fr", "Unité"),)}, seen=1)
    return draft, request


def page_of(leaver: User, role: Role = Role.AUTHORITY_EDITOR) -> str:
    return reverse("people-mandate", args=(leaver.mandates.get(role=role).pk,))


def text(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_mission_sees_what_the_leaver_has_in_hand_by_its_keys_and_no_way_into_it(
    mission: Client, leaver: User, key: str
) -> None:
    draft, request = in_hand(leaver, key)
    page = text(mission.get(page_of(leaver)))
    assert draft.key in page
    assert request.key in page
    assert f'href="{reverse("work-entry", args=(key,))}"' in page
    assert f'href="{reverse("workspace-manage", args=(draft.key,))}"' not in page
    assert SECRET not in page
    assert page.count("Draft of a request") == 1  # not the one that is the leaver's alone
    own = text(signed_in(leaver).get(reverse("account-home")))
    assert f'href="{reverse("workspace-manage", args=(draft.key,))}"' in own


def test_the_successor_is_told_in_their_language_with_addresses_of_their_own(
    mission: Client, leaver: User, key: str
) -> None:
    draft, request = in_hand(leaver, key)
    successor = person("successor@example.org", Role.PRACTITIONER, state="NER")
    User.objects.filter(pk=successor.pk).update(language="fr")
    done = mission.post(page_of(leaver), {"successor": successor.pk, "reference": "NV 9"})
    assert draft.key in text(done)
    told = mail.outbox[-1]
    assert told.to == ["successor@example.org"]
    assert told.subject == "Un rôle vous a été transmis"
    for address in (f"workspace/drafts/{draft.key}/manage/", f"workspace/requests/{request.key}/", key):
        assert f"/{address}" in told.body
    assert "http://localhost/fr/" in told.body
    assert "/en/" not in told.body
    assert SECRET not in told.body
    theirs = signed_in(successor)
    assert theirs.get(f"/fr/workspace/drafts/{draft.key}/manage/").status_code == 200


def test_a_role_of_one_authority_tells_nothing_of_another(mission: Client, leaver: User, key: str) -> None:
    elsewhere = listed("Authority elsewhere", state="ITA")
    hold(leaver, Role.PRACTITIONER, state="ITA", authority=elsewhere)
    draft, _request = in_hand(leaver, key)
    abroad = drafting.begin(viewer=viewer_of(leaver), definition="mla", version="1", authority=elsewhere)
    page = text(mission.get(page_of(leaver)))
    assert draft.key in page
    assert abroad.key not in page
    italian = signed_in(person("roma@example.org", Role.MISSION, state="ITA"))
    page = text(italian.get(page_of(leaver, Role.PRACTITIONER)))
    assert abroad.key in page
    assert draft.key not in page
    assert reverse("work-entry", args=(key,)) not in page


def test_a_practitioner_without_an_authority_leaves_nothing_to_others(mission: Client) -> None:
    alone = person("alone@example.org", Role.PRACTITIONER, state="NER")
    draft = drafting.begin(viewer=viewer_of(alone), definition="mla", version="1")
    page = text(mission.get(page_of(alone, Role.PRACTITIONER)))
    assert "None." in page
    assert draft.key not in page


def test_a_proposal_that_another_took_up_or_that_was_published_is_not_open(
    mission: Client, leaver: User, key: str
) -> None:
    editor, viewer = viewer_of(leaver), viewer_of(person("m2@example.org", Role.MISSION, state="NER"))
    number = save_draft(viewer=editor, key=key, changes={"unit": (Said("fr", "Unité"),)}, seen=1)
    propose(viewer=editor, key=key, number=number)
    entry = f'href="{reverse("work-entry", args=(key,))}"'
    assert entry in text(mission.get(page_of(leaver)))
    reject(viewer=viewer, key=key, number=number, reason="Which unit?")
    assert "Sent back" in text(mission.get(page_of(leaver)))
    save_draft(viewer=viewer, key=key, changes={"unit": (Said("fr", "Autre"),)}, seen=number)
    assert entry not in text(mission.get(page_of(leaver)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_as_for_one(
    mission: Client, leaver: User, key: str, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        in_hand(leaver, key)
    page = page_of(leaver)
    text(mission.get(page))
    with django_assert_num_queries(9):
        text(mission.get(page))


def test_colleagues_are_warned_of_a_draft_whose_owner_has_left(leaver: User, key: str) -> None:
    draft, _request = in_hand(leaver, key)
    person("colleague@example.org", Role.PRACTITIONER, state="NER", authority=key)
    Mandate.objects.filter(user=leaver).update(ended_at=timezone.now())
    Draft.objects.exclude(pk=draft.pk).delete()
    Draft.objects.update(changed_at=timezone.now() - timedelta(days=400))
    deleting.delete_expired()
    assert [m.to for m in mail.outbox] == [["colleague@example.org"]]
