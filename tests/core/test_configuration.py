"""Settings come from the environment, and one that cannot be used is named with its value and what it takes."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from comity.core.configuration import Configuration, ConfigurationError


def test_without_settings_only_this_machine_is_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    configuration = Configuration.from_environment()
    assert configuration.home == tmp_path
    assert configuration.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (configuration.debug, configuration.secure, configuration.database_url) == (False, False, "")


def test_public_names_are_added_to_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_HOSTS", "cooperation.example.org, www.example.org,")
    assert Configuration.from_environment().hosts[3:] == ("cooperation.example.org", "www.example.org")


@pytest.mark.parametrize(("text", "meant"), [("yes", True), ("1", True), ("On", True), ("no", False), ("", False)])
def test_yes_and_no_are_understood(monkeypatch: pytest.MonkeyPatch, text: str, meant: bool) -> None:
    monkeypatch.setenv("COMITY_SECURE", text)
    assert Configuration.from_environment().secure is meant


def test_anything_else_than_yes_and_no_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_SECURE", "maybe")
    with pytest.raises(ConfigurationError, match="COMITY_SECURE is 'maybe'; it takes yes or no"):
        Configuration.from_environment()


def test_a_postgresql_address_is_taken_apart() -> None:
    url = "postgresql://comity:p%40ss@db.example.org:5433/portal"
    assert Configuration(home=Path(), database_url=url).database() == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "comity",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {},
    }


def test_the_driver_is_told_what_stands_after_the_question_mark() -> None:
    url = "postgresql:///portal?host=/run/postgresql&sslmode=disable"
    database = Configuration(home=Path(), database_url=url).database()
    assert (database["HOST"], database["OPTIONS"]) == ("/run/postgresql", {"sslmode": "disable"})


@pytest.mark.parametrize("url", ["mysql://host/name", "postgresql://host", "portal"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="write it like postgresql://"):
        Configuration(home=Path(), database_url=url).database()


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = Configuration(home=tmp_path)
    first.make_secret_key()
    first.make_secret_key()
    assert first.secret_key == Configuration(home=tmp_path).secret_key
    assert len(first.secret_key) >= 50
    assert stat.S_IMODE(first.secret_key_file.stat().st_mode) == 0o600


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(ConfigurationError, match="not a directory; set COMITY_HOME"):
        _ = Configuration(home=tmp_path / "home").secret_key


def test_identity_providers_are_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"OIDC_URL": "https://id.example.org/", "OIDC_CLIENT": "comity", "OIDC_SECRET": "s3cret"}
    given |= {"SAML_METADATA": "https://idp.example.org/metadata", "SAML_ENTITY": "https://idp.example.org"}
    assert Configuration.from_environment().sign_on_apps() == []
    for name, value in given.items():
        monkeypatch.setenv(f"COMITY_{name}", value)
    configuration = Configuration.from_environment()
    assert len(configuration.sign_on_apps()) == 2
    providers: Any = configuration.sign_on_providers()
    assert providers["openid_connect"]["APPS"][0]["settings"]["server_url"] == given["OIDC_URL"]
    assert providers["saml"]["APPS"][0]["settings"]["idp"]["entity_id"] == given["SAML_ENTITY"]
    assert "s3cret" not in repr(configuration)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OIDC_URL": "http://id.example.org/"}, "COMITY_OIDC_URL is .*https://"),
        ({"OIDC_URL": "https://id.example.org/", "OIDC_CLIENT": "x"}, "COMITY_OIDC_SECRET is needed"),
        ({"SAML_METADATA": "https://idp.example.org/"}, "COMITY_SAML_ENTITY is needed"),
    ],
)
def test_an_identity_provider_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"COMITY_{name}", value)
    with pytest.raises(ConfigurationError, match=said):
        Configuration.from_environment().sign_on_providers()
