"""Deleting drafts for good: on request, and by the rule of retention. The ledger says that it was, not what it held."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer
from comity.core import ledger
from comity.core.ledger import SYSTEM, Actor, Subject

from .. import rules
from ..models import Draft

WARN_BEFORE = timedelta(days=14)


def delete(*, viewer: Viewer, key: str) -> None:
    """Deletes a draft with its versions, comments and shares. Raises NotPermitted.

    Only its owner may, or who edits for its authority. Backups made before still hold it, sealed.
    """
    with transaction.atomic():
        draft = rules.draft_of(viewer, key, for_change=True)
        if draft.owner_id != viewer.user_id:
            viewer.require(Role.AUTHORITY_EDITOR, authority=draft.authority)
        _delete(draft, viewer.actor, "request")
    _forget_pages()


def delete_expired() -> int:
    """Deletes what nobody changed for the time of retention (COMITY_DRAFT_DAYS), once its owner was warned.

    How many were deleted; owners of drafts that are next are warned by mail, which names no content. Where the owner no
    longer works for the draft's authority, all who do are warned.
    """
    now = timezone.now()
    kept = timedelta(days=settings.CONFIGURATION.draft_days)
    for draft in Draft.objects.filter(changed_at__lt=now - kept + WARN_BEFORE, warned_at=None).select_related("owner"):
        _warn(draft)
    count = 0
    expired = Draft.objects.filter(changed_at__lt=now - kept, warned_at__lt=now - WARN_BEFORE)
    for pk in list(expired.values_list("pk", flat=True)):
        with transaction.atomic():
            still = expired.select_for_update().filter(pk=pk).first()  # someone may have gone on with it meanwhile
            if still is not None:
                _delete(still, SYSTEM, "retention")
                count += 1
    if count:
        _forget_pages()
    return count


def _delete(draft: Draft, actor: Actor, why: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only let go
    about = {"why": why, "definition": draft.definition, "versions": draft.versions.count()}
    ledger.write(actor=actor, action="draft.deleted", subject=Subject("draft", draft.key), before=about)
    draft.delete()


def _forget_pages() -> None:
    """Takes the deleted rows out of SQLite's log as well; a reader that holds it up leaves that to the next time."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def _warn(draft: Draft) -> None:
    for person in _warned(draft):
        with override(person.written_in()):
            subject = gettext("Comity: a draft will be deleted")
            text = gettext(
                "Nobody has changed the draft %(key)s for a long time. It will be deleted in %(days)s days, unless"
                " someone changes it before."
            ) % {"key": draft.key, "days": WARN_BEFORE.days}
        EmailMessage(subject, text, to=[person.email]).send()
    Draft.objects.filter(pk=draft.pk).update(warned_at=timezone.now())


def _warned(draft: Draft) -> list[User]:
    people = list(rules.people_of(draft.authority)) if draft.authority else []
    return people if people and draft.owner not in people else [draft.owner]
