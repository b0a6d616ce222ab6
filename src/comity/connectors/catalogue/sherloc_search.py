"""Saved answers of the SHERLOC portal's search: JSON with `found`, `facetFields` and `results[] {id, uri, values}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import html

from comity.catalogue.entries import CaseFacts, Entry, ExtractFacts, Kind, LawFacts, Provenance, SourceNote, Text
from comity.vocabulary.interfaces import thesaurus

from .items import FormatError, Found, FoundItem, Passed, Refused
from .law_building import clean, files_ending, lacking, no_json, one_line, paragraphs, read_text
from .sherloc_terms import Terms

PORTAL = "https://sherloc.unodc.org"
SOURCE = SourceNote("SHERLOC portal (UNODC)", PORTAL, "unclear: © United Nations")


class SherlocSearch:
    """The reader."""

    name = "sherloc-search"
    title = "Saved search answers of the SHERLOC portal (.json)"

    def files(self, path: Path) -> list[Path]:
        """The `.json` files under `path`."""
        return files_ending(path, ".json")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """A case or an extract for each result, a law before its first extract."""
        try:
            answer = json.loads(read_text(file))
        except FormatError:
            raise
        except (ValueError, RecursionError) as error:
            raise no_json(file.name, error) from error
        if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
            raise lacking(file.name, "results")
        terms = Terms(thesaurus())
        laws: set[str] = set()
        for number, row in enumerate(answer["results"], 1):
            place = _("%(name)s, result %(number)s") % {"name": file.name, "number": number}
            if not isinstance(row, dict) or not isinstance(row.get("values"), dict) or not _uri(row):
                yield Refused(
                    place, _("It must be an object with %(needed)s.") % {"needed": "uri, values"}, str(row)[:200]
                )
                continue
            yield from _result(row, place, terms, laws)
        for unknown in terms.unknown:
            yield Passed(file.name, _("There is no term here for “%(term)s”.") % {"term": unknown})


def _result(row: dict[str, Any], place: str, terms: Terms, laws: set[str]) -> Iterator[FoundItem]:
    uri, values = _uri(row), row["values"]
    if "case-law" in uri:
        yield Found(place, _case(uri, values, terms))
    elif "legislation" in uri:
        law = _first(values, "nationalLawArticle@title_s1", "nationalLawArticle@title_s")
        if not law:
            yield Refused(place, _("An extract without the title of its law."), uri[:200])
            return
        states = terms.state(_first(values, "nationalLawArticle@country_s1", "legislation@country_s1", "country"))
        identity = f"{''.join(states)}/{law}"[:300]
        if identity not in laws:
            laws.add(identity)
            yield Found(place, _entry(Kind.LAW, identity, Text("en", law), LawFacts(), states))
        yield Found(place, _extract(uri, values, identity, states, terms))
    else:
        yield Refused(place, _("Neither a case nor legislation."), uri[:200])


def _case(uri: str, values: dict[str, Any], terms: Terms) -> Entry:
    title = _first(values, "caseLaw@title_s1", "title") or uri.rsplit("/", 1)[-1].removesuffix(".html")
    summary = _plain(_first(values, "en#caseLaw@factSummary_s1", "caseLaw@factSummary_s1", "factSummary"))
    facts = CaseFacts(decided_on=_day(_first(values, "caseLaw@decisionVerdictDate_d1", "decisionVerdictDate")))
    return Entry(
        Kind.CASE,
        uri[:300],
        "en",
        (Text("en", title, summary),),
        facts,
        states=terms.state(_first(values, "caseLaw@country_s1", "country")),
        crimes=terms.codes("crime-types", _every(values, "en#__el.caseLaw.crimeTypes_s", "crimeTypes")),
        issues=terms.codes("issues", _every(values, "en#__el.caseLaw.crossCuttingIssues_s", "crossCuttingIssues")),
        source=SOURCE,
        provenance=Provenance.THIRD_PARTY,
        url=address(uri),
        number=_first(values, "caseLaw@unodcNo_s1", "unodcNo")[:40],
    )


def _extract(uri: str, values: dict[str, Any], law: str, states: tuple[str, ...], terms: Terms) -> Entry:
    section = _first(values, "nationalLawArticle@article_s1", "article") or uri.rsplit("/", 1)[-1].removesuffix(".html")
    body = _plain(_first(values, "nationalLawArticle@originalText_s1", "originalText"))
    facts = ExtractFacts(law, section[:300])
    provisions = [
        code
        for field, instrument in (("untocArticles", "untoc"), ("uncacArticles", "uncac"))
        for code in terms.provisions(instrument, _every(values, f"en#__el.legislation.{field}_s", field))
    ]
    return _entry(
        Kind.EXTRACT,
        uri[:300],
        Text("en", "", body) if body else Text("en", section),
        facts,
        states,
        provisions=tuple(provisions),
        crimes=terms.codes("crime-types", _every(values, "en#__el.legislation.crimeTypes_s", "crimeTypes")),
        url=address(uri),
    )


def _entry(kind: Kind, source_id: str, text: Text, facts: Any, states: tuple[str, ...], **more: Any) -> Entry:
    return Entry(
        kind, source_id, "en", (text,), facts, states=states, source=SOURCE, provenance=Provenance.THIRD_PARTY, **more
    )


def address(uri: str) -> str:
    """The address of a record of the portal."""
    return uri if uri.startswith("http") else f"{PORTAL}/cld/{uri.lstrip('/')}"


def _uri(row: dict[str, Any]) -> str:
    uri = row.get("uri") or ""
    if not uri and isinstance(row.get("id"), str):
        uri = row["id"].split(",")[-1]
    return clean(uri) if isinstance(uri, str) else ""


def _first(values: dict[str, Any], *names: str) -> str:
    return next(iter(_every(values, *names)), "")


def _every(values: dict[str, Any], *names: str) -> list[str]:
    for name in names:
        held = values.get(name)
        texts = held if isinstance(held, list) else [held]
        found = [clean(one_line(text)) if "<" not in text else clean(text) for text in texts if isinstance(text, str)]
        if found := [text for text in found if text]:
            return found
    return []


def _plain(text: str) -> str:
    """HTML as plain paragraphs."""
    if "<" not in text:
        return paragraphs(text)
    try:
        root = html.fromstring(f"<div>{text}</div>")
    except Exception:  # what lxml cannot read is no HTML: kept as it stands
        return paragraphs(text)
    blocks = [one_line(block.text_content()) for block in root.iter("p", "li")] or [one_line(root.text_content())]
    return "\n\n".join(block for block in blocks if block)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
