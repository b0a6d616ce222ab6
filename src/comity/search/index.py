"""The index of this home: its directory, opening it, and changing it for one built beside.

`index/current` names the generation in use, `index/<generation>/` holds the engine's files, the records' vectors and
the lexicons. Readers look at `current` before every search, so that a swap is seen at once.
"""

from __future__ import annotations

import fcntl
import math
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from django.conf import settings

from comity.vocabulary.interfaces import thesaurus

from . import learning
from .engines.tantivy_engine import TantivyEngine
from .translation import Translator, dictionary, open_lexicons
from .vectors import VectorStore

SCHEMA = 5  # grows when documents are made otherwise: an index of another number is built anew


class NoIndex(RuntimeError):
    """Nothing was ever indexed here."""


class Generation:
    """One index with what belongs to it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.engine = TantivyEngine(directory / "engine")
        self.records = VectorStore(directory / "records")
        self.lexicons = open_lexicons(directory / "lexicon")

    @cached_property
    def translator(self) -> Translator:
        """Renders words by this generation's lexicons; vocabularies are those of when it was first asked."""
        return Translator(self.lexicons, dictionary(thesaurus()), learning.read(self.directory / "learned"))

    def rarity(self, field: str, token: str) -> float:
        """How much a stem in a field of text tells: nothing if every record has it."""
        count, held = self.engine.count(), self.engine.frequency(field, token)
        return math.log(1 + (count - held + 0.5) / (held + 0.5))

    def refresh(self) -> None:
        """Sees what was written since."""
        self.engine.refresh()
        self.records.refresh()
        for lexicon in self.lexicons.values():
            lexicon.refresh()


class IndexDirectory:
    """Where the generations are kept."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> str:
        """The generation in use; empty if there is none of this schema."""
        try:
            name = (self.root / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        return name if name.startswith(f"{SCHEMA}-") and (self.root / name).is_dir() else ""

    def open(self, name: str) -> Generation:
        """A generation."""
        return Generation(self.root / name)

    def new(self) -> Generation:
        """An empty generation, not in use yet."""
        self.root.mkdir(parents=True, exist_ok=True)
        taken = [int(path.name.split("-")[1]) for path in self.root.glob("*-*") if path.name.split("-")[1].isdigit()]
        return self.open(f"{SCHEMA}-{max(taken, default=0) + 1}")

    def begin_building(self) -> Generation:
        """An empty generation that is told of every change applied to the one in use from now on."""
        fresh = self.new()
        (self.root / "noted").write_text("", encoding="ascii")
        return fresh

    def note_for_building(self, keys: Iterable[str]) -> None:
        """Notes records changed in the index in use, if another is being built."""
        if (self.root / "noted").exists():
            with (self.root / "noted").open("a", encoding="ascii") as file:
                file.writelines(f"{key}\n" for key in sorted(keys))
                file.flush()
                os.fsync(file.fileno())

    def noted_for_building(self) -> set[str]:
        """The records noted since building began."""
        return set((self.root / "noted").read_text(encoding="ascii").split())

    def use(self, generation: Generation) -> None:
        """Puts a generation in use, in one step; takes away those before the last."""
        before = self.current()
        partial = self.root / "current.part"
        partial.write_text(generation.directory.name, encoding="ascii")
        os.replace(partial, self.root / "current")  # noqa: PTH105 - the atomic one
        (self.root / "noted").unlink(missing_ok=True)
        for path in self.root.glob("*-*"):
            # The one before stays for readers that have it open.
            if path.is_dir() and path.name not in {before, generation.directory.name}:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self, *, wait: bool = True) -> Iterator[bool]:
        """Holds the right to write; gives False if another has it and `wait` is false."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True


def directory() -> IndexDirectory:
    """The index directory of this home."""
    return IndexDirectory(settings.HOME / "index")


_lock = threading.Lock()
_open: dict[str, Generation] = {}


def generation() -> Generation | None:
    """The generation in use, up to date; None if nothing was ever indexed. Opened once per process."""
    place = directory()
    name = place.current()
    if not name:
        return None
    key = str(place.root / name)
    with _lock:
        held = _open.get(key)
        if held is None:
            _open.clear()
            held = _open[key] = place.open(name)
    held.refresh()
    return held
