"""The order of names as a reader of the active language expects it, without the machine's locale."""

from __future__ import annotations

import unicodedata

from .wording import language

# Letters of their own, which fall after the letter they are folded to.
_OWN_LETTERS = {"ru": {"й": "и\uffff"}, "es": {"ñ": "n\uffff"}}


def folded(text: str) -> str:
    """A text reduced for finding it: accents and case do not count."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def collated(text: str) -> bytes:
    """A key that orders names as a reader expects: no accents or case, no Arabic article, Chinese by sound.

    The common characters of GB 18030 stand in the order of their pronunciation.
    """
    if language() == "zh":
        return text.casefold().encode("gb18030")
    for letter, place in _OWN_LETTERS.get(language(), {}).items():
        text = text.casefold().replace(letter, place)
    plain = folded(text)
    return (plain.removeprefix("ال") if language() == "ar" else plain).encode()
