"""The formats the catalogue can be filled from, by the word after --from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .akoma_ntoso import AkomaNtoso
from .chinese_markdown import ChineseMarkdown
from .items import EntryReader, FormatError
from .lims_xml import LimsXml
from .markdown_laws import MarkdownLaws
from .russian_html import RussianHtml
from .saudi_json import SaudiJson
from .sections_jsonl import SectionsJsonl
from .sherloc_pages import SherlocPages
from .sherloc_search import SherlocSearch
from .templates import TemplateReader

ENTRY_READERS: dict[str, EntryReader] = {
    reader.name: reader
    for reader in (
        AkomaNtoso(),
        ChineseMarkdown(),
        LimsXml(),
        MarkdownLaws(),
        RussianHtml(),
        SaudiJson(),
        SectionsJsonl(),
        SherlocPages(),
        SherlocSearch(),
        TemplateReader(),
    )
}


def entry_reader(name: str) -> EntryReader:
    """The reader of a format; raises FormatError naming those there are."""
    if name not in ENTRY_READERS:
        raise FormatError(
            _("%(name)s: there is no such format; choose one of %(formats)s.")
            % {"name": name, "formats": ", ".join(ENTRY_READERS)}
        )
    return ENTRY_READERS[name]
