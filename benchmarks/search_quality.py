"""How well the right record is found: known items within one language and across two, and the UDHR in all pairs.

Known items: the marginal note of a section is asked, and the section must be found among all sections of the language
by its text alone (the note is not indexed). Within: French notes, French sections. Across: English notes, French
sections; the aligned section is the right one. Queries: 2,000 notes of at least three words that stand at most three
times, by fixed seeds. 600 were looked at while the search was made; 1,400 were held out from everything. Another 1,500
taught the weights of the second reading (`learn_ranking.py`) and are not asked.

    uv run python benchmarks/search_quality.py ../shared/data [--build DIR]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comity.core import startup

startup.configure()

from comity.catalogue.entries import Entry, ExtractFacts, Kind, Text  # noqa: E402
from comity.search.asked import clauses  # noqa: E402
from comity.search.compiling import Compiled, compiled  # noqa: E402
from comity.search.documents import document, sentence  # noqa: E402
from comity.search.finding import MEANING_FROM, MEANT  # noqa: E402
from comity.search.index import Generation  # noqa: E402
from comity.search.learning import Pairs  # noqa: E402
from comity.search.lexicon import WordCount  # noqa: E402
from comity.search.nodes import OneOf  # noqa: E402
from comity.search.port import Hit, Request  # noqa: E402
from comity.search.ranking import WINDOW, ranked  # noqa: E402
from comity.search.translation import Translator, dictionary  # noqa: E402
from comity.search.vectors import encode  # noqa: E402
from comity.vocabulary.bundled import bundled_terms  # noqa: E402
from comity.vocabulary.thesaurus import Concept, Thesaurus  # noqa: E402

_LOOKED_AT, _HELD_OUT, _TEACHING = 600, 1_400, 1_500  # notes
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The sections of a file."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def thesaurus() -> Thesaurus:
    """The bundled vocabularies, without a database."""
    terms = [
        Concept(t.scheme, t.code, t.parent, t.labels, t.definitions, {k: tuple(v) for k, v in t.alternatives.items()})
        for t in bundled_terms()
    ]
    return Thesaurus(terms, {})


def build(directory: Path, entries: list[Entry], laws: dict[str, Text]) -> Generation:
    """An index of these entries, with vectors and lexicon."""
    known = thesaurus()
    generation = Generation(directory)
    if generation.engine.count():
        return generation
    writer, words = generation.engine.writer(), WordCount()
    begun = time.monotonic()
    for start in range(0, len(entries), 5_000):
        part = entries[start : start + 5_000]
        writer.put_new(document(e, known, law=(laws[e.source_id],) if e.source_id in laws else ()) for e in part)
        for each in part:
            words.add([(text.language, text.body[:600]) for text in each.texts])
    writer.commit()
    writer.close()
    print(f"lexical indexing: {len(entries) / (time.monotonic() - begun):,.0f} sections a second")
    begun = time.monotonic()
    for start in range(0, len(entries), 10_000):
        part = entries[start : start + 10_000]
        generation.records.append([e.key for e in part], encode([sentence(e) for e in part]))
    print(f"vectors: {len(entries) / (time.monotonic() - begun):,.0f} sections a second")
    meanings = dictionary(known)
    for language, store in generation.lexicons.items():
        found = words.words(language, also=meanings.words(language))
        store.append(found, encode(found))
    return generation


def hits(
    generation: Generation, translator: Translator | None, text: str, language: str, **how: Any
) -> tuple[tuple[Hit, ...], Compiled]:
    """The first hundred as the engine ranks them, and the query."""

    def near(asked: str) -> list[tuple[str, float]]:
        return [p for p in generation.records.nearest(encode([asked])[0], MEANT) if p[1] >= MEANING_FROM]

    meaning = near if how.get("meaning", True) else None
    query = compiled(clauses(text), language=language, translator=translator, near=meaning)
    filters = {"language": OneOf("language", (how["target"],))} if "target" in how else {}
    return generation.engine.search(Request(query.node, filters, limit=WINDOW, leads=True)).hits, query


def rank(
    generation: Generation, translator: Translator | None, text: str, language: str, right: str, **how: Any
) -> int:
    """The place of the right record among the first hundred; 1000 if it is not there."""
    found, query = hits(generation, translator, text, language, **how)
    read = ranked(found, query, generation.rarity) if how.get("again", True) else found
    return next((place for place, hit in enumerate(read) if hit.key == right), 1000)


def report(name: str, ranks: list[int], seconds: float) -> None:
    """One line: the share found first, in the first ten, in the first hundred; of those held out too."""
    held = ranks[_LOOKED_AT:]
    share = {n: sum(r < n for r in ranks) / len(ranks) for n in (1, 10, 100)}
    out = sum(r < 10 for r in held) / len(held) if held else float("nan")
    print(
        f"{name:<52} @1 {share[1]:6.1%}  @10 {share[10]:6.1%} (held out {out:6.1%})  @100 {share[100]:6.1%}"
        f"  {1000 * seconds / len(ranks):6.1f} ms a query",
        flush=True,
    )


class KnownItems:
    """The sections, the notes that are asked, and those that teach."""

    def __init__(self, data: Path, place: Path) -> None:
        folder = data / "bench_legislation_6lang"
        self.french = list(rows(folder / "ca_fr.jsonl.gz"))
        self.english = list(rows(folder / "ca_en.jsonl.gz"))
        entries, laws = [], {}
        for number, row in enumerate(self.french):
            key = f"f{number:06}"
            text = Text("fr", "", row["text"])
            facts = ExtractFacts("", row["section"])
            entries.append(Entry(Kind.EXTRACT, key, "fr", (text,), facts, ("CAN",), key=key))
            laws[key] = Text("fr", row["title"])
        self.generation = build(place / "known", entries, laws)
        self.right = {row["align"]: f"f{number:06}" for number, row in enumerate(self.french)}
        self.notes = {row["align"]: row.get("heading") or "" for row in self.french}
        self.asked, self.teaching = self._chosen()

    def _chosen(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        seen = Counter(row.get("heading") or "" for row in self.english)
        fit = [
            row
            for row in self.english
            if row["align"] in self.right
            and len((row.get("heading") or "").split()) >= 3
            and seen[row["heading"]] <= 3
            and len(row["text"]) > 100
        ]
        looked_at = random.Random(7).sample(fit, _LOOKED_AT)
        taken = {row["align"] for row in looked_at}
        others = [row for row in fit if row["align"] not in taken and self.notes[row["align"]]]
        random.Random(1).shuffle(others)
        return looked_at + others[_TEACHING : _TEACHING + _HELD_OUT], others[:_TEACHING]

    def query(self, row: dict[str, Any], language: str) -> tuple[str, str]:
        """What is asked in a language, and the key of the right record."""
        return (self.notes[row["align"]] if language == "fr" else row["heading"]), self.right[row["align"]]


def known_items(data: Path, place: Path) -> None:
    """Within French, and from English to French."""
    known = KnownItems(data, place)
    generation = known.generation
    translator = Translator(generation.lexicons, dictionary(thesaurus()))
    taught = Translator(generation.lexicons, dictionary(thesaurus()), learned(known.english, known.french))
    acts = [row for row in known.asked if "/act/" in row["id"]]
    runs: list[tuple[str, str, Translator | None, dict[str, bool]]] = [
        ("within French: words only, as the engine ranks", "fr", None, {"meaning": False, "again": False}),
        ("within French: words only", "fr", None, {"meaning": False}),
        ("within French: all", "fr", translator, {}),
        ("English to French: words only", "en", None, {"meaning": False}),
        ("English to French: all, as the engine ranks", "en", translator, {"again": False}),
        ("English to French: all but learning", "en", translator, {}),
        ("English to French, acts: all, taught by regulations", "en", taught, {}),
    ]
    for name, language, helped, how in runs:
        queries = [known.query(row, language) for row in (acts if "acts" in name else known.asked)]
        begun = time.monotonic()
        ranks = [rank(generation, helped, text, language, key, target="fr", **how) for text, key in queries if text]
        report(name, ranks, time.monotonic() - begun)


def learned(english: list[dict[str, Any]], french: list[dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """What the aligned notes of regulations teach; no act is among them."""
    notes = {row["align"]: row.get("heading") or "" for row in french}
    pairs = Pairs()
    for row in english:
        if "/reg/" in row["id"] and row.get("heading") and notes.get(row["align"]):
            pairs.add({"en": row["heading"], "fr": notes[row["align"]]})
    return pairs.learn()


def declaration(data: Path, place: Path) -> None:
    """Each article of the Universal Declaration by its text in another language, for all thirty pairs."""
    texts = _articles(data / "udhr_6lang")
    entries = [
        Entry(
            Kind.EXTRACT,
            f"{language}{n}",
            language,
            (Text(language, "", body),),
            ExtractFacts("", str(n)),
            ("INT",),
            key=f"{language}{n:02}",
        )
        for language, held in texts.items()
        for n, body in held.items()
    ]
    generation = build(place / "declaration", entries, {})
    translator = Translator(generation.lexicons, dictionary(thesaurus()))
    found = {}
    for source in LANGUAGES:
        for target in LANGUAGES:
            if source != target:
                ranks = [
                    rank(generation, translator, body[:200], source, f"{target}{n:02}", target=target)
                    for n, body in texts[source].items()
                ]
                found[source, target] = sum(r < 1 for r in ranks) / len(ranks)
    for source in LANGUAGES:
        shares = "  ".join(f"{target} {found[source, target]:4.0%}" for target in LANGUAGES if target != source)
        print(f"UDHR, from {source}, right article first: {shares}")
    print(f"UDHR, mean over thirty pairs: {statistics.mean(found.values()):.1%}")


def _articles(folder: Path) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    with (folder / "udhr_articles.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            found.setdefault(row["lang"], {})[row["align"]] = row["text"]
    return found


def main() -> None:
    """Runs both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--build", type=Path, help="keep the indexes here, to be used again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = asked.build or Path(temporary)
        declaration(asked.data, place)
        known_items(asked.data, place)


if __name__ == "__main__":
    main()
