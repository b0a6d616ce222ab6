"""Collects what is marked for translation, from Python, Django templates and interviews, without outside programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

_CONTEXT_1, _CONTEXT_2 = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": _CONTEXT_1,
    "pgettext_lazy": _CONTEXT_1,
    "npgettext": _CONTEXT_2,
    "npgettext_lazy": _CONTEXT_2,
    "say": None,
}
METHODS = [
    ("**/templates/**.html", "comity.core.extraction:messages_of_template"),
    ("reference/interviews/**.json", "comity.core.extraction:messages_of_interview"),
    ("**.py", "python"),
]
# Where texts for readers stand in the definitions of interviews (law/interview/reading.py).
INTERVIEW_TEXTS = frozenset({"title", "summary", "about", "label", "help", "heading", "paragraph"})

# Line, function, its arguments and comments: what Babel takes from an extraction method.
Message = tuple[int, str, str | tuple[str, ...], list[str]]


def template_catalog(package: Path) -> Catalog:
    """All messages under `package`, in a stable order, each with the files it stands in."""
    catalog = Catalog(project="Comity", charset="utf-8")
    found = extract_from_dir(str(package), METHODS, keywords=KEYWORDS, comment_tags=["Translators:"])
    for file, _line, message, comments, context in found:
        catalog.add(message, None, [(Path(file).as_posix(), 0)], auto_comments=comments, context=context)
    for entry in catalog:
        entry.locations = sorted(set(entry.locations))
    return catalog


def messages_of_template(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: dict[str, Any]
) -> Iterator[Message]:
    """The messages of a Django template: `translate`, `blocktranslate`, and `_("…")` inside tags and variables.

    The keys are formed as Django forms them when the page is rendered; the other parameters are Babel's.
    """
    block: _Block | None = None
    commented = False
    for token in Lexer(fileobj.read().decode("utf-8")).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents.split()[0] in {"comment", "endcomment"}:
            commented = token.contents.startswith("comment")
        elif commented or token.token_type is TokenType.COMMENT:
            continue
        elif block is not None:
            if token.token_type is TokenType.BLOCK and endblock_re.match(token.contents):
                yield block.message()
                block = None
            else:
                block.add(token)
        elif token.token_type is TokenType.BLOCK and block_re.match(token.contents):
            yield from _constants(token)
            block = _Block.of(token)
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from _inline(token)


def messages_of_interview(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: dict[str, Any]
) -> Iterator[Message]:
    """The texts of an interview's definition that are written in English only; the others bring their translations."""
    yield from _texts_of(json.loads(fileobj.read().decode("utf-8")))


def _texts_of(data: Any) -> Iterator[Message]:
    if isinstance(data, list):
        for item in data:
            yield from _texts_of(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in INTERVIEW_TEXTS and isinstance(value, str):
                yield 0, "gettext", value, []
            else:
                yield from _texts_of(value)


def _inline(token: Token) -> Iterator[Message]:
    found = inline_re.match(token.contents) if token.token_type is TokenType.BLOCK else None
    if found is None:
        yield from _constants(token)
        return
    text = _unquoted(found[1]).replace("%", "%%")
    if found[3]:
        yield token.lineno or 0, "pgettext", (_unquoted(found[3]), text), []
    else:
        yield token.lineno or 0, "gettext", text, []


def _constants(token: Token) -> Iterator[Message]:
    for constant in constant_re.findall(token.contents):
        yield token.lineno or 0, "gettext", _unquoted(constant).replace("%", "%%"), []


@dataclass
class _Block:
    """A blocktranslate being read: the singular, and the plural once `{% plural %}` was met."""

    line: int
    trimmed: bool
    context: str | None
    parts: list[list[str]] = field(default_factory=lambda: [[]])

    @classmethod
    def of(cls, token: Token) -> _Block:
        found = block_re.match(token.contents)
        context = _unquoted(found[2]) if found and found[2] else None
        return cls(token.lineno or 0, bool(re.search(r"\btrimmed\b", token.contents)), context)

    def add(self, token: Token) -> None:
        if token.token_type is TokenType.BLOCK and plural_re.match(token.contents):
            self.parts.append([])
        elif token.token_type is TokenType.VAR:
            self.parts[-1].append(f"%({token.contents})s")
        elif token.token_type is TokenType.TEXT:
            self.parts[-1].append(token.contents.replace("%", "%%"))
        else:
            raise SyntaxError(f"line {token.lineno}: {token.contents!r} cannot stand inside blocktranslate")

    def message(self) -> Message:
        texts = tuple("".join(part) for part in self.parts)
        if self.trimmed:
            texts = tuple(trim_whitespace(text) for text in texts)
        function = "ngettext" if len(texts) == 2 else "gettext"
        if self.context is not None:
            return self.line, function.replace("get", "pget"), (self.context, *texts), []
        return self.line, function, texts if len(texts) == 2 else texts[0], []


def _unquoted(text: str) -> str:
    return text.strip()[1:-1]
