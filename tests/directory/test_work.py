"""The work on an entry: editors propose, the mission confirms, the secretariat publishes; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, Viewer
from comity.core.ledger import verify
from comity.core.models import LedgerEntry
from comity.directory.book import today
from comity.directory.domain.drafting import list_authority, save_draft, withdraw
from comity.directory.domain.ending import end_authority, take_over
from comity.directory.domain.errors import Blocked, Conflict, NoSuchAuthority, OutOfStep
from comity.directory.domain.problems import report_problem, settle_problem
from comity.directory.domain.steps import confirm, propose, publish, reject
from comity.directory.interfaces import Taken, directory, load_entry, versions
from comity.directory.models import Authority, ProblemKind, ProblemReport, Status, TakenOver, Version
from comity.law.authorities.entry import Contact, Designation, Said
from comity.law.authorities.words import Competence, ContactKind, Stage

from .entries import ENTRY, listed
from .people import person, viewing

pytestmark = pytest.mark.django_db
NEW_NAME = (Said("fr", "Direction nouvelle"),)


@pytest.fixture
def key() -> str:
    return listed(on=date(2020, 1, 1))


@pytest.fixture
def editor(key: str) -> Viewer:
    return viewing(Role.AUTHORITY_EDITOR, authority=key, state="NER")


@pytest.fixture
def mission() -> Viewer:
    return viewing(Role.MISSION, state="NER")


@pytest.fixture
def secretariat() -> Viewer:
    return viewing(Role.SECRETARIAT)


def status(key: str, number: int) -> str:
    return Version.objects.get(authority__key=key, number=number).status


def test_a_change_is_proposed_confirmed_and_published(
    key: str, editor: Viewer, mission: Viewer, secretariat: Viewer
) -> None:
    number = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1, note="new name")
    assert directory().listed[key].entry.names != NEW_NAME
    propose(viewer=editor, key=key, number=number)
    confirm(viewer=mission, key=key, number=number)
    publish(viewer=secretariat, key=key, number=number)
    found = directory().listed[key]
    assert (found.entry.names, found.version, found.confirmed_on) == (NEW_NAME, 2, today())
    assert [v.number for v in versions(key)] == [2, 1]
    steps = LedgerEntry.objects.filter(subject=key).order_by("number").values_list("action", flat=True)
    assert list(steps) == [f"authority.{step}" for step in ("load", "save", "propose", "confirm", "publish")]
    assert verify()[1] == []


def test_the_ledger_proves_what_was_published_without_telling_restricted_facts(
    key: str, editor: Viewer, mission: Viewer, secretariat: Viewer
) -> None:
    contacts = (*ENTRY.contacts, Contact(ContactKind.DUTY, "+22790000077", label="secret-nouveau"))
    number = save_draft(viewer=editor, key=key, changes={"contacts": contacts}, seen=1)
    propose(viewer=mission, key=key, number=number)
    publish(viewer=secretariat, key=key, number=number)
    entry = LedgerEntry.objects.get(action="authority.publish")
    assert entry.after["fields"] == ["contacts"]
    assert entry.before["digest"] != entry.after["digest"]
    told = str(list(LedgerEntry.objects.values_list("before", "after")))
    assert "secret" not in told
    assert "+2279" not in told


def test_two_editors_of_different_fields_both_keep_what_they_wrote(key: str, editor: Viewer, mission: Viewer) -> None:
    save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    number = save_draft(viewer=mission, key=key, changes={"time_zone": "Africa/Lagos"}, seen=1)
    plain = Version.objects.get(authority__key=key, number=number).entry
    assert (plain["time_zone"], plain["names"][0]["text"]) == ("Africa/Lagos", "Direction nouvelle")


def test_the_second_of_two_editors_of_one_field_is_told_what_the_first_wrote_and_nothing_is_lost(
    key: str, editor: Viewer, mission: Viewer
) -> None:
    save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    with pytest.raises(Conflict) as raised:
        save_draft(viewer=mission, key=key, changes={"names": (Said("fr", "Autre"),)}, seen=1)
    assert raised.value.fields == {"names": NEW_NAME}
    assert (raised.value.theirs.number, raised.value.theirs.saved_by_id) == (2, editor.user_id)
    assert Version.objects.count() == 2
    number = save_draft(viewer=mission, key=key, changes={"names": (Said("fr", "Autre"),)}, seen=2)
    assert (number, status(key, 2)) == (3, Status.REPLACED)


def test_two_editors_who_write_the_same_do_not_disagree(key: str, editor: Viewer, mission: Viewer) -> None:
    save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    assert save_draft(viewer=mission, key=key, changes={"names": NEW_NAME}, seen=1) == 2


def test_a_draft_that_changes_nothing_is_not_saved(key: str, editor: Viewer) -> None:
    assert save_draft(viewer=editor, key=key, changes={"time_zone": ENTRY.time_zone}, seen=1) == 1


def test_state_and_source_of_an_entry_are_not_edited(key: str, editor: Viewer) -> None:
    with pytest.raises(ValueError, match="state"):
        save_draft(viewer=editor, key=key, changes={"state": "BEN"}, seen=1)


def test_an_editor_whose_mandate_ended_yesterday_can_do_nothing(key: str) -> None:
    former = viewing(Role.AUTHORITY_EDITOR, authority=key, state="NER", valid_to=today())
    with pytest.raises(NotPermitted):
        save_draft(viewer=former, key=key, changes={"names": NEW_NAME}, seen=1)
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (None, {}),
        (Role.PRACTITIONER, {"state": "NER"}),
        (Role.AUTHORITY_EDITOR, {"authority": "another", "state": "NER"}),
        (Role.MISSION, {"state": "BEN"}),
        (Role.EDITOR, {}),
        (Role.AUDITOR, {}),
    ],
)
def test_others_may_not_touch_the_entry(key: str, editor: Viewer, role: Role | None, scope: dict[str, Any]) -> None:
    number = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    stranger = viewing(role, **scope) if role else VISITOR
    acts: list[Any] = [
        lambda: save_draft(viewer=stranger, key=key, changes={"names": ()}, seen=1),
        lambda: propose(viewer=stranger, key=key, number=number),
        lambda: confirm(viewer=stranger, key=key, number=number),
        lambda: publish(viewer=stranger, key=key, number=number, reference="NV 1"),
        lambda: reject(viewer=stranger, key=key, number=number, reason="no"),
        lambda: withdraw(viewer=stranger, key=key, number=number),
        lambda: end_authority(viewer=stranger, key=key, until=today()),
        lambda: list_authority(viewer=stranger, entry=ENTRY),
        lambda: take_over(viewer=stranger, state="NER", reference="NV 1"),
    ]
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert status(key, number) == Status.DRAFT


def test_an_editor_neither_confirms_nor_publishes_and_a_mission_does_not_publish(
    key: str, editor: Viewer, mission: Viewer
) -> None:
    number = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    propose(viewer=editor, key=key, number=number)
    with pytest.raises(NotPermitted):
        confirm(viewer=editor, key=key, number=number)
    with pytest.raises(NotPermitted):
        publish(viewer=mission, key=key, number=number)


def test_the_secretariat_publishes_unconfirmed_versions_against_a_note_verbale_only(
    key: str, secretariat: Viewer
) -> None:
    number = save_draft(viewer=secretariat, key=key, changes={"names": NEW_NAME}, seen=1)
    with pytest.raises(OutOfStep):
        publish(viewer=secretariat, key=key, number=number)
    publish(viewer=secretariat, key=key, number=number, reference="NV 12/2026 of 3 November 2026")
    assert directory().listed[key].confirmed_on == today()


def test_a_version_sent_back_says_why_and_is_gone_on_from(key: str, editor: Viewer, mission: Viewer) -> None:
    number = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    propose(viewer=editor, key=key, number=number)
    with pytest.raises(ValueError, match="why"):
        reject(viewer=mission, key=key, number=number, reason=" ")
    reject(viewer=mission, key=key, number=number, reason="the old name stays")
    again = save_draft(viewer=editor, key=key, changes={"time_zone": "Africa/Lagos"}, seen=number)
    assert Version.objects.get(authority__key=key, number=again).entry["names"][0]["text"] == "Direction nouvelle"
    assert status(key, number) == Status.REJECTED


def test_what_is_proposed_can_be_confirmed_while_an_editor_goes_on_writing(
    key: str, editor: Viewer, mission: Viewer, secretariat: Viewer
) -> None:
    first = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    propose(viewer=editor, key=key, number=first)
    second = save_draft(viewer=editor, key=key, changes={"time_zone": "Africa/Lagos"}, seen=first)
    confirm(viewer=mission, key=key, number=first)
    publish(viewer=secretariat, key=key, number=first)
    assert directory().listed[key].version == first
    assert status(key, second) == Status.DRAFT


def test_a_later_proposal_takes_the_place_of_an_earlier_one(key: str, editor: Viewer, mission: Viewer) -> None:
    first = save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    propose(viewer=editor, key=key, number=first)
    second = save_draft(viewer=editor, key=key, changes={"time_zone": "Africa/Lagos"}, seen=first)
    propose(viewer=editor, key=key, number=second)
    with pytest.raises(OutOfStep):
        confirm(viewer=mission, key=key, number=first)


def test_an_older_version_is_not_published_over_a_newer_one(key: str, secretariat: Viewer) -> None:
    first = save_draft(viewer=secretariat, key=key, changes={"names": NEW_NAME}, seen=1)
    second = save_draft(viewer=secretariat, key=key, changes={"time_zone": "Africa/Lagos"}, seen=first)
    publish(viewer=secretariat, key=key, number=second, reference="NV 2")
    with pytest.raises(OutOfStep):
        publish(viewer=secretariat, key=key, number=first, reference="NV 1")


def test_withdrawing_a_draft_goes_back_to_what_is_published(key: str, editor: Viewer) -> None:
    save_draft(viewer=editor, key=key, changes={"names": NEW_NAME}, seen=1)
    number = save_draft(viewer=editor, key=key, changes={"holidays": NEW_NAME}, seen=2)
    withdraw(viewer=editor, key=key, number=number)
    fresh = save_draft(viewer=editor, key=key, changes={"time_zone": "Africa/Lagos"}, seen=1)
    entry = Version.objects.get(authority__key=key, number=fresh).entry
    assert (fresh, entry["names"]) == (4, [{"language": "fr", "text": "Demonstration directorate"}])
    with pytest.raises(OutOfStep):
        withdraw(viewer=editor, key=key, number=1)


def test_a_designation_that_ends_before_it_begins_cannot_be_proposed(key: str, editor: Viewer) -> None:
    wrong = Designation("untoc:16", Competence.EXTRADITION, valid_from=today(), valid_to=today() - timedelta(days=1))
    number = save_draft(viewer=editor, key=key, changes={"designations": (wrong,)}, seen=1)
    with pytest.raises(Blocked) as raised:
        propose(viewer=editor, key=key, number=number)
    assert [p.field for p in raised.value.problems] == ["designations"]


def test_an_overlapping_central_authority_is_not_published_until_the_matter_is_split(
    key: str, mission: Viewer, secretariat: Viewer
) -> None:
    second = list_authority(viewer=mission, entry=replace(ENTRY, names=(Said("fr", "Seconde"),)))
    with pytest.raises(Blocked):
        propose(viewer=mission, key=second, number=1)
    split = (Designation("untoc:18:13", Competence.MLA, stages=(Stage.EXECUTION,)),)
    other = (Designation("untoc:18:13", Competence.MLA, stages=(Stage.TRIAL, Stage.INVESTIGATION)),)
    first = save_draft(viewer=secretariat, key=key, changes={"designations": other}, seen=1)
    publish(viewer=secretariat, key=key, number=first, reference="NV 3")
    number = save_draft(viewer=mission, key=second, changes={"designations": split}, seen=1)
    propose(viewer=mission, key=second, number=number)
    publish(viewer=secretariat, key=second, number=number)
    assert {each.key for each in directory().by_state["NER"]} == {key, second}


def test_an_overlap_that_arose_after_confirming_still_blocks_publishing(
    key: str, mission: Viewer, secretariat: Viewer
) -> None:
    entry = replace(ENTRY, names=(Said("fr", "X"),), designations=(Designation("uncac:46:13", Competence.MLA),))
    second = list_authority(viewer=mission, entry=entry)
    propose(viewer=mission, key=second, number=1)
    listed("Third", designations=entry.designations)
    with pytest.raises(Blocked):
        publish(viewer=secretariat, key=second, number=1)


def test_an_authority_ends_and_names_the_one_that_follows(key: str, mission: Viewer, secretariat: Viewer) -> None:
    follower = listed("Follower", designations=())
    with pytest.raises(Blocked):
        end_authority(viewer=mission, key=key, until=today(), followed_by="nobody")
    number = end_authority(viewer=mission, key=key, until=today(), followed_by=follower)
    assert (status(key, number), key in directory().listed) == (Status.CONFIRMED, True)
    publish(viewer=secretariat, key=key, number=number)
    assert key not in directory().listed
    assert key in directory(today() - timedelta(days=1)).listed


def test_a_mission_takes_its_state_over_once(key: str, mission: Viewer) -> None:
    take_over(viewer=mission, state="NER", reference="NV 4")
    assert TakenOver.objects.get().by_id == mission.user_id
    with pytest.raises(OutOfStep):
        take_over(viewer=mission, state="NER", reference="NV 5")


def test_a_registered_reader_reports_what_bounced_and_the_editors_settle_it(key: str, editor: Viewer) -> None:
    reader = viewing(Role.PRACTITIONER, state="BEN")
    report = report_problem(viewer=reader, key=key, kind=ProblemKind.BOUNCED, text="Mailbox unknown")
    with pytest.raises(NotPermitted):
        settle_problem(viewer=reader, report=report, answer="done")
    settle_problem(viewer=editor, report=report, answer="New address")
    with pytest.raises(OutOfStep):
        settle_problem(viewer=editor, report=report, answer="again")
    assert ProblemReport.objects.get().answer == "New address"


def test_visitors_report_nothing_and_nobody_reports_what_is_not_published(key: str, mission: Viewer) -> None:
    with pytest.raises(NotPermitted):
        report_problem(viewer=VISITOR, key=key, kind=ProblemKind.WRONG, text="x")
    draft = list_authority(viewer=mission, entry=replace(ENTRY, designations=()))
    with pytest.raises(NoSuchAuthority):
        report_problem(viewer=mission, key=draft, kind=ProblemKind.WRONG, text="x")


def test_an_import_never_overwrites_what_people_changed_here(key: str, secretariat: Viewer) -> None:
    number = save_draft(viewer=secretariat, key=key, changes={"names": NEW_NAME}, seen=1)
    publish(viewer=secretariat, key=key, number=number, reference="NV 6")
    source = Authority.objects.get(key=key).source_id
    assert load_entry(entry=replace(ENTRY, holidays=NEW_NAME), source_id=source) == (key, Taken.KEPT)


def test_a_person_with_two_offices_acts_within_each(key: str) -> None:
    user = person(Role.MISSION, state="BEN", email="both@example.org")
    person(Role.AUTHORITY_EDITOR, authority=key, state="NER", email="both@example.org")
    from comity.accounts.viewer import viewer_of

    both = viewer_of(user)
    number = save_draft(viewer=both, key=key, changes={"names": NEW_NAME}, seen=1)
    propose(viewer=both, key=key, number=number)
    with pytest.raises(NotPermitted):
        confirm(viewer=both, key=key, number=number)
