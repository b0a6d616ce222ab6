"""Counting up the directory's revision, so that readers know to put it together anew."""

from __future__ import annotations

from django.db.models import F

from ..models import DirectoryRevision


def changed() -> None:
    """Counts the revision up; called in the transaction that changes what is published or how fresh it is."""
    DirectoryRevision.objects.get_or_create(pk=1)
    DirectoryRevision.objects.filter(pk=1).update(number=F("number") + 1)
