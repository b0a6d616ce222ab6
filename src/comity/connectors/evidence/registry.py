"""The formats the hub can be filled from, by the word after --from."""

from __future__ import annotations

from .guide_files import GuideFiles
from .guideline_texts import GuidelineTexts
from .items import EntryReader, FormatError
from .ota import OtaDeclarations
from .power_rows import PowerRows
from .provider_list import ProviderList

READERS: dict[str, EntryReader] = {
    reader.name: reader for reader in (GuideFiles(), GuidelineTexts(), OtaDeclarations(), PowerRows(), ProviderList())
}


def evidence_reader(name: str) -> EntryReader:
    """The reader of a format; raises FormatError naming those there are."""
    if name not in READERS:
        raise FormatError(f"{name}: no such format; one of {', '.join(READERS)}")
    return READERS[name]
