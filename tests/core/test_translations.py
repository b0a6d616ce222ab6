"""Catalogs keep their translations, stay in step with the source, and serve all six languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from comity.core import translations
from comity.core.translations import TARGETS, Gap, catalog_file, compile_catalogs, gaps, read_catalog, update, write

PARTIES = ("%(n)s party", "%(n)s parties")


def template(*messages: str | tuple[str, str]) -> Catalog:
    catalog = Catalog()
    for message in messages:
        catalog.add(message, locations=[("page.html", 0)])
    return catalog


def translate(folder: Path, language: str, message: str, string: str | tuple[str, ...]) -> None:
    catalog = read_catalog(folder, language)
    entry = catalog.get(message)
    assert entry is not None
    entry.string = string
    write(folder, language, catalog)


def of(found: list[Gap], language: str) -> list[str]:
    return [gap.problem for gap in found if gap.language == language]


def test_a_new_message_comes_in_empty_and_a_translated_one_stays(tmp_path: Path) -> None:
    update(tmp_path, template("Yes"))
    translate(tmp_path, "fr", "Yes", "Oui")
    assert update(tmp_path, template("Yes", "No")) == {"ar": 2, "zh": 2, "fr": 1, "ru": 2, "es": 2}
    assert read_catalog(tmp_path, "fr").get("Yes").string == "Oui"  # type: ignore[union-attr]


def test_a_message_gone_from_the_source_goes_from_the_catalogs(tmp_path: Path) -> None:
    update(tmp_path, template("Yes", "No"))
    update(tmp_path, template("Yes"))
    assert "No" not in catalog_file(tmp_path, "ru").read_text(encoding="utf-8")


def test_catalogs_hold_no_dates_and_line_numbers_and_do_not_change_by_themselves(tmp_path: Path) -> None:
    source = template("Yes", PARTIES, "A long message " * 20)
    update(tmp_path, source)
    before = {language: catalog_file(tmp_path, language).read_bytes() for language in TARGETS}
    update(tmp_path, source)
    assert before == {language: catalog_file(tmp_path, language).read_bytes() for language in TARGETS}
    assert all(b"-Date" not in text and b"page.html:" not in text for text in before.values())


def test_a_complete_catalog_has_no_gaps(tmp_path: Path) -> None:
    update(tmp_path, template("Bound since %(day)s"))
    for language in TARGETS:
        translate(tmp_path, language, "Bound since %(day)s", "%(day)s …")
    assert gaps(tmp_path, template("Bound since %(day)s")) == []


@pytest.mark.parametrize(("language", "forms"), [("ar", 6), ("ru", 3), ("zh", 1), ("fr", 2), ("es", 2)])
def test_every_plural_form_of_the_language_is_needed(tmp_path: Path, language: str, forms: int) -> None:
    update(tmp_path, template(PARTIES))
    translate(tmp_path, language, PARTIES[0], tuple(["%(n)s …"] * (forms - 1)))
    assert of(gaps(tmp_path, template(PARTIES)), language) == [f"not translated in all {forms} plural forms"]
    translate(tmp_path, language, PARTIES[0], tuple(["%(n)s …"] * forms))
    assert of(gaps(tmp_path, template(PARTIES)), language) == []


@pytest.mark.parametrize(
    ("source", "string", "problem"),
    [
        ("Yes", "", "not translated"),
        ("Bound since %(day)s", "Lié depuis %(jour)s", "other placeholders than the source"),
        ("Bound since %(day)s", "Lié", "other placeholders than the source"),
        ("Bound since %(day)s", "100 % depuis %(day)s", "other placeholders than the source"),
        ("Yes", "Oui %(day)s", "other placeholders than the source"),
        ("See <b>this</b>", "Voir ceci", "other HTML tags than the source"),
        ("See this", 'Voir <a href="x">ceci</a>', "other HTML tags than the source"),
    ],
)
def test_a_faulty_translation_is_named(tmp_path: Path, source: str, string: str, problem: str) -> None:
    update(tmp_path, template(source))
    translate(tmp_path, "fr", source, string)
    assert of(gaps(tmp_path, template(source)), "fr") == [problem]


def test_one_party_may_be_said_without_its_number(tmp_path: Path) -> None:
    update(tmp_path, template(PARTIES))
    translate(tmp_path, "fr", PARTIES[0], ("une partie", "%(n)s parties"))
    assert of(gaps(tmp_path, template(PARTIES)), "fr") == []


def test_doubtful_and_outdated_messages_are_named(tmp_path: Path) -> None:
    update(tmp_path, template("Yes", "No"))
    catalog = read_catalog(tmp_path, "es")
    catalog["Yes"].string, catalog["Yes"].flags = "Sí", {"fuzzy"}
    write(tmp_path, "es", catalog)
    found = of(gaps(tmp_path, template("Yes", "Perhaps")), "es")
    assert [problem.split(",")[0] for problem in found] == [
        "not in the catalog", "no longer in the source", "marked as doubtful (fuzzy)",
    ]  # fmt: skip


def test_arabic_plurals_stand_in_the_order_translators_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(tmp_path, template(PARTIES))
    translate(tmp_path, "ar", PARTIES[0], ("zero", "one", "two", "few", "many", "other"))
    for language in TARGETS:
        assert catalog_file(tmp_path, language).exists()
    compile_catalogs(tmp_path, tmp_path)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path])
    catalog = trans_real.DjangoTranslation("ar")
    said = {n: catalog.ngettext(*PARTIES, n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)}
    assert said == {
        0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other",
        102: "other", 103: "few",
    }  # fmt: skip


def test_django_speaks_all_six_languages_in_its_own_messages_too() -> None:
    said = {}
    for language, _name in settings.LANGUAGES:
        assert trans_real.check_for_language(language)
        with translation.override(language):
            said[language] = translation.gettext("This field is required.")
    assert len(set(said.values())) == 6
    assert said["zh"] == "这个字段是必填项。"


def test_every_target_is_a_language_of_the_portal() -> None:
    assert {*TARGETS, translations.SOURCE_LANGUAGE} == {code for code, _name in settings.LANGUAGES}
