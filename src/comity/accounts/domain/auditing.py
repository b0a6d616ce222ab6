"""Reading the audit ledger and the outbox: what is read there is an entry too."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from comity.core import mail
from comity.core.ledger import Subject, write
from comity.core.ledger_reading import LedgerFilter, entries
from comity.core.models import LedgerEntry, OutgoingMail

from ..rules import may_read_ledger, may_see_outbox
from ..viewer import NotPermitted, Viewer

_LEDGER, _OUTBOX = Subject("ledger", "ledger"), Subject("outbox", "outbox")


def read_ledger(*, by: Viewer, wanted: LedgerFilter, export: str = "") -> QuerySet[LedgerEntry]:
    """The entries wanted, for an auditor; writes that they were read, or exported as `export`. Raises NotPermitted."""
    if not may_read_ledger(by):
        raise NotPermitted(f"{by.email or 'a visitor'} may not read the ledger")
    action = "ledger.exported" if export else "ledger.read"
    write(actor=by.actor, action=action, subject=_LEDGER, after=wanted.told() | ({"as": export} if export else {}))
    return entries(wanted)


def stuck_mails(*, by: Viewer) -> QuerySet[OutgoingMail]:
    """The mails that were given up and those that failed and wait for another try. Raises NotPermitted."""
    if not may_see_outbox(by):
        raise NotPermitted(f"{by.email or 'a visitor'} may not see the outbox")
    return OutgoingMail.objects.filter(sent_at=None, tries__gt=0)


def try_again(*, by: Viewer) -> int:
    """Has every failed mail tried again at once; how many. Raises NotPermitted."""
    held = stuck_mails(by=by)
    count = held.update(tries=0, due_at=timezone.now())
    if count:
        write(actor=by.actor, action="outbox.tried-again", subject=_OUTBOX, after={"mails": count})
        mail.wake()
    return count
