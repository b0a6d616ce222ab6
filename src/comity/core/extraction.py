"""Collects what is marked for translation, from Python and from Django templates, without outside programs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from django.conf import settings

PYTHON_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "say": None,
}
METHODS = [("**/templates/**.html", "comity.core.extraction:messages_of_template"), ("**.py", "python")]

Message = tuple[int, str, str | tuple[str, ...], list[str]]


def template_catalog() -> Catalog:
    """All messages of the package, in a stable order, each with the files it stands in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.core.settings")
    django.setup()
    package = settings.LOCALE_SOURCE.parent
    catalog = Catalog(project="Comity", charset="utf-8")
    found = extract_from_dir(str(package), METHODS, keywords=PYTHON_KEYWORDS, comment_tags=["Translators:"])
    for file, _line, message, comments, context in found:
        catalog.add(message, None, [(file, None)], auto_comments=comments, context=context)
    for message in catalog:
        message.locations = sorted(set(message.locations))
    return catalog


def messages_of_template(
    fileobj: BinaryIO, keywords: object, comment_tags: object, options: dict[str, Any]
) -> Iterator[Message]:
    """The messages of a Django template: `translate`, and `blocktranslate` with plural and context."""
    from django.template.base import Lexer, TokenType

    source = fileobj.read().decode("utf-8")
    block: _Block | None = None
    for token in Lexer(source).tokenize():
        if block is not None:
            if token.token_type is TokenType.BLOCK and token.contents.startswith("endblocktrans"):
                yield block.message()
                block = None
            else:
                block.add(token.token_type, token.contents)
        elif token.token_type is TokenType.BLOCK:
            name, _, rest = token.contents.partition(" ")
            if name in {"blocktranslate", "blocktrans"}:
                block = _Block(token.lineno or 0, rest)
            elif name in {"translate", "trans"}:
                yield from _translate(token.lineno or 0, rest)


_STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""


def _translate(line: int, rest: str) -> Iterator[Message]:
    match = re.match(rf"\s*{_STRING}", rest)
    if not match:
        return  # a variable: nothing to collect
    text = match[1] or match[2] or ""
    context = re.search(rf"\bcontext\s+{_STRING}", rest)
    if context:
        yield line, "pgettext", (context[1] or context[2], text), []
    else:
        yield line, "gettext", text, []


class _Block:
    """A blocktranslate being read."""

    def __init__(self, line: int, options: str) -> None:
        self.line = line
        self.trimmed = bool(re.search(r"\btrimmed\b", options))
        match = re.search(rf"\bcontext\s+{_STRING}", options)
        self.context = (match[1] or match[2]) if match else None
        self.parts: list[list[str]] = [[]]

    def add(self, kind: object, contents: str) -> None:
        from django.template.base import TokenType

        if kind is TokenType.BLOCK and contents.startswith("plural"):
            self.parts.append([])
        elif kind is TokenType.VAR:
            self.parts[-1].append(f"%({contents.split('|')[0].strip()})s")
        elif kind is TokenType.TEXT:
            self.parts[-1].append(contents.replace("%", "%%"))

    def message(self) -> Message:
        from django.utils.translation import trim_whitespace

        texts = ["".join(part) for part in self.parts]
        if self.trimmed:
            texts = [trim_whitespace(text) for text in texts]
        if len(texts) == 2:
            return self.line, "ngettext", (texts[0], texts[1]), []
        if self.context:
            return self.line, "pgettext", (self.context, texts[0]), []
        return self.line, "gettext", texts[0], []
