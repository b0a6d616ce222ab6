"""The legal-basis answer joined with the directory: whom to write to under which basis."""

from __future__ import annotations

from datetime import date

from comity.law.authorities.addressing import Addressing, addressing
from comity.law.authorities.entry import AuthorityEntry, Designation, Said
from comity.law.authorities.finding import Outcome
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import Competence
from comity.law.basis.procedure import opinion
from comity.law.basis.types import Answer, Circumstances, Question
from comity.law.book import TreatyBook
from comity.law.measures import Measure

ON = date(2022, 7, 18)
KNOWN = Circumstances(organized_group=Answer.YES, transnational=Answer.YES)


def listed(key: str, *provisions: str, state: str = "ITA") -> Listed:
    designations = tuple(Designation(code, Competence.MLA) for code in provisions)
    return Listed(key, 1, AuthorityEntry(state, (Said("en", key),), designations=designations), ON)


def addressed(book: TreatyBook, *held: Listed) -> Addressing:
    answer = opinion(book, Question("NER", "ITA", Measure.MLA, ON, "trafficking-in-persons", KNOWN))
    return addressing(answer, Directory.of(ON, held), book.instruments, state="ITA")


def test_the_authority_under_the_first_basis_it_is_designated_under_is_named(book: TreatyBook) -> None:
    found = addressed(book, listed("justice", "untoc:18:13"))

    assert found.first is not None
    assert found.first.found.one is not None
    assert found.first.found.one.key == "justice"
    assert found.first.advice[0].candidate.key == "justice"


def test_an_authority_of_the_parent_convention_serves_its_protocols(book: TreatyBook) -> None:
    found = addressed(book, listed("justice", "untoc:18:13"))
    assert [a.found.outcome for a in found.addressees] == [Outcome.ONE]  # the Protocol's answer is the same


def test_another_authority_under_another_basis_is_named_beside_it(book: TreatyBook) -> None:
    held = (listed("justice", "untoc:18:13"), listed("anti-corruption", "uncac:46:13"))
    answer = opinion(book, Question("NER", "ITA", Measure.MLA, ON, "money-laundering", KNOWN))
    found = addressing(answer, Directory.of(ON, held), book.instruments, state="ITA")
    named = [(a.instrument, [c.key for c in a.found.candidates]) for a in found.addressees]
    assert named == [("uncac", ["anti-corruption"]), ("untoc", ["justice"])]


def test_designated_under_no_basis_the_nearest_is_offered_as_such(book: TreatyBook) -> None:
    found = addressed(book, listed("drugs", "drugs1988:7:8"))

    assert found.first is not None
    assert found.first.instrument is None
    assert found.first.found.outcome is Outcome.NONE
    assert [a.candidate.key for a in found.first.advice] == ["drugs"]


def test_a_state_the_directory_does_not_list_has_no_addressee(book: TreatyBook) -> None:
    assert addressed(book, listed("elsewhere", "untoc:18:13", state="FRA")).first is None
