"""From the Electronic Evidence Hub to documents that are indexed: providers, guides, and each part of a guide.

A part is a document of its own, so that its words lead to its place; its key is the guide's with the part's anchor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from comity.core.gazetteer import load_gazetteer
from comity.evidence.entries import GuideEntry, GuidePart
from comity.evidence.interfaces import guide_of, provider_of, texts_of
from comity.evidence.models import Guide, ServiceProvider
from comity.law.providers import Answer, Provider
from comity.vocabulary.interfaces import Thesaurus

from .analysis import LANGUAGES, OTHER, analyser, field_language
from .documents import CARD_LENGTH, Made, number_of, regions, with_ancestors, with_wholes
from .port import BODY, LABEL, TITLE, Document, text_field

PROVIDERS, GUIDES = "providers", "guides"  # the databases
_MOST = 200_000  # characters of one text that are indexed
_GIVEN = (Answer.YES, Answer.CONDITIONS)
_PROVIDER, _GUIDE = _("Service provider"), _("Guide on electronic evidence")

Said = Mapping[str, tuple[str, str, str, str]]  # by language: title, notes, body, origin


def made(row: ServiceProvider | Guide, thesaurus: Thesaurus) -> list[Made]:
    """The documents of a published row."""
    if isinstance(row, ServiceProvider):
        return [_provider(row, thesaurus)]
    entry = guide_of(row)
    parts = {part.anchor: part for part in entry.parts if part.texts}
    return [_guide(row, entry, thesaurus), *(_part(row, entry, part, thesaurus) for part in parts.values())]


def _provider(row: ServiceProvider, thesaurus: Thesaurus) -> Made:
    facts = provider_of(row)
    names = (facts.name, *facts.brands, *(entity.name for entity in facts.entities))
    states = sorted({*row.states, *(entity.state for entity in facts.entities if entity.state)})
    own = {t.language: (t.title or facts.name, t.notes, t.body, t.origin) for t in texts_of(row.texts.all())}
    said = own or {row.language: (facts.name, "", " · ".join(dict.fromkeys(names[1:])), "human")}
    given = sorted({a.kind for a in facts.acceptances if a.answer in _GIVEN}, key=lambda kind: kind.value)
    words = (_PROVIDER, facts.category.label, *(kind.label for kind in given))
    texts = _texts(said, words, states, also=_conditions(facts), language=row.language)
    texts[text_field(TITLE, OTHER)] += [token for name in names for token in analyser(OTHER).tokens(name)]
    codes = _codes(row, "provider", PROVIDERS, states, row.provisions, said, thesaurus)
    codes |= {"service": [facts.category.value], "given": [kind.value for kind in given]}
    day = row.verified_on or row.as_of
    page = ("provider", facts.code, "")
    return _document(row, row.key, "provider", texts, codes, said, day, page, states, row.provisions)


def _conditions(facts: Provider) -> Iterable[str]:
    yield from facts.identifiers
    yield from (acceptance.condition for acceptance in facts.acceptances)


def _guide(row: Guide, entry: GuideEntry, thesaurus: Thesaurus) -> Made:
    said = {t.language: (t.title or entry.code, t.notes, t.body, t.origin) for t in entry.texts}
    said = said or {entry.language: (entry.code, "", "", "human")}
    with override("en"):
        kind = str(row.get_kind_display())
    texts = _texts(said, (_GUIDE, kind), row.states, also=(entry.publisher, entry.edition))
    codes = _codes(row, entry.kind, GUIDES, row.states, entry.provisions, said, thesaurus)
    page = ("guide", entry.code, "")
    return _document(
        row, row.key, entry.kind, texts, codes, said, _day(entry.published_on), page, row.states, entry.provisions
    )


def _part(row: Guide, entry: GuideEntry, part: GuidePart, thesaurus: Thesaurus) -> Made:
    said = {t.language: (t.title or part.number or part.anchor, t.note, t.body, t.origin) for t in part.texts}
    titles = {text.language: text.title for text in entry.texts if text.title}
    texts = _texts(said, (), (), also=(part.number,), language=entry.language)
    for language, title in titles.items():
        texts[text_field(LABEL, field_language(language))] += analyser(language).tokens(title)
    codes = _codes(row, entry.kind, GUIDES, row.states, part.provisions, said, thesaurus)
    codes["whole"] = [row.key]
    page = ("guide", entry.code, part.anchor)
    key = f"{row.key}.{part.anchor}"
    made_of = (row, key, entry.kind, texts, codes, said, _day(entry.published_on), page, row.states, part.provisions)
    return _document(*made_of, section=part.number, law=titles)


def _texts(
    said: Said, words: Iterable[str], states: Iterable[str], *, also: Iterable[str] = (), language: str = "en"
) -> dict[str, list[str]]:
    """The stems by field: titles and bodies, and in each language the words for what it is and its States."""
    found: dict[str, list[str]] = defaultdict(list)
    for each, (title, notes, body, _origin) in said.items():
        tokens = analyser(each).tokens
        found[text_field(TITLE, field_language(each))] += tokens(title)
        found[text_field(BODY, field_language(each))] += tokens(notes) + tokens(body[:_MOST])
    for part in also:
        found[text_field(BODY, field_language(language))] += analyser(language).tokens(part)
    gazetteer = load_gazetteer()
    words = list(words)
    for each in LANGUAGES:
        labels = [_in(each, word) for word in words]
        labels += [gazetteer[code].name(each) for code in states if code in gazetteer]
        found[text_field(LABEL, each)] += [token for label in labels for token in analyser(each).tokens(label)]
    return found


@lru_cache(maxsize=1_000)
def _in(language: str, word: str) -> str:
    with override(language):
        return gettext(word)


def _codes(
    row: ServiceProvider | Guide,
    kind: str,
    database: str,
    states: Iterable[str],
    provisions: Iterable[str],
    said: Said,
    thesaurus: Thesaurus,
) -> dict[str, list[str]]:
    held = list(states)
    return {
        "kind": [kind],
        "database": [database],
        "state": held,
        "region": regions(held),
        "crime": list(row.crimes),
        "offence": list(row.offences),
        "issue": with_ancestors(row.issues, "issues", thesaurus),
        "provision": with_wholes(provisions),
        "language": sorted(said),
        "provenance": [row.provenance],
        "number": [row.number.casefold()],
        "source": [row.source_id] if row.source_id else [],
    }


def _document(
    row: ServiceProvider | Guide,
    key: str,
    kind: str,
    texts: dict[str, list[str]],
    codes: dict[str, list[str]],
    said: Said,
    day: date | None,
    page: tuple[str, str, str],
    states: Iterable[str],
    provisions: Iterable[str],
    *,
    section: str = "",
    law: Mapping[str, str] | None = None,
) -> Made:
    card: dict[str, Any] = {
        "key": key,
        "kind": kind,
        "number": row.number,
        "source_id": row.source_id and (f"{row.source_id}#{page[2]}" if page[2] else row.source_id),
        "language": row.language,
        "states": list(states),
        "crimes": list(row.crimes),
        "provisions": list(provisions),
        "issues": list(row.issues),
        "day": day.isoformat() if day else "",
        "section": section,
        "law": dict(law or {}),
        "demonstration": row.demonstration,
        "provenance": row.provenance,
        "texts": {
            language: [title, notes[:CARD_LENGTH], body[:CARD_LENGTH], origin]
            for language, (title, notes, body, origin) in said.items()
        },
        "page": list(page),
    }
    title, notes, body, _origin = said.get("en") or next(iter(said.values()))
    return Made(
        Document(key, texts, codes, {"day": number_of(day)}, card),
        f"{title}. {(body or notes)[:400]}".strip(),
        [(language, f"{t} {n} {b[:600]}") for language, (t, n, b, _o) in said.items()],
        {language: values[0] for language, values in said.items()},
    )


def _day(published: str) -> date | None:
    """The first day of a year, a month or a day as written; None for what is none."""
    parts = [*published.split("-"), "1", "1"][:3] if published else []
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None
