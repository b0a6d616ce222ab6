"""A home is made once; what is up to date is not done again, what was damaged is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from comity.core import startup
from comity.core.configuration import Configuration
from comity.core.startup import HomeError, make_home, prepare_static_files, prepare_translations


@pytest.fixture
def home(tmp_path: Path) -> Configuration:
    configuration = Configuration(home=tmp_path / "a" / "home")
    make_home(configuration)
    return configuration


def test_a_new_home_is_its_owners_alone(home: Configuration) -> None:
    assert stat.S_IMODE(home.home.stat().st_mode) == 0o700
    assert home.secret_key_file.exists()
    make_home(home)


def test_a_home_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(HomeError, match="set COMITY_HOME to a directory that can be written to"):
        make_home(Configuration(home=tmp_path / "file" / "home"))


def test_translations_are_compiled_once(home: Configuration) -> None:
    assert prepare_translations(home)
    assert not prepare_translations(home)


def test_a_missing_translation_is_compiled_again(home: Configuration) -> None:
    prepare_translations(home)
    (home.home / "locale" / "ar" / "LC_MESSAGES" / "django.mo").unlink()
    assert prepare_translations(home)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"translations": "of old"}'])
def test_a_damaged_or_outdated_note_of_what_was_done_means_doing_it_again(home: Configuration, text: str) -> None:
    prepare_translations(home)
    (home.home / "state.json").write_text(text, encoding="utf-8")
    assert prepare_translations(home)
    assert not prepare_translations(home)


def test_a_new_version_does_everything_again(home: Configuration, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_translations(home)
    monkeypatch.setattr(startup, "__version__", "999")
    assert prepare_translations(home)


def test_work_that_failed_is_not_taken_as_done(home: Configuration, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("comity.core.translations.compile_catalogs", full)
        with pytest.raises(OSError, match="No space left"):
            prepare_translations(home)
    assert prepare_translations(home)


def test_static_files_are_collected_once_and_again_when_gone() -> None:
    from django.conf import settings

    configuration: Configuration = settings.CONFIGURATION
    prepare_static_files(configuration)
    assert not prepare_static_files(configuration)
    assert (settings.STATIC_ROOT / "staticfiles.json").exists()


@pytest.mark.django_db
def test_a_database_has_the_present_schema_once_every_migration_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not startup.is_migrated()
    every = dict.fromkeys(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: every)
    assert startup.is_migrated()
