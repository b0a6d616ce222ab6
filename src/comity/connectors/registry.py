"""All readers by the word that names them after `--from`, and which of them fits a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

from comity.law.states import Gazetteer

from .coe_index import CoeIndex
from .coe_signatures import CoeSignatures
from .items import FormatError, Reader
from .mtdsg_index import MtdsgIndex
from .treaty_text import TreatyText
from .uk_treaties import UkTreaties
from .untc_csv import UntcCsv
from .untc_declarations import UntcDeclarations
from .untc_xml import UntcXml

_ALL: tuple[Reader, ...] = (
    UntcCsv(),
    UntcDeclarations(),
    UntcXml(),
    MtdsgIndex(),
    CoeIndex(),
    CoeSignatures(),
    UkTreaties(),
    TreatyText(),
)
READERS: Mapping[str, Reader] = {reader.name: reader for reader in _ALL}


def reader(name: str) -> Reader:
    """The reader of that name; raises FormatError naming the ones there are."""
    try:
        return READERS[name]
    except KeyError:
        raise FormatError(f"{name!r} is not a format read here; the formats are {', '.join(READERS)}.") from None


def dated(reader: Reader, as_of: date) -> Reader:
    """The same reader for files complete up to that day; raises FormatError if the format tells its day itself."""
    if not hasattr(reader, "as_of"):
        raise FormatError(f"files of the format {reader.name} tell their day themselves; leave --as-of out.")
    kind: Callable[..., Reader] = type(reader)
    return kind(as_of=as_of)


def guess(path: Path) -> tuple[str, ...]:
    """The names of the readers that can begin to read `path` or the first of their files under it."""
    nobody = Gazetteer.of([])
    fitting = []
    for name, candidate in READERS.items():
        with suppress(FormatError):
            first = candidate.files(path)[0]
            if list(islice(candidate.read(first, gazetteer=nobody), 2)):
                fitting.append(name)
    return tuple(fitting)
