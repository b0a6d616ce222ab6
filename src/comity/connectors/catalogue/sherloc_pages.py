"""Saved record pages of the SHERLOC portal's case-law database: HTML, read by the classes of its parts.

Victims are reduced to initials, and so are defendants unless they are organizations: names of people do not pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import html

from comity.catalogue.domain.names import shown_name
from comity.catalogue.entries import CaseFacts, Charge, Entry, Kind, Link, Person, Proceeding, Provenance, Text
from comity.vocabulary.interfaces import thesaurus

from .items import FormatError, Found, FoundItem, Passed
from .law_building import clean, files_ending, no_html, one_line, read_text
from .sherloc_search import SOURCE, address
from .sherloc_terms import Terms

_MOST = 500  # persons or charges of one record
_KEYWORDS = {"Acts": "acts", "Means": "means", "Purpose of Exploitation": "purposes", "Form of Trafficking": "forms"}
_KEYWORDS["Sector in which exploitation takes place"] = "sectors"
_GENDERS = {"female": "female", "male": "male"}


class SherlocPages:
    """The reader."""

    name = "sherloc-pages"
    title = "Saved record pages of the SHERLOC case-law database (.html)"

    def files(self, path: Path) -> list[Path]:
        """The `.html` files under `path`."""
        return files_ending(path, ".html", ".htm")

    def read(self, file: Path) -> Iterator[FoundItem]:
        """The case of the page."""
        try:
            root = html.document_fromstring(read_text(file))
        except FormatError:
            raise
        except Exception as error:  # lxml raises many kinds for what is no HTML
            raise no_html(file.name, error) from error
        title = _text(root, "caseLawTitle") or _text(root, "title") or one_line(root.findtext(".//h1") or "")
        uri = next(iter(root.xpath("//link[@rel='canonical']/@href")), "") or f"/case-law-doc/{file.stem}"
        if not title or not _by_class(root, "factSummary"):
            raise FormatError(
                _("%(name)s: it has no title or no part of class factSummary; this is no page of a record.")
                % {"name": file.name}
            )
        terms = Terms(thesaurus())
        yield Found(file.name, _case(root, clean(str(uri)), clean(title), terms))
        for unknown in terms.unknown:
            yield Passed(file.name, _("There is no term here for “%(term)s”.") % {"term": unknown})


def _case(root: html.HtmlElement, uri: str, title: str, terms: Terms) -> Entry:
    heading = _text(root, "victimsPlaintiffs-heading")
    victims = tuple(_victim(each) for each in _people(root, "victimsPlaintiffs"))
    facts = CaseFacts(
        legal_system=_one(terms.codes("legal-systems", _texts(root, "legalSystem"))),
        latest_ruling=_one(terms.codes("court-levels", _texts(root, "presentCourt"))),
        proceeding_type=_one(terms.codes("proceeding-types", _texts(root, "typeOfProceeding"))),
        decided_on=_day(_text(root, "decisionVerdictDate")),
        sentenced_on=_day(_text(root, "sentencedDate")),
        proceedings=tuple(_proceeding(each, terms) for each in _by_class(root, "proceeding")[:_MOST]),
        defendants=_with_charges(root, terms),
        victims=victims,
        victims_heading=heading if heading.lower() in {"migrants"} else "",
        keywords=_keywords(root, terms),
        sources=tuple(_links(root, "sources")),
    )
    original, *others = _languages(root) or [("en", "", "")]
    texts = [Text(original[0], title, original[1], original[2])]
    texts += [Text(language, title, body, notes) for language, body, notes in others]
    return Entry(
        Kind.CASE,
        uri[:300],
        original[0],
        tuple(texts),
        facts,
        states=terms.state(_text(root, "countryNoHighlight") or _text(root, "country")),
        crimes=terms.codes("crime-types", [_text(each) for each in _ending(root, "CrimeType-details-badge")]),
        issues=terms.codes(
            "issues", [_text(each) for each in root.xpath("//div[contains(@class,'cross-cutting')]//h4")]
        ),
        source=SOURCE,
        provenance=Provenance.THIRD_PARTY,
        url=address(uri),
        attachments=tuple(_links(root, "attachments")),
        number=_text(root, "unodcNo")[:40],
    )


def _languages(root: html.HtmlElement) -> list[tuple[str, str, str]]:
    """(language, facts, commentary) for each language tab."""
    notes = {_language(each): _paragraphs(each) for each in _by_class(root, "commentaryAndSignificantFeatures")}
    bodies = {_language(each): _paragraphs(each) for each in _by_class(root, "factSummary")}
    return [(language, body, notes.get(language, "")) for language, body in bodies.items()]


def _language(element: html.HtmlElement) -> str:
    return (element.get("lang") or element.get("data-lang") or "en")[:2].lower()


def _people(root: html.HtmlElement, part: str) -> list[html.HtmlElement]:
    return [person for each in _by_class(root, part) for person in _by_class(each, "person")][:_MOST]


def _victim(element: html.HtmlElement) -> Person:
    gender = _text(element, "gender").lower()
    return Person(
        shown_name(_text(element, "name")) or "?",
        gender=_GENDERS.get(gender, ""),
        child=True if gender == "child" else None,
        age=_text(element, "age"),
        nationality="",
        details=_text(element, "details"),
    )


def _with_charges(root: html.HtmlElement, terms: Terms) -> tuple[Person, ...]:
    charges = {_text(each, "name"): tuple(_charges(each, terms)) for each in _people(root, "charges")}
    found = []
    for element in _people(root, "defendantsRespondents"):
        name, kind = _text(element, "name"), _text(element, "kind").lower()
        kind = kind if kind in {"company", "group", "authority"} else "natural"
        gender = _text(element, "gender").lower()
        found.append(
            Person(
                shown_name(name, may_be_named=kind != "natural") or "?",
                kind=kind,
                gender=_GENDERS.get(gender, ""),
                child=True if gender == "child" else None,
                age=_text(element, "age"),
                nationality=_one(terms.state(_text(element, "nationality"))),
                charges=charges.get(name, ()),
            )
        )
    return tuple(found)


def _charges(person: html.HtmlElement, terms: Terms) -> Iterator[Charge]:
    for each in _by_class(person, "charge")[:_MOST]:
        yield Charge(
            offence=_text(each, "chargeTitle"),
            statute=_text(each, "legislation"),
            details=_text(each, "chargeDetails"),
            verdict=_one(terms.codes("verdicts", _texts(each, "verdict"))),
            imprisonment=_text(each, "termOfImprisonment"),
            fine=_text(each, "fine"),
            compensation=_text(each, "compensation"),
            appeal=_text(each, "appellateDecision"),
            reasoning=_text(each, "legalReasoning"),
        )


def _proceeding(element: html.HtmlElement, terms: Terms) -> Proceeding:
    return Proceeding(
        stage=_one(terms.codes("court-levels", _texts(element, "proceeding_stage"))),
        reference=_text(element, "proceeding_reference"),
        decided_on=_day(_text(element, "proceeding_decisionDate")),
        court=_text(element, "proceeding_court_title"),
        place=_text(element, "proceeding_location"),
        description=_text(element, "proceeding_proceedingDescription"),
        outcome=_text(element, "proceeding_outcome"),
    )


def _keywords(root: html.HtmlElement, terms: Terms) -> tuple[tuple[str, str], ...]:
    found = []
    for category in _by_class(root, "keywordCategory"):
        scheme = _KEYWORDS.get(_text(category, "label").rstrip(":"))
        if scheme:
            found += [(scheme, code) for code in terms.codes(scheme, _texts(category, "tags"))]
    return tuple(found)


def _links(root: html.HtmlElement, part: str) -> Iterator[Link]:
    for each in _by_class(root, part):
        for link in each.iter("a"):
            href = link.get("href") or ""
            yield Link(one_line(link.text_content())[:300] or href, address(href) if href else "")


def _by_class(root: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = root.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
    return found


def _ending(root: html.HtmlElement, end: str) -> list[html.HtmlElement]:
    return [each for each in root.iter() if any(c.endswith(end) for c in (each.get("class") or "").split())]


def _texts(root: html.HtmlElement, name: str) -> list[str]:
    return [clean(one_line(each.text_content())) for each in _by_class(root, name)]


def _text(root: html.HtmlElement, name: str = "") -> str:
    if not name:
        return clean(one_line(root.text_content()))
    return next(iter(_texts(root, name)), "")


def _paragraphs(element: html.HtmlElement) -> str:
    blocks = [one_line(each.text_content()) for each in element.iter("p", "li")] or [one_line(element.text_content())]
    return clean("\n\n".join(block for block in blocks if block))


def _one(codes: tuple[str, ...]) -> str:
    return codes[0] if codes else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10]) if text else None
    except ValueError:
        return None
