"""Pre-consultation: a version of a draft is shown to another authority's registered officers before it is signed."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from comity.accounts.models import User
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core import ledger
from comity.core.ledger import Subject
from comity.records.models import new_key

from .. import rules
from ..models import DraftShare, DraftVersion, Why
from .drafting import Content, content_of, keep

KIND = "draft-share"


@transaction.atomic
def share(*, viewer: Viewer, key: str, authority: str, note: str = "") -> DraftShare:
    """Shares what the draft says now, as a version that later changes do not touch; its officers are told by mail.

    Raises NotPermitted: not one's draft, one's own authority, or none with registered officers.
    """
    draft = rules.draft_of(viewer, key, for_change=True)
    officers = list(rules.people_of(authority))
    if not officers or authority == draft.authority:
        raise NotPermitted("there is no other authority of this key with registered officers")
    version = keep(draft, content_of(draft), Why.SHARED, rules.person(viewer))
    shown = DraftShare(
        key=new_key(), draft=draft, version=version, authority=authority, shared_by_id=rules.person(viewer)
    )
    shown.seal({"note": note.strip()[:5_000]})
    shown.save()
    _tell(viewer, "draft.shared", shown, {"draft": draft.key, "version": version.number, "with": authority})
    for officer in officers:
        _mail(shown, officer)
    return shown


def _mail(shown: DraftShare, officer: User) -> None:
    with override(officer.written_in()):
        subject = gettext("Comity: a draft is shared with you for comments")
        text = gettext(
            "Another authority asks for your comments on a draft before it is signed. Sign in and look under"
            " “Shared with us”; its number is %(key)s."
        ) % {"key": shown.key}
    EmailMessage(subject, text, to=[officer.email]).send()


@transaction.atomic
def withdraw(*, viewer: Viewer, key: str, share: str) -> None:
    """Ends a share: from now on the other side sees neither the draft nor the comments. Raises NotPermitted."""
    draft = rules.draft_of(viewer, key, for_change=True)
    shown = draft.shares.filter(key=share).first()
    if shown is None:
        raise NotPermitted("there is no such share of this draft")
    if shown.withdrawn_at is None:
        shown.withdrawn_at = timezone.now()
        shown.save()
        _tell(viewer, "draft.share-withdrawn", shown, {"draft": draft.key})


@transaction.atomic
def read(*, viewer: Viewer, share: str) -> tuple[DraftShare, Content]:
    """What is shared, for an officer of the other side; that it was read, by whom and when, is kept in the ledger."""
    shown = rules.share_with(viewer, share)
    version: DraftVersion = shown.version
    content = content_of(version)
    _tell(viewer, "draft.read-by-counterpart", shown, {"version": version.number})
    return shown, content


def _tell(viewer: Viewer, action: str, shown: DraftShare, after: dict[str, object]) -> None:
    ledger.write(actor=viewer.actor, action=action, subject=Subject(KIND, shown.key), after=after)
