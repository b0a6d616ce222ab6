"""`comity vault`: keys are replaced, a missing one is named, a damaged row stops nothing, nothing sealed is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.accounts.models import User
from comity.accounts.viewer import Viewer, viewer_of
from comity.cli import app
from comity.commands.output import Exit
from comity.core import vault
from comity.core.configuration import Configuration
from comity.core.sealed import keys_in_use, sealed_models
from comity.core.startup import make_home
from comity.requests.domain import drafting
from comity.requests.models import Draft
from tests import processes
from tests.requests.people import OURS, cast

DRAFTS = 5
FACTS = "sealed facts"


class Vault:
    """A home with drafts sealed with its one key, and the command beside it."""

    def __init__(self, configuration: Configuration) -> None:
        self.file = configuration.vault_key_file
        [self.first] = self.ids()
        self.before = self.held()

    def ids(self) -> list[str]:
        return [line.split()[0] for line in self.file.read_text().splitlines()]

    def held(self) -> dict[str, Any]:
        """Everything sealed, opened; what does not open is told by the name of the error."""
        told = {}
        for model in sealed_models():
            for row in model._default_manager.all():
                try:
                    told[row.seal_context] = row.opened()
                except vault.VaultError as error:
                    told[row.seal_context] = type(error).__name__
        return told

    def run(self, *words: str) -> tuple[int, str, str]:
        """The exit code, the output and the errors of the command, neither of which tells a secret."""
        done = CliRunner().invoke(app, ["vault", *words])
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        assert not [word for word in (FACTS, *(line.split()[1] for line in lines)) if word in done.output]
        return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def held(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Vault:
    configuration = Configuration(home=tmp_path / "home")
    make_home(configuration)
    settings.CONFIGURATION = configuration
    monkeypatch.setattr("comity.core.startup.setup", lambda: configuration)
    who = cast().viewer("anna")
    for number in range(DRAFTS):
        answers = {"facts": f"{FACTS} {number}"}
        drafting.begin(viewer=who, definition="mla", version="1", authority=OURS, answers=answers)
    return Vault(configuration)


def cast_again() -> Viewer:
    """Anna, who is there already."""
    return viewer_of(User.objects.get(name="Anna"))


def test_the_state_names_each_key_and_how_much_it_seals(held: Vault) -> None:
    assert held.run("status") == (Exit.OK, f"{held.first}\tseals now\t{DRAFTS} rows\n", "")
    told = json.loads(held.run("status", "--json")[1])
    assert told == {
        "place": str(held.file),
        "keys": [{"id": held.first, "current": True, "seals": DRAFTS}],
        "missing": [],
    }


def test_a_rotation_seals_everything_with_a_new_key_and_keeps_the_old_one(held: Vault) -> None:
    code, out, err = held.run("rotate")
    new, old = held.ids()
    assert (code, out, err) == (Exit.OK, f"{DRAFTS} rows sealed anew; the key {new} seals now.\n", "")
    assert old == held.first
    assert keys_in_use() == {new: DRAFTS}
    assert held.held() == held.before
    assert held.run("rotate", "--no-new-key")[1] == f"0 rows sealed anew; the key {new} seals now.\n"


def test_a_revoked_key_is_named_and_its_line_brings_everything_back(held: Vault) -> None:
    line = held.file.read_text()
    held.run("rotate")
    drafting.begin(viewer=cast_again(), definition="mla", version="1", authority=OURS, title="after")
    whole = held.held()
    new = held.file.read_text().removesuffix(line)
    held.file.write_text(line)  # the key that seals everything is gone

    code, _out, err = held.run("status")
    assert code == Exit.FAILED
    assert f"missing: {new.split()[0]} ({DRAFTS + 1} rows); put the line back into {held.file}" in err
    code, out, err = held.run("rotate", "--no-new-key")
    assert code == Exit.FAILED
    assert out.startswith("0 rows sealed anew")
    assert f"some wait for a key that is missing: {DRAFTS + 1} rows for {new.split()[0]}; put its line back" in err
    assert set(held.held().values()) == {"KeyMissing"}

    held.file.write_text(line + new)
    assert held.run("rotate", "--no-new-key")[0] == Exit.OK
    assert held.held() == whole


def test_without_a_key_file_nothing_is_sealed_with_nothing(held: Vault) -> None:
    held.file.unlink()
    code, _out, err = held.run("rotate", "--no-new-key")
    assert code == Exit.FAILED
    assert "the vault has no key" in err
    assert f"put the saved ones into {held.file}" in err
    code, _out, err = held.run("status")
    assert code == Exit.FAILED
    assert f"missing: {held.first} ({DRAFTS} rows)" in err


def test_a_key_is_forgotten_only_once_it_seals_nothing(held: Vault) -> None:
    for key, words in ((held.first, "is the key that seals now"), ("nosuch11", "not among the vault's keys")):
        code, _out, err = held.run("forget", key)
        assert code == Exit.FAILED
        assert words in err
    held.file.write_text(f"bbbb2222 {'A' * 43}=\n{held.file.read_text()}")
    code, _out, err = held.run("forget", held.first)
    assert code == Exit.FAILED
    assert f"{held.first} still seals {DRAFTS} rows; `comity vault rotate`" in err
    assert held.first in held.ids()
    assert held.run("rotate", "--no-new-key")[0] == Exit.OK
    assert held.run("forget", held.first) == (Exit.OK, f"{held.first} is forgotten.\n", "")
    assert held.ids() == ["bbbb2222"]
    assert held.held() == held.before


@pytest.mark.parametrize("words", [("status",), ("rotate",), ("rotate", "--no-new-key"), ("forget", "aaaa1111")])
def test_a_damaged_key_file_is_named_with_its_line_and_left_alone(held: Vault, words: tuple[str, ...]) -> None:
    damaged = held.file.read_text()[:-9]
    held.file.write_text(damaged)
    code, _out, err = held.run(*words)
    assert code == Exit.FAILED
    assert f"{held.file}, key 1: the secret of {held.first} is not 32 bytes in base64; restore the line" in err
    assert held.file.read_text() == damaged


def test_a_damaged_row_is_named_and_stops_no_rotation(held: Vault) -> None:
    row = Draft.objects.order_by("pk")[1]
    Draft.objects.filter(pk=row.pk).update(sealed=bytes(row.sealed)[:-1] + b"?")
    code, out, err = held.run("rotate")
    assert code == Exit.FAILED
    assert out.startswith(f"{DRAFTS - 1} rows sealed anew")
    assert f"these are damaged and were left as they are: {row.seal_context}; restore them from a backup" in err
    assert held.held() == held.before | {row.seal_context: "Tampered"}
    assert f"{held.first} still seals 1 rows" in held.run("forget", held.first)[2]


def test_keys_of_the_environment_are_not_written_over(held: Vault, settings: Any) -> None:
    written = held.file.read_text()
    settings.CONFIGURATION = replace(settings.CONFIGURATION, vault_keys=written.strip().replace(" ", ":"))
    for words in (("rotate",), ("forget", held.first)):
        code, _out, err = held.run(*words)
        assert code == Exit.FAILED
        assert "the keys are in COMITY_VAULT_KEYS; put the new one first there" in err
    assert held.run("rotate", "--no-new-key")[0] == Exit.OK
    assert held.file.read_text() == written


# -- in a process of its own -------------------------------------------------------------------------------------

_PLANT = """
from datetime import date
from comity.core import startup
startup.setup()
from tests.requests.people import OURS, cast
from comity.requests.domain import drafting
who = cast().viewer("anna")
for number in range(5):
    drafting.begin(viewer=who, definition="mla", version="1", authority=OURS, answers={"facts": f"facts {number}"})
"""
_READ = """
from comity.core import startup
startup.setup()
from comity.requests.models import Draft
print(*(row.opened()["answers"]["facts"] for row in Draft.objects.order_by("pk")), sep=",")
"""
_KILLED = """
import os
from comity.core import startup
startup.setup()
from comity.core import sealed
sealed.add_key()
one, done = sealed._reseal, []
def stopping(row, damaged):
    if len(done) == 3:
        os._exit(9)
    done.append(row)
    return one(row, damaged)
sealed._reseal = stopping
sealed.reseal(batch=1)
"""


def test_a_rotation_that_was_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    home = processes.make_home(tmp_path / "home")
    planted = processes.run(home, _PLANT)
    assert planted.returncode == 0, planted.stderr
    old = (home / "vault-keys").read_text().split()[0]

    assert processes.run(home, _KILLED).returncode == 9
    status = told(home, "status")
    assert f"{old}\topens only\t2 rows" in status.stdout
    assert processes.run(home, _READ).stdout.strip() == "facts 0,facts 1,facts 2,facts 3,facts 4"
    done = told(home, "rotate", "--no-new-key")
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    assert done.stdout.startswith("2 rows sealed anew")
    assert processes.run(home, _READ).stdout.strip() == "facts 0,facts 1,facts 2,facts 3,facts 4"


def told(home: Path, *words: str) -> CompletedProcess[str]:
    done = processes.command(home, "vault", *words)
    assert "Traceback" not in done.stderr
    return done
