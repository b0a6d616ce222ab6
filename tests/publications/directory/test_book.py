"""The book of the directory, before it is a file: what it holds, in which order, for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from comity.law.authorities.entry import AuthorityEntry, Contact, Designation, Said
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import Competence, ContactKind, FieldGroup
from comity.law.book import TreatyBook
from comity.publications.book import Book, Notice, Section, clean, plain, span, walk, words_of
from comity.publications.directory.changes import compared, prints
from comity.publications.directory.document import Imprint, book_of
from comity.publications.directory.editions import Edition, for_readers

from .authorities import ON, directory, entry, listed

MADE = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def made(held: Directory, facts: TreatyBook, edition: Edition = Edition.LISTED, **imprint: object) -> Book:
    return book_of(for_readers(held, edition), facts, Imprint(edition, MADE, **imprint))  # type: ignore[arg-type]


def text(sections: tuple[Section, ...]) -> str:
    found = []
    for _depth, section in walk(sections):
        found.append(plain(section.title))
        found += [plain(each) for block in section.blocks for each in words_of(block)]
        found += [row.label for block in section.blocks for row in getattr(block, "rows", ())]
    return "\n".join(found)


def test_states_stand_in_the_readers_order(book: TreatyBook) -> None:
    held = Directory.of(ON, [listed(1, "AUT"), listed(2, "AGO"), listed(3, "ALA"), listed(4, "CHE")])
    assert [s.running for s in made(held, book).sections[2:6]] == ["Åland Islands", "Angola", "Austria", "Switzerland"]
    with override("fr"):
        assert [s.running for s in made(held, book).sections[2:6]] == ["Angola", "Autriche", "Îles d'Åland", "Suisse"]


def test_authorities_are_grouped_by_instrument_then_article(book: TreatyBook) -> None:
    codes = ("drugs1988:17:7", "untoc:18:13", "untoc:6", "untoc:16")
    found = replace(entry(1, "FRA"), designations=tuple(Designation(code, Competence.EXTRADITION) for code in codes))
    section = made(Directory.of(ON, [replace(listed(1, "FRA"), entry=found)]), book).sections[2]
    overview = section.sections[0].blocks
    assert [block.title for block in overview] == ["Organized Crime Convention", "1988 Drug Convention"]  # type: ignore[union-attr]
    assert [row.label for row in overview[0].rows] == ["article 6", "article 16", "article 18(13)"]  # type: ignore[union-attr]


def test_every_entry_says_how_fresh_it_is_and_where_it_is_from(book: TreatyBook) -> None:
    late = replace(listed(1, "FRA"), confirmed_on=None, unconfirmed_since=date(2025, 2, 3))
    said = text(made(Directory.of(ON, [late, listed(2, "FRA")]), book).sections)
    assert "Not confirmed yet · unconfirmed since 3 February 2025" in said
    assert "Confirmed on 28 February 2026" in said
    assert said.count("Source: Invented for tests · Licence: CC0-1.0 · As of: 15 January 2026") == 2


def test_what_is_invented_is_marked_in_the_book_the_state_and_the_entry(book: TreatyBook) -> None:
    mixed = Directory.of(ON, [listed(1, "FRA"), listed(2, "DEU", demonstration=False)])
    whole = made(mixed, book)
    germany, france = [s for s in whole.sections if s.anchor.startswith("s-")][1::-1]
    assert "invented" in whole.warning
    by_name = {plain(s.title): s for s in whole.sections}
    assert "invented" in by_name["France"].warning
    assert any(isinstance(block, Notice) for block in by_name["France"].sections[1].blocks)
    assert not by_name["Germany"].warning
    assert {germany.running, france.running} == {"Germany", "France"}


def test_an_edition_holds_nothing_its_readers_may_not_see(book: TreatyBook) -> None:
    held = directory(30)
    public = text(made(held, book, Edition.PUBLIC).sections)
    registered = text(made(held, book, Edition.REGISTERED).sections)
    whole = text(made(held, book, Edition.LISTED).sections)
    for secret in ("@authority", "555 01", "Duty line", "Languages accepted"):
        assert secret not in public
    assert "555 01" in registered
    assert "Duty line" not in registered
    assert "Duty line" in whole
    assert "24/7 point of contact of the police" in public  # three in thirty have opened this group


def test_a_hidden_change_is_no_change_to_those_who_may_not_know(book: TreatyBook) -> None:
    before = listed(1, "FRA")
    duty = Contact(ContactKind.DUTY, "+33 9 99")
    after = replace(before, entry=replace(before.entry, contacts=(*before.entry.contacts, duty)), version=9)

    def seen(edition: Edition) -> tuple[str, ...]:
        old, new = (prints(for_readers(Directory.of(ON, [each]), edition)) for each in (before, after))
        return tuple(group for change in compared(old, new).changed for group in change.groups)

    assert seen(Edition.PUBLIC) == seen(Edition.REGISTERED) == ()
    assert seen(Edition.LISTED) == (FieldGroup.DUTY.value,)


def test_changes_say_what_came_what_is_different_and_what_ended(book: TreatyBook) -> None:
    a, b, c = listed(1, "FRA"), listed(2, "FRA"), listed(3, "DEU")
    other = replace(b, entry=replace(b.entry, channels=()))
    changes = compared(prints(Directory.of(ON, [a, b])), prints(Directory.of(ON, [other, c])))
    assert [each.key for each in changes.added] == [c.key]
    assert [(each.key, each.groups) for each in changes.changed] == [(b.key, ("channels",))]
    assert [each.key for each in changes.ended] == [a.key]
    whole = made(Directory.of(ON, [other, c]), book, number=2, previous=(1, date(2026, 1, 1)), changes=changes)
    said = text(whole.sections[1:2])
    assert "Since issue 1 of 1 January 2026:" in said
    assert "(Channels)" in said


def test_the_indexes_lead_to_every_authority(book: TreatyBook) -> None:
    held = directory(25)
    whole = made(held, book)
    anchors = {section.anchor for _depth, section in walk(whole.sections)}
    links = {
        each.link[1:]
        for _depth, section in walk(whole.sections)
        for block in section.blocks
        for row in words_of(block)
        for each in row
        if each.link.startswith("#")
    }
    assert links <= anchors
    assert len({link for link in links if link.startswith("a-")}) == 25
    assert [plain(s.title) for s in whole.sections[-2:]] == ["Index by matter", "Index by network"]


def test_an_empty_directory_is_a_book_that_says_so(book: TreatyBook) -> None:
    whole = made(Directory.of(ON, []), book)
    assert "No authority was on record on this day." in text(whole.sections)
    assert not [s for s in whole.sections if s.anchor.startswith("s-")]


def test_anchors_are_unique_whatever_the_keys(book: TreatyBook) -> None:
    keys = ("a b", "a-b", "a_b", "ä", "a" * 60, "../x", '"><script>')
    held = Directory.of(ON, [replace(listed(n, "FRA"), key=key) for n, key in enumerate(keys)])
    anchors = [section.anchor for _depth, section in walk(made(held, book).sections)]
    assert len(anchors) == len(set(anchors))


def test_a_name_no_language_can_be_read_from_is_still_printed(book: TreatyBook) -> None:
    bare = AuthorityEntry("FRA", (Said("not a language!", "Office"),))
    said = text(made(Directory.of(ON, [Listed("k", 1, bare, ON)]), book).sections)
    assert "Office" in said
    assert "No designation on record" not in said or "Authority" in said


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("turned \u202eback\u2066", "turned back"),
        ("half \ud800 letter", "half letter"),
        ("tab\tand\nline", "tab and line"),
        ("\ufffe\uffffx", "x"),
        ("Ministère <b>&amp;", "Ministère <b>&amp;"),
    ],
)
def test_text_is_made_fit_for_every_file(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "https://", "//x", "https://x\u202e/y", " x"]
)
def test_what_is_no_address_leads_nowhere(link: str) -> None:
    assert span("text", link=link).link == ""
