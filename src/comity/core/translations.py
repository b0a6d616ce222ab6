"""The translation catalogs: kept in step with the source, checked for gaps, compiled into the home directory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE_LANGUAGE = "en"
TARGETS = ("ar", "zh", "fr", "ru", "es")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def catalog_file(folder: Path, language: str) -> Path:
    """Where a language's catalog lies under a locale folder."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read_catalog(folder: Path, language: str) -> Catalog:
    """A language's catalog; an empty one where there is none yet."""
    file = catalog_file(folder, language)
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def update(folder: Path, template: Catalog) -> dict[str, int]:
    """Brings each catalog in step with the source: new messages empty, gone ones removed; counts of empty ones."""
    missing = {}
    for language in TARGETS:
        old = read_catalog(folder, language)
        catalog = Catalog(locale=language, project="Comity", charset="utf-8", fuzzy=False)
        for message in template:
            if not message.id:
                continue
            known = old.get(_key(message), message.context)
            catalog.add(
                message.id,
                known.string if known else None,
                message.locations,
                auto_comments=message.auto_comments,
                context=message.context,
            )
        write(folder, language, catalog)
        missing[language] = sum(1 for _ in _gaps(catalog))
    return missing


def write(folder: Path, language: str, catalog: Catalog) -> None:
    """Writes a catalog without dates and line numbers, so that two people's edits merge."""
    file = catalog_file(folder, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    volatile = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')
    file.write_text("".join(line for line in lines if not line.startswith(volatile)), encoding="utf-8")


def problems(folder: Path, template: Catalog) -> list[str]:
    """What keeps the catalogs from being complete: missing, fuzzy or outdated messages, wrong placeholders."""
    found = []
    for language in TARGETS:
        catalog = read_catalog(folder, language)
        wanted = {(_key(m), m.context) for m in template if m.id}
        held = {(_key(m), m.context): m for m in catalog if m.id}
        found += [f"{language}: not in the catalog: {key!r}" for key, _ in sorted(wanted - set(held), key=str)]
        found += [f"{language}: no longer in the source: {key!r}" for key, _ in sorted(set(held) - wanted, key=str)]
        found += [f"{language}: fuzzy: {m.id!r}" for m in catalog if m.id and m.fuzzy]
        found += [f"{language}: not translated: {m.id!r}" for m in _gaps(catalog)]
        found += [f"{language}: other placeholders than the source: {m.id!r}" for m in _mismatched(catalog)]
    return found


def compile_catalogs(source: Path, target: Path) -> None:
    """Compiles every catalog of `source` to where Django looks for it under `target`."""
    for language in (SOURCE_LANGUAGE, *TARGETS):
        catalog = read_catalog(source, language)
        file = target / language / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_mo(stream, catalog)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _gaps(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        if message.id and not all(_strings(message)):
            yield message


def _mismatched(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        if not message.id or not all(_strings(message)):
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        wanted = {name for text in ids for name in _PLACEHOLDER.findall(text)}
        for string in _strings(message):
            names = set(_PLACEHOLDER.findall(string))
            # A plural form may leave the number out (one, two), but name nothing the source does not.
            if names - wanted or (isinstance(message.id, str) and names != wanted):
                yield message
                break
