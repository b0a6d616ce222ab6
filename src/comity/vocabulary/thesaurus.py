"""The vocabularies in memory, as every reader uses them: plain Python, made once per revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .schemes import SCHEMES


@dataclass(frozen=True, slots=True)
class Concept:
    """A term: labels and definitions by language, other words by language, the codes above and below it."""

    scheme: str
    code: str
    parent: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: bool = False
    replaced_by: str = ""

    def label(self, language: str) -> str:
        """The label in a language; the English one, or the code, where there is none."""
        return self.labels.get(language) or self.labels.get("en") or self.code

    def words(self, language: str) -> tuple[str, ...]:
        """Every way to say it in a language, the label first."""
        return tuple(word for word in (self.labels.get(language, ""), *self.alternatives.get(language, ())) if word)


class Thesaurus:
    """All vocabularies, and the legacy terms mapped to them."""

    def __init__(self, concepts: Iterable[Concept], legacy: Mapping[tuple[str, str], str], revision: int = 0) -> None:
        self.revision = revision
        self._schemes: dict[str, dict[str, Concept]] = {scheme: {} for scheme in SCHEMES}
        for concept in concepts:
            self._schemes.setdefault(concept.scheme, {})[concept.code] = concept
        self._legacy = {(scheme, term.casefold().strip()): code for (scheme, term), code in legacy.items()}

    def __iter__(self) -> Iterator[Concept]:
        for concepts in self._schemes.values():
            yield from concepts.values()

    def scheme(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme in their order."""
        return tuple(self._schemes.get(scheme, {}).values())

    def concept(self, scheme: str, code: str) -> Concept | None:
        """The concept of a code, or None."""
        return self._schemes.get(scheme, {}).get(code)

    def has(self, scheme: str, code: str) -> bool:
        """True if the scheme knows the code."""
        return code in self._schemes.get(scheme, {})

    def label(self, scheme: str, code: str, language: str) -> str:
        """The label of a code in a language; the code itself if it is not known."""
        concept = self.concept(scheme, code)
        return concept.label(language) if concept else code

    def ancestors(self, scheme: str, code: str) -> tuple[str, ...]:
        """The codes above a code in its own scheme, nearest first; bounded against loops."""
        found: list[str] = []
        concept = self.concept(scheme, code)
        while concept and concept.parent and concept.parent not in found and self.has(scheme, concept.parent):
            found.append(concept.parent)
            concept = self.concept(scheme, concept.parent)
        return tuple(found)

    def children(self, scheme: str, code: str) -> tuple[Concept, ...]:
        """The concepts directly below a code; the top ones for an empty code."""
        return tuple(concept for concept in self.scheme(scheme) if concept.parent == code)

    def legacy(self, scheme: str, term: str) -> str:
        """The code a legacy term stands for; empty if it is not mapped."""
        return self._legacy.get((scheme, term.casefold().strip()), "")
