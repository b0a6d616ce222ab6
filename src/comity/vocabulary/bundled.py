"""The vocabularies that come with Comity: read from `data/`, and kept up to date in the database."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from .models import LANGUAGES, LegacyTerm, Term, VocabularyRevision
from .schemes import SCHEMES


class VocabularyError(ValueError):
    """A bundled table that cannot be read; the message names file and line."""


def load_bundled() -> int:
    """Brings the terms of this version into the database; how many changed.

    Terms changed by an editor stay as they are; terms this version no longer holds are left, for records cite them.
    """
    version = fingerprint()
    held, _ = VocabularyRevision.objects.get_or_create(pk=1)
    if held.bundled == version:
        return 0
    with transaction.atomic():
        changed = sum(_kept_up(term) for term in bundled_terms())
        LegacyTerm.objects.all().delete()
        LegacyTerm.objects.bulk_create(_legacy())
        VocabularyRevision.count()
        VocabularyRevision.objects.filter(pk=1).update(bundled=version)
    return changed


def fingerprint() -> str:
    """Changes whenever a bundled table does."""
    digest = hashlib.sha256()
    for name in (*SCHEMES, "legacy", "alternatives"):
        digest.update(_text(name).encode())
    return digest.hexdigest()


def bundled_terms() -> Iterator[Term]:
    """Every bundled term, unsaved; raises VocabularyError."""
    others: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows("alternatives"):
        others[row["scheme"], row["code"]][row["language"]].append(row["term"])
    for scheme in SCHEMES:
        for position, row in enumerate(_rows(scheme), 1):
            yield Term(
                scheme=scheme,
                code=row["code"],
                parent=row["parent"],
                position=position,
                labels={language: row[language] for language in LANGUAGES},
                definitions={language: row[f"{language}_definition"] for language in LANGUAGES},
                alternatives={language: list(words) for language, words in others[scheme, row["code"]].items()},
            )


def scheme_names() -> dict[str, dict[str, str]]:
    """The name of each scheme by language."""
    return {row["scheme"]: {language: row[language] for language in LANGUAGES} for row in _rows("schemes")}


def glossary() -> list[dict[str, tuple[str, ...]]]:
    """Legal and administrative words of the same meaning, by language; the most usual first."""
    rows = _rows("glossary")
    return [{language: tuple(filter(None, row[language].split("|"))) for language in LANGUAGES} for row in rows]


def _kept_up(term: Term) -> bool:
    held = Term.objects.filter(scheme=term.scheme, code=term.code).first()
    if held is None:
        term.save()
        return True
    fields = ("parent", "position", "labels", "definitions", "alternatives")
    if held.edited or all(getattr(held, field) == getattr(term, field) for field in fields):
        return False
    for field in fields:
        setattr(held, field, getattr(term, field))
    held.save()
    return True


def _legacy() -> list[LegacyTerm]:
    return [LegacyTerm(**row) for row in _rows("legacy")]


def _rows(name: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(_text(name))))
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise VocabularyError(f"{name}.csv, line {number}: it has not as many cells as the header")
    return rows


def _text(name: str) -> str:
    return files("comity.vocabulary").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
