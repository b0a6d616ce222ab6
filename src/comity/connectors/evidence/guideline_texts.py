"""The texts of providers' guidelines, loaded by whoever runs the system: `PROVIDER/2024-05-01.txt`, one file a version.

The folder is named by the provider's code, name or brand, the file by the date of the version, with the language before
the ending where it is not English (`2024-05-01.fr.md`). Each gets its checksum, and versions can then be compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from comity.evidence.entries import GuidelineEntry, SourceNote

from ..catalogue.law_building import files_ending, read_bytes
from .items import Found, FoundItem, Refused

_LARGEST = 5 << 20  # bytes


class GuidelineTexts:
    """The reader of such folders."""

    name = "guideline-texts"
    title = "Texts of providers' guidelines, PROVIDER/2024-05-01.txt (.txt, .md)"

    def files(self, path: Path) -> list[Path]:
        """The `.txt` and `.md` files under `path`."""
        return files_ending(path, ".txt", ".md")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The one version of the file."""
        place = f"{file.parent.name}/{file.name}"
        day, _dot, language = file.stem.partition(".")
        try:
            on = date.fromisoformat(day)
        except ValueError:
            yield Refused(place, "the name of the file is not a date like 2024-05-01")
            return
        data = read_bytes(file)
        if len(data) > _LARGEST:
            yield Refused(place, f"it is larger than {_LARGEST >> 20} MB")
            return
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield Refused(place, "it is not UTF-8")
            return
        yield Found(
            place,
            GuidelineEntry(
                provider=file.parent.name,
                source=SourceNote("Loaded by the operator", f"{day} {language or 'en'}", "", "As the provider's", on),
                title=_title(text),
                language=language or "en",
                version_on=on,
                checksum=hashlib.sha256(data).hexdigest(),
                text=text.replace("\r\n", "\n"),
            ),
        )


def _title(text: str) -> str:
    """The first line that says something."""
    lines = (line.strip(" #\t") for line in text.splitlines())
    return next((line for line in lines if line), "")[:300]
