"""Guides as JSON, in our own form: for the publisher's text that the operator loads, and for ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from comity.core.plain_values import NotThatShape, decoded
from comity.evidence.entries import GuideEntry

from ..catalogue.law_building import files_ending, read_bytes
from .items import FormatError, Found, FoundItem, Refused


class GuideFiles:
    """The reader of such files: a list of guides, or one."""

    name = "guide"
    title = "Guides, model laws and frameworks in Comity's own form (.json)"

    def files(self, path: Path) -> list[Path]:
        """The `.json` files under `path`."""
        return files_ending(path, ".json")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The guides of a file."""
        try:
            held = json.loads(read_bytes(file))
        except (ValueError, RecursionError) as error:
            raise FormatError(f"{file.name}: it is not JSON: {error}") from error
        for number, value in enumerate(held if isinstance(held, list) else [held], 1):
            place = f"{file.name}, guide {number}"
            try:
                yield Found(place, decoded(GuideEntry, value, place))
            except NotThatShape as error:
                yield Refused(place, str(error))
