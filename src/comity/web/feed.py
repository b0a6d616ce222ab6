"""Atom feeds that hold any text."""

from __future__ import annotations

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, production 2


class Feed(Atom1Feed):
    """An Atom feed; what XML cannot hold, in a query or in a record, becomes a space."""

    def __init__(self, title: str, link: str, description: str, **more: Any) -> None:
        super().__init__(_held(title), link, description, **more)

    def add_item(self, title: str, link: str, description: str, *args: Any, **more: Any) -> None:
        """Adds an entry."""
        super().add_item(_held(title), link, _held(description), *args, **more)


def _held(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)
