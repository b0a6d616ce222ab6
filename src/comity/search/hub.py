"""From the Electronic Evidence Hub to documents that are indexed: providers, guides, and each part of a guide.

A part is a document of its own, so that its words lead to its place; its key is the guide's with the part's anchor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from comity.core.gazetteer import load_gazetteer
from comity.evidence.entries import PROVIDER, GuideEntry, GuidePart, HubEntry, Text
from comity.evidence.interfaces import listed
from comity.evidence.models import Guide, GuideKind, ServiceProvider
from comity.law.providers import Answer, Provider
from comity.vocabulary.interfaces import Thesaurus

from .analysis import LANGUAGES, OTHER, analyser, field_language
from .documents import CARD_LENGTH, Made, moment_of, number_of, regions, with_ancestors, with_wholes
from .port import ADDED, BODY, LABEL, TITLE, Document, text_field

PROVIDERS, GUIDES = "providers", "guides"  # the databases
_MOST = 200_000  # characters of one text that are indexed
_GIVEN = (Answer.YES, Answer.CONDITIONS)
_PROVIDER, _GUIDE = _("Service provider"), _("Guide on electronic evidence")

Said = Mapping[str, tuple[str, str, str, str]]  # by language: title, notes, body, origin


def made(row: ServiceProvider | Guide, thesaurus: Thesaurus) -> list[Made]:
    """The documents of a published row."""
    return [_document(row, entry, whole, thesaurus) for entry, whole in listed(row)]


def _document(row: ServiceProvider | Guide, entry: HubEntry, whole: Sequence[Text], thesaurus: Thesaurus) -> Made:
    said = {t.language: (t.title or entry.code, t.notes, t.body, t.origin) for t in entry.texts}
    said = said or {entry.language: (entry.code, "", "", "human")}
    law = {text.language: text.title for text in whole if text.title}
    codes = _codes(entry, said, thesaurus)
    match entry.facts:
        case Provider() as facts:
            given = sorted({a.kind for a in facts.acceptances if a.answer in _GIVEN}, key=lambda kind: kind.value)
            words = (_PROVIDER, facts.category.label, *(kind.label for kind in given))
            texts = _texts(said, words, entry.states, also=_conditions(facts), language=row.language)
            names = (facts.name, *facts.brands, *(entity.name for entity in facts.entities))
            texts[text_field(TITLE, OTHER)] += [token for name in names for token in analyser(OTHER).tokens(name)]
            codes |= {"service": [facts.category.value], "given": [kind.value for kind in given]}
        case GuideEntry() as facts:
            with override("en"):
                kind = str(GuideKind(entry.kind).label)
            texts = _texts(said, (_GUIDE, kind), entry.states, also=(facts.publisher, facts.edition))
        case GuidePart() as facts:
            texts = _texts(said, (), (), also=(facts.number,), language=entry.language)
            for language, title in law.items():
                texts[text_field(LABEL, field_language(language))] += analyser(language).tokens(title)
            codes["whole"] = [row.key]
    added = row.first_published_at
    numbers = {"day": number_of(entry.day), ADDED: moment_of(added)}
    shown = _card(entry, said, law) | {"added": added.isoformat(timespec="seconds") if added else ""}
    title, notes, body, _origin = said.get("en") or next(iter(said.values()))
    return Made(
        Document(entry.key, texts, codes, numbers, shown),
        f"{title}. {(body or notes)[:400]}".strip(),
        [(language, f"{t} {n} {b[:600]}") for language, (t, n, b, _o) in said.items()],
        {language: values[0] for language, values in said.items()},
    )


def _conditions(facts: Provider) -> Iterable[str]:
    yield from facts.identifiers
    yield from (acceptance.condition for acceptance in facts.acceptances)


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


def _codes(entry: HubEntry, said: Said, thesaurus: Thesaurus) -> dict[str, list[str]]:
    return {
        "kind": [entry.kind],
        "database": [PROVIDERS if entry.kind == PROVIDER else GUIDES],
        "state": list(entry.states),
        "region": regions(entry.states),
        "crime": list(entry.crimes),
        "offence": list(entry.offences),
        "issue": with_ancestors(entry.issues, "issues", thesaurus),
        "provision": with_wholes(entry.provisions),
        "language": sorted(said),
        "provenance": [entry.provenance],
        "number": [entry.number.casefold()],
        "source": [entry.source.id] if entry.source.id else [],
    }


def _card(entry: HubEntry, said: Said, law: Mapping[str, str]) -> dict[str, Any]:
    source = entry.source.id
    return {
        "key": entry.key,
        "kind": entry.kind,
        "number": entry.number,
        "source_id": f"{source}#{entry.anchor}" if source and entry.anchor else source,
        "language": entry.language,
        "states": list(entry.states),
        "crimes": list(entry.crimes),
        "provisions": list(entry.provisions),
        "issues": list(entry.issues),
        "day": entry.day.isoformat() if entry.day else "",
        "section": entry.section,
        "law": dict(law),
        "demonstration": entry.demonstration,
        "provenance": entry.provenance,
        "texts": {
            language: [title, notes[:CARD_LENGTH], body[:CARD_LENGTH], origin]
            for language, (title, notes, body, origin) in said.items()
        },
        "page": [entry.page, entry.code, entry.anchor],
    }
