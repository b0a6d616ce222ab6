"""What the task worker sets: the files of the e-book's issues."""

from __future__ import annotations

from django_tasks import task


@task()
def make_file(key: str) -> None:
    """Makes the file with this key, if it still waits."""
    from .directory.issuing import make
    from .models import IssueFile, Making

    file = IssueFile.objects.select_related("issue").filter(key=key, state=Making.WAITING).first()
    if file is not None:
        make(file)
