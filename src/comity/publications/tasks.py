"""What the task worker sets: the files of the e-book's issues."""

from __future__ import annotations

from django_tasks import task


@task()
def make_file(key: str) -> None:
    """Makes the file with this key, if it still waits."""
    from .directory.issuing import make
    from .models import IssueFile, Making

    taken = IssueFile.objects.filter(key=key, state=Making.WAITING).update(state=Making.RUNNING)
    if taken:  # by this worker and no other
        make(IssueFile.objects.select_related("issue").get(key=key))
