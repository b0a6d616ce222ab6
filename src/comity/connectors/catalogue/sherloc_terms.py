"""Terms of the SHERLOC portal in ours: by the table of legacy terms, never by guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.core.gazetteer import load_gazetteer
from comity.law.provisions import Provision, ProvisionError
from comity.law.states import UnknownState
from comity.vocabulary.interfaces import Thesaurus

_INSTRUMENTS = {
    "untoc": "untoc",
    "united nations convention against transnational organized crime": "untoc",
    "trafficking in persons protocol": "untoc-tip",
    "smuggling of migrants protocol": "untoc-som",
    "firearms protocol": "untoc-fa",
    "uncac": "uncac",
}
_ARTICLE = re.compile(r"art(?:icle|\.)?\s*(\d{1,3})(?:[^\d]+para(?:graph)?\.?\s*(\d{1,3}))?", re.IGNORECASE)


class Terms:
    """Looks terms up, and remembers those that are not mapped."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self.unknown: dict[str, None] = {}

    def codes(self, scheme: str, terms: Iterable[str]) -> tuple[str, ...]:
        """Our codes for their terms."""
        found = []
        for term in terms:
            code = self._thesaurus.legacy(scheme, term)
            if code:
                found.append(code)
            elif term.strip():
                self.unknown[f"{scheme}: {term.strip()[:80]}"] = None
        return tuple(dict.fromkeys(found))

    def state(self, name: str) -> tuple[str, ...]:
        """The State of a code or a name; none for an international body or an unknown name."""
        if not name or name.upper().strip("_") == "IRB":
            return ()
        gazetteer = load_gazetteer()
        if name.upper() in gazetteer:
            return (name.upper(),)
        try:
            return (gazetteer.find(name).code,)
        except UnknownState:
            self.unknown[f"state: {name[:80]}"] = None
            return ()

    def provisions(self, instrument: str, terms: Iterable[str]) -> tuple[str, ...]:
        """Provision codes of texts like “Article 27, paragraph 1”."""
        code = _INSTRUMENTS.get(instrument.casefold(), instrument)
        found = []
        for term in terms:
            if match := _ARTICLE.search(term):
                try:
                    found.append(Provision.parse(":".join([code, *(part for part in match.groups() if part)])).code)
                except ProvisionError:
                    self.unknown[f"provision: {term[:80]}"] = None
        return tuple(found)
