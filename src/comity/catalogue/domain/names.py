"""The rule on names: people in cases are shown by initials or a label, unless it is said why they may be named.

Whatever leaves the desk (pages, index, exports, interfaces) is made from what `shown_name` returns.
"""

from __future__ import annotations

import re

_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ \-]?){1,4}\Z")
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s+){1,3}(?:no\.?\s*)?[\d٠-٩]+\Z", re.IGNORECASE)
_COUNTED = re.compile(r"\D{1,20}[\d٠-٩]+\D{0,3}\Z")  # as Chinese numbers people: 被告人1
_WORD = re.compile(r"[^\W\d_]+")


def is_label(name: str) -> bool:
    """True for what names nobody: initials (`A.B.`), or a role with a number (`Victim 1`)."""
    name = name.strip()
    return bool(_INITIALS.match(name) or _NUMBERED.match(name) or (_COUNTED.match(name) and " " not in name))


def initials(name: str) -> str:
    """The initials of a name: `Maria del Carmen` → `M.D.C.`; at most four. A name written without gaps gives one."""
    return "".join(f"{word[0].upper()}." for word in _WORD.findall(name)[:4])


def shown_name(name: str, *, may_be_named: bool = False) -> str:
    """What may be shown for a person of this name."""
    return name.strip() if may_be_named or is_label(name) else initials(name)


def named_in(texts: list[str], names: list[str]) -> list[str]:
    """Those of `names` (full names that must not be shown) that stand in one of the texts."""
    whole = "\n".join(texts).casefold()
    return [name for name in names if len(name.strip()) > 3 and name.strip().casefold() in whole]
