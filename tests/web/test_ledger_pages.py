"""The ledger for auditors, the outbox for the secretariat, and how often one address may ask."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comity.accounts.roles import Role
from comity.core.ledger import SYSTEM, Actor, Subject, verify, write
from comity.core.models import LedgerEntry, OutgoingMail
from comity.law.book import TreatyBook
from tests.accounts.people import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(recorded: TreatyBook) -> Client:
    write(actor=Actor(7, "editor@example.org"), action="authority.proposed", subject=Subject("authority", "abc", "NER"))
    write(actor=SYSTEM, action="authority.reminded", subject=Subject("authority", "xyz", "ITA"), after={"n": "=1+1"})
    return signed_in(person("auditor@example.org", Role.AUDITOR))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"abc", "xyz"}),
        ("actor=editor", {"abc"}),
        ("actor=7", {"abc"}),
        ("action=authority.reminded", {"xyz"}),
        ("action=authority.", {"abc", "xyz"}),
        ("kind=authority&subject=abc", {"abc"}),
        ("state=ITA", {"xyz"}),
        ("until=2020-01-01", set()),
        ("since=2020-01-01", {"abc", "xyz"}),
        ("since=nonsense", {"abc", "xyz"}),
        ("actor=%00", {"abc", "xyz"}),
    ],
)
def test_the_ledger_is_filtered_and_reading_it_is_an_entry(auditor: Client, query: str, shown: set[str]) -> None:
    page = auditor.get(f"{reverse('ledger')}?{query}")
    assert {key for key in ("abc", "xyz") if f"authority {key}" in page.content.decode()} == shown
    last = LedgerEntry.objects.order_by("-number")[0]
    assert (last.action, last.actor_name) == ("ledger.read", "auditor@example.org")
    assert verify() == (LedgerEntry.objects.count(), [])


def test_what_is_filtered_is_written_out_for_other_programs(auditor: Client) -> None:
    def fetch(form: str) -> str:
        response = auditor.get(reverse("ledger-export", args=(form,)) + "?kind=authority")
        return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]

    rows = [json.loads(line) for line in fetch("jsonl").splitlines()]
    assert [(row["number"], row["subject"]) for row in rows] == [(1, "abc"), (2, "xyz")]
    lines = fetch("csv").splitlines()
    assert lines[0].startswith("number,at,actor,")
    assert len(lines) == 3
    exported = LedgerEntry.objects.filter(action="ledger.exported").values_list("after", flat=True)
    assert list(exported) == [{"kind": "authority", "as": "jsonl"}, {"kind": "authority", "as": "csv"}]
    assert auditor.get(reverse("ledger-export", args=("xlsx",))).status_code == 404


def test_what_a_spreadsheet_would_reckon_is_shown_as_text(auditor: Client) -> None:
    write(actor=Actor(8, "=cmd|' /C calc'!A0"), action="x", subject=Subject("a", "b"))
    response = auditor.get(reverse("ledger-export", args=("csv",)))
    assert ",'=cmd|" in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def test_stuck_mails_are_listed_and_tried_again(recorded: TreatyBook, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = []
    monkeypatch.setattr("comity.core.mail.wake", lambda: woken.append(1))
    now = timezone.now()
    for to, tries, sent in (("stuck@x.org", 24, None), ("sent@x.org", 3, now), ("new@x.org", 0, None)):
        OutgoingMail.objects.create(to=to, subject="s", message=b"", tries=tries, sent_at=sent, error="refused")
    client = signed_in(person("s@example.org", Role.SECRETARIAT))
    page = client.get(reverse("outbox")).content.decode()
    assert [to for to in ("stuck@x.org", "sent@x.org", "new@x.org") if to in page] == ["stuck@x.org"]
    assert client.post(reverse("outbox")).status_code == 302
    assert OutgoingMail.objects.get(to="stuck@x.org").tries == 0
    assert woken == [1]


def test_an_address_that_asks_too_often_is_told_when_to_come_again(
    recorded: TreatyBook, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.core.limits.time.time", lambda: 1_000_000_010.0)
    settings.COMITY_LIMITS = {"search": 2}
    address = "/fr/search/suggestions/?q=ex"
    assert [client.get(address).status_code == 429 for _ in range(3)] == [False, False, True]
    refused = client.get(address)
    assert (refused.status_code, refused["Retry-After"]) == (429, "10")
    assert "10 secondes" in refused.content.decode()
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code != 429
    assert client.get("/fr/treaties/").status_code == 200


@pytest.mark.parametrize(
    ("meta", "proxies", "counted"),
    [
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}, 0, "192.0.2.1"),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.9.9.9, 192.0.2.5"}, 1, "192.0.2.5"),
        ({"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}, 0, "2001:db8:1:2::"),
        ({"REMOTE_ADDR": ""}, 0, "unknown"),
    ],
)
def test_an_address_is_what_the_trusted_proxy_says(
    rf: Any, settings: Any, meta: dict[str, str], proxies: int, counted: str
) -> None:
    from comity.core.limits import address_of

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert address_of(rf.get("/", **meta)) == counted
