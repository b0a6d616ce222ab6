"""The number by which readers of the book notice that the facts have changed."""

from __future__ import annotations

import time

from django.db.models import F

from ..models import BookRevision


def count_up() -> None:
    """Counts the facts' state up by one; call it in the transaction that changes them."""
    if not BookRevision.objects.filter(pk=1).update(number=F("number") + 1):
        BookRevision.objects.create(pk=1, number=_first_number())


def _first_number() -> int:
    """Where counting begins: two databases, one made after the other, never count alike."""
    return time.time_ns() // 1000
