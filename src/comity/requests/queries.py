"""Reads of drafts and casework within one's own scope. Content is opened in memory for the page that shows it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from comity.accounts.roles import Role
from comity.accounts.viewer import Viewer
from comity.core.models import LedgerEntry
from comity.core.vault import VaultError
from comity.law.lifecycle.course import Course
from comity.law.lifecycle.figures import Cell, Counted, counted, for_outside, tabulated
from comity.law.lifecycle.steps import Stage

from . import rules
from .domain.casework import Particulars, course_of
from .domain.drafting import content_of
from .domain.sharing import KIND
from .models import Draft, DraftComment, DraftShare, Request, RequestDeadline, RequestStep

MOST = 5_000  # rows opened for one search


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list; `problem` says why it cannot be opened, naming the key."""

    draft: Draft
    title: str = ""
    problem: str = ""


@dataclass(frozen=True)
class RequestRow:
    """A request in a list."""

    request: Request
    particulars: Particulars = field(default_factory=Particulars)
    problem: str = ""


@dataclass(frozen=True)
class CommentShown:
    """A comment with its text and the passage it was made on."""

    comment: DraftComment
    text: str
    passage: str
    from_outside: bool


@dataclass(frozen=True)
class Reading:
    """That the counterpart read a shared draft: who (as named then) and when."""

    name: str
    at: datetime


def drafts(viewer: Viewer) -> list[DraftRow]:
    """The drafts in scope, the last changed first."""
    return [_draft_row(draft) for draft in rules.drafts_of(viewer)[:MOST]]


def requests(
    viewer: Viewer, *, words: str = "", direction: str = "", state: str = "", stage: str = ""
) -> list[RequestRow]:
    """The requests in scope that have all the words in title, references or note; the last moved first."""
    rows = rules.requests_of(viewer)
    for name, value in (("direction", direction), ("state", state), ("stage", stage)):
        if value:
            rows = rows.filter(**{name: value})
    wanted = _folded(words).split()
    found = (_request_row(request) for request in rows[:MOST])
    return [row for row in found if all(word in _searched(row) for word in wanted)]


def in_hands(user_id: int, authority: str) -> tuple[list[Draft], list[Request]]:
    """The drafts a person owns and the requests not closed that are assigned to them, within an authority.

    Nothing sealed is opened: whoever decides on the person's role is told of these by their keys. Two queries.
    """
    owned = Draft.objects.filter(authority=authority, owner_id=user_id)
    assigned = Request.objects.filter(authority=authority, assigned_to_id=user_id).exclude(stage=Stage.CLOSED.value)
    return list(owned.defer("sealed")[:MOST]), list(assigned.defer("sealed")[:MOST])


def comments(draft: Draft, share: DraftShare | None = None) -> list[CommentShown]:
    """The comments of a draft; with `share`, those the counterpart sees: its own and the answers to it."""
    rows = draft.comments.select_related("made_by", "share", "settled_by")
    if share is not None:
        rows = rows.filter(share=share)
    shown = []
    for row in rows:
        held = row.opened()
        shown.append(CommentShown(row, held["text"], held["passage"], held["outside"]))
    return shown


def readings(shares: Iterable[DraftShare]) -> dict[str, list[Reading]]:
    """Who of the counterpart read each shared version when, from the ledger, by the share's key."""
    found: dict[str, list[Reading]] = defaultdict(list)
    entries = LedgerEntry.objects.filter(
        subject_kind=KIND, subject__in=[share.key for share in shares], action="draft.read-by-counterpart"
    )
    for entry in entries.order_by("number"):
        found[entry.subject].append(Reading(entry.actor_name, entry.at))
    return dict(found)


def courses(viewer: Viewer) -> Iterator[tuple[Request, Course]]:
    """Every request in scope with its course. Two queries."""
    yield from _courses(list(rules.requests_of(viewer).select_related(None)[:MOST]))


def deadlines(viewer: Viewer, *, since: date | None = None) -> list[RequestDeadline]:
    """The open deadlines of the requests in scope, the next first."""
    rows = RequestDeadline.objects.filter(request__in=rules.requests_of(viewer), done_at=None)
    if since is not None:
        rows = rows.filter(on__gte=since)
    return list(rows.select_related("request").order_by("on", "pk")[:MOST])


def own_figures(viewer: Viewer) -> tuple[Cell, ...]:
    """The figures of the viewer's own authorities, in full."""
    return tabulated(_counted(courses(viewer)))


def all_figures(viewer: Viewer) -> tuple[Cell, ...]:
    """The figures of all authorities with small cells left out. Raises NotPermitted but for secretariat and auditor."""
    viewer.require(Role.SECRETARIAT, Role.AUDITOR)
    return for_outside(tabulated(_counted(_courses(list(Request.objects.all())))))


def _courses(found: list[Request]) -> Iterator[tuple[Request, Course]]:
    steps: dict[int, list[RequestStep]] = defaultdict(list)
    for row in RequestStep.objects.filter(request__in=[request.pk for request in found]).order_by("number"):
        steps[row.request_id].append(row)
    for request in found:
        yield request, course_of(request, steps[request.pk])


def _counted(found: Iterable[tuple[Request, Course]]) -> Iterator[Counted]:
    for request, course in found:
        one = counted(course, request.state)
        if one is not None:
            yield one


def _draft_row(draft: Draft) -> DraftRow:
    try:
        return DraftRow(draft, content_of(draft).title)
    except VaultError as error:
        return DraftRow(draft, problem=str(error))


def _request_row(request: Request) -> RequestRow:
    try:
        return RequestRow(request, Particulars.of(request))
    except VaultError as error:
        return RequestRow(request, problem=str(error))


def _searched(row: RequestRow) -> str:
    held = row.particulars
    return _folded(" ".join((row.request.key, held.title, held.reference, held.their_reference, held.note)))


def _folded(text: str) -> str:
    """Without case and marks, so that é finds e and ى with vowels finds it without."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
