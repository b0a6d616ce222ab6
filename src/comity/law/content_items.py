"""One thing a request contains; the lists of conventions and the advice of practice are made of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One thing to put into a request: `text` is English and the key of its translations.

    `provision` is the code of the paragraph that asks for it, None for advice; `required` is true where the
    instrument makes it a duty without exception.
    """

    code: str
    text: str
    provision: str | None = None
    required: bool = True
