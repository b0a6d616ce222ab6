"""From the outbox to results: changes are found, deletions are not, a query in one language finds records in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.catalogue.entries import Text
from comity.catalogue.interfaces import Placed, record_entries
from comity.catalogue.models import Extract, Law
from comity.records.models import Change
from comity.search import index as index_room
from comity.search.alerts import ask, confirm, end, send_all
from comity.search.finding import Asked, AskedWrongly, NoIndex, find
from comity.search.index import directory
from comity.search.indexing import apply_changes, rebuild
from comity.search.models import Alert
from comity.vocabulary.bundled import load_bundled
from tests.catalogue.entries import case, extract, law

pytestmark = pytest.mark.django_db


def to_page(page: str, about: str) -> str:
    return f"https://example.org/{page}/{about}"


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Iterator[None]:
    """An index of its own, of three records in three languages."""
    settings.HOME = tmp_path
    index_room._open.clear()
    load_bundled()
    record_entries(
        Placed(e.source_id, e)
        for e in (
            law(),
            extract(issues=("cooperation-extradition",), provisions=("untoc:16:1",)),
            law("ru", "ru", "О таможне", states=("RUS",)),
            extract(
                "ru#1", law="ru", language="ru", texts=(Text("ru", "", "Таможня взимает пошлину."),), states=("RUS",)
            ),
            case("fr", texts=(Text("fr", "Une affaire", "Le juge a ordonné la saisie des biens."),)),
        )
    )
    rebuild()
    yield
    index_room._open.clear()


def keys(text: str, language: str = "en", **more: Any) -> list[str]:
    return [hit.card["source_id"] for hit in find(Asked(text, language, **more)).hits]


def test_an_arabic_reader_finds_the_canadian_act(home: None) -> None:
    results = find(Asked("تسليم المجرمين كندا", "ar"))
    assert "law#1" in [hit.card["source_id"] for hit in results.hits[:2]]
    why = next(hit.shown.why for hit in results.hits if hit.card["source_id"] == "law#1" and hit.shown)
    assert why.renderings or why.labels or why.meaning


@pytest.mark.parametrize(
    ("text", "language", "wanted"), [("customs", "en", "ru#1"), ("seizure", "en", "fr"), ("扣押", "zh", "fr")]
)
def test_across_languages(home: None, text: str, language: str, wanted: str) -> None:
    assert wanted in keys(text, language)


def test_a_change_a_deletion_and_a_law_renamed_are_found(home: None) -> None:
    while apply_changes():
        pass
    held = Extract.objects.get(source_id="law#1")
    text = held.texts.get()
    text.body = "Zebras graze."
    held.texts.add(text)
    held.save()
    renamed = Law.objects.get(source_id="law")
    title = renamed.texts.get()
    title.title = "Giraffe Act"
    renamed.texts.add(title)
    renamed.save()
    assert Change.objects.count() == 2
    assert apply_changes() == 2
    assert Change.objects.count() == 0
    assert keys("zebras") == ["law#1"]
    assert set(keys("giraffe")) == {"law", "law#1"}
    held.delete()
    apply_changes()
    assert keys("zebras") == []


def test_what_changes_while_an_index_is_built_is_in_the_new_one(home: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.search import indexing

    real = indexing.batches

    def interrupted(size: int) -> Any:
        yield from real(size)
        record_entries([Placed("x", extract("law#9", "Late walruses."))])
        apply_changes()

    monkeypatch.setattr(indexing, "batches", interrupted)
    before = directory().current()
    rebuild()
    assert directory().current() != before
    assert keys("walruses") == ["law#9"]


def test_a_crash_before_the_commit_loses_no_change(home: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from comity.search.engines.tantivy_engine import TantivyWriter

    record_entries([Placed("x", extract("law#8", "Quick otters."))])

    def crash(self: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(TantivyWriter, "commit", crash)
        with pytest.raises(KeyboardInterrupt):
            apply_changes()
    assert Change.objects.filter().exists()
    while apply_changes():
        pass
    assert keys("otters") == ["law#8"]


def test_filters_facets_and_errors(home: None) -> None:
    results = find(Asked("", filters={"state": ("RUS",)}))
    assert results.total == 2
    assert dict(results.facets["state"]) == {"CAN": 2, "RUS": 2, "ITA": 1}
    assert keys("", filters={"provision": ("untoc:16",)}) == ["law#1"]
    for wrong in ({"filters": {"planet": ("x",)}}, {"page": 10**9}, {"page": 0}, {"size": 7}, {"language": "xx"}):
        with pytest.raises(AskedWrongly):
            find(Asked("x", **wrong))  # type: ignore[arg-type]


def test_another_spelling_is_offered(home: None) -> None:
    assert find(Asked("extraditoin conduct")).spelling == "extradition conduct"


def test_without_an_index_it_says_so(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "none"
    with pytest.raises(NoIndex):
        find(Asked("x"))


def test_an_alert_is_confirmed_told_once_and_ended(home: None, mailoutbox: list[Any]) -> None:
    ask(email="a@example.org", query="q=pangolins", language="fr", address=to_page)
    alert = Alert.objects.get()
    assert alert.token in mailoutbox[0].body
    record_entries([Placed("x", extract("law#7", "Pangolins before confirmation."))])
    assert confirm(alert.token)
    while apply_changes():
        pass

    def send() -> int:
        return send_all(read=lambda query, language: Asked("pangolins", language), address=to_page)

    assert send() == 0
    record_entries([Placed("x", extract("law#6", "More pangolins.")), Placed("y", extract("law#5", "Only camels."))])
    while apply_changes():
        pass
    assert send() == 1
    assert send() == 0
    key = Extract.objects.get(source_id="law#6").key
    assert f"record/{key}" in mailoutbox[1].body
    assert Extract.objects.get(source_id="law#5").key not in mailoutbox[1].body
    assert end(alert.token)
    assert not Alert.objects.exists()


def test_an_alert_tells_of_more_records_than_are_asked_about_at_once(
    home: None, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.search.finding._AT_ONCE", 2)
    ask(email="a@example.org", query="q=pangolins", language="en", address=to_page)
    assert confirm(Alert.objects.get().token)
    record_entries(Placed(str(n), extract(f"law#p{n}", "Pangolins " + "and others " * n)) for n in range(7))
    while apply_changes():
        pass
    assert send_all(read=lambda query, language: Asked("pangolins", language), address=to_page) == 1
    told = re.findall(r"record/(\w+)", mailoutbox[1].body)
    keys = [Extract.objects.get(source_id=f"law#p{n}").key for n in range(7)]
    assert sorted(told) == sorted(keys)
    assert told[0] == keys[0]


def test_the_best_are_read_again_and_paged_in_the_same_order(home: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.search.finding.SIZES", (1, 2, 20))
    whole = [hit.key for hit in find(Asked("conduct seizure customs duty", size=20)).hits]
    paged = [
        hit.key
        for page in range(1, len(whole) + 1)
        for hit in find(Asked("conduct seizure customs duty", size=1, page=page)).hits
    ]
    assert len(whole) > 1
    assert paged == whole
