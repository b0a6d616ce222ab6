"""What every test has: a home of its own, no network, compiled translations, and the bundled facts at hand.

The home is made before Django's settings are read. Workers of a parallel run share the home of the run that began them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from django.test import Client

    from comity.law.book import TreatyBook
    from comity.law.states import Gazetteer

_FOR_TESTS = "COMITY_TEST_HOME"

hypothesis.settings.register_profile("comity", deadline=None)  # a busy machine is slow, which proves nothing
hypothesis.settings.load_profile("comity")


def _make_home() -> None:
    for name in [name for name in os.environ if name.startswith("COMITY_")]:
        del os.environ[name]
    home = str(Path(tempfile.mkdtemp(prefix="comity-test-")).resolve())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.update({_FOR_TESTS: home, "COMITY_HOME": home, "DJANGO_SETTINGS_MODULE": "comity.core.settings"})


def _prepare_home() -> None:
    from comity.core import startup

    startup.make_home(configuration)
    startup.prepare_translations(configuration)
    startup.prepare_static_files(configuration)


if _is_worker := "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["COMITY_HOME"] = os.environ[_FOR_TESTS]
else:
    _make_home()

from comity.core.startup import configure  # noqa: E402 - the home must be known first

configuration = configure()
if str(configuration.home) != os.environ["COMITY_HOME"]:
    pytest.exit(f"the tests would run in {configuration.home}; unset DJANGO_SETTINGS_MODULE and give no --ds", 2)
if not _is_worker:
    _prepare_home()


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests() -> None:
    """Each process caches for itself, and hashes passwords quickly."""
    from django.test import override_settings

    # Enabled by signal, since a module may have opened the cache of the home when it was imported.
    override_settings(
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ).enable()


@pytest.fixture(autouse=True)
def _empty_cache(_settings_for_tests: None) -> None:
    from django.conf import settings
    from django.core.cache import cache
    from django.utils import translation

    from comity.directory.book import forget
    from comity.treaties import interfaces as treaties
    from comity.vocabulary.signals import vocabulary_changed

    settings.MIGRATION_MODULES = {}  # the tables are made without migrations; the tests know them all the same
    translation.deactivate()  # a page asked for in another test leaves its language behind
    cache.clear()
    forget()
    treaties._held = None
    vocabulary_changed.send(sender=None)  # each test has a database of its own


@pytest.fixture(autouse=True, scope="session")
def _vocabularies_are_not_asked_for_again() -> Iterator[None]:
    """A process looks once a second whether another changed the vocabularies; where queries are counted it must not."""
    from comity.vocabulary import interfaces

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interfaces, "_TRUSTED_FOR", float("inf"))
        yield


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file for this test alone: the home is shared with the other worker, whose drafts must open meanwhile."""
    from comity.core.configuration import Configuration

    file = tmp_path / "vault-keys"
    shutil.copy(configuration.vault_key_file, file)
    monkeypatch.setattr(Configuration, "vault_key_file", property(lambda self: file))
    return file


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """No test reaches beyond this machine: names are not looked up, and only loopback can be connected to."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
    yield
    patch.undo()


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            raise OSError(f"tests stay on this machine; one tried to reach {address[0]}")
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Any) -> Any:
    def guarded(host: Any, *words: Any, **options: Any) -> Any:
        if not _is_here(host):
            raise socket.gaierror(f"tests stay on this machine; one tried to look up {host}")
        return lookup(host, *words, **options)

    return guarded


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    return name in {"localhost", "::1", "0.0.0.0", "::"} or name.startswith("127.")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The bundled States and territories."""
    from comity.core.gazetteer import load_gazetteer

    return load_gazetteer()


@pytest.fixture(scope="session")
def book(gazetteer: Gazetteer) -> TreatyBook:
    """The bundled treaty facts, without a database."""
    from comity.connectors.bundled import bundled_facts
    from comity.law.book import TreatyBook
    from comity.law.instruments import INSTRUMENTS

    facts = bundled_facts()
    return TreatyBook.of(
        gazetteer=gazetteer,
        instruments=INSTRUMENTS,
        actions=(placed.fact for placed in facts.actions),
        statements=(placed.fact for placed in facts.statements),
        coverage=facts.coverage,
        sources=facts.sources,
    )


@pytest.fixture
def recorded(db: None, book: TreatyBook, monkeypatch: pytest.MonkeyPatch) -> TreatyBook:
    """The portal as if the bundled facts had just been loaded: pages read them, the database need not."""
    from comity.treaties import interfaces

    monkeypatch.setattr(interfaces, "_held", (interfaces.revision(), book))
    return book


@pytest.fixture
def client() -> Client:
    """A browser that asks for localhost."""
    from django.test import Client

    return Client(HTTP_HOST="localhost")


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory for a home of a process started by a test; it does not exist yet."""
    home = tmp_path / "home"
    monkeypatch.setenv("COMITY_HOME", str(home))
    return home
