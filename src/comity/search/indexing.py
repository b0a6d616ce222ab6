"""Keeping the index true: following the outbox, and building the whole anew beside the one in use.

A crash loses no change: a row leaves the outbox only after the index has committed what it tells of, and what is
applied while another index is being built is noted for that one too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from comity.catalogue.entries import Kind
from comity.catalogue.interfaces import batches, indexed_shape, keys_to_index, published
from comity.catalogue.models import CatalogueRecord
from comity.evidence.interfaces import rows_to_index
from comity.records.models import Change
from comity.vocabulary.interfaces import Thesaurus, thesaurus

from . import hub, learning
from .documents import Made, document, sentence
from .index import Generation, directory
from .learning import Pairs
from .lexicon import WordCount
from .nodes import OneOf
from .port import Request
from .vectors import encode

_CHANGES = 500  # rows of the outbox applied in one commit
_TAKEN_OUT = 10_000  # rows of the outbox deleted at a time
_BATCH = 1_000
_MOST_PARTS = 50_000  # of five hundred guides, each of a hundred parts
_VECTORS = 10_000  # vectors written together
Progress = Callable[[str, int], None]


def _silent(what: str, count: int) -> None:
    pass


def follow(*, until: Callable[[], bool], pause: float = 0.3, progress: Progress = _silent) -> None:
    """Applies changes as they come, until told to stop; builds the index first if there is none."""
    if not directory().current():
        rebuild(progress=progress)
    while not until():
        with directory().locked(wait=False) as free:
            applied = apply_changes() if free else 0
        if not applied:
            time.sleep(pause)


def apply_changes() -> int:
    """Applies what is in the outbox to the index in use, and takes it out; how many rows. Only under the lock."""
    place = directory()
    name = place.current()
    rows = list(Change.objects.order_by("pk").values_list("pk", "key")[:_CHANGES]) if name else []
    if rows:
        keys = {key for _, key in rows}
        _apply(place.open(name), keys)
        place.note_for_building(keys)
        Change.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    return len(rows)


def rebuild(*, vectors: bool = True, progress: Progress = _silent) -> int:
    """Builds a new index beside the one in use and swaps; how many records it holds.

    Without `vectors` nothing is found by meaning, and words are translated by the dictionaries only.

    Searches go on in the old one, where changes are found meanwhile; they are applied to the new one before the swap.
    """
    place = directory()
    # Read before any record is: what these rows tell of is in the new index, whoever else commits meanwhile.
    seen = list(Change.objects.values_list("pk", flat=True))
    fresh = place.begin_building()
    counted, pairs = WordCount(), Pairs()
    count = 0
    known = thesaurus()
    writer = fresh.engine.writer()
    waiting = _Vectors(fresh) if vectors else None
    for made in _all(known):
        writer.put_new(each.document for each in made)
        for each in made:
            counted.add(each.texts)
            pairs.add(each.titles)
        if waiting is not None:
            waiting.add(made)
        count += len(made)
        progress("records", count)
    writer.commit()
    writer.close()
    learning.write(fresh.directory / "learned", pairs.learn())
    if waiting is not None:
        waiting.write()
        fresh.records.merge()
        _write_lexicons(fresh, counted, progress)
    with place.locked():
        # What came into the outbox since is left: whoever follows applies it again, to the new index.
        noted = sorted(place.noted_for_building())
        for start in range(0, len(noted), _CHANGES):
            _apply(fresh, set(noted[start : start + _CHANGES]))
        place.use(fresh)
    for start in range(0, len(seen), _TAKEN_OUT):
        Change.objects.filter(pk__in=seen[start : start + _TAKEN_OUT]).delete()
    return count


def _all(known: Thesaurus) -> Iterator[list[Made]]:
    for _, rows in batches(_BATCH):
        yield [_made(row, known) for row in rows]
    for row in rows_to_index():
        yield hub.made(row, known)


def _made(row: CatalogueRecord, known: Thesaurus) -> Made:
    entry, law = indexed_shape(row)
    texts = [(text.language, f"{text.title} {text.notes} {text.body[:600]}") for text in entry.texts]
    titles = {text.language: text.title for text in entry.texts if text.title}
    return Made(document(entry, known, law=law, added=row.first_published_at), sentence(entry, law), texts, titles)


class _Vectors:
    """Vectors on their way to disk, written in large segments."""

    def __init__(self, generation: Generation) -> None:
        self._store = generation.records
        self._names: list[str] = []
        self._sentences: list[str] = []

    def add(self, made: Iterable[Made]) -> None:
        for each in made:
            self._names.append(each.document.key)
            self._sentences.append(each.sentence)
        if len(self._names) >= _VECTORS:
            self.write()

    def write(self) -> None:
        self._store.append(self._names, encode(self._sentences))
        self._names, self._sentences = [], []


def _write_lexicons(generation: Generation, counted: WordCount, progress: Progress) -> None:
    dictionary = generation.translator.dictionary
    for language, store in generation.lexicons.items():
        words = counted.words(language, also=dictionary.words(language))
        progress(f"words ({language})", len(words))
        store.append(words, encode(words) if words else encode([""])[:0])


def _apply(generation: Generation, keys: set[str]) -> None:
    """Brings these records in the index to their present state."""
    known = thesaurus()
    made = []
    wanted = keys_to_index(keys)
    for start in range(0, len(wanted), _BATCH):
        made += [_made(row, known) for row in _records(wanted[start : start + _BATCH])]
    for row in rows_to_index(keys):
        made += hub.made(row, known)
    parts = _parts_held(generation, keys)
    gone = sorted((keys | parts) - {each.document.key for each in made})
    writer = generation.engine.writer()
    try:
        writer.drop_within(sorted(keys))
        writer.put(each.document for each in made)
        writer.drop(gone)
        writer.commit()
    finally:
        writer.close()
    if made:
        generation.records.append([m.document.key for m in made], encode([m.sentence for m in made]))
        _learn_words(generation, made)
    if gone:
        generation.records.drop(gone)


def _parts_held(generation: Generation, keys: set[str]) -> set[str]:
    """The names of the parts of these records that the index holds."""
    generation.engine.refresh()
    found = generation.engine.search(Request(OneOf("whole", tuple(sorted(keys))), limit=_MOST_PARTS))
    return {hit.key for hit in found.hits}


def _learn_words(generation: Generation, made: Sequence[Made]) -> None:
    """Adds words the lexicons do not hold yet."""
    counted = WordCount()
    for each in made:
        counted.add(each.texts)
    for language, store in generation.lexicons.items():
        held = {name.decode() for name in store.names.tolist()}
        words = [word for word in counted.words(language) if word not in held]
        if words:
            store.append(words, encode(words))


def _records(keys: Sequence[str]) -> Iterable[CatalogueRecord]:
    for kind in Kind:
        yield from published(kind).filter(key__in=keys)
