"""Where providers' guidelines for authorities stood and stand, from the declarations of the Open Terms Archive.

`Service.json` declares the addresses of a service's documents now, `Service.history.json` those of before, each with
the day it ceased to be used. Only addresses and days are read; how the archive cuts the text out of the page is not of
interest, so declarations that differ in that alone are one version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from comity.evidence.entries import GuidelineEntry, SourceNote

from ..catalogue.law_building import files_ending, read_bytes
from .items import FormatError, Found, FoundItem, Passed, Refused

DOCUMENT = "Law Enforcement Guidelines"
_HISTORY = ".history.json"


class OtaDeclarations:
    """The reader of declarations with their histories."""

    name = "ota"
    title = "Declarations of the Open Terms Archive with their histories (.json)"

    def files(self, path: Path) -> list[Path]:
        """The declarations under `path`; a history is read with the declaration it belongs to, or alone."""
        found = files_ending(path, ".json")
        held = set(found)
        return [f for f in found if not f.name.endswith(_HISTORY) or _declaration(f) not in held]

    def read(self, file: Path) -> Iterator[FoundItem]:
        """One version for each address, in the order they were used."""
        history = file if file.name.endswith(_HISTORY) else file.with_name(f"{file.stem}{_HISTORY}")
        service = history.name.removesuffix(_HISTORY)
        now: list[Any] = []
        if history != file:
            declared = _json(file)
            if not isinstance(declared.get("name"), str) or not isinstance(declared.get("terms"), dict):
                raise FormatError(f"{file.name}: a declaration has `name` and `terms`")
            service = declared["name"]
            now = [declared["terms"][DOCUMENT]] if DOCUMENT in declared["terms"] else []
        before = _json(history).get(DOCUMENT, []) if history.exists() else []
        if not isinstance(before, list):
            raise FormatError(f"{history.name}: `{DOCUMENT}` is a list of declarations")
        if not now and not before:
            yield Passed(file.name, "a service without guidelines for authorities")
            return
        yield from _versions(file, service, [*sorted(before, key=_ended), *now])


@dataclass(slots=True)
class _Stood:
    """An address, since when and until when it was used; None for not known, and for the one in use."""

    url: str
    since: date | None
    until: date | None


def _versions(file: Path, service: str, declared: list[Any]) -> Iterator[FoundItem]:
    stood: list[_Stood] = []
    running: dict[str, _Stood] = {}  # the addresses of the declaration before: read in another way, they stay one
    ended: date | None = None
    for number, each in enumerate(declared, 1):
        place = f"{file.name}, {DOCUMENT}, declaration {number}"
        try:
            until = date.fromisoformat(str(each["validUntil"])[:10]) if "validUntil" in each else None
            urls = list(dict.fromkeys(str(part["fetch"]) for part in each.get("combine", [each])))
        except (KeyError, TypeError, ValueError, AttributeError):
            yield Refused(place, "an address (`fetch`) and a day (`validUntil`) are needed", str(each)[:200])
            continue
        now = {url: running.get(url) or _Stood(url, ended, until) for url in urls}
        for url, version in now.items():
            version.until = until
            if url not in running:
                stood.append(version)
        running, ended = now, until
    source = f"Open Terms Archive ({file.parent.name})"
    counted: Counter[str] = Counter()
    for version in stood:
        counted[version.url] += 1
        identity = f"{service} {version.url} {counted[version.url]}"[-300:]
        yield Found(
            f"{file.name}, {version.url}",
            GuidelineEntry(
                provider=service,
                source=SourceNote(source, identity, "https://opentermsarchive.org/", "Facts only, re-expressed."),
                title=DOCUMENT,
                url=version.url,
                used_from=version.since,
                used_until=version.until,
            ),
        )


def _ended(declared: Any) -> str:
    """When a declaration of before ended, to order by: the archive does not keep them in order everywhere."""
    return str(declared.get("validUntil", "")) if isinstance(declared, dict) else ""


def _declaration(history: Path) -> Path:
    return history.with_name(history.name.removesuffix(_HISTORY) + ".json")


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_bytes(file))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{file.name}: it is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise FormatError(f"{file.name}: a declaration is an object")
    return found
