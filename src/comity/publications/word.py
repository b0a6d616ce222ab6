"""A book as DOCX: styles, headings, a real table of contents, running heads, paragraphs from right to left.

python-docx makes the package and its styles; the body is written as WordprocessingML at once, because a directory has
a hundred thousand paragraphs. Reference: ECMA-376, part 1, clause 17.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from .book import Block, Book, Facts, Items, Line, Notice, Paragraph, Section, Span, is_rtl, plain, runs_rtl, walk

Progress = Callable[[str, int], None]
_NAMESPACES = nsdecls("w", "r")
_FONTS = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
_BAND = RGBColor(0x14, 0x24, 0x3C)
_LABEL_WIDTH = Cm(5.4)
_LRM, _RLM = "\u200e", "\u200f"  # beside a run they keep its signs and numbers in its own direction, in every program
_LAST_LEVEL = 9  # of headings in Word


def docx(book: Book, *, progress: Progress = lambda what, done: None) -> bytes:
    """The book as one DOCX file; `progress` is told the running head and how many sections are written."""
    return _Writing(book, progress).packed()


class _Writing:
    def __init__(self, book: Book, progress: Progress) -> None:
        self.book, self.progress = book, progress
        self.document: Any = Document()
        # Names of bookmarks are short and plain: they are numbered.
        self._marks = {each.anchor: number for number, (_, each) in enumerate(walk(book.sections), start=1)}
        self._relations: dict[str, str] = {}

    def packed(self) -> bytes:
        """The package."""
        self._describe()
        self._styles()
        self._page()
        body = self.document.element.body
        end = body.sectPr
        for text in self._parts():
            for element in parse_xml(f"<w:body {_NAMESPACES}>{text}</w:body>"):
                end.addprevious(element)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _describe(self) -> None:
        book, core = self.book, self.document.core_properties
        core.title = f"{book.title}, {book.subtitle}"[:255]
        core.author = core.last_modified_by = book.publisher
        core.subject = book.footer[:255]
        core.comments = book.description[:255]
        core.language = book.language
        core.identifier = book.identifier
        core.created = core.modified = book.made.replace(tzinfo=None)

    # -- styles and pages ----------------------------------------------------------------------------------------

    def _styles(self) -> None:
        styles = self.document.styles
        for each in list(styles.element.iter(qn("w:lang"))):
            language = self.book.language
            each.set(qn("w:val"), language)
            each.set(qn("w:eastAsia"), "zh-CN")
            each.set(qn("w:bidi"), language if self.book.rtl else "ar-SA")
        normal = styles["Normal"]
        self._font(normal, 9.5)
        normal.paragraph_format.space_after = Pt(3)
        for level, size in ((1, 20), (2, 13), (3, 11)):
            style = styles[f"Heading {level}"]
            self._font(style, size, bold=True)
            style.font.color.rgb = _BAND
            style.paragraph_format.space_before = Pt(18 if level < 3 else 8)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.page_break_before = level == 1
        self._font(styles["Title"], 28, bold=True)
        self._font(styles["TOC Heading"], 20, bold=True)
        styles["TOC Heading"].paragraph_format.page_break_before = True
        fact = self._style("Fact")
        fact.paragraph_format.left_indent = _LABEL_WIDTH
        fact.paragraph_format.first_line_indent = -_LABEL_WIDTH
        fact.paragraph_format.space_after = Pt(1)
        fact.paragraph_format.tab_stops.add_tab_stop(_LABEL_WIDTH)
        more = self._style("Fact continued")
        more.paragraph_format.left_indent = _LABEL_WIDTH
        more.paragraph_format.space_after = Pt(1)
        notice = self._style("Notice")
        notice.font.bold = True
        notice.element.get_or_add_pPr().append(_shading("FFF4C4"))
        self._style("Aside").font.size = Pt(8)
        self._style("toc 1").paragraph_format.space_after = Pt(1)
        if self.book.rtl:
            for style in styles:
                if style.type == WD_STYLE_TYPE.PARAGRAPH:
                    _put_first(style.element.get_or_add_pPr(), parse_xml(f"<w:bidi {_NAMESPACES}/>"))

    def _style(self, name: str) -> Any:
        styles = self.document.styles
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        return style

    def _font(self, style: Any, size: float, *, bold: bool = False) -> None:
        style.font.size, style.font.bold = Pt(size), bold
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        names = " ".join(f'w:{place}="{font}"' for place, font in _FONTS.items())
        properties.insert(0, parse_xml(f"<w:rFonts {_NAMESPACES} {names}/>"))
        for tag in ("w:szCs", "w:bCs"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
        properties.append(parse_xml(f'<w:szCs {_NAMESPACES} w:val="{int(size * 2)}"/>'))
        if bold:
            properties.find(qn("w:b")).addnext(parse_xml(f"<w:bCs {_NAMESPACES}/>"))

    def _page(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin, page.bottom_margin = Cm(2.4), Cm(2)
        page.different_first_page_header_footer = True
        if self.book.rtl:
            page._sectPr.append(parse_xml(f"<w:bidi {_NAMESPACES}/>"))
        running = _field("STYLEREF 1", self.book.title)
        warning = f"{_run(' · ')}{self._text(self.book.warning)}" if self.book.warning else ""
        self._fill(page.header, f"{running}{warning}")
        before, _, rest = self.book.words.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        pages = (
            f"{self._text(f'{self.book.footer} · {before}')}{_field('PAGE', '1')}"
            f"{self._text(between)}{_field('NUMPAGES', '1')}{self._text(after)}"
        )
        self._fill(page.footer, pages)

    def _fill(self, part: Any, runs: str) -> None:
        held = part.paragraphs[0]._p
        held.addprevious(parse_xml(f'<w:p {_NAMESPACES}><w:pPr><w:pStyle w:val="Aside"/></w:pPr>{runs}</w:p>'))
        held.getparent().remove(held)

    # -- the body ------------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[str]:
        yield "".join(self._cover())
        yield "".join(self._contents())
        for number, section in enumerate(self.book.sections):
            self.progress(section.running or plain(section.title), number)
            yield "".join(self._section(section, 1))

    def _cover(self) -> Iterator[str]:
        book = self.book
        yield _paragraph("Normal", _run(book.publisher))
        yield _paragraph("Title", self._text(book.title))
        yield _paragraph("Subtitle", self._text(book.subtitle))
        for each in book.cover:
            yield _paragraph("Normal", self._line(each))
        if book.warning:
            yield _paragraph("Notice", self._text(book.warning))
        yield _paragraph("Aside", self._text(book.description))

    def _contents(self) -> Iterator[str]:
        """A field Word renews when the file is opened; until then it holds the links, without pages."""
        start = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        yield _paragraph("TOCHeading", self._text(self.book.words.contents))
        rows = [
            f'<w:hyperlink w:anchor="{self._mark(each.anchor)}" w:history="1">{self._line(each.title)}</w:hyperlink>'
            for each in self.book.sections
        ] or [""]
        for number, row in enumerate(rows):
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if number == len(rows) - 1 else ""
            yield _paragraph("toc1", f"{start if number == 0 else ''}{row}{end}")

    def _section(self, section: Section, level: int) -> Iterator[str]:
        number = self._marks[section.anchor]
        name = self._mark(section.anchor)
        title = (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{self._line(section.title)}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        yield _paragraph(f"Heading{min(level, _LAST_LEVEL)}", title)
        warning = section.warning or (self.book.warning if level == 1 else "")
        if warning and not any(isinstance(block, Notice) for block in section.blocks):
            yield _paragraph("Notice", self._text(warning))
        for block in section.blocks:
            yield from self._block(block, level + 1)
        for each in section.sections:
            yield from self._section(each, level + 1)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph(words, small):
                yield _paragraph("Aside" if small else "Normal", self._line(words))
            case Notice(text):
                yield _paragraph("Notice", self._text(text))
            case Items(lines):
                for each in lines:
                    yield _paragraph("ListBullet", self._line(each))
            case Facts(rows, title):
                if title:
                    yield _paragraph(f"Heading{min(level, _LAST_LEVEL)}", self._text(title))
                for row in rows:
                    first, *others = row.lines
                    label = f"{self._text(row.label)}<w:r><w:tab/></w:r>"
                    yield _paragraph("Fact", f"{label}{self._line(first)}")
                    for each in others:
                        yield _paragraph("Factcontinued", self._line(each))

    # -- words ---------------------------------------------------------------------------------------------------

    def _line(self, words: Line) -> str:
        return "".join(map(self._span, words))

    def _text(self, text: str) -> str:
        return self._span(Span(text))

    def _span(self, span: Span) -> str:
        turned = is_rtl(span.language) or runs_rtl(span.text) if span.language else self.book.rtl
        rtl = turned and not span.verbatim
        marks = "<w:b/><w:bCs/>" if span.strong else ""
        if span.link:
            marks += '<w:color w:val="0B4F9E"/><w:u w:val="single"/>'
        marks += "<w:rtl/>" if rtl else ""
        if span.language:
            marks += f'<w:lang w:{"bidi" if rtl else _place(span.language)}="{span.language}"/>'
        text = span.text
        if rtl != self.book.rtl:
            side = _RLM if rtl else _LRM
            text = f"{side}{text}{side}"
        run = _run(text, marks)
        return self._linked(run, span.link) if span.link else run

    def _linked(self, run: str, link: str) -> str:
        if link.startswith("#"):
            if link[1:] not in self._marks:
                return run
            return f'<w:hyperlink w:anchor="{self._mark(link[1:])}" w:history="1">{run}</w:hyperlink>'
        if link not in self._relations:
            # Under an id of our own: `relate_to` looks through all relations for each, and a directory has thousands.
            name = f"link{len(self._relations) + 1}"
            self.document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, link, name, is_external=True)
            self._relations[link] = name
        return f'<w:hyperlink r:id="{self._relations[link]}" w:history="1">{run}</w:hyperlink>'

    def _mark(self, anchor: str) -> str:
        return f"s{self._marks[anchor]}"


def _place(language: str) -> str:
    """Which attribute of a run's language holds it."""
    return "eastAsia" if language.split("-", 1)[0].lower() in {"zh", "ja", "ko"} else "val"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, marks: str = "") -> str:
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{_run(shown)}</w:fldSimple>'


def _shading(colour: str) -> Any:
    return parse_xml(f'<w:shd {_NAMESPACES} w:val="clear" w:color="auto" w:fill="{colour}"/>')


def _put_first(properties: Any, element: Any) -> None:
    """Puts a paragraph property where the order of the schema wants `bidi`: after what may stand before it."""
    after = {qn(f"w:{tag}") for tag in ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing")}
    after |= {qn(f"w:{tag}") for tag in ("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment")}
    after |= {qn(f"w:{tag}") for tag in ("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr")}
    for each in properties:
        if each.tag in after:
            each.addprevious(element)
            return
    properties.append(element)
