"""The desk of the Electronic Evidence Hub: who may do what, drafts, previews, confirmations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.desk.arranging import CONTRIBUTORS, EDITORS, REVIEWS, arrange
from comity.desk.bulk import MarkVerified
from comity.evidence.domain.shaping import guide_of
from comity.evidence.entries import GuideEntry, GuidePart, PartText, Text
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import Guide, NationalProvision, ServiceProvider
from tests.accounts.people import person
from tests.accounts.people import signed_in as with_second_factor
from tests.evidence.entries import SOURCE, guideline, power, provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> None:
    """The desk arranged, with one record of each kind."""
    arrange()
    parts = (GuidePart("part", "one", (PartText("en", "Part one", "Text.", "Note."),), provisions=("ets185:29",)),)
    guide = GuideEntry("a-guide", "guide", (Text("en", "A guide", "What it is."),), SOURCE, parts)
    report = record(Placed(str(n), entry) for n, entry in enumerate((provider(), power(), guideline(), guide)))
    assert not report.refused


def signed_in(group: str) -> Client:
    roles = {CONTRIBUTORS: [Role.CONTRIBUTOR], EDITORS: [Role.EDITOR]}  # the groups that follow mandates
    user = person(f"{group.split()[0]}@example.org".lower(), *roles.get(group, []))
    user.groups.add(Group.objects.get(name=group))
    return with_second_factor(user)


@pytest.mark.parametrize("group", [CONTRIBUTORS, EDITORS, *REVIEWS])
def test_only_editors_publish_records_of_the_hub(desk: None, group: str) -> None:
    user = User.objects.create_user("a@example.org")
    user.groups.add(Group.objects.get(name=group))
    assert user.has_perm("evidence.change_guide")
    assert user.has_perm("evidence.publish_serviceprovider") is (group == EDITORS)
    assert user.has_perm("evidence.change_guidelineversion") is (group == EDITORS)


@pytest.mark.parametrize("model", [ServiceProvider, NationalProvision, Guide])
def test_the_pages_of_the_desk_answer_an_editor(desk: None, model: type) -> None:
    editor = signed_in(EDITORS)
    base = f"/desk/snippets/evidence/{model.__name__.lower()}"
    pk = model.objects.get().pk  # type: ignore[attr-defined]
    for page in ("", "add/", f"edit/{pk}/", f"history/{pk}/"):
        assert editor.get(f"{base}/{page}").status_code == 200, page


def test_a_draft_of_a_guide_changes_nothing_in_public_until_it_is_published(desk: None, client: Client) -> None:
    row = Guide.objects.get()
    row.edition = "Second edition"
    revision = row.save_revision()
    assert "Second edition" not in client.get("/en/evidence/guides/a-guide/").content.decode()
    revision.publish()
    assert "Second edition" in client.get("/en/evidence/guides/a-guide/").content.decode()
    assert Guide.objects.get().edited


def test_a_guide_edited_at_the_desk_keeps_its_parts(desk: None) -> None:
    before = guide_of(Guide.objects.get())
    row = Guide.objects.get().save_revision().as_object()
    row.save()
    assert guide_of(Guide.objects.get()) == before


@pytest.mark.parametrize("model", [ServiceProvider, Guide])
def test_a_draft_can_be_seen_as_its_page_would_show_it(desk: None, model: type) -> None:
    row = model.objects.get()  # type: ignore[attr-defined]
    row.save_revision()
    address = f"/desk/snippets/evidence/{model.__name__.lower()}/preview/{row.pk}/"
    assert signed_in(EDITORS).get(address).status_code == 200


def test_marking_as_verified_says_by_whom(desk: None) -> None:
    editor = User.objects.create_user("e@example.org", name="Amina Liaison")
    editor.groups.add(Group.objects.get(name=EDITORS))
    MarkVerified.execute_action([ServiceProvider.objects.get()], user=editor)
    row = ServiceProvider.objects.get()
    assert (row.verified_on, row.verified_by) == (datetime.now(UTC).date(), "Amina Liaison")
    assert row.edited


@pytest.mark.parametrize("action", ["publish_records", "unpublish_records", "mark_verified"])
def test_something_is_done_to_many_records_by_name(desk: None, action: str) -> None:
    editor = signed_in(EDITORS)
    User.objects.filter(pk=editor.session["_auth_user_id"]).update(name="Amina Liaison")
    row = ServiceProvider.objects.get()
    address = f"/desk/bulk/evidence/serviceprovider/{action}/?id={row.pk}"
    page = editor.get(address).content.decode()
    assert str(row) in page
    assert "locked or under review" not in page
    assert editor.post(address).status_code == 302
    row = ServiceProvider.objects.get()
    assert row.live is (action != "unpublish_records")
    if action == "mark_verified":
        assert row.verified_by == "Amina Liaison"
    if row.live:
        assert row.latest_revision.user.name == "Amina Liaison"


def test_a_code_that_means_nothing_is_refused_at_the_desk(desk: None) -> None:
    row = ServiceProvider.objects.get()
    row.cautions = ["beware"]
    with pytest.raises(ValidationError, match="beware"):
        row.full_clean()


@pytest.mark.parametrize("states", [[], ["NER", "FRA"]])
def test_a_national_provision_is_the_law_of_one_state(desk: None, states: list[str]) -> None:
    row = NationalProvision.objects.get()
    row.states = states
    with pytest.raises(ValidationError, match="Name one State"):
        row.full_clean()


def test_two_parts_of_a_guide_cannot_have_one_name(desk: None) -> None:
    row = Guide.objects.get()
    row.parts = [*row.parts.raw_data, *row.parts.raw_data]
    with pytest.raises(ValidationError, match="stand twice: one"):
        row.full_clean()
