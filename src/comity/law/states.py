"""States, territories and regional organizations, with what treaty rows need to know about them.

Codes are ISO 3166-1 alpha-3 (`NER`); for former States ISO 3166-3 alpha-3 (`CSK`); `EUE`, the code reserved for
the European Union's travel documents (ICAO 9303), stands for the Union; `XVN`, from the range ISO 3166 leaves to its
users, for the Republic of Viet Nam, which had no code of its own.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
class Membership:
    """A State's time in an organization, from `since` (None: the day is not on record) until before `until`."""

    organization: str
    since: date | None = None
    until: date | None = None

    def counts(self, on: date) -> bool | None:
        """Whether it covers the day; None where the day of joining would decide and is not on record."""
        if self.until is not None and on >= self.until:
            return False
        return None if self.since is None else self.since <= on


@dataclass(frozen=True, slots=True)
class State:
    """A State, territory or organization.

    `names` by language code (the official United Nations short name where there is one); `aliases` other spellings
    found in sources; `sovereign` the State responsible for a territory; `since` and `until` bound its existence as
    such (None: not needed by any row); `successors` the codes that follow a former State; `organizations` short
    codes of its memberships today (`COE`, `EU`, `ECOWAS`), `memberships` all of them with their days; `legal_system`
    tags; `region` the UN M49 path.
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
    memberships: tuple[Membership, ...] = ()

    def member_of(self, organization: str, on: date) -> bool | None:
        """Whether it was a member on the day; None where it is one, or was, but the day of joining is not on record."""
        answers = [m.counts(on) for m in self.memberships if m.organization == organization]
        if True in answers:
            return True
        return None if None in answers else False

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
    """A name reduced for matching: case, accents, punctuation, footnote digits and an English article removed.

    Folding twice changes nothing.
    """
    for _ in range(2):  # decomposing can bring forth capitals, lower-casing letters to decompose
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w ]|_", " ", text.replace("&", " and ")).split()
    text = re.sub(r"^(?:the )+|(?: the\b|[ \d])+$", "", " ".join(words))
    return re.sub(r"\b(?:ste?|sainte)(?= )", "saint", text)


@dataclass(frozen=True)
class Gazetteer:
    """All States and territories by code, and the way from any of their names to the code."""

    states: Mapping[str, State]

    @classmethod
    def of(cls, states: Iterable[State]) -> Gazetteer:
        """A gazetteer of these States; raises ValueError if a code or a name is used for two of them."""
        by_code: dict[str, State] = {}
        for state in states:
            if state.code in by_code:
                raise ValueError(f"the code {state.code} is used for two States")
            by_code[state.code] = state
        gazetteer = cls(by_code)
        _ = gazetteer._by_name
        return gazetteer

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        index: dict[str, str] = {}
        for state in self.states.values():
            for name in _called(state):
                if index.setdefault(fold(name), state.code) != state.code:
                    raise ValueError(f"the name {name!r} is used for both {index[fold(name)]} and {state.code}")
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
        wanted = fold(text)
        holding = [name for name in self._by_name if wanted and f" {wanted} " in f" {name} "]
        near = difflib.get_close_matches(wanted, self._by_name.keys(), n=6, cutoff=0.72)
        return tuple(dict.fromkeys(self._by_name[name] for name in (*near, *sorted(holding, key=len))))[:3]

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


def _called(state: State) -> Iterator[str]:
    yield from (state.code, *state.names.values(), *state.aliases)
    if state.iso2:
        yield state.iso2
