"""Lists of service providers with the addresses of their portals and guidelines, as CSV.

Columns `provider`, `category`, `portal_url`, `guidelines_url`, `contact_or_entity`, `sources`, `as_of`; a column of
prose is left aside, for what a provider accepts belongs into fields. A year or month in `as_of` counts from its first
day, so that what is old never looks newer than it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from comity.evidence.entries import ProviderEntry, SourceNote
from comity.law.providers import Category, Caution, Entity, Provider

from ..catalogue.law_building import files_ending, read_bytes
from .items import FormatError, Found, FoundItem, Refused

_NEEDED = {"provider", "category", "portal_url", "guidelines_url", "as_of"}
_CATEGORIES = {
    **{member.value: member for member in Category},
    "dating": Category.SOCIAL,
    "voip": Category.MESSAGING,
    "email-vpn": Category.EMAIL_CLOUD,
    "file-transfer": Category.EMAIL_CLOUD,
    "cpaas": Category.INFRASTRUCTURE,
    "ecommerce-cloud": Category.COMMERCE,
    "mobility": Category.COMMERCE,
    "accommodation": Category.COMMERCE,
    "isp-us": Category.TELECOM,
    "telecom-us": Category.TELECOM,
    "crypto": Category.VIRTUAL_ASSETS,
    "fintech": Category.PAYMENTS,
    "payments-in": Category.PAYMENTS,
}
_BRACKETS = re.compile(r"\(([^)]*)\)")


class ProviderList:
    """The reader of such lists."""

    name = "provider-list"
    title = "Lists of service providers with their portals and guidelines (.csv)"

    def files(self, path: Path) -> list[Path]:
        """The `.csv` files under `path`."""
        return files_ending(path, ".csv")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """One provider for each row."""
        try:
            text = read_bytes(file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FormatError(f"{file.name}: it is not UTF-8; save it as CSV in UTF-8") from error
        rows = csv.DictReader(io.StringIO(text))
        if missing := _NEEDED - set(rows.fieldnames or ()):
            raise FormatError(f"{file.name}: there is no column {', '.join(sorted(missing))}")
        for row in rows:
            place = f"{file.name}, line {rows.line_num}"
            yield _read(place, file, {name: (value or "").strip() for name, value in row.items() if name})


def _read(place: str, file: Path, row: dict[str, str]) -> FoundItem:
    excerpt = ", ".join(filter(None, row.values()))[:200]
    name, brands = _named(row["provider"])
    code = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60]
    if not code:
        return Refused(place, "column `provider`: a name in Latin letters is needed", excerpt)
    if row["category"] not in _CATEGORIES:
        known = ", ".join(sorted(_CATEGORIES))
        return Refused(place, f"column `category`: {row['category']!r} is none of {known}", excerpt)
    day = _day(row["as_of"])
    if day is None:
        return Refused(place, f"column `as_of`: {row['as_of']!r} is not a year, a month or a day", excerpt)
    for column in ("portal_url", "guidelines_url"):
        if row[column] and not row[column].startswith(("https://", "http://")):
            return Refused(place, f"column `{column}`: {row[column]!r} is not a web address", excerpt)
    single = "sources" in row and len(list(filter(None, row["sources"].split(";")))) < 2
    facts = Provider(
        code=code,
        name=name,
        category=_CATEGORIES[row["category"]],
        brands=brands,
        entities=tuple(Entity(part.strip()) for part in row.get("contact_or_entity", "").split("/") if _legal(part)),
        portal_url=row["portal_url"],
        guidelines_url=row["guidelines_url"],
        cautions=(Caution.SINGLE_SOURCE,) if single else (),
    )
    source = SourceNote(f"List of service providers ({file.name})"[:200], code, "", "Facts only, re-expressed.", day)
    return Found(place, ProviderEntry(facts, source, partial=True))


_LEGAL = re.compile(r"\b(?:inc\.?|llc|ltd\.?|corp\.?|corporation|ag|ab|bv|b\.v\.|gmbh|s\.?a\.?|limited)(?:\W|$)", re.I)


def _legal(text: str) -> bool:
    """Whether a text names a legal person, by the form of company in it."""
    return bool(_LEGAL.search(text))


def _named(text: str) -> tuple[str, tuple[str, ...]]:
    """(name, brands) of `Meta (Facebook / Instagram)` or `Yahoo / AOL`; a remark in small letters is no brand."""
    inside = [part.strip() for group in _BRACKETS.findall(text) for part in group.split("/")]
    name, *others = (part.strip() for part in _BRACKETS.sub("", text).split("/"))
    return name, tuple(brand for brand in (*others, *inside) if brand and not brand[0].islower())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text + "-01-01"[{4: 0, 7: 3, 10: 6}.get(len(text), 0) :])
    except ValueError:
        return None
