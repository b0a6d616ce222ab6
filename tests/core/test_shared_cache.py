"""The cache all web processes share: exact counts, nothing kept beyond its time, and no harm from a damaged file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from comity.core import shared_cache
from comity.core.shared_cache import SharedCache


@pytest.fixture
def cache(tmp_path: Path) -> SharedCache:
    return SharedCache(tmp_path, {})


def test_it_keeps_values_as_django_expects(cache: SharedCache) -> None:
    cache.set("a", {"list": [1, None, "é"]})
    assert cache.get("a") == {"list": [1, None, "é"]}
    cache.set("none", None)
    assert cache.get("none", "default") is None
    assert cache.has_key("none")
    assert cache.get("b", "default") == "default"
    assert cache.delete("a")
    assert not cache.delete("a")
    cache.set_many({"x": 1, "y": True})
    assert cache.get_many(["x", "y"]) == {"x": 1, "y": True}
    cache.clear()
    assert cache.get("x") is None


def test_what_has_ended_is_gone_and_can_be_added_anew(cache: SharedCache, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache.add("a", 1, 60)
    assert not cache.add("a", 2, 60)
    now = shared_cache._now()
    monkeypatch.setattr(shared_cache, "_now", lambda: now + 61)
    assert cache.get("a") is None
    with pytest.raises(ValueError, match="no number"):
        cache.incr("a")
    assert cache.add("a", 3, 600)
    assert cache.get("a") == 3


def test_counts_of_many_at_once_are_exact(tmp_path: Path) -> None:
    caches = [SharedCache(tmp_path, {}) for _ in range(2)]  # as two processes
    caches[0].add("n", 0)

    def count(cache: SharedCache) -> None:
        for _ in range(100):
            cache.incr("n")

    threads = [threading.Thread(target=count, args=(cache,)) for cache in caches for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caches[1].get("n") == 400


def test_it_throws_away_what_ends_first(cache: SharedCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_cache, "_MOST", 5)
    monkeypatch.setattr(shared_cache, "_CULL_EVERY", 11)
    cache.set("kept", 1, None)
    for number in range(10):
        cache.set(str(number), number, 100 + number)
    assert cache.get("kept") == 1
    assert cache.get("0") is None
    assert cache.get("9") == 9


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "shared.sqlite3").write_bytes(b"this is no database" * 100)
    cache = SharedCache(tmp_path, {})
    assert cache.get("a") is None
    cache.set("a", 1)
    assert cache.get("a") == 1
