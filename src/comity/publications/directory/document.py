"""The directory of a day as a book in the active language: cover, how to read, changes, States, indexes.

The directory given is the one the edition's readers may see (`editions.for_readers`): nothing is left out here.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.collation import collated
from comity.core.wording import number
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import Competence, FieldGroup
from comity.law.book import TreatyBook
from comity.law.provisions import Provision, ProvisionError

from ..book import Block, Book, Fact, Facts, Line, Notice, Paragraph, Section, Words, line, span
from .changes import Change, Changes
from .editions import Edition
from .entry_text import EntryText, anchor_of
from .telling import Telling

Progress = Callable[[str, int], None]
_NAMESPACE = uuid.UUID("7d1f8b0e-0c8e-5a7e-9d3c-1c0f5b6a2e41")  # of this book's identifiers (RFC 4122, version 5)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the cover says of the book itself: `number` 0 where it is not a numbered issue; `previous` the issue the
    changes are counted from (number and day), `changes` None where there is none."""

    edition: Edition
    made: datetime
    number: int = 0
    previous: tuple[int, date] | None = None
    changes: Changes | None = None


def book_of(
    directory: Directory, facts: TreatyBook, imprint: Imprint, *, progress: Progress = lambda what, done: None
) -> Book:
    """The book in the active language; `progress` is told what is being said and how many authorities are done."""
    return _Making(directory, Telling(facts), imprint, progress).book()


class _Making:
    def __init__(self, directory: Directory, telling: Telling, imprint: Imprint, progress: Progress) -> None:
        self.directory, self.telling, self.imprint, self.progress = directory, telling, imprint, progress
        self.entries = EntryText(telling, directory.listed)
        self.states = sorted(directory.by_state, key=lambda code: (collated(telling.state(code)), code))

    def book(self) -> Book:
        day = self.telling.day(self.directory.on)
        edition = _(self.imprint.edition.label)
        return Book(
            identifier=self._identifier(),
            language=self.telling.language,
            title=_("Directory of competent national authorities"),
            subtitle=_("As on %(day)s") % {"day": day},
            cover=tuple(self._cover(edition)),
            sections=(
                Section("read", line(_("How to read this book")), tuple(self._reading())),
                Section("changes", line(_("What changed since the last issue")), tuple(self._changes())),
                *self._states(),
                *(section for section in (self._by_matter(), self._by_network()) if section.sections),
            ),
            words=_words(),
            made=self.imprint.made,
            warning=self._warning(self.directory.listed.values()),
            description=_(self.imprint.edition.explanation),
            footer=f"{edition} · {day}",
            rights=self._licences(),
        )

    def _identifier(self) -> str:
        told = (self.imprint.edition.value, self.telling.language, self.directory.on, self.imprint.number)
        made = self.imprint.made.isoformat() if not self.imprint.number else ""
        return uuid.uuid5(_NAMESPACE, " ".join(map(str, (*told, made)))).urn

    def _cover(self, edition: str) -> Iterator[Line]:
        if self.imprint.number:
            yield line(_("Issue %(n)s") % {"n": number(self.imprint.number)})
        yield line(edition)
        yield line(self._counted())

    def _counted(self) -> str:
        """How much the book holds."""
        authorities, states = len(self.directory.listed), len(self.states)
        return " · ".join(
            (
                ngettext("%(n)s authority", "%(n)s authorities", authorities) % {"n": number(authorities)},
                ngettext("%(n)s State", "%(n)s States", states) % {"n": number(states)},
            )
        )

    def _warning(self, listed: Iterable[Listed]) -> str:
        marks = {each.entry.origin.demonstration for each in listed}
        if True not in marks:
            return ""
        if False in marks:
            return _("Some entries are invented for demonstration; each is marked.")
        return _("Demonstration: every authority here is invented.")

    # -- how to read ---------------------------------------------------------------------------------------------

    def _reading(self) -> Iterator[Block]:
        if warning := self._warning(self.directory.listed.values()):
            yield Notice(warning)
        yield Paragraph(line(_(self.imprint.edition.explanation)))
        if not self.directory.listed:
            yield Paragraph(line(_("No authority was on record on this day.")))
        for text in (
            _(
                "For each State the authorities are listed first by instrument and article, then each with its whole"
                " entry: what it is designated for, how to reach it, what it asks of a request."
            ),
            _(
                "Names stand in the language of this book where they were notified in it, and beside it as they were"
                " notified, in their own script. Texts in another language are marked so for programs that read aloud."
            ),
            _(
                "Every entry says when it was last confirmed by its State or authority. One that is unconfirmed since"
                " a day may be out of date: check before you rely on it."
            ),
            _("What is not on record is left out; it is neither a yes nor a no. Nothing here is legal advice."),
            _("Telephone numbers are in international form. Office hours are local, in the time zone that is named."),
        ):
            yield Paragraph(line(text))
        if rows := tuple(self._sources()):
            yield Facts(rows, _("Sources"))

    def _sources(self) -> Iterator[Fact]:
        found: dict[tuple[str, str, str], list[date]] = defaultdict(list)
        for each in self.directory.listed.values():
            origin = each.entry.origin
            found[(origin.name, origin.url, origin.licence)] += [origin.as_of] if origin.as_of else []
        for (name, url, licence), days in sorted(found.items()):
            lines = [line(f"{_('Licence')}: {licence or _('not stated')}")]
            if days:
                first, last = self.telling.day(min(days)), self.telling.day(max(days))
                lines.append(line(f"{_('As of')}: {first if first == last else f'{first} – {last}'}"))
            if url:
                lines.append((span(url, link=url, verbatim=True),))
            yield Fact(name or _("not stated"), tuple(lines))

    def _licences(self) -> str:
        return " · ".join(sorted({each.entry.origin.licence for each in self.directory.listed.values()} - {""}))

    # -- what changed --------------------------------------------------------------------------------------------

    def _changes(self) -> Iterator[Block]:
        changes, previous = self.imprint.changes, self.imprint.previous
        if changes is None or previous is None:
            text = _("This is the first issue.") if self.imprint.number else _("There is no issue before this one.")
            yield Paragraph(line(text))
            return
        words = {"n": number(previous[0]), "day": self.telling.day(previous[1])}
        yield Paragraph(line(_("Since issue %(n)s of %(day)s:") % words))
        if not changes:
            yield Paragraph(line(_("Nothing has changed.")))
        for title, found in (
            (_("Added"), changes.added),
            (_("Changed"), changes.changed),
            (_("Ended"), changes.ended),
        ):
            if found:
                yield Facts((Fact(title, tuple(map(self._change, found))),))

    def _change(self, change: Change) -> Line:
        name, language = change.name(self.telling.language)
        link = f"#{anchor_of(change.key)}" if change.key in self.directory.listed else ""
        groups = self.telling.join(_(FieldGroup(group).label) for group in change.groups)
        shown = self.telling.spoken(name, language, link=link)
        return line(f"{self.telling.state(change.state)}: ", shown, *([f" ({groups})"] if groups else []))

    # -- the States ----------------------------------------------------------------------------------------------

    def _states(self) -> Iterator[Section]:
        done = 0
        for code in self.states:
            listed = self.directory.by_state[code]
            name = self.telling.state(code)
            self.progress(name, done)
            done += len(listed)
            warning = self._warning(listed)
            yield Section(
                f"s-{anchor_of(code)}",
                line(name),
                ((Notice(warning),) if warning else ()),
                (
                    Section(
                        f"o-{anchor_of(code)}",
                        line(_("By instrument and article")),
                        tuple(self._overview(listed)),
                        listed=False,
                    ),
                    *(self.entries.section(each) for each in listed),
                ),
                running=name,
                warning=warning,
            )

    def _overview(self, listed: tuple[Listed, ...]) -> Iterator[Block]:
        found: dict[str, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
        for each in listed:
            for designation in each.entry.designations:
                instrument, _name = self.telling.instrument_of(designation.provision)
                matter = f" · {_(designation.competence.label)}"
                stages = " · " + self.telling.join(_(s.label) for s in designation.stages) if designation.stages else ""
                row = (*self.entries.pointer(each), *line(f"{matter}{stages}"))
                held = found[instrument][designation.provision]
                if row not in held:
                    held.append(row)
        for instrument in sorted(found, key=self._rank):
            articles = found[instrument]
            rows = tuple(
                Fact(self.telling.article(provision), tuple(articles[provision]))
                for provision in sorted(articles, key=_place)
            )
            yield Facts(rows, self.telling.instrument_of(instrument)[1])
        if undesignated := [each for each in listed if not each.entry.designations]:
            rows = (Fact(_("Authority"), tuple(map(self.entries.pointer, undesignated))),)
            yield Facts(rows, _("No designation on record"))

    def _rank(self, instrument: str) -> tuple[int, str]:
        known = list(self.telling.book.instruments)
        return (known.index(instrument) if instrument in known else len(known), instrument)

    # -- the indexes ---------------------------------------------------------------------------------------------

    def _by_matter(self) -> Section:
        def of(competence: Competence) -> Callable[[Listed], bool]:
            return lambda each: any(d.competence is competence for d in each.entry.designations)

        groups = [(f"m-{c.value}", _(c.label), of(c)) for c in Competence]
        return self._index("matters", _("Index by matter"), groups)

    def _by_network(self) -> Section:
        def of(code: str) -> Callable[[Listed], bool]:
            return lambda each: any(m.network == code and m.until is None for m in each.entry.networks)

        codes = {member.network for each in self.directory.listed.values() for member in each.entry.networks}
        ordered = sorted(codes, key=lambda code: (collated(self.telling.network(code)), code))
        groups = [(f"n-{anchor_of(code)}", self.telling.network(code), of(code)) for code in ordered]
        return self._index("networks", _("Index by network"), groups)

    def _index(self, anchor: str, title: str, groups: list[tuple[str, str, Callable[[Listed], bool]]]) -> Section:
        sections = []
        for each_anchor, name, belongs in groups:
            rows = []
            for code in self.states:
                found = [self.entries.pointer(each) for each in self.directory.by_state[code] if belongs(each)]
                if found:
                    rows.append(Fact(self.telling.state(code), tuple(found)))
            if rows:
                sections.append(Section(each_anchor, line(name), (Facts(tuple(rows)),), running=name))
        return Section(anchor, line(title), (), tuple(sections), running=title)


def _place(provision: str) -> tuple[tuple[int, str], ...]:
    """Articles in the order of the instrument: by number where they have one."""
    try:
        path = Provision.parse(provision).path
    except ProvisionError:
        return ((10_000, provision),)
    return tuple((int("".join(filter(str.isdigit, part)) or 0), part) for part in path)


def _words() -> Words:
    return Words(
        contents=_("Contents"),
        cover=_("Cover"),
        page=_("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        start=_("How to read this book"),
        unprintable=_("Letters that no font of this file has are shown as […]; the EPUB and DOCX hold them."),
        accessibility=_(
            "Text that can be enlarged and read aloud, headings at every level, contents and indexes with links,"
            " languages marked. There are no pictures."
        ),
    )
