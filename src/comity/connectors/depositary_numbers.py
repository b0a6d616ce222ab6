"""The Secretary-General's numbers of the instruments held here: chapter and treaty, as in `XVIII-12-a`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from comity.law.instruments import BY_CODE

INSTRUMENT_BY_NUMBER: Mapping[str, str] = {
    instrument.reference: code for code, instrument in BY_CODE.items() if instrument.source == "untc"
}
CHAPTERS: Mapping[str, str] = {"VI": "Narcotic drugs and psychotropic substances", "XVIII": "Penal matters"}

_NUMBER = re.compile(
    r"(?:(?P<chapter>[IVXL]+)[\s.–-]+)?(?P<treaty>\d{1,2})(?:[\s.)–-]*\(?(?P<letter>[a-z])\b\)?)?[\s.)]*\Z", re.I
)
_CHAPTER = re.compile(r"\b(?P<chapter>[IVXL]+)\b")


def number_of(text: str, chapter: str = "") -> str | None:
    """The number in its usual form (`XVIII-12-a`) from a text such as `12. a)` and a heading such as `CHAPTER XVIII`.

    None if the text is not a treaty's number, or no chapter is named in either.
    """
    found = _NUMBER.match(text.strip())
    heading = _CHAPTER.search(chapter.upper().replace("CHAPTER", ""))
    if not found or not (found["chapter"] or heading):
        return None
    roman = (found["chapter"] or (heading["chapter"] if heading else "")).upper()
    return "-".join(filter(None, (roman, found["treaty"], (found["letter"] or "").lower())))
