"""States, territories and regional organizations, with what treaty rows need to know about them.

Codes are ISO 3166-1 alpha-3 (`NER`); for former States ISO 3166-3 alpha-3 (`CSK`); `EUE`, the code reserved for
the European Union's travel documents (ICAO 9303), stands for the Union.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


class StateKind(Enum):
    """What kind of participant it is."""

    MEMBER = "member"  # Member State of the United Nations
    OBSERVER = "observer"  # non-member observer State
    OTHER_STATE = "other-state"  # takes part in treaties in its own name (Cook Islands, Niue)
    TERRITORY = "territory"
    ORGANIZATION = "organization"  # regional economic integration organization
    FORMER = "former"


class Group(Enum):
    """The regional groups of the United Nations."""

    AFRICA = "african"
    ASIA_PACIFIC = "asia-pacific"
    EASTERN_EUROPE = "eastern-european"
    LATIN_AMERICA = "latin-american-and-caribbean"
    WESTERN_EUROPE = "western-european-and-others"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class State:
    """A State, territory or organization.

    `names` by language code (the official United Nations short name where there is one); `aliases` other spellings
    found in sources; `sovereign` the State responsible for a territory; `since` and `until` bound its existence as
    such (None: not needed by any row); `successors` the codes that follow a former State; `organizations` short
    codes of memberships (`COE`, `EU`, `ECOWAS`); `legal_system` tags; `region` the UN M49 path.
    """

    code: str
    names: Mapping[str, str]
    kind: StateKind
    iso2: str = ""
    m49: str = ""
    aliases: tuple[str, ...] = ()
    group: Group = Group.NONE
    sovereign: str | None = None
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    organizations: frozenset[str] = frozenset()
    legal_system: frozenset[str] = frozenset()
    region: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in one of the six languages; English where the language has none."""
        return self.names.get(language) or self.names["en"]

    @property
    def is_party_candidate(self) -> bool:
        """True if it takes part in treaties in its own name today."""
        return self.kind in {StateKind.MEMBER, StateKind.OBSERVER, StateKind.OTHER_STATE, StateKind.ORGANIZATION}


class UnknownState(LookupError):
    """A text that names no State known here; `suggestions` are the nearest codes."""

    def __init__(self, text: str, suggestions: tuple[str, ...] = ()) -> None:
        self.text = text
        self.suggestions = suggestions
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"{text!r} is not the code or the name of a State or territory known here{hint}")


def fold(text: str) -> str:
    """A name reduced for matching: case, accents, punctuation, footnote marks and leading articles removed."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"\b(?:st|saint)\b\.?", "saint", text)
    text = re.sub(r"[^\w ]+", " ", text, flags=re.UNICODE).replace("_", " ")
    text = re.sub(r"^\s*the\s+|\s+", " ", text)
    return text.strip()


@dataclass(frozen=True)
class Gazetteer:
    """All States and territories by code, and the way from any of their names to the code."""

    states: Mapping[str, State]
    _extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, states: Iterable[State]) -> Gazetteer:
        """A gazetteer of these States; raises ValueError if a code is used twice."""
        by_code: dict[str, State] = {}
        for state in states:
            if state.code in by_code:
                raise ValueError(f"the code {state.code} is used for two States")
            by_code[state.code] = state
        return cls(by_code)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        index: dict[str, str] = {}
        for state in self.states.values():
            for name in (*state.names.values(), *state.aliases):
                index.setdefault(fold(name), state.code)
        for state in self.states.values():
            index[fold(state.code)] = state.code
            if state.iso2:
                index.setdefault(fold(state.iso2), state.code)
        return index

    def __getitem__(self, code: str) -> State:
        try:
            return self.states[code]
        except KeyError:
            raise UnknownState(code) from None

    def __contains__(self, code: object) -> bool:
        return code in self.states

    def find(self, text: str) -> State:
        """The State named by a code, a name in any of the six languages or a known alias; raises UnknownState."""
        code = self._by_name.get(fold(text))
        if code is None:
            raise UnknownState(text, self._near(text))
        return self.states[code]

    def _near(self, text: str) -> tuple[str, ...]:
        import difflib

        near = difflib.get_close_matches(fold(text), self._by_name.keys(), n=6, cutoff=0.72)
        return tuple(dict.fromkeys(self._by_name[name] for name in near))[:3]

    def territories_of(self, code: str) -> tuple[State, ...]:
        """The territories for whose relations the State is responsible."""
        return tuple(s for s in self.states.values() if s.sovereign == code and s.kind is StateKind.TERRITORY)

    def party_candidates(self) -> tuple[State, ...]:
        """The States and organizations that take part in treaties today, by English name."""
        found = [s for s in self.states.values() if s.is_party_candidate]
        return tuple(sorted(found, key=lambda s: s.names["en"]))

    def responsible(self, code: str) -> tuple[str, str | None]:
        """(State, territory): the participant that acts for `code`, and `code` itself if it is a territory."""
        state = self[code]
        if state.kind is StateKind.TERRITORY and state.sovereign:
            return state.sovereign, state.code
        return state.code, None
