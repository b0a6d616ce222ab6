"""Readers of the hub: lists of providers, declarations with histories, texts, tables; what cannot be is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.connectors.catalogue.demonstration import load_demonstration
from comity.connectors.evidence.bundled import bundled_entries, bundled_providers, load_bundled_evidence
from comity.connectors.evidence.items import FormatError, Found, Passed, Refused
from comity.connectors.evidence.loading import load_evidence
from comity.connectors.evidence.provider_list import _named
from comity.connectors.evidence.registry import READERS, evidence_reader
from comity.evidence.entries import GuidelineEntry, PowerEntry, ProviderEntry
from comity.evidence.interfaces import Placed, record
from comity.evidence.models import GuidelineVersion, NationalProvision, ServiceProvider
from comity.law.providers import Category, Caution
from comity.vocabulary.bundled import load_bundled
from tests.evidence.entries import provider

LIST = """provider,category,portal_url,guidelines_url,contact_or_entity,note,sources,as_of
Example (Alpha / Beta),email-cloud,https://p.example/,https://g.example/,Example LLC / Example Ireland Ltd,-,S1;S2,2026
Gamma / Delta,crypto,,,Gamma,,S3,2021-07
Epsilon,wizardry,,,,,S1,2026
Zeta,social,ftp://x,,,,S1,2026
Eta,social,,,,,S1,31 Feb
"""


def items(name: str, file: Path) -> list[object]:
    return list(READERS[name].read(file))


def test_a_list_gives_names_brands_entities_and_the_first_day_of_its_period(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    first, second, *refused = items("provider-list", file)
    assert isinstance(first, Found)
    assert isinstance(first.entry, ProviderEntry)
    facts = first.entry.facts
    assert (facts.code, facts.name, facts.brands) == ("example", "Example", ("Alpha", "Beta"))
    assert [entity.name for entity in facts.entities] == ["Example LLC", "Example Ireland Ltd"]
    assert first.entry.source.as_of == date(2026, 1, 1)
    assert isinstance(second, Found)
    assert isinstance(second.entry, ProviderEntry)
    assert second.entry.facts.category is Category.VIRTUAL_ASSETS
    assert second.entry.facts.cautions == (Caution.SINGLE_SOURCE,)
    assert second.entry.facts.entities == ()  # a brand is no legal person
    reasons = [each.reason for each in refused if isinstance(each, Refused)]
    assert ["`category`" in reasons[0], "`portal_url`" in reasons[1], "`as_of`" in reasons[2]] == [True] * 3


def test_a_list_without_its_columns_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\nExample\n")
    with pytest.raises(FormatError, match="no column as_of, category"):
        items("provider-list", file)


@given(st.text(max_size=60))
def test_no_name_breaks_the_reading_of_brands(text: str) -> None:
    name, brands = _named(text)
    assert name == name.strip()
    assert all(brands)


def declared(folder: Path, history: list[dict[str, object]] | None = None, **terms: object) -> Path:
    folder.mkdir(exist_ok=True)
    if history is not None:
        (folder / "Example.history.json").write_text(json.dumps({"Law Enforcement Guidelines": history}))
    file = folder / "Example.json"
    file.write_text(json.dumps({"name": "Example", "terms": terms}))
    return file


def versions(file: Path) -> list[tuple[str, date | None, date | None]]:
    found = [each.entry for each in items("ota", file) if isinstance(each, Found)]
    return [(e.url, e.used_from, e.used_until) for e in found if isinstance(e, GuidelineEntry)]


NOW = {"Law Enforcement Guidelines": {"fetch": "https://new.example"}}


def test_a_declaration_with_its_history_gives_one_version_for_each_address(tmp_path: Path) -> None:
    old = [
        {"fetch": "https://old.example", "select": "a", "validUntil": "2021-05-27T10:00:00Z"},
        {"fetch": "https://old.example", "select": "b", "validUntil": "2022-02-23T10:00:00Z"},
    ]
    assert versions(declared(tmp_path / "contrib", old, **NOW)) == [
        ("https://old.example", None, date(2022, 2, 23)),
        ("https://new.example", date(2022, 2, 23), None),
    ]


def test_a_history_out_of_order_is_put_in_order(tmp_path: Path) -> None:
    old = [
        {"fetch": "https://b.example", "validUntil": "2022-02-23T10:00:00Z"},
        {"fetch": "https://a.example", "validUntil": "2021-05-27T10:00:00Z"},
    ]
    assert [url for url, *_ in versions(declared(tmp_path / "x", old, **NOW))] == [
        "https://a.example",
        "https://b.example",
        "https://new.example",
    ]


def test_a_document_on_several_pages_gives_each_of_them(tmp_path: Path) -> None:
    both = {"combine": [{"fetch": "https://a.example"}, {"fetch": "https://b.example"}]}
    assert len(versions(declared(tmp_path / "x", **{"Law Enforcement Guidelines": both}))) == 2


def test_a_service_without_guidelines_is_left_aside(tmp_path: Path) -> None:
    assert isinstance(items("ota", declared(tmp_path / "x", **{"Privacy Policy": {}}))[0], Passed)


@pytest.mark.parametrize("text", ["[]", "{", '{"name": 1}', "[" * 100_000])
def test_what_is_no_declaration_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "X.json").write_text(text)
    with pytest.raises(FormatError):
        items("ota", tmp_path / "X.json")


def test_a_text_gets_its_day_language_title_and_checksum(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "2024-05-01.fr.md").write_text("\n# Directives\n\nTexte.\n")
    (folder / "latest.txt").write_text("x")
    found = [
        each for file in READERS["guideline-texts"].files(tmp_path) for each in READERS["guideline-texts"].read(file)
    ]
    first, second = found
    assert isinstance(first, Found)
    assert isinstance(first.entry, GuidelineEntry)
    assert (first.entry.version_on, first.entry.language, first.entry.title) == (date(2024, 5, 1), "fr", "Directives")
    assert len(first.entry.checksum) == 64
    assert isinstance(second, Refused)


ROWS = """id,state,power,law,article,title,foreign,provisions,extract,max_days,source,as_of
1,Niger,preservation,Loi,Article 3,Conservation,yes,ets185:29,,90,A source,2024-01-31
2,Atlantis,levitation,Loi,Article 4,,maybe,,nothing,many,A source,31/01/2024
"""


@pytest.mark.django_db
def test_a_table_of_national_provisions_names_every_cell_that_cannot_be(tmp_path: Path) -> None:
    file = tmp_path / "powers.csv"
    file.write_text(ROWS)
    first, second = items("national-provisions", file)
    assert isinstance(first, Found)
    assert isinstance(first.entry, PowerEntry)
    assert (first.entry.state, first.entry.max_days) == ("NER", 90)
    assert isinstance(second, Refused)
    for column in ("state", "power", "foreign", "max_days", "as_of", "extract"):
        assert f"`{column}`" in second.reason


def test_a_format_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(FormatError, match="provider-list"):
        evidence_reader("fax")


@pytest.mark.django_db
def test_loading_a_folder_again_changes_nothing_and_reports_the_same(tmp_path: Path) -> None:
    record([Placed("row", provider())])
    declared(tmp_path / "contrib", **NOW)
    (tmp_path / "broken.json").write_text("{")
    first = load_evidence(READERS["ota"], tmp_path)
    again = load_evidence(READERS["ota"], tmp_path)
    assert (first.counts()["new"], again.counts()["unchanged"]) == (1, 1)
    assert first.problems() == again.problems()
    assert first.counts()["unreadable"] == 1
    assert GuidelineVersion.objects.count() == 1


def test_every_bundled_provider_has_source_licence_and_day_and_none_is_confirmed() -> None:
    found = list(bundled_providers())
    assert len(found) >= 50
    assert len({entry.facts.code for entry in found}) == len(found)
    assert all(e.source.name and e.source.licence and e.source.as_of for e in found)


@pytest.mark.django_db
def test_what_is_bundled_is_taken_once_and_provisions_lead_to_their_extracts() -> None:
    load_bundled()
    load_demonstration()
    taken = load_bundled_evidence()
    assert taken == len(list(bundled_entries()))
    assert load_bundled_evidence() == 0
    rows = NationalProvision.objects.all()
    assert all(row.extract_key and row.source_name and row.as_of for row in rows)
    assert {text.language for text in rows[0].texts.all()} == {"ar", "zh", "en", "fr", "ru", "es"}
    assert not ServiceProvider.objects.exclude(verified_on=None).exists()
