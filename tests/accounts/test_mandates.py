"""Mandates: who may give and end them, taking over from who leaves, and the desk's groups that follow them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comity.accounts.domain.mandates import end, grant, hand_over
from comity.accounts.groups import EDITORS, keep_all_in_step
from comity.accounts.models import Mandate
from comity.accounts.places import AuthorityName, OpenWork
from comity.accounts.queries import Wanted, mandate_seen, people, requests, successors
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, Viewer, viewer_of
from comity.core.models import LedgerEntry

from .people import hold, person

pytestmark = pytest.mark.django_db


def whole(path: str) -> str:
    return f"https://portal.example{path}"


@pytest.fixture
def secretariat() -> Viewer:
    return viewer_of(person("secretariat@example.org", Role.SECRETARIAT))


@pytest.fixture
def mission() -> Viewer:
    return viewer_of(person("mission@example.org", Role.MISSION, state="NER"))


@pytest.fixture
def two_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    """Niger has an authority in the directory, and Italy another."""
    held = {"NER": "abc", "ITA": "xyz"}
    monkeypatch.setattr(
        "comity.accounts.places._authorities",
        [lambda state: [AuthorityName(held[state], state, "Authority")] if state in held else []],
    )


def test_a_mission_gives_and_ends_the_roles_of_its_own_state(mission: Viewer, two_authorities: None) -> None:
    someone = person("a@example.org")
    given = grant(by=mission, user=someone, role=Role.AUTHORITY_EDITOR, state="NER", authority="abc", reference="NV 1")
    assert viewer_of(someone).holds(Role.AUTHORITY_EDITOR, authority="abc")
    end(by=mission, mandate=given, why="Left")
    assert viewer_of(someone).mandates == ()
    assert list(LedgerEntry.objects.order_by("number").values_list("action", flat=True)) == [
        "mandate.granted",
        "mandate.ended",
    ]


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.PRACTITIONER, {"state": "ITA"}),
        (Role.MISSION, {"state": "NER"}),
        (Role.SECRETARIAT, {}),
        (Role.EDITOR, {}),
        (Role.AUDITOR, {}),
        (Role.FOCAL_POINT, {"network": "wacap"}),
    ],
)
def test_a_mission_gives_nothing_beyond_its_state(mission: Viewer, role: Role, scope: dict[str, str]) -> None:
    someone = person("a@example.org")
    with pytest.raises(NotPermitted):
        grant(by=mission, user=someone, role=role, reference="NV 1", **scope)
    held = hold(someone, role, **scope)
    with pytest.raises(NotPermitted):
        end(by=mission, mandate=held, why="no")
    with pytest.raises(NotPermitted):
        mandate_seen(viewer=mission, pk=held.pk) if role is not Role.MISSION else end(by=mission, mandate=held, why="x")


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.SECRETARIAT, Role.MISSION}])
def test_nobody_else_gives_or_sees_anything(role: Role) -> None:
    asking = viewer_of(person("x@example.org", role, state="NER", authority="abc", network="wacap"))
    with pytest.raises(NotPermitted):
        grant(by=asking, user=person("a@example.org"), role=Role.PRACTITIONER, state="NER", reference="NV 1")
    for read in (people, requests):
        with pytest.raises(NotPermitted):
            read(viewer=asking, wanted=Wanted())
    with pytest.raises(NotPermitted):
        people(viewer=VISITOR, wanted=Wanted())


@pytest.mark.parametrize(
    ("role", "scope", "field"),
    [
        (Role.PRACTITIONER, {}, "state"),
        (Role.PRACTITIONER, {"state": "XXX"}, "state"),
        (Role.AUTHORITY_EDITOR, {"state": "NER"}, "authority"),
        (Role.AUTHORITY_EDITOR, {"state": "NER", "authority": "xyz"}, "authority"),  # Italy's
        (Role.PRACTITIONER, {"state": "NER", "authority": "xyz"}, "authority"),  # Italy's
        (Role.MISSION, {"state": "NER", "authority": "abc"}, "role"),
        (Role.NETWORK_SECRETARIAT, {}, "network"),
        (Role.SECRETARIAT, {"state": "NER"}, "state"),
        (Role.PRACTITIONER, {"state": "NER", "network": "wacap"}, "role"),
    ],
)
def test_a_scope_that_does_not_fit_the_role_is_refused(
    secretariat: Viewer, two_authorities: None, role: Role, scope: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        grant(by=secretariat, user=person("a@example.org"), role=role, reference="NV 1", **scope)
    assert list(refused.value.message_dict) == [field]


def test_a_practitioner_may_be_given_the_authority_they_work_for(mission: Viewer, two_authorities: None) -> None:
    alone, within = person("a@example.org"), person("b@example.org")
    grant(by=mission, user=alone, role=Role.PRACTITIONER, state="NER", reference="NV 1")
    grant(by=mission, user=within, role=Role.PRACTITIONER, state="NER", authority="abc", reference="NV 1")
    for someone, authorities in ((alone, frozenset[str]()), (within, frozenset({"abc"}))):
        assert viewer_of(someone).holds(Role.PRACTITIONER, state="NER")
        assert viewer_of(someone).authorities(Role.PRACTITIONER) == authorities
    grant(by=mission, user=alone, role=Role.PRACTITIONER, state="NER", authority="abc", reference="NV 2")
    assert viewer_of(alone).authorities(Role.PRACTITIONER) == {"abc"}


def test_a_mandate_does_not_end_before_it_begins_and_is_not_given_twice(secretariat: Viewer) -> None:
    someone, today = person("a@example.org"), timezone.now().date()
    with pytest.raises(ValidationError):
        grant(by=secretariat, user=someone, role=Role.AUDITOR, reference="D 1", valid_to=today)
    given = grant(by=secretariat, user=someone, role=Role.AUDITOR, reference="D 1")
    with pytest.raises(ValidationError):
        grant(by=secretariat, user=someone, role=Role.AUDITOR, reference="D 2")
    end(by=secretariat, mandate=given, why="x")
    with pytest.raises(ValidationError):
        end(by=secretariat, mandate=given, why="x")
    assert grant(by=secretariat, user=someone, role=Role.AUDITOR, reference="D 3")


def test_a_person_may_give_up_their_own_mandate() -> None:
    someone = person("a@example.org", Role.PRACTITIONER, state="NER")
    end(by=viewer_of(someone), mandate=Mandate.objects.get(), why="Retired")
    assert Mandate.objects.get().ended_by == someone


def test_a_successor_takes_over_in_one_step_and_the_open_work_is_listed(
    mission: Viewer, two_authorities: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = OpenWork("Confirmation", "Entry of the authority", "/en/x/")
    leaver = person("leaver@example.org", Role.AUTHORITY_EDITOR, state="NER", authority="abc")
    monkeypatch.setattr(
        "comity.accounts.places._work",
        [lambda pk, under: [work] if (pk, under.authority) == (leaver.pk, "abc") else []],
    )
    successor = person("successor@example.org", Role.PRACTITIONER, state="NER")
    stranger = person("stranger@example.org", Role.PRACTITIONER, state="ITA")
    held = leaver.mandates.get()
    assert list(successors(viewer=mission, mandate=held).filter(pk__in=[successor.pk, stranger.pk])) == [successor]

    done = hand_over(by=mission, mandate=held, successor=successor, reference="NV 9", address=whole)

    assert done.open_work == [work]
    assert viewer_of(successor).holds(Role.AUTHORITY_EDITOR, authority="abc")
    assert viewer_of(leaver).mandates == ()


def test_a_handover_that_cannot_be_leaves_the_place_with_its_holder(mission: Viewer, two_authorities: None) -> None:
    leaver = person("leaver@example.org", Role.PRACTITIONER, state="NER")
    has_it_already = person("b@example.org", Role.PRACTITIONER, state="NER")
    gone = person("c@example.org")
    gone.is_active = False
    gone.save()
    for successor in (leaver, has_it_already, gone):
        with pytest.raises(ValidationError):
            hand_over(by=mission, mandate=leaver.mandates.get(), successor=successor, reference="NV 9", address=whole)
    assert viewer_of(leaver).holds(Role.PRACTITIONER, state="NER")


def test_editors_are_in_the_desks_group_while_their_mandate_holds(secretariat: Viewer) -> None:
    someone = person("a@example.org")
    given = grant(by=secretariat, user=someone, role=Role.EDITOR, reference="D 1")
    assert someone.groups.filter(name=EDITORS).exists()
    Mandate.objects.filter(pk=given.pk).update(valid_to=timezone.now().date())
    assert keep_all_in_step() == 1
    assert not someone.groups.exists()
    Mandate.objects.filter(pk=given.pk).update(valid_to=timezone.now().date() + timedelta(days=1))
    keep_all_in_step()
    end(by=secretariat, mandate=Mandate.objects.get(pk=given.pk), why="x")
    assert not someone.groups.exists()


def test_a_mission_sees_the_people_of_its_state_with_what_they_hold_there(mission: Viewer) -> None:
    both = person("both@example.org", Role.PRACTITIONER, state="NER")
    hold(both, Role.PRACTITIONER, state="ITA")
    person("other@example.org", Role.PRACTITIONER, state="ITA")
    seen = {user.email: [m.state for m in user.seen] for user in people(viewer=mission, wanted=Wanted())}  # type: ignore[attr-defined]
    assert seen == {"both@example.org": ["NER"], "mission@example.org": ["NER"]}
    assert not people(viewer=mission, wanted=Wanted(state="ITA")).exists()
