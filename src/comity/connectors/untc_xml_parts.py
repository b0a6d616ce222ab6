"""Takes the XML of the United Nations Treaty Collection apart: what it says of the treaty, table rows, running text.

The elements, as published scripts read them: `Document/Treaty` holds `Header/Chapter`, `ExternalData` (`Numsect`,
`Titlesect`, `EIF/Labeltext`, `Status/Parties`…), `Participants/Table/TGroup` with `Thead/Row/Entry` and
`Tbody/Rows/Row/Entry`, then `Declarations`, `DeclarationsUnderArticle`, `Notifications`, `Objections`,
`TerritorialApplications` and `EndNotes`. Footnote marks and markup stand in the text as escaped tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .files import BoundedBytes, Limits
from .items import FormatError

WHAT = "the XML file of one treaty as the depositary publishes it, named like VI-19.en.xml"
PARTICIPANTS, TERRITORIES, OBJECTIONS = "Participants", "TerritorialApplications", "Objections"
STATEMENTS = frozenset({"Declarations", "DeclarationsUnderArticle", "Notifications"})

_SECTIONS = STATEMENTS | {PARTICIPANTS, TERRITORIES, OBJECTIONS, "EndNotes"}
_INLINE = frozenset({"superscript", "subscript", "i", "b", "u", "em", "strong", "a", "p", "br", "right", "center"})
_LIMITS = Limits(largest=50_000_000)  # bytes; the longest real one is some three million
_MOST_ELEMENTS, _DEEPEST = 200_000, 100
_SUPERSCRIPT = re.compile(r"<superscript>[^<]{0,200}</superscript>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_END_OF_PARAGRAPH = re.compile(r"</p>|<br\s*/?>|\n\s*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Treaty:
    """What the file says of its treaty: texts as given, empty where the file is silent."""

    chapter: str
    number: str
    title: str
    in_force: str
    parties: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in a section: its position from 1, its cells, and whether it heads the table."""

    section: str
    number: int
    cells: tuple[str, ...]
    head: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text in a section: the element it stands in, and its paragraphs."""

    section: str
    element: str
    paragraphs: tuple[str, ...]


Part = Treaty | Row | Run


def parts(file: Path) -> Iterator[Part]:
    """The parts of a file in its order; FormatError, with line and column where known, if it is not such a file."""
    walk = _Walk(file)
    try:
        for event, element in iterparse(BoundedBytes(file, _LIMITS), ("start", "end"), forbid_dtd=True):
            if event == "start":
                walk.enter(element)
            else:
                yield from walk.leave(element)
    except FormatError:
        raise
    except ParseError as error:
        line, column = error.position
        raise FormatError(
            f"{file.name}, line {line}, column {column + 1}: the XML ends or breaks here ({str(error).split(':')[0]}); "
            f"fetch the file again. The reader takes {WHAT}."
        ) from None
    except DefusedXmlException as error:
        raise FormatError(
            f"{file.name}: the XML declares a document type or entities ({type(error).__name__}), which no file of the "
            "depositary does; the file was not read."
        ) from None
    except (ValueError, LookupError) as error:
        raise FormatError(f"{file.name}: the encoding of the XML cannot be read: {error}.") from None


class _Walk:
    """Where in the tree the parser stands, and what it has counted."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.path: list[str] = []
        self.blocks: list[int] = []  # for each open element, how many children are not inline markup
        self.elements = 0
        self.rows = 0
        self.chapter = ""

    def enter(self, element: Element) -> None:
        self.elements += 1
        if not self.path and element.tag != "Document":
            raise FormatError(
                f"{self.file.name}: the XML begins with <{element.tag[:60]}>, not with <Document>; "
                f"the reader takes {WHAT}."
            )
        if self.elements > _MOST_ELEMENTS or len(self.path) > _DEEPEST:
            raise FormatError(f"{self.file.name}: the XML is too large or too deep for one treaty; it takes {WHAT}.")
        if element.tag not in _INLINE and self.blocks:
            self.blocks[-1] += 1
        self.path.append(element.tag)
        self.blocks.append(0)
        if element.tag in _SECTIONS:
            self.rows = 0

    def leave(self, element: Element) -> Iterator[Part]:
        self.path.pop()
        blocks = self.blocks.pop()
        section = next((tag for tag in self.path if tag in _SECTIONS), "")
        if element.tag == "Chapter":
            self.chapter = _value(element, "Header")
        elif element.tag == "ExternalData":
            yield self._treaty(element)
        elif section and element.tag == "Row":
            yield self._row(section, element)
            element.clear()
        elif section and element.tag not in _INLINE and not blocks and "Row" not in self.path:
            if found := paragraphs(element):
                yield Run(section, element.tag, found)
            element.clear()

    def _treaty(self, element: Element) -> Treaty:
        return Treaty(
            chapter=self.chapter,
            number=_value(element, "Numsect"),
            title=_value(element, "Titlesect"),
            in_force=_value(element, "EIF/Labeltext"),
            parties=_value(element, "Status/Parties"),
        )

    def _row(self, section: str, element: Element) -> Row:
        head = "Thead" in self.path
        if not head:
            self.rows += 1
        return Row(section, self.rows, tuple(text_of(e) for e in element if e.tag == "Entry"), head)


def text_of(element: Element) -> str:
    """The text of an element in one line, without footnote marks and markup."""
    return " ".join(_TAG.sub(" ", _SUPERSCRIPT.sub("", _raw(element))).split())


def paragraphs(element: Element) -> tuple[str, ...]:
    """The paragraphs of an element's text, without footnote marks and markup, none of them blank."""
    pieces = _END_OF_PARAGRAPH.split(_SUPERSCRIPT.sub("", _raw(element)))
    return tuple(text for piece in pieces if (text := " ".join(_TAG.sub(" ", piece).split())))


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return text_of(found) if found is not None else ""


def _raw(element: Element) -> str:
    """The text with its escaped markup, real inline elements written the same way."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [f"<{child.tag}>", _raw(child), f"</{child.tag}>", child.tail or ""]
    return html.unescape("".join(pieces)).replace("\xa0", " ")
