"""A request as an editable Word document: real styles, right to left where due, languages tagged, gaps marked.

A `template` of the authority brings its own styles, header and footer; styles it lacks are added.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from django.utils.translation import gettext, override
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from comity.law.book import TreatyBook
from comity.law.interview.document import Document

from . import flat
from .flat import Flat, Run, Runs, Side
from .heads import Letterhead, set_lines
from .word_elements import AFTER_BIDI_VISUAL, TAGS, drop_first_empty, faces, flag, page_field, ruled, tag, turn

_LETTERHEAD, _DETAIL = "Comity Letterhead", "Comity Letterhead Detail"
_OWN, _LABEL, _GAP = "Comity Drafter", "Comity Label", "Comity Gap"
_SOFT = RGBColor(0x51, 0x60, 0x6E)
_WIDE = 5  # columns; a wider group is written as one list of facts for each row


def request_docx(document: Document, book: TreatyBook, languages: tuple[str, ...], letterhead: Letterhead) -> bytes:
    """The document as .docx; two languages stand in a table of two columns, the first leading."""
    sides = [flat.side(document, book, language) for language in languages]
    writer = _Writer(sides[0], letterhead)
    writer.head(letterhead)
    if len(sides) == 1:
        writer.title(writer.file, sides[0])
        for block in sides[0].blocks:
            writer.block(writer.file, block, sides[0])
    else:
        writer.side_by_side(sides)
    with override(languages[0]):
        writer.footer(gettext("Draft: brackets mark what is still missing.") if document.has_gaps else "")
    return writer.saved()


class _Writer:
    """Writes into one Word file; every paragraph, run and table is told its direction and language."""

    def __init__(self, lead: Side, letterhead: Letterhead) -> None:
        self.lead = lead
        self.file = docx.Document(io.BytesIO(letterhead.template)) if letterhead.template else docx.Document()
        self.own_styles = letterhead.template is not None
        self.file.core_properties.title = lead.title
        self.file.core_properties.author = next((line.text for line in letterhead.lines if line.text), "")
        self.file.core_properties.language = TAGS[lead.language]
        self.file.core_properties.comments = ""
        if self.own_styles:
            self._empty_body()
        else:
            self._dress()
        self._add_styles()

    # -- styles ------------------------------------------------------------------------------------------------

    def _empty_body(self) -> None:
        body = self.file.element.body
        for element in list(body):
            if element.tag != qn("w:sectPr"):
                body.remove(element)

    def _dress(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.4)
        if self.lead.rtl:
            section._sectPr.insert_element_before(flag("w:bidi"), "w:rtlGutter", "w:docGrid")
        for name, size in (("Normal", 11), ("Title", 16), ("Heading 1", 13), ("Heading 2", 11.5)):
            style: Any = self.file.styles[name]
            style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
            style.font.bold = style.font.cs_bold = name != "Normal"
            faces(style.element.get_or_add_rPr(), size)
        normal: Any = self.file.styles["Normal"]
        normal.paragraph_format.space_after = Pt(6)
        for name in ("Heading 1", "Heading 2"):
            heading: Any = self.file.styles[name]
            heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(5)
            heading.paragraph_format.keep_with_next = True

    def _add_styles(self) -> None:
        held = {style.name for style in self.file.styles}
        for name in (_LETTERHEAD, _DETAIL, _OWN, _LABEL):
            if name not in held:
                style: Any = self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                style.base_style = self.file.styles["Normal"]
                style.font.bold = style.font.cs_bold = name not in (_OWN, _DETAIL)
                if name in (_LETTERHEAD, _DETAIL):
                    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    style.paragraph_format.space_after = Pt(0)
                    style.font.size = Pt(12 if name == _LETTERHEAD else 9)
                    faces(style.element.get_or_add_rPr(), 12 if name == _LETTERHEAD else 9)
                if name == _LABEL:
                    style.paragraph_format.keep_with_next = True
                    style.paragraph_format.space_after = Pt(2)
        if _GAP not in held:
            gap: Any = self.file.styles.add_style(_GAP, WD_STYLE_TYPE.CHARACTER)
            gap.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _style(self, name: str, otherwise: str = "Normal") -> Any:
        held = {style.name: style for style in self.file.styles}
        return held.get(name) or held.get(otherwise)

    # -- the parts of the document -----------------------------------------------------------------------------

    def head(self, letterhead: Letterhead) -> None:
        """The lines of the letterhead, each in its own direction, and a rule below them."""
        lines = set_lines(letterhead, self.lead.language)
        for line in lines:
            paragraph = self.file.add_paragraph(style=self._style(_LETTERHEAD if line.is_name else _DETAIL))
            self._fill(paragraph, line.runs, self.lead, line.rtl)
        if lines:
            ruled(self.file.add_paragraph(style=self._style(_DETAIL)))

    def title(self, place: Any, side: Side) -> None:
        self.paragraph(place, (Run(side.title, "fixed", side.rtl),), side, "Title")

    def side_by_side(self, sides: list[Side]) -> None:
        table = self._table(self.file, 2, sides[0], grid=False)
        rows = [[Flat("title", lines=((Run(s.title, "fixed", s.rtl),),)) for s in sides]]
        rows += [[s.blocks[number] for s in sides] for number in range(len(sides[0].blocks))]
        for row in rows:
            cells = table.add_row().cells
            for cell, block, side in zip(cells, row, sides, strict=True):
                if block.kind == "title":
                    self.title(cell, side)
                else:
                    self.block(cell, block, side, narrow=True)
                drop_first_empty(cell)

    def block(self, place: Any, block: Flat, side: Side, *, narrow: bool = False) -> None:
        match block.kind:
            case "heading":
                self.paragraph(place, block.lines[0], side, f"Heading {min(block.level, 2)}")
            case "paragraph":
                self.paragraph(place, block.lines[0], side)
            case "words":
                self.paragraph(place, block.label, side, _LABEL)
                for line in block.lines:
                    self.paragraph(place, line, side, _OWN)
            case "facts":
                self._facts(place, block.rows, side)
            case "grid":
                self.paragraph(place, block.label, side, _LABEL)
                if narrow or len(block.head) > _WIDE:
                    for row in block.rows:
                        pairs = tuple(p for p in zip(block.head, row, strict=True) if p[1])
                        self._facts(place, pairs, side)
                else:
                    self._grid(place, block, side)
            case "signature":
                self._facts(place, block.rows, side, lines=False)
                for _line in range(2):
                    self.paragraph(place, (), side).paragraph_format.keep_with_next = True
                self.paragraph(place, (Run("_" * 34, "fixed", side.rtl),), side)

    def _facts(self, place: Any, rows: tuple[tuple[Runs, ...], ...], side: Side, *, lines: bool = True) -> None:
        if not rows:
            return
        table = self._table(place, 2, side, grid=lines)
        for label, value in rows:
            cells = table.add_row().cells
            self._cell(cells[0], label, side, soft=True, kept=not lines)
            self._cell(cells[1], value, side, kept=not lines)
        self._space(place, side, kept=not lines)

    def _grid(self, place: Any, block: Flat, side: Side) -> None:
        table = self._table(place, len(block.head), side)
        head = table.add_row()
        for cell, runs in zip(head.cells, block.head, strict=True):
            self._cell(cell, runs, side, bold=True)
        head._tr.get_or_add_trPr().append(flag("w:tblHeader"))
        for row in block.rows:
            for cell, runs in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, runs, side)
        self._space(place, side)

    def _space(self, place: Any, side: Side, *, kept: bool = False) -> None:
        """The paragraph that has to follow a table; inside a cell there is one already."""
        if not hasattr(place, "_tc"):
            shape = self.paragraph(place, (), side).paragraph_format
            shape.space_after, shape.keep_with_next = Pt(2), kept or None

    def _table(self, place: Any, columns: int, side: Side, *, grid: bool = True) -> Any:
        table: Any = place.add_table(0, columns)
        if grid and self._style("Table Grid") is not None:
            table.style = self._style("Table Grid")
        if side.rtl:
            table._tbl.tblPr.insert_element_before(flag("w:bidiVisual"), *AFTER_BIDI_VISUAL)
        return table

    def _cell(
        self, cell: Any, runs: Runs, side: Side, *, bold: bool = False, soft: bool = False, kept: bool = False
    ) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        self._fill(paragraph, runs, side, flat.own_direction(runs))
        paragraph.paragraph_format.keep_with_next = True if kept else None
        for run in paragraph.runs:
            if bold:
                run.bold = run.font.cs_bold = True
            if soft:
                run.font.color.rgb = _SOFT

    def paragraph(self, place: Any, runs: Runs, side: Side, style: str = "Normal") -> Any:
        """A paragraph in the direction of its language; of the drafter's own words where they stand alone."""
        paragraph = place.add_paragraph(style=self._style(style))
        own = style == _OWN and len(runs) == 1 and runs[0].kind == "own"
        self._fill(paragraph, runs, side, runs[0].rtl if own else None)
        return paragraph

    def _fill(self, paragraph: Any, runs: Runs, side: Side, own_way: bool | None = None) -> None:
        way = side.rtl if own_way is None else own_way
        if way:
            turn(paragraph)
        for piece in runs:
            lines = flat.marked(piece, rtl=way).split("\n")
            run = paragraph.add_run(lines[0])
            for line in lines[1:]:
                run.add_break()
                run.add_text(line)
            if piece.kind == "gap":
                run.style = self._style(_GAP)
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW  # not every program shows that of a style
            tag(run, piece, side.language)

    def footer(self, draft: str) -> None:
        """The number of the page and, while something is missing, that it is a draft; a template keeps its own."""
        if self.own_styles:
            return
        paragraph = self.file.sections[0].footer.paragraphs[0]
        rtl = self.lead.rtl
        if rtl:
            turn(paragraph)
        words = gettext("Page %(page)s of %(pages)s") % {"page": "\0PAGE\0", "pages": "\0NUMPAGES\0"}
        for number, piece in enumerate(words.split("\0")):
            run = paragraph.add_run("" if number % 2 else piece)
            if number % 2:
                for element in page_field(piece):
                    run._r.append(element)
            tag(run, Run(piece, "fixed", rtl), self.lead.language)
        if draft:
            tag(paragraph.add_run(f" · {draft}"), Run(draft, "fixed", rtl), self.lead.language)

    def saved(self) -> bytes:
        target = io.BytesIO()
        self.file.save(target)
        return target.getvalue()
