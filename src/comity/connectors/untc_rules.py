"""Rules that recognise the typed value of a declaration in its English text; what no rule knows stays unclaimed.

Each rule looks at one sentence, with the paragraph before it as context. A rule prefers to miss a statement: it asks
for the article it is about, and for words that leave no doubt about which way the State decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comity.core.statement_wording import OWN_LIMITS, RECIPROCITY
from comity.law.provisions import Provision
from comity.law.statements import (
    ConfiscationBasis,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    StatementKind,
    TerritoryExcluded,
    TreatyAsBasis,
    Value,
)
from comity.law.states import Gazetteer, UnknownState

from .untc_articles import CLAUSES, Clause
from .untc_authorities import authorities
from .untc_languages import languages


@dataclass(frozen=True, slots=True)
class Recognised:
    """A value found in a paragraph, the provision it touches, and how the State made it."""

    provision: Provision
    value: Value
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence under the rules: as written, in plain form, and the plain form of its paragraph up to its end."""

    instrument: str
    written: str
    plain: str
    context: str
    gazetteer: Gazetteer

    def cites(self, clause: Clause) -> bool:
        """True if the sentence names the article and the paragraph, the article perhaps in the words before it."""
        article, paragraph = re.escape(clause.article), re.escape(clause.paragraph)
        both = (
            rf"\barticle {article},? (?:paragraphs? )?{paragraph}\b"
            rf"|\bparagraphs? {paragraph}(?:,? (?:of )?(?:and )?\d)?,? (?:of )?(?:the |its )?(?:said )?"
            rf"article {article}\b"
        )
        if re.search(both, self.plain):
            return True
        # "article 35, paragraph 3, ... paragraph 2 of that article": the article is named before.
        back = (
            rf"\bparagraphs? {paragraph}(?: and \d)? of (?:and \d of )?"
            r"(?:(?:the |its )?(?:said|same|that|this|aforesaid)(?: article)?|the article)\b"
        )
        return bool(re.search(back, self.plain) and re.search(rf"\barticle {article}\b", self.context))


_CONTEXT = 2_000  # characters before a sentence in which its article may be named
Rule = Callable[[Words], Iterator[Recognised]]


def recognise(paragraph: str, *, instrument: str, gazetteer: Gazetteer) -> Iterator[Recognised]:
    """What the rules find in a paragraph of a declaration on `instrument`, in the order of its sentences."""
    context = ""
    for written in re.split(r"(?<=[a-z0-9)”\"][.;]) (?=[A-Z“\"(])", paragraph):
        plain = plain_form(written)
        context = f"{context} {plain}"[-_CONTEXT:]
        words = Words(instrument, written, plain, context, gazetteer)
        for rule in RULES:
            yield from rule(words)


def plain_form(text: str) -> str:
    """Lower case, without quotation marks, hyphenation and the many ways to write a number in brackets."""
    text = re.sub(r"[“”\"«»‘’]", "'", text.lower())
    text = re.sub(r"(?<=[a-z])- ?(?=graph)|(?<=[a-z])- (?=[a-z])", "", text)
    text = re.sub(r"\((\d+)\)", r" \1 ", text)
    text = re.sub(r"\b(\d+)\.(\d+)\b", r"\1 \2", text)
    text = re.sub(r"\bpara\.?(?= ?\d)", "paragraph", text)
    text = re.sub(r"\bart\.(?= ?\d)", "article", text)
    text = re.sub(r"\barticles (?=\d)", "article ", text)
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s+", " ", text)).strip()


_NOT_BOUND = re.compile(
    r"\b(?:do(?:es)?n't|(?:do(?:es)?|shall|will) not) (?:consider|regard) (?:itself|it self|themselves|herself) "
    r"(?:to be )?(?:as )?(?:bound|obligated|obliged)\b"
    r"|\b(?:is|are|be) not bound\b|\b(?:shall|will) no[t]? be bound\b|\bnot to be bound\b|\bshall not bind itself\b"
    r"|\bwill not apply provisions of\b|\bbound by all its provisions, with the exception of\b"
    r"|\bdoes not accept the jurisdiction of the international court of justice\b"
)
_RESERVES = re.compile(
    r"\breservations?\b.{0,60}?\b(?:to|with respect to|with regard to|regarding|about|on|as to|concerning|"
    r"in respect of|in relation to|under|made)\b"
)
_ARBITRATION_ONLY = re.compile(r"arbitration procedures established|excludes the arbitration")


def disputes(words: Words) -> Iterator[Recognised]:
    """The State is not bound by the clause on settlement of disputes."""
    clauses = CLAUSES.get(words.instrument)
    if clauses is None or not words.cites(clauses.disputes):
        return
    if not _NOT_BOUND.search(words.plain) and not _RESERVES.search(words.plain):
        return
    if _ARBITRATION_ONLY.search(words.plain) or words.plain.endswith(":"):  # a heading claims nothing
        return
    kind = StatementKind.RESERVATION if "reserv" in words.plain else StatementKind.DECLARATION
    yield Recognised(clauses.disputes.of(words.instrument), DisputesExcluded(), kind)


_BASIS = r"(?:the|this)(?: above-mentioned| said)? convention (?:as |to be )?(?:the |a )?(?:direct )?legal basis"
_TAKEN = re.compile(rf"\b(?P<verb>takes?|considers?|(?:shall|will) (?:take|apply|consider)) {_BASIS}")
_NOT_TAKEN = re.compile(rf"\bnot (?:take|consider|regard) {_BASIS}")
_OWN_PERSONS = re.compile(r"\b(?:citizens|nationals)\b")
_NO_TREATY = re.compile(
    r"\bin the absence of\b|\bno (?:\w+ ){0,3}treat(?:y|ies)\b|\bnot concluded\b|\bwithout\b.{0,30}\btreat"
)
_LIMITS = re.compile(r"\bsubject to the limitations\b.*\bdomestic law\b")
_NOT_CONDITIONAL = re.compile(r"\bdoes not make extradition conditional on the existence of a treaty\b")


def extradition(words: Words) -> Iterator[Recognised]:
    """Whether the State takes the convention as legal basis for extradition."""
    clauses = CLAUSES.get(words.instrument)
    if clauses is None or clauses.extradition is None or "extradition" not in words.plain:
        return
    value = _extradition_basis(words.plain)
    if value and not _OWN_PERSONS.search(words.plain):
        yield Recognised(clauses.extradition.of(words.instrument), value, StatementKind.NOTIFICATION)


def _extradition_basis(plain: str) -> ExtraditionBasis | None:
    if _NOT_TAKEN.search(plain):
        return ExtraditionBasis(TreatyAsBasis.NO)
    if _NOT_CONDITIONAL.search(plain):
        return ExtraditionBasis(TreatyAsBasis.NOT_REQUIRED)
    taken = _TAKEN.search(plain)
    if taken is None or re.search(r"\bnot\b|\bnor\b|\bunable\b", plain[: taken.end("verb")]):
        return None
    if _NO_TREATY.search(plain):
        return ExtraditionBasis(TreatyAsBasis.YES_IF_NO_TREATY)
    if "reciproc" in plain:
        return ExtraditionBasis(TreatyAsBasis.YES_CONDITIONAL, RECIPROCITY)
    if _LIMITS.search(plain):
        return ExtraditionBasis(TreatyAsBasis.YES_CONDITIONAL, OWN_LIMITS)
    # Any other proviso is for a person to read.
    return (
        None
        if re.search(r"\bsubject to\b|\bprovided\b|\bcondition\b|\bunless\b", plain)
        else ExtraditionBasis(TreatyAsBasis.YES)
    )


def designation(words: Words) -> Iterator[Recognised]:
    """Which authority the State designates, where the article it designates it under is named."""
    clauses = CLAUSES.get(words.instrument)
    for clause in clauses.authorities if clauses else ():
        if re.search(rf"\barticle {clause.article},? (?:paragraphs? )?{clause.paragraph}\b", words.plain) or re.search(
            rf"\bparagraph {clause.paragraph} of article {clause.article}\b", words.plain
        ):
            for authority in authorities(words.written):
                yield Recognised(clause.of(words.instrument), authority, StatementKind.NOTIFICATION)


def language(words: Words) -> Iterator[Recognised]:
    """In which languages the State accepts requests."""
    clauses = CLAUSES.get(words.instrument)
    found: Languages | None = languages(words.plain)
    if clauses and clauses.languages and found:
        yield Recognised(clauses.languages.of(words.instrument), found, StatementKind.NOTIFICATION)


_TREATY_BASIS = re.compile(r"\bnecessary and sufficient treaty basis\b")


def confiscation(words: Words) -> Iterator[Recognised]:
    """Whether the State takes the convention as the treaty basis for confiscation."""
    clauses = CLAUSES.get(words.instrument)
    if clauses is None or clauses.confiscation is None or not words.cites(clauses.confiscation):
        return
    taken = next((part for part in words.plain.split(";") if _TREATY_BASIS.search(part)), None)
    if taken is None or " not " in taken:
        return
    value = ConfiscationBasis(None, RECIPROCITY if "reciprocity" in taken else "")
    yield Recognised(clauses.confiscation.of(words.instrument), value, StatementKind.DECLARATION)


_NO_RELATIONS = re.compile(
    r"\bno treaty relations will arise between (?:the )?(?:state of )?[\w ]+? and (?:the )?(?P<other>[\w ]+)"
)


def relations(words: Words) -> Iterator[Recognised]:
    """The State says that no treaty relations arise with another."""
    match = _NO_RELATIONS.search(words.plain)
    if match and (other := _place(words.gazetteer, match["other"])):
        yield Recognised(Provision(words.instrument), RelationsExcluded(other), StatementKind.DECLARATION)


_NOT_TO = re.compile(
    r"\b(?:convention|protocol) shall not apply to (?P<a>[^.;]+)"
    r"|\bnot to apply the provisions of the (?:convention|protocol) to (?P<b>\w+)"
)
_OF_A_STATE = re.compile(r" special administrative region of .*|^the ")


def territory(words: Words) -> Iterator[Recognised]:
    """The State says that the treaty does not apply to a territory, which it names."""
    match = _NOT_TO.search(words.plain)
    if not match:
        return
    for name in re.split(r" and |, ", match["a"] or match["b"]):
        if code := _place(words.gazetteer, _OF_A_STATE.sub("", name.strip(" '"))):
            yield Recognised(Provision(words.instrument), TerritoryExcluded(code), StatementKind.DECLARATION)


def _place(gazetteer: Gazetteer, name: str) -> str | None:
    try:
        return gazetteer.find(name).code
    except UnknownState:
        return None


RULES: tuple[Rule, ...] = (disputes, extradition, designation, language, confiscation, relations, territory)
