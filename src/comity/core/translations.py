"""The translation catalogs: kept in step with the source, checked for gaps, compiled into the home directory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE_LANGUAGE = "en"
TARGETS = ("ar", "zh", "fr", "ru", "es")
# The order of plural forms that translators of Arabic know from gettext: zero, one, two, few, many, other.
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
# Django and the libraries around it know Chinese only by script; their messages are taken from there.
_DJANGO_NAME = {"zh": "zh_Hans"}
_BESIDE = ("django/conf", "django/contrib/humanize", "allauth")  # packages whose catalogs the pages speak from
_UNSTABLE = ("#", '"POT-', '"PO-', '"Last-', '"Generated-', '"Report-', '"Language-Team', '"Project-')
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_TAG = re.compile(r"</?[a-z]+[^>]*>")

Key = tuple[str, str | None]  # the message (singular) and its context


@dataclass(frozen=True, slots=True)
class Gap:
    """What is wrong with one message of one language's catalog."""

    language: str
    problem: str
    message: str

    def __str__(self) -> str:
        return f"{self.language}: {self.problem}: {self.message!r}"


def catalog_file(folder: Path, language: str) -> Path:
    """Where a language's catalog lies under a locale folder."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read_catalog(folder: Path, language: str) -> Catalog:
    """A language's catalog; an empty one where there is none yet. Raises PoFileError if it cannot be read."""
    file = catalog_file(folder, language)
    if not file.exists():
        return _empty(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language, charset="utf-8", abort_invalid=True)


def update(folder: Path, template: Catalog) -> dict[str, int]:
    """Brings each catalog in step with the source, new messages empty, gone ones removed; how many are empty."""
    empty = {}
    for language in TARGETS:
        old, catalog = read_catalog(folder, language), _empty(language)
        for message in template:
            if message.id:
                _carry_over(message, old.get(_key(message)[0], message.context), catalog)
        write(folder, language, catalog)
        empty[language] = sum(1 for m in catalog if m.id and not _is_complete(m, catalog))
    return empty


def write(folder: Path, language: str, catalog: Catalog) -> None:
    """Writes a catalog without dates and line numbers, so that two people's edits merge."""
    file = catalog_file(folder, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    with partial.open("wb") as stream:
        write_po(stream, catalog, width=110, sort_output=True, include_lineno=False)
    lines = partial.read_text(encoding="utf-8").splitlines(keepends=True)
    head, body = lines[: lines.index("\n")], lines[lines.index("\n") :]
    kept = [line for line in head if not line.startswith(_UNSTABLE)]
    partial.write_text("".join(kept + body), encoding="utf-8")
    partial.replace(file)


def gaps(folder: Path, template: Catalog) -> list[Gap]:
    """What keeps the catalogs from being complete and in step with the source, in a stable order."""
    return [gap for language in TARGETS for gap in _gaps_of(language, read_catalog(folder, language), template)]


def compile_catalogs(source: Path, target: Path) -> None:
    """Compiles every catalog of `source` to where Django looks for it under `target`."""
    for language in (SOURCE_LANGUAGE, *TARGETS):
        catalog = read_catalog(source, language)
        if language in _DJANGO_NAME:
            for package in _BESIDE:
                _add_missing(catalog, _of_package(package, _DJANGO_NAME[language]))
        file = target / language / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_suffix(".part").open("wb") as stream:
            write_mo(stream, catalog)
        file.with_suffix(".part").replace(file)


def _empty(language: str) -> Catalog:
    catalog = Catalog(locale=language, project="Comity", version="", charset="utf-8", fuzzy=False)
    if language in _PLURALS:
        catalog.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return catalog


def _of_package(package: str, name: str) -> Catalog:
    with catalog_file(Path(django.__file__).parent.parent / package / "locale", name).open("rb") as stream:
        return read_po(stream, locale=name)


def _add_missing(catalog: Catalog, other: Catalog) -> None:
    held = {_key(message) for message in catalog}
    for message in other:
        if message.id and not message.fuzzy and _key(message) not in held:
            catalog.add(message.id, message.string, context=message.context)


def _carry_over(message: Message, known: Message | None, catalog: Catalog) -> None:
    blank = ("",) * catalog.num_plurals if message.pluralizable else ""
    kept = known.string if known and known.pluralizable == message.pluralizable else None
    catalog.add(
        message.id,
        kept or blank,
        message.locations,
        flags={"fuzzy"} if known and known.fuzzy else (),
        auto_comments=message.auto_comments,
        user_comments=known.user_comments if known else (),
        context=message.context,
    )


def _gaps_of(language: str, catalog: Catalog, template: Catalog) -> Iterator[Gap]:
    wanted = {_key(m): m for m in template if m.id}
    held = {_key(m): m for m in catalog if m.id}
    for key in sorted(wanted.keys() - held.keys(), key=str):
        yield Gap(language, "not in the catalog, run `comity translations extract`", key[0])
    for key in sorted(held.keys() - wanted.keys(), key=str):
        yield Gap(language, "no longer in the source, run `comity translations extract`", key[0])
    for key in sorted(wanted.keys() & held.keys(), key=str):
        if problem := _problem(held[key], wanted[key], catalog):
            yield Gap(language, problem, key[0])


def _problem(message: Message, source: Message, catalog: Catalog) -> str | None:
    if message.id != source.id:
        return "its plural differs from the source, run `comity translations extract`"
    if message.fuzzy:
        return "marked as doubtful (fuzzy)"
    if not _is_complete(message, catalog):
        return f"not translated in all {catalog.num_plurals} plural forms" if message.pluralizable else "not translated"
    if not all(_same_placeholders(message, string) for string in _strings(message)):
        return "other placeholders than the source"
    if not all(_same_tags(message, string) for string in _strings(message)):
        return "other HTML tags than the source"
    return None


def _key(message: Message) -> Key:
    return _ids(message)[0], message.context


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _is_complete(message: Message, catalog: Catalog) -> bool:
    strings = _strings(message)
    return len(strings) == (catalog.num_plurals if message.pluralizable else 1) and all(strings)


def _same_placeholders(message: Message, string: str) -> bool:
    wanted = {name for text in _ids(message) for name in _PLACEHOLDER.findall(text)}
    names = set(_PLACEHOLDER.findall(string))
    if not wanted:
        return not names
    try:
        string % dict.fromkeys(wanted, 1)
    except (KeyError, TypeError, ValueError):
        return False  # a stray percent sign, or a name that the source does not give
    # A plural form may leave the number out (one, two), a single form nothing.
    return message.pluralizable or names == wanted


def _same_tags(message: Message, string: str) -> bool:
    return any(Counter(_TAG.findall(text)) == Counter(_TAG.findall(string)) for text in _ids(message))
