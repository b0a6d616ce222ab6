"""Recognises the authority a State designates: its name as notified, and the stage of proceedings it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.core.statement_wording import AT_TRIAL, BEFORE_TRIAL
from comity.law.statements import Authority

_DESIGNATES = re.compile(
    r"\b(?:designated|central|competent) authorit(?:y|ies)\b|\bnational body\b"
    r"|\bauthorit(?:y|ies)\b[^.;]{0,30}\bdesignated\b",
    re.IGNORECASE,
)
_WORD = r"[A-Z][\w’'-]+"
_OF = rf"(?: (?:of|for)(?: the)? {_WORD}(?: (?:and(?: of| the)? |of (?:the )?)?{_WORD}){{0,8}})"
_NAME = re.compile(
    rf"(?P<name>(?:(?:Permanent |Principal )?Secretary,? )?(?:Ministry|Department|Directorate){_OF}"
    r"|(?:Office of the )?(?:Attorney|Prosecutor|Procurator)[- ]General(?:['’]s Office)?"
    rf"|National(?: {_WORD}){{0,4}} (?:Board|Agency|Police|Bureau|Authority))"
)
_STAGES = ((re.compile(r"pre-?trial|investigation", re.I), BEFORE_TRIAL), (re.compile(r"\btrial\b", re.I), AT_TRIAL))
_SPLIT = re.compile(r"(?<=\D)\d\) ?(?=[A-Z])|(?<=:)(?=[A-Z])")


def authorities(text: str) -> Iterator[Authority]:
    """The authorities named after the words that designate them, each once; none if the text names none."""
    designates = _DESIGNATES.search(text)
    if not designates:
        return
    after = text[designates.end() :]
    parts = _SPLIT.split(after)
    for part in parts:
        match = _NAME.search(part)
        if match:
            yield Authority(match["name"], _stage(part[match.end() :], split=len(parts) > 2))


def _stage(after: str, *, split: bool) -> str:
    if not split:
        return ""
    near = re.match(r"\W*((?:\S+ ?){1,6})", after)
    if near is None:
        return ""
    return next((stage for pattern, stage in _STAGES if pattern.search(near[1])), "")
