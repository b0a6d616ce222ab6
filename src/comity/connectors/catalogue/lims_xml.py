"""Canadian consolidated acts and regulations in LIMS XML, English and French.

The two languages of an act are one law: they carry the same consolidated number, and their sections the same labels.
Source of the form: Department of Justice Canada, laws-lois XML.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from comity.catalogue.entries import LawFacts, SourceNote

from .items import FormatError, FoundItem, Refused
from .law_building import Building, clean, files_ending, iso_day, other_root, read_bytes

_LIMS = "{http://justice.gc.ca/lims}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SOURCE = "Department of Justice Canada"
_LICENCE = "Open Government Licence – Canada"
_BLOCKS = {"Subsection", "Paragraph", "Subparagraph", "Clause", "Definition", "ContinuedSectionSubsection", "Text"}


class LimsXml:
    """The reader."""

    name = "lims-xml"
    title = "Canadian acts and regulations (LIMS XML)"

    def files(self, path: Path) -> list[Path]:
        """The `.xml` files under `path`."""
        return files_ending(path, ".xml")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The law, then its sections."""
        root = parsed(read_bytes(file), file.name)
        if root.tag not in {"Statute", "Regulation"}:
            raise other_root(file.name, root.tag, "<Statute> / <Regulation>")
        language = root.get(_LANGUAGE) or ""
        number = _said(root, "Identification/Chapter/ConsolidatedNumber") or _said(
            root, "Identification/InstrumentNumber"
        )
        if language not in {"en", "fr"} or not number:
            raise FormatError(
                _("%(name)s: its language or its number is missing; this is no complete LIMS file.")
                % {"name": file.name}
            )
        kind = "act" if root.tag == "Statute" else "regulation"
        as_of = iso_day(root.get(f"{_LIMS}current-date") or "")
        source = SourceNote(_SOURCE, "https://laws-lois.justice.gc.ca/", _LICENCE, as_of)
        building = Building(file.name, source, f"{kind}/{number}", "CAN", language)
        title = _said(root, "Identification/ShortTitle") or _said(root, "Identification/LongTitle") or number
        yield building.law(title, _facts(root, kind, number))
        for element in root.iter("Heading", "Section"):
            if element.tag == "Heading":
                parts = (_said(element, "Label"), _said(element, "TitleText"))
                level = element.get("level") or "1"
                building.heading(int(level) if level.isdigit() else 1, " ".join(filter(None, parts)))
            elif not any(each.tag in {"Section", "ReadAsText", "AmendedText"} for each in element.iterancestors()):
                yield _section(building, element, file.name)


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of an XML file, with nothing fetched and no entity expanded; raises FormatError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True
    )
    try:
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            _("%(name)s, line %(line)s: it is no well-formed XML (%(error)s).")
            % {"name": name, "line": error.lineno, "error": error.msg}
        ) from error
    if tree.docinfo.doctype and tree.docinfo.internalDTD is not None and list(tree.docinfo.internalDTD.iterentities()):
        raise FormatError(_("%(name)s: it declares entities of its own, which is refused.") % {"name": name})
    return tree.getroot()


def _facts(root: etree._Element, kind: str, number: str) -> LawFacts:
    in_force = {"yes": "in-force", "no": "unknown"}.get(root.get("in-force") or "", "unknown")
    return LawFacts(
        law_kind=kind,
        official_number=number,
        adopted_on=_assent(root),
        in_force_on=iso_day(root.get(f"{_LIMS}inforce-start-date") or ""),
        amended_on=iso_day(root.get(f"{_LIMS}lastAmendedDate") or ""),
        status=in_force,
    )


def _assent(root: etree._Element) -> date | None:
    for stage in root.iterfind("Identification/BillHistory/Stages"):
        if stage.get("stage") == "assented-to":
            parts = [_said(stage, f"Date/{name}") for name in ("YYYY", "MM", "DD")]
            if all(part.isdigit() for part in parts):
                try:
                    return date(*map(int, parts))
                except ValueError:
                    return None
    return None


def _section(building: Building, element: etree._Element, name: str) -> FoundItem:
    label = _said(element, "Label")
    if not label:
        place = _("%(name)s, line %(line)s") % {"name": name, "line": element.sourceline or 0}
        return Refused(place, _("A section without a label."), " ".join(element.itertext())[:200])
    parts = [_flat(child) for child in element if child.tag not in {"Label", "MarginalNote", "HistoricalNote"}]
    return building.extract(
        label,
        "\n\n".join(part for part in parts if part),
        heading=_said(element, "MarginalNote"),
        in_force_on=iso_day(element.get(f"{_LIMS}inforce-start-date") or ""),
        amended_on=iso_day(element.get(f"{_LIMS}lastAmendedDate") or ""),
    )


def _flat(element: etree._Element) -> str:
    """The text of a part of a section; what has a label of its own begins a new paragraph."""
    if element.tag in {"HistoricalNote", "Footnote"} or not isinstance(element.tag, str):
        return ""
    if element.tag == "Text" or not any(child.tag in _BLOCKS for child in element):
        return clean(" ".join("".join(element.itertext()).split()))
    found: list[str] = []
    label = ""
    for child in element:
        if child.tag == "Label":
            label = _flat(child)
        elif said := _flat(child):
            found.append(f"{label} {said}".strip() if label else said)
            label = ""
    return "\n\n".join(found)


def _said(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return clean(" ".join("".join(found.itertext()).split())) if found is not None else ""
