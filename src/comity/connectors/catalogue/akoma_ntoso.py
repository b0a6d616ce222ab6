"""Akoma Ntoso 3.0: judgments as cases, acts as laws with their articles. Files, folders or archives of files."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _
from lxml import etree

from comity.catalogue.domain.names import shown_name
from comity.catalogue.entries import (
    CaseFacts,
    Entry,
    Kind,
    LawFacts,
    Link,
    Person,
    Proceeding,
    Provenance,
    SourceNote,
    Text,
)
from comity.core.gazetteer import load_gazetteer

from ..table_files import too_large
from .items import FormatError, Found, FoundItem, Refused
from .law_building import (
    LARGEST,
    Building,
    clean,
    files_ending,
    iso_day,
    one_line,
    other_root,
    paragraphs,
    read_bytes,
    unreadable,
)
from .lims_xml import parsed

_BODY = 40_000  # characters of a judgment that are kept; the whole stays at its source
_LANGUAGES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh"}
_ORGANIZATION = re.compile(
    r"\b(ltd|limited|plc|llp|inc|corp|company|commissioners?|council|secretary|minister|ministry|department|authority|"
    r"crown|regina|rex|queen|king|republic|state|kingdom|bank|trust|university|police|service|board|society|agency|"
    r"attorney|director|office|government|commission|union|association|hospital|school|court|tribunal)\b|^r$",
    re.IGNORECASE,
)
# Courts whose level is beyond doubt; of the others the level is left open.
_LEVELS = {"uksc": "supreme", "ukpc": "supreme", "ewca": "appeal", "ewhc": "first-instance", "ukftt": "first-instance"}
_LEVELS |= {"ukut": "appeal", "eat": "appeal"}
_ARTICLES = {"article", "section", "rule", "paragraph"}
_HEADINGS = {"part": 1, "book": 1, "title": 2, "chapter": 3, "division": 4, "subchapter": 5}


class AkomaNtoso:
    """The reader."""

    name = "akoma-ntoso"
    title = "Judgments and acts in Akoma Ntoso 3.0 (.xml, .akn, or archives of them)"

    def files(self, path: Path) -> list[Path]:
        """The XML files and archives under `path`."""
        return files_ending(path, ".xml", ".akn", ".tar.xz", ".tar.gz", ".tar", ".zip")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The entries of a file, or of every file of an archive."""
        if file.name.endswith((".zip", ".tar", ".tar.gz", ".tar.xz")):
            for name, data in _members(file):
                try:
                    yield from _document(data, name)
                except FormatError as error:
                    yield Refused(f"{file.name}: {name}", str(error))
        else:
            yield from _document(read_bytes(file), file.name)


def _members(file: Path) -> Iterator[tuple[str, bytes]]:
    """The XML files of an archive, each bounded; raises FormatError."""
    try:
        if file.name.endswith(".zip"):
            with zipfile.ZipFile(file) as archive:
                for info in archive.infolist():
                    if info.filename.endswith((".xml", ".akn")):
                        yield info.filename, _bounded(archive.open(info), info.filename)
        else:
            with tarfile.open(file) as archive:
                for member in archive:
                    if member.isfile() and member.name.endswith((".xml", ".akn")):
                        stream = archive.extractfile(member)
                        if stream is not None:
                            yield member.name, _bounded(stream, member.name)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise unreadable(file.name, error) from error


def _bounded(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise too_large(name, LARGEST)
    return data


def _document(data: bytes, name: str) -> Iterator[FoundItem]:
    root = parsed(data, name)
    kind = next((child for child in root if isinstance(child.tag, str)), None)
    if etree.QName(root).localname != "akomaNtoso" or kind is None:
        raise other_root(name, etree.QName(root).localname, "<akomaNtoso>")
    local = etree.QName(kind).localname
    if local == "judgment":
        yield _judgment(kind, name)
    elif local in {"act", "bill", "doc"}:
        yield from _act(kind, name)
    else:
        raise FormatError(
            _("%(name)s: a <%(element)s> is neither a judgment nor an act.") % {"name": name, "element": local}
        )


def _judgment(root: etree._Element, name: str) -> FoundItem:
    uri = _attribute(root, "FRBRWork", "FRBRuri", "value") or _attribute(root, "FRBRWork", "FRBRthis", "value")
    citation = _text(root, "neutralCitation") or _text(root, "cite")
    title = _attribute(root, "FRBRWork", "FRBRname", "value") or _text(root, "docTitle") or _parties(root) or citation
    if not uri and not citation:
        return Refused(name, _("A judgment without address and citation: it could not be told from others."))
    decided = iso_day(_attribute(root, "FRBRWork", "FRBRdate", "date"))
    court = _text(root, "courtType") or _court(root)
    level = _level(uri, _text(root, "court"))
    body = next(iter(root.iterfind(".//{*}judgmentBody")), root)
    said = paragraphs("\n\n".join(one_line("".join(p.itertext())) for p in body.iter("{*}p")))
    facts = CaseFacts(
        latest_ruling=level,
        decided_on=decided if decided and decided > date(1000, 1, 1) else None,
        proceedings=(Proceeding(stage=level, reference=citation, decided_on=decided, court=court),),
        defendants=tuple(_people(root)),
        sources=(Link(citation or uri, uri if uri.startswith("http") else ""),),
    )
    language = _LANGUAGES.get(_attribute(root, "FRBRExpression", "FRBRlanguage", "language"), "en")
    entry = Entry(
        Kind.CASE,
        (uri or citation)[:300],
        language,
        (Text(language, clean(one_line(title))[:1000] or name, clean(said[:_BODY])),),
        facts,
        states=_states(_attribute(root, "FRBRWork", "FRBRcountry", "value"), uri),
        source=_source(root),
        provenance=Provenance.THIRD_PARTY,
        url=uri if uri.startswith("http") else "",
    )
    return Found(name, entry)


def _act(root: etree._Element, name: str) -> Iterator[FoundItem]:
    uri = _attribute(root, "FRBRWork", "FRBRuri", "value") or name
    language = _LANGUAGES.get(_attribute(root, "FRBRExpression", "FRBRlanguage", "language"), "en")
    states = _states(_attribute(root, "FRBRWork", "FRBRcountry", "value"), uri)
    url = uri if uri.startswith("http") else ""
    building = Building(name, _source(root), uri[:300], states[0] if states else "", language, url)
    title = (
        _text(root, "docTitle") or _attribute(root, "FRBRWork", "FRBRname", "value") or _text(root, "longTitle") or uri
    )
    adopted = iso_day(_attribute(root, "FRBRWork", "FRBRdate", "date"))
    yield building.law(title, LawFacts(law_kind="act", adopted_on=adopted), place=name)
    for element in root.iter():
        local = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if local in _HEADINGS:
            building.heading(_HEADINGS[local], f"{_own(element, 'num')} {_own(element, 'heading')}".strip())
        elif local in _ARTICLES and not _inside_article(element):
            label = _own(element, "num") or element.get("eId") or local
            heading = _own(element, "heading")
            parts = [one_line("".join(p.itertext())) for p in element.iter("{*}p", "{*}listIntroduction")]
            body = "\n\n".join(part for part in parts if part) or one_line("".join(element.itertext()))
            yield building.extract(clean(label), clean(body), heading=clean(heading))


def _inside_article(element: etree._Element) -> bool:
    return any(
        etree.QName(each).localname in _ARTICLES for each in element.iterancestors() if isinstance(each.tag, str)
    )


def _people(root: etree._Element) -> Iterator[Person]:
    seen = set()
    for party in root.iter("{*}party"):
        name = clean(one_line("".join(party.itertext())))
        if name and name not in seen:
            seen.add(name)
            organization = bool(_ORGANIZATION.search(name))
            kind = "authority" if organization else "natural"
            yield Person(shown_name(name, may_be_named=organization)[:300], kind=kind)


def _parties(root: etree._Element) -> str:
    names = [one_line("".join(party.itertext())) for party in root.iter("{*}party")]
    return " v ".join(dict.fromkeys(name for name in names if name))


def _level(uri: str, court: str) -> str:
    parts = {*re.split(r"[/\-]", uri.lower()), *re.split(r"[/\-]", court.lower())}
    return next((level for code, level in _LEVELS.items() if code in parts), "")


def _court(root: etree._Element) -> str:
    author = _attribute(root, "FRBRWork", "FRBRauthor", "href").lstrip("#")
    for each in root.iter("{*}TLCOrganization"):
        if each.get("eId") == author:
            return each.get("showAs") or ""
    return ""


def _states(country: str, uri: str) -> tuple[str, ...]:
    code = (country.upper().split("-")[0] or "") if country else ""
    code = {"UK": "GBR", "GB": "GBR"}.get(code, code)
    states = load_gazetteer().states.values()
    return tuple(state.code for state in states if code and code in {state.iso2, state.code})[:1]


def _source(root: etree._Element) -> SourceNote:
    publisher = _attribute(root, "FRBRManifestation", "FRBRauthor", "href").lstrip("#")
    organizations = {each.get("eId"): each.get("showAs") or "" for each in root.iter("{*}TLCOrganization")}
    day = iso_day(_attribute(root, "FRBRManifestation", "FRBRdate", "date"))
    return SourceNote((organizations.get(publisher) or publisher or "Akoma Ntoso file")[:200], "", "", day)


def _attribute(root: etree._Element, level: str, name: str, attribute: str) -> str:
    found = root.find(f".//{{*}}identification/{{*}}{level}/{{*}}{name}")
    return clean(found.get(attribute) or "") if found is not None else ""


def _text(root: etree._Element, name: str) -> str:
    found = next(root.iter(f"{{*}}{name}"), None)
    return clean(one_line("".join(found.itertext()))) if found is not None else ""


def _own(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return one_line("".join(found.itertext())) if found is not None else ""
