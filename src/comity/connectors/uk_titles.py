"""What the title of a British treaty record tells: which matter it regulates, between whom, and in which role.

The subject a record is filed under is not enough: under extradition stand postal agreements and treaties between
others. What the title does not show is left for a person to read.
"""

from __future__ import annotations

import re
from enum import Enum

from comity.law.measures import Matter
from comity.law.states import State, fold

_MATTERS: tuple[tuple[Matter, re.Pattern[str]], ...] = tuple(
    (matter, re.compile(pattern, re.IGNORECASE))
    for matter, pattern in (
        (
            Matter.EXTRADITION,
            r"extradit|fugitive|(?:surrender|rendition) of (?:\w+ )?(?:criminals|offenders|persons fugitive)",
        ),
        (
            Matter.MLA,
            r"(?:mutual|legal|judicial) (?:legal |judicial )?(?:assistance|co-?operation)\b.*"
            r"\b(?:crim|penal|drug|narcotic|offence)|mutual assistance in relation to (?:drug|crim)",
        ),
        (
            Matter.SENTENCED_PERSONS,
            r"transfer of (?:(?:convicted|sentenced) )?(?:offenders|persons sentenced|prisoners)|sentenced persons",
        ),
        (Matter.CONFISCATION, r"\bconfiscat|\bproceeds\b.*\bcrime|\bcriminal assets|\bforfeiture of\b"),
        (Matter.PROCEEDINGS, r"transfer of (?:criminal )?proceedings"),
        (
            Matter.LAW_ENFORCEMENT,
            r"drug[- ]traffick|\btraffic\w* in (?:narcotic|dangerous drug|drug|psychotropic)|organi[sz]ed crime",
        ),
    )
)
_OTHER = re.compile(r"\bcivil (?:and|or) commercial\b|\bprisoners of war\b|\bslaves?\b", re.IGNORECASE)
_BRITISH = re.compile(
    r"\b(?:united kingdom|great britain|britannic majesty|british (?:and|government)"
    r"|h(?:is|er) (?:britannic )?majesty)\b",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"\bon behalf of\b|\beast india company\b", re.IGNORECASE)
_TERRITORIAL = re.compile(
    r"\bexten(?:sion|sions|d|ds|ded|ding)\b|\bappl(?:ication|ying|ies)\b|\baccession\b|\bprotectorates?\b"
    r"|\bprotected states?\b|\bmandated\b|\bmalay\b|\bborneo\b|\bpossessions\b|\bfederation of\b|\brhodesia\b"
    r"|\bpalestine\b|\btransjordan\b|\bterritor(?:y|ies)\b|\bceylon\b|\btunis\b|\bmalta\b",
    re.IGNORECASE,
)
_AMENDING = re.compile(
    r"\bamend|\bsupplement|\bmodif|\bprotocol\b|\bdeclaration\b|\bexchange of notes\b|\bnotes exchanged\b|\bprolong"
    r"|\bcancel|\breviv|\brectif|\badditional\b|\brelative to article\b|\bcontinued\b|\brenew|\bterminat"
    r"|\bconcerning extension\b|\bletter\b",
    re.IGNORECASE,
)

# States by the names these records give them, where the gazetteer knows them by others.
_SPELLINGS = {
    "ARGENTINE REPUBLIC": "Argentina",
    "GERMANY FEDERAL REPUBLIC": "Germany",
    "ROUMANIA": "Romania",
    "SALVADOR": "El Salvador",
}
# Under the Crown when these treaties were made: where they stand beside another State, they stand on the British side.
_OF_THE_CROWN = frozenset({"AUS", "CAN", "IND", "NRU", "NZL", "PNG", "WSM", "ZAF"})
# What comes with a treaty does not make it one that amends: "..., and Protocol signed at London", "[with Protocols]".
_ATTACHED = re.compile(r",? and protocol\b|[\[(] ?with\b|,? together with\b", re.IGNORECASE)


class Role(Enum):
    """What an instrument does, as far as its title shows."""

    TREATY = "treaty"  # founds cooperation between the two States
    AMENDING = "amending"  # changes, prolongs or explains another treaty: held for its dates
    TERRITORIAL = "territorial"  # about territories only
    MARKED_ERROR = "error"  # the source itself marks the record as one


def matters_of(title: str) -> tuple[Matter, ...]:
    """The branches of cooperation in criminal matters the title names, none for other subjects."""
    if _OTHER.search(title):
        return ()
    return tuple(matter for matter, pattern in _MATTERS if pattern.search(title))


def role_of(title: str) -> Role:
    """What the instrument does; amending comes before territorial only where the title speaks of no territory."""
    if title.startswith("ERROR"):
        return Role.MARKED_ERROR
    if _TERRITORIAL.search(title):
        return Role.TERRITORIAL
    return Role.AMENDING if _AMENDING.search(_ATTACHED.split(title)[0]) else Role.TREATY


def names_the_united_kingdom(title: str) -> bool:
    """True if the title names the United Kingdom as a party, acting for itself."""
    return bool(_BRITISH.search(title)) and not _ON_BEHALF.search(title)


def spelled(name: str) -> str:
    """The name of a participant as the gazetteer knows it."""
    return _SPELLINGS.get(name, name)


def counterparts(title: str, states: dict[str, State]) -> tuple[State, ...]:
    """Which of the States listed beside the United Kingdom can be the other party: by the list, then by the title."""
    foreign = {name: state for name, state in states.items() if state.code not in _OF_THE_CROWN} or states
    listed = {state.code: state for state in foreign.values()}
    return tuple(listed.values()) if len(listed) == 1 else named_in(title, foreign)


def named_in(title: str, states: dict[str, State]) -> tuple[State, ...]:
    """Those States (by the names the record gives them) that the title names as well."""
    folded = f" {fold(title)} "
    found = {
        state.code: state
        for name, state in states.items()
        if any(f" {fold(word)} " in folded for word in (name, state.name("en"), *state.aliases) if len(word) > 3)
    }
    return tuple(found.values())
