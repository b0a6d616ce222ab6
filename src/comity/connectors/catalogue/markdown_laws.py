"""Laws in Markdown with a YAML head, one law in a file: headings for parts and articles (Uruguay, France, others)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from comity.catalogue.entries import LawFacts, SourceNote
from comity.core.gazetteer import load_gazetteer

from .items import FormatError, FoundItem
from .law_building import Building, files_ending, iso_day, read_text, split_articles

_HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.DOTALL)
_FIELD = re.compile(
    r'^(?P<name>[a-z_]+): *(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\n"]*))', re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<title>.+)\Z")
_LABEL = r"(?P<label>(?:art[ií]culo|article|art\.?)\s+[^\s.:,;]+(?:[ -](?:[A-Z]|bis|ter|quater)\b)?)"
_ENDS = r"\s*(?:[.:°º-]\s*)?(?P<rest>)\Z"
_ARTICLE = re.compile(rf"#{{1,6}}\s*{_LABEL}{_ENDS}", re.IGNORECASE)
_BARE_ARTICLE = re.compile(rf"(?-i:(?=A)){_LABEL}{_ENDS}", re.IGNORECASE)  # in files that mark no article as a heading
_LANGUAGES = {"uy": "es", "fr": "fr", "es": "es", "ar": "es", "mx": "es", "co": "es", "cl": "es", "pe": "es"}
_SOURCES = {
    "uy": ("IMPO (Uruguay)", "Licencia de Datos Abiertos – Uruguay"),
    "fr": ("Légifrance (DILA)", "Licence Ouverte / Etalab 2.0"),
}
_KINDS = {"ley": "act", "decreto-ley": "act", "code": "code", "codigo": "code", "decreto": "decree", "loi": "act"}
_KINDS |= {"constitucion": "constitution", "constitution": "constitution", "reglamento": "regulation"}
_STATUSES = {"in_force": "in-force", "repealed": "repealed", "partially_repealed": "partly-in-force"}


class MarkdownLaws:
    """The reader."""

    name = "markdown-laws"
    title = "Laws in Markdown with a YAML head (.md)"

    def files(self, path: Path) -> list[Path]:
        """The `.md` files under `path`."""
        return files_ending(path, ".md")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The law, then its articles; a law without articles is one extract, its whole text."""
        text = read_text(file)
        head = _HEAD.match(text)
        fields = (
            {f["name"]: (f["quoted"] or f["plain"] or "").strip() for f in _FIELD.finditer(head["head"])}
            if head
            else {}
        )
        if head is None or not fields.get("title") or not fields.get("identifier"):
            raise FormatError(
                _("%(name)s: it needs a head between --- lines with title and identifier.") % {"name": file.name}
            )
        country = fields.get("country", "").lower()
        state = next((s.code for s in load_gazetteer().states.values() if s.iso2.lower() == country and country), "")
        if not state or country not in _LANGUAGES:
            raise FormatError(
                _("%(name)s: country “%(country)s” is not one whose laws this format is known for.")
                % {"name": file.name, "country": country}
            )
        name, licence = _SOURCES.get(country, ("", ""))
        as_of = iso_day(fields.get("last_updated", ""))
        source = SourceNote(name, fields.get("source", ""), licence, as_of)
        building = Building(
            file.name, source, fields["identifier"], state, _LANGUAGES[country], fields.get("source", "")
        )
        title = fields["title"].replace('\\"', '"')
        yield building.law(title, _facts(fields))
        found = False
        lines = text[head.end() :].split("\n")
        # Where articles are marked, a line that says only “artículo 200.” is the end of a sentence.
        article = _ARTICLE if any(map(_ARTICLE.match, lines)) else _BARE_ARTICLE
        for what, level, label, body in split_articles(lines, _HEADING, article):
            if what == "article":
                found = True
                yield building.extract(label, body)
            elif level > 1:
                building.heading(level, label)
        whole = re.sub(r"^#+ .*$", "", text[head.end() :], flags=re.MULTILINE).strip()
        if not found and whole:
            yield building.extract(fields.get("official_number") or "—", whole)


def _facts(fields: dict[str, str]) -> LawFacts:
    return LawFacts(
        law_kind=_KINDS.get(fields.get("rank", ""), "other"),
        official_number=fields.get("official_number", ""),
        adopted_on=iso_day(fields.get("promulgation_date") or fields.get("publication_date", "")),
        amended_on=iso_day(fields.get("last_updated", "")),
        status=_STATUSES.get(fields.get("status", ""), "unknown"),
        full_text_url=fields.get("source", ""),
    )
