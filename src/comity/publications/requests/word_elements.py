"""The elements of a Word file that its library has no words for: directions, languages, faces, fields."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .flat import Run

# Language tags as Word writes them; Chinese and Arabic have places of their own in a run.
TAGS = {"ar": "ar-SA", "zh": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
_FACES = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman", "eastAsia": "SimSun"}

# What the schema of Word files puts after an element that is inserted here.
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr"),
)
AFTER_BIDI_VISUAL = (
    *("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd"),
    *("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
)
_AFTER_SIZE = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")


def drop_first_empty(cell: Any) -> None:
    """Cells begin with an empty paragraph, which must stay only where nothing follows."""
    first = cell.paragraphs[0]
    if not first.text and len(cell._tc) > 2:
        cell._tc.remove(first._p)
    if cell._tc[-1].tag != qn("w:p"):
        cell.add_paragraph()


def flag(name: str) -> Any:
    """An element that is switched on."""
    element = OxmlElement(name)
    element.set(qn("w:val"), "1")
    return element


def faces(properties: Any, size: float) -> None:
    """Faces and size for every script: Word keeps those of Arabic and Chinese apart."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for key, face in _FACES.items():
        fonts.set(qn(f"w:{key}"), face)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    large = OxmlElement("w:szCs")
    large.set(qn("w:val"), str(int(size * 2)))
    properties.insert_element_before(large, *_AFTER_SIZE)


def turn(paragraph: Any) -> None:
    """Makes a paragraph run from right to left; the schema wants the mark before spacing and alignment."""
    paragraph._p.get_or_add_pPr().insert_element_before(flag("w:bidi"), *_AFTER_BIDI)


def ruled(paragraph: Any) -> None:
    """Draws a rule below a paragraph; the schema wants it before the paragraph's direction."""
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:bidi", *_AFTER_BIDI)


def tag(run: Any, piece: Run, language: str) -> None:
    """Direction and language of a run; the drafter's words have only the language their script shows."""
    properties = run._r.get_or_add_rPr()
    if piece.rtl:
        properties.append(flag("w:rtl"))
    if piece.kind == "own" and piece.rtl == (language == "ar") and language not in {"ar", "zh"}:
        return  # whose language the words are, nobody said
    mark = OxmlElement("w:lang")
    if piece.rtl:
        mark.set(qn("w:bidi"), TAGS["ar"])
    elif language == "zh":
        mark.set(qn("w:eastAsia"), TAGS["zh"])
    elif piece.kind != "own":
        mark.set(qn("w:val"), TAGS[language])
    if mark.attrib:
        properties.append(mark)


def page_field(code: str) -> list[Any]:
    """The elements of a field: the number of the page, or of pages."""
    parts = []
    for kind in ("begin", "", "end"):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        parts.append(element)
    return parts
