"""Vectors on disk: the nearest are found, the newest row of a name counts, merging changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from comity.search import vectors
from comity.search.vectors import DIMENSIONS, VectorStore


def _vectors(count: int, seed: int = 0) -> vectors.Vectors:
    found = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_the_nearest_is_the_vector_itself(tmp_path: Path) -> None:
    store, held = VectorStore(tmp_path), _vectors(500)
    store.append([f"k{n}" for n in range(500)], held)
    for n in (0, 250, 499):
        (name, cosine), *_rest = store.nearest(held[n], 3)
        assert name == f"k{n}"
        assert cosine > 0.99


def test_a_later_row_takes_the_place_and_a_dropped_name_is_gone(tmp_path: Path) -> None:
    store, held = VectorStore(tmp_path), _vectors(20)
    store.append([f"k{n}" for n in range(20)], held)
    store.append(["k1"], held[5:6])
    assert dict(store.nearest(held[1], 20))["k1"] < 0.9
    store.drop(["k2"])
    assert dict(store.nearest(held[2], 20)).get("k2", 0) < 0.01


def test_merging_keeps_every_name_once_and_other_processes_see_it(tmp_path: Path) -> None:
    store, reader, held = VectorStore(tmp_path), VectorStore(tmp_path), _vectors(60)
    for n in range(60):
        store.append([f"k{n % 30}"], held[n : n + 1])
    reader.refresh()
    assert len(set(reader.names.tolist())) == 30
    assert reader.nearest(held[45], 1)[0][0] == "k15"


def test_an_empty_store_knows_nothing(tmp_path: Path) -> None:
    assert VectorStore(tmp_path).nearest(_vectors(1)[0], 5) == []


def test_a_long_name_is_cut_at_a_letter(tmp_path: Path) -> None:
    store = VectorStore(tmp_path)
    store.append(["ы" * 100], _vectors(1))
    assert store.nearest(_vectors(1)[0], 1)[0][0] == "ы" * 60
