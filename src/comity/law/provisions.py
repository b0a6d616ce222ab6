"""Provision codes, the key that ties the whole system together: `instrument:article:paragraph`.

`untoc:18:13` is article 18, paragraph 13; `untoc:18:3:a` its subparagraph (a); `untoc-som:8:6` a provision of
the Protocol against the Smuggling of Migrants. Instrument codes are lower case letters, digits and hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_INSTRUMENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_PART = re.compile(r"[0-9]{1,3}(?:bis|ter|quater)?\Z|[a-z]{1,4}\Z")


class ProvisionError(ValueError):
    """A text that is not a provision code; the message names it and shows the form."""


@dataclass(frozen=True, slots=True, order=True)
class Provision:
    """An article, paragraph or subparagraph of an instrument, or the whole instrument when `path` is empty."""

    instrument: str
    path: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The canonical text form, `untoc:18:13`."""
        return ":".join((self.instrument, *self.path))

    @property
    def article(self) -> str | None:
        """The article's number, None for the whole instrument."""
        return self.path[0] if self.path else None

    def within(self, other: Provision) -> bool:
        """True if this provision is `other` or lies inside it."""
        return self.instrument == other.instrument and self.path[: len(other.path)] == other.path

    def reference(self) -> str:
        """The conventional citation without the instrument's name: `18(13)`, `18(3)(a)`."""
        return "".join(part if n == 0 else f"({part})" for n, part in enumerate(self.path))

    @classmethod
    def parse(cls, text: str) -> Provision:
        """Reads a code; raises `ProvisionError` naming the part that is wrong."""
        instrument, *path = text.strip().lower().split(":")
        if not _INSTRUMENT.match(instrument):
            raise ProvisionError(f"{text!r} is not a provision code: {instrument!r} is not an instrument code")
        for part in path:
            if not _PART.match(part):
                raise ProvisionError(
                    f"{text!r} is not a provision code: {part!r} is neither an article, a paragraph nor a letter; "
                    "write it like untoc:18:13 or untoc:18:3:a"
                )
        return cls(instrument, tuple(path))
