"""What other rooms may call: the vocabularies of this moment."""

from __future__ import annotations

import threading

from .models import LegacyTerm, Term, TermStatus, VocabularyRevision
from .thesaurus import Concept, Thesaurus

__all__ = ["Concept", "Thesaurus", "revision", "thesaurus"]

_lock = threading.Lock()
_held: Thesaurus | None = None


def revision() -> int:
    """The number of the vocabularies' present state. One query."""
    return VocabularyRevision.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def thesaurus() -> Thesaurus:
    """All vocabularies; read once per process and revision, so that a call costs one small query."""
    global _held
    number = revision()
    held = _held
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
