"""Compares the title a list gives a treaty with the title held here: lists shorten, cut and re-spell them."""

from __future__ import annotations

import re

from comity.law.states import fold

_NO_NAME = frozenset({"of", "the", "and", "on", "in", "to", "for", "by", "as", "a", "an", "with", "against"})
_ENOUGH = 0.8


def same_title(one: str, other: str) -> bool:
    """True if nearly all telling words of the shorter title stand in the longer one."""
    a, b = _words(one), _words(other)
    return bool(a and b) and len(a & b) >= _ENOUGH * min(len(a), len(b))


def _words(title: str) -> frozenset[str]:
    title = re.sub(r"\((?:C?ETS) No\. ?\w+\)|\(\*\)", " ", title)
    return frozenset(fold(title).split()) - _NO_NAME
