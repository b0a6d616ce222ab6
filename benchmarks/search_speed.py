"""How fast the search page answers under load, beside SQLite FTS5 and PostgreSQL on the same sections.

Starts the portal on a home whose catalogue was loaded and indexed, asks at a fixed rate from another process, and
reports times and memory; then asks the same queries of the two databases' full-text search with the same sections,
words only, ranked, twenty results and a count by State.

    COMITY_HOME=/big uv run comity up     # once, to make the home; stop it again
    COMITY_HOME=/big uv run comity load catalogue --from sections-jsonl ../shared/data/bench_legislation_6lang
    COMITY_HOME=/big uv run comity index --rebuild
    uv run python benchmarks/search_speed.py --home /big --data ../shared/data/bench_legislation_6lang [--postgres URL]

Without `--home` only the two databases are measured, beside each other. `uv sync --extra postgres` brings the driver.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from load import RATE, load, portal, report, report_memory

SECONDS = 30


def queries(data: Path, count: int) -> list[tuple[str, str]]:
    """(language, words): two to five neighbouring words of sections, a third of one frequent word, by a fixed seed."""
    chosen = random.Random(11)
    found = []
    for file in sorted(data.glob("*.jsonl.gz")):
        for number, row in enumerate(_rows(file)):
            if number % 997 == 0 and len(row["text"]) > 40:
                words = re.findall(r"[^\W\d_]{2,}", row["text"])
                if len(words) > 6:
                    start = chosen.randrange(len(words) - 5)
                    length = chosen.choice((1, 2, 3, 4, 5))
                    found.append((row["lang"], " ".join(words[start : start + length])))
    chosen.shuffle(found)
    return found[:count]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def pages(home: Path, asked: list[tuple[str, str]]) -> None:
    """Starts the portal, warms it, loads it with whole search pages."""
    addresses = [("", f"/{language}/search/?q={quote(words)}") for language, words in asked]
    with portal(home, "/en/search/?q=warm"):
        load(addresses[:40])
        report(f"Comity, whole page, {RATE} requests a second", load(addresses)[""])
        report_memory()


def one_after_another(ask: Callable[[str], Any], asked: list[tuple[str, str]]) -> list[float]:
    """The times of the same queries, each after the other."""
    times = []
    for _language, words in asked:
        begun = time.perf_counter()
        ask(words)
        times.append(time.perf_counter() - begun)
    return times


def fts5(data: Path, asked: list[tuple[str, str]], most: int) -> None:
    """SQLite FTS5 over the same sections."""
    with tempfile.TemporaryDirectory() as folder:
        held = sqlite3.connect(f"{folder}/fts.sqlite3")
        held.execute("create virtual table s using fts5(state unindexed, title, body, tokenize='unicode61')")
        begun = time.perf_counter()
        rows = ((r.get("country"), r["title"], r["text"]) for f in sorted(data.glob("*.jsonl.gz")) for r in _rows(f))
        held.executemany("insert into s values (?,?,?)", (row for _, row in zip(range(most), rows, strict=False)))
        held.commit()
        count = held.execute("select count(*) from s").fetchone()[0]
        print(f"SQLite FTS5: {count / (time.perf_counter() - begun):,.0f} sections a second indexed")

        def ask(words: str) -> None:
            match = " ".join(f'"{word}"' for word in words.split())
            held.execute("select rowid from s where s match ? order by rank limit 20", (match,)).fetchall()
            held.execute("select state, count(*) from s where s match ? group by state", (match,)).fetchall()

        report("SQLite FTS5, query and one facet", one_after_another(ask, asked))


def postgres(data: Path, asked: list[tuple[str, str]], most: int, url: str) -> None:
    """PostgreSQL full-text search over the same sections."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as held:
        held.execute("drop table if exists bench_sections")
        held.execute("create table bench_sections (state text, title text, body text, words tsvector)")
        begun = time.perf_counter()
        with held.cursor().copy("copy bench_sections (state, title, body) from stdin") as copy:
            rows = (
                (r.get("country"), r["title"], r["text"]) for f in sorted(data.glob("*.jsonl.gz")) for r in _rows(f)
            )
            for _, row in zip(range(most), rows, strict=False):
                copy.write_row([None if value is None else value.replace("\0", "") for value in row])
        held.execute("update bench_sections set words = to_tsvector('simple', left(title || ' ' || body, 200000))")
        held.execute("create index on bench_sections using gin (words)")
        held.execute("vacuum analyze bench_sections")
        count = held.execute("select count(*) from bench_sections").fetchone()
        print(f"PostgreSQL: {(count or [0])[0] / (time.perf_counter() - begun):,.0f} sections a second indexed")

        def ask(words: str) -> None:
            where = "from bench_sections, plainto_tsquery('simple', %s) q where words @@ q"
            held.execute(f"select title {where} order by ts_rank(words, q) desc limit 20", (words,)).fetchall()
            held.execute(f"select state, count(*) {where} group by state", (words,)).fetchall()

        report("PostgreSQL, query and one facet", one_after_another(ask, asked))
        held.execute("drop table bench_sections")


def main() -> None:
    """Runs all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home whose catalogue is loaded and indexed")
    parser.add_argument("--data", type=Path, required=True, help="the folder of sections it was loaded from")
    parser.add_argument("--sections", type=int, default=10**9, help="how many sections the databases get")
    parser.add_argument("--postgres", default="", help="a PostgreSQL to compare with, postgresql://…")
    asked = parser.parse_args()
    wanted = queries(asked.data, SECONDS * RATE)
    while len(wanted) < SECONDS * RATE:
        wanted += wanted[: SECONDS * RATE - len(wanted)]
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; trust times near 0")
    if asked.home:
        pages(asked.home, wanted)
    fts5(asked.data, wanted[:200], asked.sections)
    if asked.postgres:
        postgres(asked.data, wanted[:200], asked.sections, asked.postgres)


if __name__ == "__main__":
    main()
