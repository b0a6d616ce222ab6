"""What other rooms may call: the vocabularies of this moment."""

from __future__ import annotations

import threading
import time

from django.dispatch import receiver

from .models import LegacyTerm, Term, TermStatus, VocabularyRevision
from .signals import vocabulary_changed
from .thesaurus import Concept, Thesaurus

__all__ = ["Concept", "Thesaurus", "revision", "thesaurus"]

_lock = threading.Lock()
_held: Thesaurus | None = None
_NEVER = float("-inf")
_looked_at = _NEVER
_TRUSTED_FOR = 1.0  # seconds: a page names dozens of terms, and asks once


def revision() -> int:
    """The number of the vocabularies' present state. One query."""
    return VocabularyRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def thesaurus() -> Thesaurus:
    """All vocabularies; read once per process and revision. At most one small query a second."""
    global _held, _looked_at
    held, now = _held, time.monotonic()
    if held is not None and 0 <= now - _looked_at < _TRUSTED_FOR:
        return held
    number = revision()
    _looked_at = now
    if held is None or held.revision != number:
        with _lock:
            held = _held = _read(number)
    return held


def _read(number: int) -> Thesaurus:
    concepts = [
        Concept(
            term.scheme,
            term.code,
            term.parent,
            term.labels,
            term.definitions,
            {language: tuple(words) for language, words in term.alternatives.items()},
            term.status == TermStatus.RETIRED,
            term.replaced_by,
        )
        for term in Term.objects.order_by("scheme", "position", "pk")
    ]
    legacy = {(row.scheme, row.term): row.code for row in LegacyTerm.objects.all()}
    return Thesaurus(concepts, legacy, number)


@receiver(vocabulary_changed)
def _look_again(sender: type, **kwargs: object) -> None:
    """A change made by this very process is seen at once."""
    global _looked_at
    _looked_at = _NEVER
