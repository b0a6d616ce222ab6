"""What a draft is held against: the hub, and of the directory no more than whoever drafts may see."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.core.models import LedgerEntry
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import ServiceProvider
from comity.law.authorities.entry import AcceptedLanguage, GroupVisibility, Requirements
from comity.law.authorities.words import FieldGroup, Visibility
from comity.requests.domain import drafting
from tests.accounts.people import enter
from tests.directory.entries import listed
from tests.evidence.entries import provider
from tests.requests.people import OURS, Cast, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded")]

ANSWERS = {"requesting": "ITA", "requested": "NER", "measures": ["mla-records"], "language": "it"}
KNOWN, UNKNOWN = "Niger accepts requests in: French.", "Which languages Niger accepts is not on record here."


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


def require_french(visibility: Visibility) -> None:
    """Niger's authority asks for French, and shows so to some."""
    listed(
        requirements=(Requirements(languages=(AcceptedLanguage("fr"),)),),
        channels=(),
        visibility=(GroupVisibility(FieldGroup.REQUIREMENTS, visibility),),
    )


def points(response: Any) -> str:
    """The points beside a step, as text."""
    page = unescape(response.content.decode())
    return re.sub(r"<[^>]+>", "", page[page.index('id="points"') :])


def in_the_studio(client: Client) -> str:
    form = {"answers": json.dumps({"answers": ANSWERS}), "go": "step:form", "step": ""}
    return points(client.post("/en/studio/mla/", form))


def in_the_workspace(people: Cast, name: str) -> str:
    client = Client(HTTP_HOST="localhost")
    enter(client, getattr(people, name))
    who = people.viewer(name)
    draft = drafting.begin(viewer=who, definition="mla", version="1", authority=OURS, title="", answers=ANSWERS)
    return points(client.get(reverse("workspace-draft", args=(draft.key,)), {"step": "form"}))


@pytest.mark.parametrize(
    ("visibility", "visitor", "practitioner", "editor"),
    [
        (Visibility.PUBLIC, KNOWN, KNOWN, KNOWN),
        (Visibility.REGISTERED, UNKNOWN, KNOWN, KNOWN),
        (Visibility.LISTED, UNKNOWN, UNKNOWN, KNOWN),
    ],
)
def test_a_draft_is_held_against_what_its_drafter_may_see_of_the_requested_authority(
    people: Cast, client: Client, visibility: Visibility, visitor: str, practitioner: str, editor: str
) -> None:
    require_french(visibility)
    assert visitor in in_the_studio(client)
    assert practitioner in in_the_workspace(people, "ben")
    assert editor in in_the_workspace(people, "anna")


@pytest.mark.parametrize(
    ("visibility", "groups"),
    [(Visibility.REGISTERED, ["channels", "requirements"]), (Visibility.PUBLIC, ["channels"])],
)
def test_that_a_draft_was_held_against_restricted_facts_is_noted_once(
    people: Cast, client: Client, visibility: Visibility, groups: list[str]
) -> None:
    require_french(visibility)
    in_the_studio(client)
    assert not LedgerEntry.objects.filter(action="authority.read").exists()
    for _time in range(2):
        in_the_workspace(people, "ben")
    [entry] = LedgerEntry.objects.filter(action="authority.read")
    assert (entry.actor, entry.after) == (people.ben.pk, {"groups": groups})


def test_the_files_of_a_visitors_draft_do_not_tell_what_registered_readers_see(client: Client) -> None:
    require_french(Visibility.REGISTERED)
    form = {"answers": json.dumps({"answers": ANSWERS}), "go": "json", "step": "", "language": "en"}
    told = [p["reason"] for p in json.loads(client.post("/en/studio/mla/", form).content)["points"]]
    assert UNKNOWN in told
    assert KNOWN not in told


# -- the hub -----------------------------------------------------------------------------------------------------

TODAY = datetime.now(UTC).date()


def recorded_in_the_hub(*codes: str, **confirmed: Any) -> None:
    assert not record(Placed(code, provider(code)) for code in codes).refused
    ServiceProvider.objects.update(**confirmed)


def posted(client: Client, step: str, answers: dict[str, Any]) -> Any:
    form = {"answers": json.dumps({"answers": answers}), "go": f"step:{step}", "step": ""}
    return client.post("/en/studio/voluntary-disclosure/", form)


def test_the_studio_reached_from_a_providers_page_begins_with_that_provider(client: Client) -> None:
    recorded_in_the_hub("example", "other")
    page = client.get("/en/evidence/providers/other/?state=NER").content.decode()
    links = re.findall(r'href="(/en/studio/[^"]+)"', page)
    assert len([link for link in links if "provider=other" in link]) == 3
    for link in links:
        if "provider=other" not in link:
            continue
        shown = client.get(unescape(link)).content.decode()
        assert '<option value="other" selected>' in shown
        carried = json.loads(unescape(re.search(r'name="answers" value="([^"]*)"', shown)[1]))  # type: ignore[index]
        assert (carried["answers"]["hub-provider"], carried["answers"]["requesting"]) == ("other", "NER")
        assert "Not confirmed by anybody:" in shown


@pytest.mark.parametrize("code", ["nobody", "x" * 500, "<script>", ""])
def test_a_link_to_a_provider_the_hub_does_not_have_chooses_none(client: Client, code: str) -> None:
    response = client.get("/en/studio/preservation/", {"provider": code})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert "No provider of the hub is chosen" in points(response)


@pytest.mark.parametrize(
    ("confirmed_on", "says", "before"),
    [
        (TODAY - timedelta(days=3), "last verified on", ""),
        (TODAY - timedelta(days=500), "last verified on", "more than a year ago: "),
        (None, "never verified, source of 1 January 2026", "Not confirmed by anybody: "),
    ],
)
def test_each_claim_says_whose_record_it_is_and_when_it_was_last_verified(
    client: Client, confirmed_on: date | None, says: str, before: str
) -> None:
    recorded_in_the_hub("example", verified_on=confirmed_on)
    answers = {"requesting": "NER", "hub-provider": "example", "categories": ["subscriber"]}
    response = posted(client, "data", answers)
    assert says in points(response)
    assert 'href="/en/evidence/providers/example/"' in response.content.decode()
    assert "on this condition: through a liaison." in points(response)
    assert f"{before}Subscriber data: Example gives them" in points(response)
    assert bool(before) is bool(re.search("Last confirmed|Not confirmed", points(response)))


def test_a_provider_taken_out_of_the_hub_is_told_and_kept_in_the_form(client: Client) -> None:
    recorded_in_the_hub("example")
    ServiceProvider.objects.update(live=False)
    response = posted(client, "provider", {"hub-provider": "example"})
    assert "The hub has nothing on record of “example”." in points(response)
    assert '<option value="example" selected>' in response.content.decode()


def test_the_file_of_a_request_says_how_far_the_providers_record_can_be_relied_on(client: Client) -> None:
    recorded_in_the_hub("example")
    form = {"answers": json.dumps({"answers": {"hub-provider": "example", "requesting": "NER"}}), "go": "json"}
    found = json.loads(client.post("/en/studio/preservation/", form).content)["points"]
    [point] = [p for p in found if p["check"] == "provider-preserves"]
    assert (point["state"], point["trust"], point["trust_rests_on"]) == ("doubtful", "unverified", "2026-01-01")


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_among_more_providers_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    recorded_in_the_hub("example", *(f"other{n}" for n in range(1, count)))
    posted(client, "provider", {"hub-provider": "example"})
    with django_assert_max_num_queries(8):
        posted(client, "provider", {"hub-provider": "example"})
