"""The letterhead of a draft: one's own authority's, one of the requesting State's, or lines typed."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from comity.accounts.models import Mandate
from comity.core.models import LedgerEntry
from comity.law.authorities.entry import GroupVisibility
from comity.law.authorities.words import FieldGroup, Visibility
from comity.requests.domain import drafting
from tests.accounts.people import enter
from tests.directory.entries import listed
from tests.requests.people import Cast, cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded")]

ANSWERS = {"requesting": "NER", "requested": "ITA", "day": "2026-11-25"}
CONTACT = "centrale@secret-contact.example.org"


def post(client: Client, go: str, **fields: Any) -> Any:
    return client.post("/en/studio/mla/", {"answers": json.dumps({"answers": ANSWERS}), "go": go, "step": "", **fields})


def head(response: Any) -> list[str]:
    """The lines of the letterhead of a Word file."""
    paragraphs = docx.Document(io.BytesIO(response.content)).paragraphs
    return [p.text for p in paragraphs if p.style.name.startswith("Comity Letterhead") and p.text]  # type: ignore[union-attr]


def officer_of(key: str, people: Cast) -> Client:
    Mandate.objects.filter(user=people.anna).update(authority=key, state="NER")
    client = Client(HTTP_HOST="localhost")
    enter(client, people.anna)
    return client


def test_without_an_account_the_authorities_of_the_requesting_state_are_offered(client: Client) -> None:
    ours, theirs = listed("Autorité du Niger"), listed("Autorità italiana", state="ITA")
    page = post(client, "review").content.decode()
    assert f'<option value="{ours}">' in page
    assert theirs not in page


def test_a_visitors_letterhead_has_no_more_than_is_open_to_all(client: Client) -> None:
    key = listed("Autorité du Niger")
    told = head(post(client, "docx", letterhead=key, language="fr"))
    assert told == ["Ministère de démonstration", "Autorité du Niger", "Inventée pour démonstration"]
    open_to_all = listed("Autorité ouverte", visibility=(GroupVisibility(FieldGroup.CONTACT, Visibility.PUBLIC),))
    told = head(post(client, "docx", letterhead=open_to_all, language="fr"))
    assert f"Courriel : {CONTACT}" in told
    assert "permanence" not in str(told)
    assert not LedgerEntry.objects.filter(action="authority.read").exists()


@pytest.mark.parametrize("key", ["nosuchkey1", "<b>"])
def test_an_authority_that_is_not_offered_gives_no_letterhead(client: Client, key: str) -> None:
    assert head(post(client, "docx", letterhead=key)) == []
    italian = listed("Autorità italiana", state="ITA")
    assert head(post(client, "docx", letterhead=italian)) == []


def test_lines_typed_are_the_letterhead_or_follow_that_of_the_authority(client: Client) -> None:
    key = listed("Autorité du Niger")
    lines = "Parquet général\r\n\r\n  BP 7, Niamey\x07  "
    assert head(post(client, "docx", **{"letterhead-lines": lines})) == ["Parquet général", "BP 7, Niamey"]
    both = head(post(client, "docx", letterhead=key, **{"letterhead-lines": lines}))
    assert both[-2:] == ["Parquet général", "BP 7, Niamey"]
    assert both[1] == "Autorité du Niger"
    many = head(post(client, "docx", **{"letterhead-lines": "\n".join("x" * 300 for _n in range(90))}))
    assert len(many) <= 15
    assert max(map(len, many)) <= 200


def test_what_was_chosen_is_shown_on_the_document_and_carried_from_step_to_step(client: Client) -> None:
    key = listed("Autorité du Niger")
    fields = {"letterhead": key, "letterhead-lines": "<b>Parquet</b>"}
    page = post(client, "review", **fields).content.decode()
    assert f'<option value="{key}" selected>' in page
    assert '<bdi class="own" dir="ltr">&lt;b&gt;Parquet&lt;/b&gt;</bdi>' in page
    step = post(client, "step:facts", **fields).content.decode()
    assert f'<input type="hidden" name="letterhead" value="{key}">' in step
    assert 'name="letterhead-lines" value="&lt;b&gt;Parquet&lt;/b&gt;"' in step


def test_who_works_for_an_authority_writes_on_its_paper_and_that_it_was_read_is_noted() -> None:
    key = listed("Autorité du Niger")
    client = officer_of(key, cast())
    told = head(post(client, "docx", language="en"))
    assert f"E-mail: {CONTACT}" in told
    assert LedgerEntry.objects.filter(action="authority.read", subject=key).count() == 1
    assert head(post(client, "docx", letterhead="", language="en")) == []


def test_a_draft_of_an_authority_in_the_workspace_has_its_letterhead() -> None:
    people = cast()
    key = listed("Autorité du Niger")
    client = officer_of(key, people)
    draft = drafting.begin(viewer=people.viewer("anna"), definition="mla", version="1", authority=key, answers=ANSWERS)
    address = reverse("workspace-draft", args=(draft.key,))
    assert "Autorité du Niger" in client.get(address, {"step": ""}).content.decode()
    shown = client.post(address, {"go": "review", "step": "", "letterhead": key, "letterhead-lines": "Cabinet 3"})
    assert shown.status_code == 200
    assert "Cabinet 3" in shown.content.decode()
    told = head(client.post(address, {"go": "docx", "step": "", "letterhead": key, "language": "ar"}))
    assert told[:2] == ["Ministère de démonstration", "Autorité du Niger"]
    assert "الهاتف: \u200e+22720000001\u200e" in told


@pytest.mark.parametrize("count", [1, 3])
def test_offering_more_authorities_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    keys = [listed(f"Autorité {n}") for n in range(count)]
    post(client, "review", letterhead=keys[0])
    with django_assert_max_num_queries(6):
        post(client, "review", letterhead=keys[0])
