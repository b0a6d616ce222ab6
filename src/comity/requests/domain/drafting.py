"""A draft's life in the house: begun, saved as it is typed, kept in versions, handed over, reviewed, approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from comity.accounts.models import User
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core import ledger
from comity.core.ledger import Subject
from comity.records.models import new_key

from .. import rules
from ..merging import Answers, Merged, merge
from ..models import Draft, DraftStage, DraftVersion, Why

_QUIET = timedelta(minutes=30)  # a version is kept of itself after so long
LONGEST = 4_000_000  # bytes of one draft: a hundred pages in any script, several times over


class DraftRefused(Exception):
    """The draft cannot be changed this way; `reason` is a short word for why, told by the page in full.

    `closed` (in review or approved), `too-long`, `own-review` (the one who asked cannot approve), `no-version`.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft holds: `aside` are texts that met another person's, as (question, text, name of who typed it)."""

    title: str
    answers: dict[str, Any]
    aside: tuple[tuple[str, Any, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the draft as it is now, and how what was typed met what others did meanwhile."""

    draft: Draft
    content: Content
    merged: Merged


def content_of(draft: Draft | DraftVersion) -> Content:
    """What is sealed in a draft or in a version of one. Raises VaultError."""
    held = draft.opened()
    aside = tuple((each[0], each[1], each[2]) for each in held.get("aside", ()))
    return Content(held["title"], held["answers"], aside)


@transaction.atomic
def begin(
    *,
    viewer: Viewer,
    definition: str,
    version: str,
    authority: str = "",
    title: str = "",
    answers: Answers | None = None,
) -> Draft:
    """A new draft of the viewer, for one of their authorities or for them alone. Raises NotPermitted."""
    rules.require_work(viewer, authority)
    draft = Draft(
        key=new_key(),
        authority=authority,
        owner_id=rules.person(viewer),
        changed_by_id=rules.person(viewer),
        definition=definition,
        definition_version=version,
    )
    _fill(draft, Content(title, dict(answers or {})))
    draft.save()
    _tell(viewer, "draft.begun", draft, {"definition": definition, "version": version, "authority": authority})
    return draft


@transaction.atomic
def save(*, viewer: Viewer, key: str, typed: Answers, base: Mapping[str, str], title: str | None = None) -> Saved:
    """Saves what was typed, put together with what others saved since the form was made (`base`, see merging).

    What cannot be put together is kept aside in the draft. A draft that stands still is read on with the same buttons,
    so only a change is refused there. Raises NotPermitted, DraftRefused, VaultError.
    """
    draft = rules.draft_of(viewer, key, for_change=True)
    held = content_of(draft)
    merged = merge(held.answers, typed, base)
    aside = list(held.aside)
    for met in merged.met:  # what a person typed last for a question takes the place of what they typed before
        aside = [each for each in aside if (each[0], each[2]) != (met.question, viewer.name)]
        aside.append((met.question, met.typed, viewer.name))
    content = Content(held.title if title is None else title[:300], merged.answers, tuple(aside))
    if content != held:
        _require_drafting(draft)
        now = timezone.now()
        if draft.changed_by_id != viewer.user_id:
            keep(draft, held, Why.OTHER_HAND, draft.changed_by_id)
        _fill(draft, content)
        draft.changed_at, draft.changed_by_id = now, rules.person(viewer)
        draft.revision += 1
        draft.warned_at = None
        draft.save()
        if _last_kept(draft) < now - _QUIET:
            keep(draft, content, Why.WHILE, rules.person(viewer))
    return Saved(draft, content, merged)


@transaction.atomic
def settle_aside(*, viewer: Viewer, key: str, number: int, use: bool) -> Draft:
    """Takes a text kept aside in place of the one that stands, or drops it; the number counts from 0.

    The draft as it was is kept as a version first. Raises NotPermitted, DraftRefused, IndexError.
    """
    draft = rules.draft_of(viewer, key, for_change=True)
    _require_drafting(draft)
    held = content_of(draft)
    question, text, _who = held.aside[number]
    keep(draft, held, Why.ASKED, rules.person(viewer))
    answers = held.answers | {question: text} if use else held.answers
    rest = (*held.aside[:number], *held.aside[number + 1 :])
    _change(draft, viewer, Content(held.title, answers, rest))
    return draft


@transaction.atomic
def keep_version(*, viewer: Viewer, key: str) -> DraftVersion:
    """Keeps what the draft says now as a version."""
    draft = rules.draft_of(viewer, key, for_change=True)
    return keep(draft, content_of(draft), Why.ASKED, rules.person(viewer))


@transaction.atomic
def take_up(*, viewer: Viewer, key: str, number: int) -> Draft:
    """Makes an earlier version what the draft says; what it said is kept as a version first."""
    draft = rules.draft_of(viewer, key, for_change=True)
    _require_drafting(draft)
    version = draft.versions.filter(number=number).first()
    if version is None:
        raise DraftRefused("no-version")
    held, earlier = content_of(draft), content_of(version)
    keep(draft, held, Why.TAKEN_BACK, rules.person(viewer))
    _change(draft, viewer, Content(earlier.title, earlier.answers, held.aside))
    return draft


@transaction.atomic
def hand_over(*, viewer: Viewer, key: str, to: User) -> Draft:
    """Hands a draft to a colleague of the same authority. Raises NotPermitted where they are none."""
    draft = rules.draft_of(viewer, key, for_change=True)
    if not draft.authority or not rules.people_of(draft.authority).filter(pk=to.pk).exists():
        raise NotPermitted("a draft is handed over only to someone who works for the same authority")
    keep(draft, content_of(draft), Why.HANDED_OVER, rules.person(viewer))
    before, draft.owner = draft.owner_id, to
    draft.save()
    _tell(viewer, "draft.handed-over", draft, {"to": to.pk}, {"from": before})
    return draft


@transaction.atomic
def ask_review(*, viewer: Viewer, key: str) -> Draft:
    """Sends a draft to review: it stands still until it is approved or taken up again."""
    draft = rules.draft_of(viewer, key, for_change=True)
    _require_drafting(draft)
    keep(draft, content_of(draft), Why.REVIEW, rules.person(viewer))
    draft.stage, draft.review_asked_by_id = DraftStage.REVIEW, viewer.user_id
    draft.save()
    _tell(viewer, "draft.review-asked", draft, None)
    return draft


@transaction.atomic
def approve(*, viewer: Viewer, key: str) -> Draft:
    """Approves a draft in review; someone else than who sent it there, unless it belongs to one person alone."""
    draft = rules.draft_of(viewer, key, for_change=True)
    if draft.stage != DraftStage.REVIEW:
        raise DraftRefused("closed")
    if draft.authority and draft.review_asked_by_id == viewer.user_id:
        raise DraftRefused("own-review")
    kept = keep(draft, content_of(draft), Why.APPROVED, rules.person(viewer))
    draft.stage, draft.approved_by_id, draft.approved_at = DraftStage.APPROVED, viewer.user_id, timezone.now()
    draft.save()
    _tell(viewer, "draft.approved", draft, {"version": kept.number})
    return draft


@transaction.atomic
def reopen(*, viewer: Viewer, key: str) -> Draft:
    """Takes a draft in review or approved up again; an approval is then no longer one of what it says."""
    draft = rules.draft_of(viewer, key, for_change=True)
    before = draft.stage
    draft.stage, draft.approved_by, draft.approved_at, draft.review_asked_by = DraftStage.DRAFTING, None, None, None
    draft.save()
    _tell(viewer, "draft.reopened", draft, {"stage": draft.stage}, {"stage": before})
    return draft


def _require_drafting(draft: Draft) -> None:
    if draft.stage != DraftStage.DRAFTING:
        raise DraftRefused("closed")


def _change(draft: Draft, viewer: Viewer, content: Content) -> None:
    _fill(draft, content)
    draft.changed_at, draft.changed_by_id = timezone.now(), rules.person(viewer)
    draft.revision += 1
    draft.save()


def _fill(draft: Draft, content: Content) -> None:
    draft.seal({"title": content.title, "answers": content.answers, "aside": [list(each) for each in content.aside]})
    if len(draft.sealed) > LONGEST:
        raise DraftRefused("too-long")


def keep(draft: Draft, content: Content, why: Why, by: int) -> DraftVersion:
    """Keeps what a draft says as its next version; called inside the transaction that does the act."""
    last = draft.versions.order_by("-number").first()
    version = DraftVersion(key=new_key(), draft=draft, number=(last.number if last else 0) + 1, why=why, kept_by_id=by)
    version.seal({"title": content.title, "answers": content.answers})
    version.save()
    return version


def _last_kept(draft: Draft) -> datetime:
    last = draft.versions.order_by("-number").first()
    return last.kept_at if last else draft.begun_at


def _tell(viewer: Viewer, action: str, draft: Draft, after: Any, before: Any = None) -> None:
    """An entry of the ledger; it never says anything of what the draft holds."""
    ledger.write(actor=viewer.actor, action=action, subject=Subject("draft", draft.key), before=before, after=after)
