"""The audit ledger: every act in its place in the chain, and no act undone unseen."""

from __future__ import annotations

import pytest
from django.db import connection

from comity.core.ledger import SYSTEM, Actor, Subject, verify, write
from comity.core.models import LedgerEntry, LedgerIsAppendOnly

pytestmark = pytest.mark.django_db
ENTRY = Subject("authority", "abc", "NER")


def three_acts() -> None:
    write(actor=Actor(7, "editor@example.org"), action="authority.proposed", subject=ENTRY, after={"name": "é 中"})
    write(actor=SYSTEM, action="authority.reminded", subject=ENTRY)
    write(actor=Actor(8, "mission@example.org"), action="authority.confirmed", subject=ENTRY, before=[1], after=[1, 2])


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_acts_are_numbered_and_chained() -> None:
    three_acts()
    assert verify() == (3, [])
    first, second, third = LedgerEntry.objects.order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (second.previous, third.previous) == (first.digest, second.digest)


def test_an_empty_ledger_is_whole() -> None:
    assert verify() == (0, [])


def test_an_entry_is_neither_changed_nor_deleted() -> None:
    three_acts()
    entry = LedgerEntry.objects.get(number=2)
    entry.action = "nothing"
    for forbidden in (
        entry.save,
        entry.delete,
        LedgerEntry.objects.all().delete,
        lambda: LedgerEntry.objects.update(action="nothing"),
    ):
        with pytest.raises(LedgerIsAppendOnly):
            forbidden()
    assert verify() == (3, [])


@pytest.mark.parametrize(
    ("tampering", "reason"),
    [
        ("UPDATE core_ledgerentry SET actor_name = 'nobody' WHERE number = 2", "not what was written"),
        ("DELETE FROM core_ledgerentry WHERE number = 2", "are missing"),
        ("DELETE FROM core_ledgerentry WHERE number = 3", "the ledger ends at entry 2"),
        ("UPDATE core_ledgerentry SET previous = digest WHERE number = 3", "not chained"),
    ],
)
def test_what_is_done_behind_its_back_is_seen(tampering: str, reason: str) -> None:
    three_acts()
    sql(tampering)
    _count, breaks = verify()
    assert any(reason in each.reason for each in breaks), breaks


def test_an_entry_carries_the_name_of_its_request(client: object) -> None:
    from comity.core.request_ids import RequestIdMiddleware

    def act(request: object) -> dict[str, str]:
        write(actor=SYSTEM, action="x", subject=ENTRY)

        class Response:
            headers: dict[str, str] = {}

        return Response()  # type: ignore[return-value]

    response = RequestIdMiddleware(act)(None)  # type: ignore[arg-type]
    assert LedgerEntry.objects.get().request_id == response.headers["X-Request-Id"] != ""
