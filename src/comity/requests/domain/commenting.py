"""Comments on passages of a draft, within the house and from the counterpart it is shared with."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from comity.accounts.viewer import NotPermitted, Viewer
from comity.records.models import new_key

from .. import rules
from ..models import DraftComment, DraftShare

LONGEST = 20_000


@transaction.atomic
def comment(
    *, viewer: Viewer, key: str, text: str, question: str = "", passage: str = "", share: str = ""
) -> DraftComment:
    """A comment by a colleague; with `share`, an answer that the counterpart sees too. Raises NotPermitted."""
    draft = rules.draft_of(viewer, key, for_change=True)
    shown = draft.shares.filter(key=share).first() if share else None
    if share and shown is None:
        raise NotPermitted("there is no such share of this draft")
    return _made(viewer, DraftComment(draft=draft, share=shown, question=question), text, passage, outside=False)


@transaction.atomic
def comment_from_outside(
    *, viewer: Viewer, share: str, text: str, question: str = "", passage: str = ""
) -> DraftComment:
    """A comment by the counterpart's registered officer, while the draft is shared. Raises NotPermitted."""
    shown: DraftShare = rules.share_with(viewer, share)
    return _made(viewer, DraftComment(draft=shown.draft, share=shown, question=question), text, passage, outside=True)


@transaction.atomic
def settle(*, viewer: Viewer, key: str, comment: str) -> None:
    """Marks a comment as dealt with. Raises NotPermitted."""
    draft = rules.draft_of(viewer, key, for_change=True)
    draft.comments.filter(key=comment, settled_at=None).update(settled_at=timezone.now(), settled_by=viewer.user_id)


def _made(viewer: Viewer, made: DraftComment, text: str, passage: str, *, outside: bool) -> DraftComment:
    made.key, made.made_by_id = new_key(), rules.person(viewer)
    made.question = made.question[:100]
    made.seal({"text": text.strip()[:LONGEST], "passage": passage.strip()[:LONGEST], "outside": outside})
    made.save()
    return made
