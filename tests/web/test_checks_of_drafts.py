"""What a draft is held against: of the directory, no more than whoever drafts may see."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.law.authorities.entry import AcceptedLanguage, GroupVisibility, Requirements
from comity.law.authorities.words import FieldGroup, Visibility
from comity.requests.domain import drafting
from tests.accounts.people import enter
from tests.directory.entries import listed
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


def test_the_files_of_a_visitors_draft_do_not_tell_what_registered_readers_see(client: Client) -> None:
    require_french(Visibility.REGISTERED)
    form = {"answers": json.dumps({"answers": ANSWERS}), "go": "json", "step": "", "language": "en"}
    told = [p["reason"] for p in json.loads(client.post("/en/studio/mla/", form).content)["points"]]
    assert UNKNOWN in told
    assert KNOWN not in told
