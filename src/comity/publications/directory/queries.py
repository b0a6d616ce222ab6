"""Reads of issues, as a viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from comity.accounts.viewer import Viewer
from comity.core.plain_values import decoded

from ..models import Issue, IssueContent, IssueFile, Making
from .changes import Changes
from .editions import Edition, may_read


@dataclass(frozen=True, slots=True)
class Shown:
    """An issue with the files a viewer may have, what is on its way, and how much changed as they may know it.

    `changes` is None for the first issue.
    """

    issue: Issue
    authorities: int
    states: int
    changes: Changes | None
    files: tuple[IssueFile, ...]
    underway: tuple[IssueFile, ...]


def editions_of(viewer: Viewer) -> tuple[Edition, ...]:
    """The editions the viewer may read, the most open first."""
    return tuple(edition for edition in Edition if may_read(edition, viewer))


def issues(viewer: Viewer, *, most: int = 50) -> list[Shown]:
    """The newest issues. Three queries, however many there are."""
    editions = [edition.value for edition in editions_of(viewer)]
    contents = IssueContent.objects.filter(edition=editions[-1]).defer("prints")
    files = IssueFile.objects.filter(edition__in=editions)
    rows = Issue.objects.prefetch_related(Prefetch("contents", contents), Prefetch("files", files))
    return [_shown(issue) for issue in rows[:most]]


def _shown(issue: Issue) -> Shown:
    content = next(iter(issue.contents.all()), None)
    files = list(issue.files.all())
    for file in files:
        file.issue = issue
    files.sort(key=lambda f: ([e.value for e in Edition].index(f.edition), f.language, f.form))
    changes = decoded(Changes, content.changes, "changes") if content and content.changes is not None else None
    return Shown(
        issue,
        content.authorities if content else 0,
        content.states if content else 0,
        changes,
        tuple(file for file in files if file.state == Making.DONE),
        tuple(file for file in files if file.state != Making.DONE),
    )


def file_underway(viewer: Viewer, key: str) -> IssueFile | None:
    """A file by its key, if the viewer may read its edition."""
    file = IssueFile.objects.select_related("issue").filter(key=key).first()
    return file if file and may_read(Edition(file.edition), viewer) else None
