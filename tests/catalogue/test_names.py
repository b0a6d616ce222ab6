"""The rule on names cannot be forgotten: whatever is kept, only initials leave."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.catalogue.domain.names import initials, is_label, named_in, shown_name
from comity.catalogue.domain.publishing import entry_of
from comity.catalogue.entries import Person
from comity.catalogue.interfaces import Placed, record_entries
from comity.catalogue.models import Case
from comity.core.plain_values import encoded
from tests.catalogue.entries import case


@pytest.mark.parametrize("label", ["A.B.", "X", "J.-P.", "Victim 1", "Defendant No. 12", "المتهم 3", "被告人1", "И.П."])
def test_labels_name_nobody(label: str) -> None:
    assert is_label(label)
    assert shown_name(label) == label


@pytest.mark.parametrize("name", ["Maria Rossi", "Владимир Петров", "محمد علي", "John Smith Junior"])
def test_full_names_become_initials(name: str) -> None:
    assert not is_label(name)
    assert is_label(shown_name(name))
    assert shown_name(name, may_be_named=True) == name


@given(
    st.text(st.characters(categories=["L"]), min_size=5, max_size=12),
    st.text(st.characters(categories=["L"]), min_size=5),
)
def test_initials_never_hold_a_name(first: str, last: str) -> None:
    assert last not in initials(f"{first} {last}")


def test_a_name_in_a_text_is_noticed() -> None:
    assert named_in(["It was MARIA ROSSI who …"], ["Maria Rossi", "Jo"]) == ["Maria Rossi"]


@pytest.mark.django_db
def test_a_natural_persons_name_leaves_only_as_initials() -> None:
    record_entries([Placed("x", case("c", Person("Maria Rossi"), Person("Acme Ltd", kind="company")))])
    entry = entry_of(Case.objects.get())
    assert [person.name for person in entry.facts.defendants] == ["M.R.", "Acme Ltd"]  # type: ignore[union-attr]
    assert "Rossi" not in json.dumps(encoded(entry))


@pytest.mark.django_db
def test_a_text_that_names_a_hidden_person_is_refused() -> None:
    from comity.catalogue.entries import Text

    told = record_entries(
        [Placed("x", case("c", Person("Maria Rossi"), texts=(Text("en", "T", "Maria Rossi fled."),)))]
    )
    assert "initials" in told.refused[0].reason
    assert not Case.objects.exists()
