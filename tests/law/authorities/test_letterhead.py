"""The head of an authority's paper, from its entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.law.authorities.entry import Address, AuthorityEntry, Contact, Origin, Said, without
from comity.law.authorities.letterhead import HeadLine, head_lines
from comity.law.authorities.words import ContactKind, FieldGroup

ENTRY = AuthorityEntry(
    state="EGY",
    names=(
        Said("ar", "مكتب التعاون الدولي"),
        Said("en", "Office of International Cooperation"),
        Said("fr", "Bureau", True),
    ),
    parent=(Said("ar", "النيابة العامة"), Said("en", "Public Prosecution")),
    addresses=(Address(("Court House", "Cairo"), visiting=True), Address(("P.O. Box 1", "", "Cairo"))),
    contacts=(
        Contact(ContactKind.EMAIL, "office@example.org"),
        Contact(ContactKind.DUTY, "+20 9"),
        Contact(ContactKind.TELEPHONE, "+20 2"),
        Contact(ContactKind.SECURE, "key"),
    ),
)


def names(*languages: str) -> list[str]:
    return [line.text for line in head_lines(ENTRY, languages) if line.is_name]


def test_names_stand_in_the_original_script_and_in_the_language_of_the_draft() -> None:
    assert names("en") == [
        "النيابة العامة",
        "مكتب التعاون الدولي",
        "Public Prosecution",
        "Office of International Cooperation",
    ]


def test_a_name_is_not_told_twice_nor_in_a_language_it_is_not_on_record_in() -> None:
    assert names("ar", "ru") == ["النيابة العامة", "مكتب التعاون الدولي"]


def test_what_a_machine_translated_is_no_name_on_paper() -> None:
    assert "Bureau" not in names("fr")


def test_the_postal_address_and_the_lines_for_everybody_follow() -> None:
    assert [line for line in head_lines(ENTRY, ()) if not line.is_name] == [
        HeadLine("P.O. Box 1"),
        HeadLine("Cairo"),
        HeadLine("+20 2", "Telephone"),
        HeadLine("office@example.org", "E-mail"),
    ]


def test_a_visiting_address_serves_where_there_is_no_other() -> None:
    entry = replace(ENTRY, addresses=ENTRY.addresses[:1])
    assert HeadLine("Court House") in head_lines(entry, ())


@pytest.mark.parametrize("hidden", [frozenset({FieldGroup.CONTACT}), frozenset(FieldGroup)])
def test_a_reader_who_may_not_see_contacts_gets_the_name_alone(hidden: frozenset[FieldGroup]) -> None:
    lines = head_lines(without(ENTRY, hidden), ("en",))
    assert lines
    assert all(line.is_name for line in lines)


def test_an_invented_authority_says_so_on_its_paper() -> None:
    invented = replace(ENTRY, origin=Origin(demonstration=True))
    assert HeadLine("", "Invented for demonstration") in head_lines(invented, ())
