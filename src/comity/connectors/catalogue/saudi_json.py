"""Saudi laws as JSON: a law with its articles, dates in both calendars.

The Gregorian day is taken as the file gives it; the Hijri day stays in the official number, for it is the official one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from comity.catalogue.entries import LawFacts, SourceNote

from .items import FormatError, FoundItem, Refused
from .law_building import Building, clean, files_ending, lacking, no_json, read_text

_STATUSES = {"ساري": "in-force", "سارٍ": "in-force", "ملغي": "repealed", "ملغى": "repealed"}


class SaudiJson:
    """The reader."""

    name = "saudi-json"
    title = "Saudi laws as JSON (.json)"

    def files(self, path: Path) -> list[Path]:
        """The `.json` files under `path`."""
        return files_ending(path, ".json")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The law, then its articles."""
        try:
            law = json.loads(read_text(file))
        except FormatError:
            raise
        except (ValueError, RecursionError) as error:
            raise no_json(file.name, error) from error
        if not isinstance(law, dict) or not isinstance(law.get("articles"), list) or not _text(law, "law_id"):
            raise lacking(file.name, "law_id, law_name, articles")
        links = law.get("links")
        link = links[0] if isinstance(links, list) and links and isinstance(links[0], dict) else {}
        url = _text(link, "url")
        source = SourceNote("Bureau of Experts at the Council of Ministers (Saudi Arabia)", url)
        building = Building(file.name, source, _text(law, "law_id"), "SAU", "ar", url if url.startswith("http") else "")
        yield building.law(_text(law, "law_name") or _text(law, "title"), _facts(law))
        for number, article in enumerate(law["articles"], 1):
            if not isinstance(article, dict) or not _text(article, "text"):
                place = _("%(name)s, article %(number)s") % {"name": file.name, "number": number}
                yield Refused(place, _("An article without text."), str(article)[:200])
                continue
            yield building.extract(
                _text(article, "number_text") or str(article.get("number", number)), _text(article, "text")
            )


def _facts(law: dict[str, Any]) -> LawFacts:
    hijri = _text(law, "issue_date_hijri")
    authority = _text(law, "issuing_authority")
    return LawFacts(
        law_kind="regulation" if _text(law, "category") in {"regulation", "bylaw"} else "act",
        official_number=" · ".join(part for part in (authority, f"{hijri} هـ" if hijri else "") if part)[:200],
        adopted_on=_day(_text(law, "issue_date_gregorian")),
        status=_STATUSES.get(_text(law, "status"), "unknown"),
    )


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return clean(value).encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    except ValueError:
        return None
