"""The operator's commands: the first person of the secretariat, roles given and ended, the ledger verified."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from typer.testing import CliRunner, Result

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import viewer_of
from comity.cli import app
from comity.commands.output import Exit
from comity.core import startup
from comity.core.models import LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def comity(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command in this process, on the test's own database."""
    monkeypatch.setattr(startup, "setup", lambda: None)

    def run(*words: str, stdin: str = "") -> Result:
        return CliRunner().invoke(app, words, input=stdin)

    done = run("user", "add", "head@example.org", "--password-stdin", stdin="correct horse battery\n")
    assert done.exit_code == Exit.OK
    return run


def test_the_first_person_of_the_secretariat_is_made_at_the_command_line(comity: Callable[..., Result]) -> None:
    done = comity("user", "grant", "head@example.org", "secretariat", "--reference", "Decision 12")
    assert done.exit_code == Exit.OK, done.output
    assert viewer_of(User.objects.get()).holds(Role.SECRETARIAT)
    assert EmailAddress.objects.get().verified
    [row] = json.loads(comity("user", "mandates", "--json").output)
    assert (row["email"], row["role"], row["reference"]) == ("head@example.org", "secretariat", "Decision 12")
    assert comity("user", "end", str(row["number"]), "--why", "Left").exit_code == Exit.OK
    assert json.loads(comity("user", "mandates", "--json").output) == []
    assert "ended" in comity("user", "mandates", "--all").output
    told = list(LedgerEntry.objects.order_by("number").values_list("action", "actor_name"))
    assert told == [("account.added", "system"), ("mandate.granted", "system"), ("mandate.ended", "system")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("king",), "no role"),
        (("mission",), "needs a State"),
        (("mission", "--state", "XXX"), "no State's code"),
        (("auditor", "--until", "31 Feb"), "no day"),
    ],
)
def test_a_role_that_cannot_be_is_refused(comity: Callable[..., Result], words: tuple[str, ...], said: str) -> None:
    done = comity("user", "grant", "head@example.org", *words, "--reference", "D")
    assert done.exit_code == Exit.USAGE
    assert said in done.stderr


def test_someone_who_lost_every_factor_sets_one_up_anew(comity: Callable[..., Result]) -> None:
    Authenticator.objects.create(user=User.objects.get(), type="totp", data={})
    assert comity("user", "second-factor", "head@example.org").output.startswith("totp")
    assert comity("user", "second-factor", "head@example.org", "--forget").exit_code == Exit.OK
    assert not Authenticator.objects.exists()


def test_the_ledger_is_verified_and_a_forgery_is_told(comity: Callable[..., Result]) -> None:
    done = comity("audit", "verify")
    assert done.exit_code == Exit.OK
    assert "1 entries, whole" in done.output
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_ledgerentry SET action = 'nothing'")
    done = comity("audit", "verify", "--json")
    assert done.exit_code == Exit.FAILED
    assert json.loads(done.stdout)["breaks"][0]["number"] == 1


def test_the_ledger_is_written_to_a_file_that_is_not_there_yet(comity: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    assert comity("audit", "export", str(file)).exit_code == Exit.OK
    assert [json.loads(line)["action"] for line in file.read_text(encoding="utf-8").splitlines()] == [
        "account.added",
        "ledger.exported",
    ]
    assert comity("audit", "export", str(file)).exit_code == Exit.REFUSED
    assert comity("audit", "export", "--format", "pdf").exit_code == Exit.USAGE
    assert comity("audit", "export", "--since", "yesterday").exit_code == Exit.USAGE
