"""Recording entries: idempotent, complete in itself, and never against an editor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given

from comity.catalogue.domain.publishing import entry_of
from comity.catalogue.entries import Text
from comity.catalogue.entry_codec import entry
from comity.catalogue.interfaces import Did, Placed, keys_named, record_entries
from comity.catalogue.models import Extract, ExtractText, Law
from comity.catalogue.queries import entries as entries_of
from comity.core.plain_values import NotThatShape, encoded
from comity.records.models import Change
from comity.vocabulary.bundled import load_bundled
from tests.catalogue.entries import entries, extract, law


def record(*given_entries: Any) -> Any:
    return record_entries(Placed(e.source_id, e) for e in given_entries)


@given(entries())
def test_an_entry_survives_its_code(made: Any) -> None:
    assert entry(encoded(made)) == made


@pytest.mark.parametrize(
    "value",
    [{}, {"kind": "x"}, {"kind": "law", "source_id": 3}, {"kind": "law", "planet": "x"}, {"kind": "law", "texts": 1}],
)
def test_what_is_no_entry_is_named(value: dict[str, Any]) -> None:
    with pytest.raises(NotThatShape):
        entry(value)


@pytest.mark.django_db
class TestRecording:
    def test_the_same_again_changes_nothing(self) -> None:
        assert record(law(), extract()).did == {Did.NEW: 2}
        numbers = set(Extract.objects.values_list("number", flat=True))
        Change.objects.all().delete()
        assert record(law(), extract()).did == {Did.UNCHANGED: 2}
        assert not Change.objects.exists()
        assert numbers == {"CAN-E1"}

    def test_what_is_recorded_comes_out_as_it_went_in(self) -> None:
        load_bundled()
        made = extract(provisions=("untoc:16",), crimes=("fraud",), issues=("jurisdiction",))
        record(law(), made)
        out = entry_of(Extract.objects.get())
        assert replace(out, key="", number="") == made

    def test_another_language_joins_and_a_changed_text_replaces(self) -> None:
        record(law(), extract())
        french = extract(language="fr", texts=(Text("fr", "Actes", "Une personne peut être extradée."),))
        assert record(french).did == {Did.CHANGED: 1}
        held = Extract.objects.get()
        assert held.language == "en"
        assert {t.language for t in held.texts.all()} == {"en", "fr"}
        assert record(extract(body="Changed.")).did == {Did.CHANGED: 1}
        assert ExtractText.objects.get(language="en").body == "Changed."
        assert ExtractText.objects.get(language="fr").title == "Actes"

    def test_languages_loaded_one_after_another_settle(self) -> None:
        english, french = extract(), extract(language="fr", texts=(Text("fr", "Actes", "Une personne."),))
        english = replace(english, facts=replace(english.facts, path=("Part 1",), in_force_on=date(2002, 1, 1)))
        french = replace(french, facts=replace(french.facts, path=("Partie 1",), in_force_on=date(2003, 1, 1)))
        record(law(), english)
        assert record(french).did == {Did.CHANGED: 1}
        for again in (english, french, english):
            assert record(again).did == {Did.UNCHANGED: 1}
        assert Extract.objects.get().path == ["Part 1"]

    def test_what_an_editor_changed_stays(self) -> None:
        record(law())
        Law.objects.update(edited=True)
        told = record(law(title="Another title"))
        assert told.did == {Did.KEPT: 1}
        assert "stays" in told.notes[0].reason

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"states": ("XXX",)}, "XXX"),
            ({"provisions": ("untoc:?",)}, "untoc"),
            ({"crimes": ("planet",)}, "planet"),
            ({"law": "none"}, "load the law first"),
            ({"texts": (Text("en"),)}, "no text"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_reason(self, wrong: dict[str, Any], says: str) -> None:
        record(law())
        told = record(extract(**wrong))
        assert says in told.refused[0].reason
        assert not Extract.objects.exists()

    def test_a_number_given_twice_leads_to_both(self) -> None:
        told = record(law("a", number="BRA016"), law("b", title="Other", number="BRA016"))
        assert "taken" in told.notes[0].reason
        first, second = Law.objects.order_by("pk")
        assert first.number == "BRA016" != second.number
        assert keys_named("bra016") == [first.key]
        first.delete()
        assert keys_named("BRA016") == [second.key]

    def test_a_translation_older_than_its_original_says_so(self) -> None:
        record(law(), extract(texts=(Text("en", "T", "b"), Text("fr", "T", "b", translated_from="en"))))
        text = ExtractText.objects.get(language="en")
        text.body = "changed"
        text.save()
        out = entry_of(Extract.objects.get())
        assert not any(t.outdated for t in out.texts)  # as if one form had brought both
        ExtractText.objects.filter(language="en").update(revised_at=timezone.now() + timedelta(minutes=1))
        out = entry_of(Extract.objects.get())
        assert {t.language: t.outdated for t in out.texts} == {"en": False, "fr": True}

    def test_a_translation_that_comes_with_its_original_is_as_old(self) -> None:
        record(law(), extract(texts=(Text("fr", "T", "b", translated_from="en"), Text("en", "T", "b"))))
        assert len(set(ExtractText.objects.values_list("revised_at", flat=True))) == 1
        assert not any(t.outdated for t in entry_of(Extract.objects.get()).texts)

    def test_reading_costs_the_same_for_one_and_three(self, django_assert_num_queries: Any) -> None:
        record(law(), *(extract(f"law#{n}", section=str(n)) for n in range(3)))
        keys = list(Extract.objects.values_list("key", flat=True))
        with django_assert_num_queries(4):  # laws by these keys; extracts with their laws, texts, and the laws' texts
            assert len(entries_of(keys[:1])) == 1
        with django_assert_num_queries(4):
            assert len(entries_of(keys)) == 3
