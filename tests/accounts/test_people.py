"""Accounts: known by an address whatever its case, with a password worth the name, and never deleted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from typer.testing import CliRunner, Result

from comity.accounts.models import User
from comity.cli import app
from comity.commands.output import Exit
from comity.core import startup

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery\n"


@pytest.fixture
def comity(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command in this process, on the test's own database."""
    monkeypatch.setattr(startup, "setup", lambda: None)

    def run(*words: str, stdin: str = "") -> Result:
        return CliRunner().invoke(app, ["user", *words], input=stdin)

    return run


def test_a_person_is_added_and_can_sign_in(comity: Callable[..., Result]) -> None:
    done = comity("add", "Prosecutor@example.org", "--name", "A. Prosecutor", "--password-stdin", stdin=GOOD)
    assert done.exit_code == Exit.OK, done.output
    user = authenticate(username="prosecutor@EXAMPLE.org", password=GOOD.strip())
    assert user is not None
    assert (str(user), user.is_staff) == ("A. Prosecutor", False)


def test_the_password_is_asked_for_twice(comity: Callable[..., Result]) -> None:
    assert comity("add", "a@example.org", stdin=GOOD + GOOD).exit_code == Exit.OK
    assert comity("add", "b@example.org", stdin=GOOD + "something else\n").exit_code == Exit.FAILED
    assert not User.objects.filter(email="b@example.org").exists()


@pytest.mark.parametrize("password", ["short", "passwordpassword1"[:8], "prosecutor@example.org", ""])
def test_a_weak_password_is_refused(comity: Callable[..., Result], password: str) -> None:
    done = comity("add", "prosecutor@example.org", "--password-stdin", stdin=password + "\n")
    assert done.exit_code == Exit.USAGE
    assert "password" in done.stderr
    assert not User.objects.exists()


def test_an_address_that_is_none_is_refused(comity: Callable[..., Result]) -> None:
    done = comity("add", "prosecutor", "--password-stdin", stdin=GOOD)
    assert done.exit_code == Exit.USAGE
    assert "valid email" in done.stderr


def test_one_address_is_one_account(comity: Callable[..., Result]) -> None:
    comity("add", "a@example.org", "--password-stdin", stdin=GOOD)
    assert comity("add", "A@Example.org", "--password-stdin", stdin=GOOD).exit_code == Exit.REFUSED
    with pytest.raises((ValidationError, IntegrityError)):
        User.objects.create_user("A@EXAMPLE.ORG")


def test_a_new_password_takes_the_place_of_the_old_one(comity: Callable[..., Result]) -> None:
    comity("add", "a@example.org", "--password-stdin", stdin=GOOD)
    assert comity("password", "a@example.org", "--password-stdin", stdin="another long one\n").exit_code == Exit.OK
    assert authenticate(username="a@example.org", password="another long one") is not None
    assert authenticate(username="a@example.org", password=GOOD.strip()) is None


def test_a_deactivated_account_stays_on_record_but_cannot_sign_in(comity: Callable[..., Result]) -> None:
    comity("add", "a@example.org", "--password-stdin", stdin=GOOD)
    assert comity("deactivate", "a@example.org").exit_code == Exit.OK
    assert authenticate(username="a@example.org", password=GOOD.strip()) is None
    [listed] = json.loads(comity("list", "--json").output)
    assert (listed["email"], listed["active"]) == ("a@example.org", False)
    assert comity("list").output == "a@example.org\t\tinactive\n"


@pytest.mark.parametrize("words", [("password", "--password-stdin"), ("deactivate",)])
def test_an_account_that_is_not_there_is_said_so(comity: Callable[..., Result], words: tuple[str, ...]) -> None:
    done = comity(words[0], "nobody@example.org", *words[1:], stdin=GOOD)
    assert done.exit_code == Exit.FAILED
    assert "nobody@example.org has no account" in done.stderr
