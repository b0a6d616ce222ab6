"""Small entries for tests, and a Hypothesis strategy of any."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from comity.catalogue.entries import CaseFacts, Charge, Entry, ExtractFacts, Kind, LawFacts, Person, SourceNote, Text

SOURCE = SourceNote("Tests", "https://example.org/", "CC0", date(2024, 1, 1))


def law(source_id: str = "law", language: str = "en", title: str = "Extradition Act", **more: Any) -> Entry:
    """A law."""
    return Entry(
        Kind.LAW,
        source_id,
        language,
        (Text(language, title),),
        LawFacts("act"),
        **({"states": ("CAN",), "source": SOURCE} | more),
    )


def extract(source_id: str = "law#1", body: str = "A person may be extradited.", **more: Any) -> Entry:
    """An extract of the law."""
    texts = more.pop("texts", (Text("en", "Extraditable conduct", body),))
    facts = ExtractFacts(more.pop("law", "law"), more.pop("section", "1"), (), more.pop("position", 1))
    language = more.pop("language", "en")
    return Entry(Kind.EXTRACT, source_id, language, texts, facts, **({"states": ("CAN",), "source": SOURCE} | more))


def case(source_id: str = "case", *people: Person, **more: Any) -> Entry:
    """A case with these defendants."""
    texts = more.pop("texts", (Text("en", "A case", "Facts of it."),))
    facts = CaseFacts(defendants=people or (Person("A.B.", charges=(Charge("Fraud", verdict="guilty"),)),))
    return Entry(Kind.CASE, source_id, "en", texts, facts, **({"states": ("ITA",), "source": SOURCE} | more))


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
languages = st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"])


@st.composite
def entries(draw: Any) -> Entry:
    """Any law, extract or case with hostile texts."""
    language = draw(languages)
    texts = (Text(language, draw(words) + "x", draw(words), draw(words)),)
    facts = draw(
        st.sampled_from(
            [
                (Kind.LAW, LawFacts("act", draw(words), date(2000, 1, 2))),
                (Kind.EXTRACT, ExtractFacts("law", draw(words) + "1")),
                (Kind.CASE, CaseFacts(defendants=(Person("A.B.", charges=(Charge(draw(words)),)),))),
            ]
        )
    )
    return Entry(
        facts[0], "id", language, texts, facts[1], states=("CAN",), source=SOURCE, number="CAN-X1", key="k", url=""
    )
