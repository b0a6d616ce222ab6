"""`comity index` and `comity search`: the index of the catalogue, and asking it from the command line."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from comity.core import startup

from .output import Exit, fail, print_json, step

if TYPE_CHECKING:
    from comity.search.finding import Asked, Results

_FILTERS = "state, region, crime, provision, issue, language, court, measure, database, kind, status, …"


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build the index anew beside the old one and swap.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on applying changes as they come, until stopped.")
    ] = False,
    vectors: Annotated[bool, typer.Option("--vectors/--no-vectors", help="Search by meaning too.")] = True,
) -> None:
    """Bring the index of the catalogue up to date: by default, apply the changes that wait.

    `comity up` does this by itself. Searches go on during --rebuild.

    Example: comity index --rebuild

    Exit codes: 0 done, 1 failed.
    """
    startup.setup()
    from comity.search import indexing
    from comity.search.index import directory

    if follow:
        stopped: list[int] = []
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda number, frame: stopped.append(number))
        indexing.follow(until=lambda: bool(stopped))
        return
    begun = time.monotonic()
    if rebuild or not directory().current():
        with step("Indexing") as progress:
            count = indexing.rebuild(vectors=vectors, progress=progress)
        typer.echo(f"{count} records indexed in {time.monotonic() - begun:.1f} s")
        return
    count = 0
    with step("Applying changes") as progress, directory().locked():
        while applied := indexing.apply_changes():
            count += applied
            progress("changes", count)
    typer.echo(f"{count} changes applied")


def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", prefixes*, -without, field:value.')] = "",
    lang: Annotated[str, typer.Option(help="The language asked in: ar, zh, en, fr, ru, es.")] = "en",
    filters: Annotated[list[str] | None, typer.Option("--filter", help=f"FACET=CODE; facets: {_FILTERS}")] = None,
    size: Annotated[int, typer.Option(help="Results: 20, 50 or 100.")] = 20,
    page: Annotated[int, typer.Option(help="Which page of the results.")] = 1,
    batch: Annotated[
        Path | None, typer.Option(help="JSON lines of {id, query, lang, filters}; - for standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Search the catalogue in any of the six languages, for records in all of them.

    Example: comity search "extradition of nationals" --lang en --filter state=CAN --json

    With --batch, each line asked gives a line {"id", "hits": [{"id", "score"}]}, up to 100 hits; a hit's id is the
    record's identity in its source, its key if it has none.

    Exit codes: 0 done, 1 nothing indexed, 2 wrong use.
    """
    startup.setup()
    from comity.search.finding import Asked, AskedWrongly, NoIndex, QueryTooLong, find

    try:
        if batch is not None:
            _batch(batch, lang)
            return
        asked = Asked(query, lang, _filters(filters or []), page=page, size=size)
        results = find(asked)
    except (AskedWrongly, QueryTooLong) as error:
        fail(str(error), Exit.USAGE)
    except NoIndex as error:
        fail(str(error))
    if as_json:
        print_json(_as_json(results))
    else:
        _print(results, lang)


def _filters(given: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in given:
        name, _, code = each.partition("=")
        if not code:
            fail(f"--filter {each}: write it like state=CAN", Exit.USAGE)
        found[name] = (*found.get(name, ()), code)
    return found


def _batch(path: Path, language: str) -> None:
    from comity.search.finding import AskedWrongly, QueryTooLong, find

    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            row = _row(line, f"{path}, line {number}")
            try:
                results = find(_asked(row, language), facets=(), shown=False)
            except (AskedWrongly, QueryTooLong, ValueError) as error:
                typer.echo(json.dumps({"id": row["id"], "error": str(error), "hits": []}, ensure_ascii=False))
                continue
            hits = [
                {"id": h.card["source_id"] or h.key, "score": round(h.score, 4), "key": h.key} for h in results.hits
            ]
            typer.echo(json.dumps({"id": row["id"], "hits": hits}, ensure_ascii=False))


def _opened(path: Path) -> IO[str]:
    if str(path) == "-":
        return sys.stdin
    try:
        return path.open(encoding="utf-8")
    except OSError as error:
        fail(f"{path}: {error.strerror}", Exit.USAGE)


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        fail(f"{place}: no JSON ({error})", Exit.USAGE)
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("query"), str):
        fail(f'{place}: an object like {{"id": "1", "query": "…", "lang": "fr"}} is needed', Exit.USAGE)
    return row


def _asked(row: dict[str, Any], language: str) -> Asked:
    from comity.search.finding import Asked

    given = row.get("filters") or {}
    filters = {name: tuple(v) if isinstance(v, list) else (str(v),) for name, v in given.items()}
    since, until = (date.fromisoformat(v[0]) if (v := filters.pop(name, ())) else None for name in ("since", "until"))
    return Asked(row["query"], str(row.get("lang") or language), filters, since, until, size=100)


def _as_json(results: Results) -> dict[str, Any]:
    return {
        "query": results.asked.text,
        "lang": results.asked.language,
        "total": results.total,
        "page": results.asked.page,
        "spelling": results.spelling,
        "facets": {name: dict(counts) for name, counts in results.facets.items() if counts},
        "hits": list(_hits(results)),
    }


def _hits(results: Results) -> Iterator[dict[str, Any]]:
    for hit in results.hits:
        card, shown = hit.card, hit.shown
        why = shown.why if shown else None
        yield {
            "id": card["source_id"] or hit.key,
            "key": hit.key,
            "number": card["number"],
            "score": round(hit.score, 4),
            "kind": card["kind"],
            "states": card["states"],
            "title": "".join(text for text, _ in shown.title) if shown else "",
            "law": card["law"],
            "section": card["section"],
            "language": shown.language if shown else card["language"],
            "passage": "".join(text for text, _ in shown.passage) if shown else "",
            "why": {
                "words": why.words,
                "translations": why.renderings,
                "labels": why.labels,
                "meaning": round(why.meaning, 3),
            }
            if why
            else {},
            "demonstration": card["demonstration"],
        }


def _print(results: Results, language: str) -> None:
    typer.echo(f"{results.total} found" + (f"; did you mean: {results.spelling}" if results.spelling else ""))
    for hit in _hits(results):
        law = hit["law"].get(language) or next(iter(hit["law"].values()), "")
        title = " · ".join(part for part in (law, hit["section"], hit["title"]) if part)
        typer.echo(f"\n{hit['number']}  {title}" + ("  [demonstration]" if hit["demonstration"] else ""))
        typer.echo(f"    {hit['passage']}")
