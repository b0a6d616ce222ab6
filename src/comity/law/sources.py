"""Where a fact comes from, under which licence it may be used, and on which day it was true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """One source of facts.

    `code` is the stable key rows refer to; `title` names it in English; `url` is where a reader can check;
    `licence` is a short statement of the terms; `as_of` is the day up to which it is known to be complete,
    None where the source does not say.
    """

    code: str
    title: str
    url: str
    licence: str
    as_of: date | None = None
