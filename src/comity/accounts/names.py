"""Names as people type them, safe to show beside other text: one line, nothing unseen, nothing that turns it round.

Letters of every script are kept, with the joiners that Persian and Indic names need.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_JOINERS = {"\u200c", "\u200d"}
# Letters by category that still show nothing: fillers made to fool the eye.
_BLANK = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}


def cleaned(text: str, most: int) -> str:
    """The text in composed form without needless space; raises ValidationError naming what cannot be in it."""
    for character in text.replace("\r\n", "\n").strip():
        if not _is_shown(character):
            raise ValidationError(
                _("It holds a character that cannot be seen (%(code)s). Type it anew, without copying."),
                code="unseen",
                params={"code": f"U+{ord(character):04X}"},
            )
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if len(plain) > most:
        raise ValidationError(
            _("It has %(length)s characters; at most %(most)s can be kept. Shorten it."),
            code="long",
            params={"length": len(plain), "most": most},
        )
    return plain


def cleaned_lines(text: str, most: int) -> str:
    """`cleaned`, for a text of several lines."""
    lines = [cleaned(line, most) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    joined = "\n".join(lines).strip()
    cleaned(" ".join(lines), most)
    return joined


def _is_shown(character: str) -> bool:
    return character in _JOINERS or (
        character not in _BLANK and unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
